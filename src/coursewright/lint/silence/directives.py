"""Comments addressed to coursewright: how they are written, and what is wrong with one that is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

NODE = "ignore"
FILE = "ignore-file"
EXAMPLE = "# coursewright: ignore[FUP001] -- why this is right here"

_ADDRESS = re.compile(
    r"(?<!#)#+[ \t]*coursewright[ \t]*(?::|(?=ignore(?:-file)?[ \t]*\[))[ \t]*", re.IGNORECASE
)
"""How such a comment starts. Without the colon it is only meant for us where the rest leaves no doubt."""
_WHOLE = re.compile(
    r"(?P<verb>ignore(?:-file)?)[ \t]*\[(?P<words>[^][\r\n]*)\]"
    r"(?:[ \t]*(?:--+|[-–—:])(?P<reason>[^\r\n]*)|[ \t]+#[^\r\n]*)?",
    re.IGNORECASE,
)
_VERB = re.compile(r"[^\s\[\](){}:,]*")
_RULE = re.compile(r"[A-Za-z]{3}-?\d{1,3}|[a-z]+(?:-[a-z0-9]+)+")
_REASON = re.compile(r"(?:--+|[–—])[ \t]*(\S.*)")
_MEANT_IGNORE = frozenset({NODE, "disable", "noqa", "off", "skip", "silence", "suppress", "allow"})


class Word(NamedTuple):
    """One of the words between the brackets, with the offsets of its first letter and of what follows it."""

    text: str
    start: int
    end: int


class Directive(NamedTuple):
    """A comment addressed to us; `fault` and `fix` speak of one that cannot be followed."""

    start: int
    end: int
    whole_file: bool = False
    words: tuple[Word, ...] = ()
    reason: str = ""
    fault: str = ""
    fix: str = ""


def addressed(text: str) -> list[int]:
    """Return the offsets at which something may be addressed to us, comment or not."""
    return [found.start() for found in _ADDRESS.finditer(text)]


def directives(text: str, start: int, end: int, *, alone: bool) -> Iterator[Directive]:
    """Yield what the comment from `start` to `end` tells us.

    A comment that has its line to itself speaks to us from its start or not at all: what comes later in it
    may be a commented-out line with a comment of its own.
    """
    found = [match for match in _ADDRESS.finditer(text, start, end) if _stands_free(text, start, match)]
    if not found or (alone and found[0].start() != start):
        return
    stops = [match.start() for match in found[1:]] + [end]
    for match, stop in zip(found, stops, strict=True):
        yield _read(text, match, stop)


def _stands_free(text: str, start: int, match: re.Match[str]) -> bool:
    return match.start() == start or text[match.start() - 1] in " \t"


def _read(text: str, address: re.Match[str], stop: int) -> Directive:
    while text[stop - 1] in " \t":
        stop -= 1
    place = (address.start(), stop)
    body = text[address.end() : stop]
    whole = _WHOLE.fullmatch(body)
    if whole is None or ":" not in address[0]:
        fault, fix = _diagnosis(body, colon=":" in address[0])
        return Directive(*place, fault=fault, fix=fix)
    words = tuple(_words(whole["words"], address.end() + whole.start("words")))
    whole_file = whole["verb"].lower() == FILE
    if not words:
        return Directive(*place, fault="names no rule", fix=f"name one between the brackets: `{EXAMPLE}`")
    return Directive(*place, whole_file, words, (whole["reason"] or "").strip())


def _words(written: str, start: int) -> Iterator[Word]:
    for match in re.finditer(r"[^,]+", written):
        text = match[0].strip()
        if text:
            at = start + match.start() + match[0].index(text)
            yield Word(text, at, at + len(text))


def _diagnosis(body: str, *, colon: bool) -> tuple[str, str]:
    """Say what keeps a comment from being understood, and how it would be."""
    found = _VERB.match(body)
    verb = found[0] if found else ""
    meant = _meant(verb)
    rules = ", ".join(_RULE.findall(re.split("--|[–—]", body[len(verb) :])[0])) or "FUP001"
    reason = _REASON.search(body)
    why = reason[1] if reason else "why this is right here"
    model = f"write it as `# coursewright: {meant or NODE}[{rules}] -- {why}`"
    if not verb:
        return "does not say what to do", model
    if verb.lower() not in {NODE, FILE}:
        fix = f"did you mean `{meant}`?" if meant else model
        return f"asks to `{verb}`, which means nothing here", fix
    if not colon:
        return "lacks the colon after `coursewright`", model
    after = body[len(verb) :].lstrip()
    if not after.startswith("["):
        return "does not name its rules in brackets", model
    if "]" not in after:
        return "never closes its bracket", model
    if "[" in after[1:]:
        return "has more than one pair of brackets", model
    return "goes on after the bracket without `--`", "put `--` between the bracket and the reason"


def _meant(verb: str) -> str:
    spelt = verb.lower().replace("_", "-")
    if near := closest(spelt, (NODE, FILE), cutoff=0.8):
        return near
    first, _, rest = spelt.partition("-")
    return (FILE if rest == "file" else NODE) if first in _MEANT_IGNORE else ""

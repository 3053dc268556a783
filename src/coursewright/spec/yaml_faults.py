"""libyaml's complaints in plain words, with their place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import yaml

from coursewright.spec.faults import Fault, FaultKind
from coursewright.spec.nodes import Scalar
from coursewright.spec.open_quotes import open_quote

if TYPE_CHECKING:
    from coursewright.spec.nodes import Node
    from coursewright.spec.source import Source

_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KEY_BEFORE = re.compile(r"""\s*(?:- +)*(?:[^\s:"'][^:]*|"[^"]*"|'[^']*')\s*:\s""")
_NO_SPACE = re.compile(r"\s*(?:- +)*[\w-]+[:：]\S")

_LONGEST_KEY = 1024
_TOO_LONG = "A key can have no more than 1,024 characters."
_CLOSING = {"[": "]", "{": "}"}


class _Told(NamedTuple):
    """What to say, and where: an offset into the text."""

    message: str
    fix: str
    at: int
    closed: int | None = None
    """Where the next quote closes what was meant to end long before."""


class _Complaint(NamedTuple):
    """What libyaml says: `at` is where it noticed, `since` where the thing began that it was reading."""

    problem: str
    at: int
    since: int


_NEVER_CLOSED = ("document indicator", "unexpected end of stream")

# What libyaml says → what we say, and whether the fault stands where the thing began.
_IN_WORDS = (
    *((said, "A quote is opened here and never closed.", "close the quote", True) for said in _NEVER_CLOSED),
    (
        "expected alphabetic or numeric character",
        "A text that starts with `*` or `&` means something else in YAML.",
        "put quotes around the text",
        True,
    ),
    (
        "expected comment or line break",
        "After `|` or `>` a text starts on the next line.",
        "put the text on the next line, indented, or put quotes around it",
        True,
    ),
    (
        "mapping keys are not allowed",
        "A `?` alone means something else in YAML.",
        "put quotes around it",
        False,
    ),
    ("expected node content", "A value is missing here.", "write it, or delete the extra comma", False),
    (
        "expected '-' indicator",
        "The indentation of this line fits neither the entries above it nor the keys of one.",
        "line it up with the keys of the entry above if it belongs to that, else with its `- `",
        False,
    ),
    ("sequence entries are not allowed", "A list cannot start here.", "put `- ` on a line of its own", False),
    (
        "expected <document start>",
        "More text follows where the spec has already ended.",
        "check the indentation of this line",
        False,
    ),
    ("undefined tag handle", "Tags such as `!name!` mean nothing in a spec.", "quote the text", False),
    (
        "unknown escape character",
        "A `\\` in double quotes starts an escape that YAML does not know.",
        "use single quotes",
        False,
    ),
    (
        "expected hexdecimal number",
        "A `\\` in double quotes starts an escape that YAML does not know.",
        "use single quotes",
        False,
    ),
    (
        "directive",
        "A line that starts with `%` is an instruction to YAML.",
        "put quotes around it, or delete it",
        True,
    ),
    (
        "incompatible YAML",
        "This file asks for a version of YAML that we do not read.",
        "delete the line",
        False,
    ),
)


def explain(error: yaml.YAMLError, source: Source) -> Fault:
    """Turn an error of the YAML parser into a fault with its place."""
    if isinstance(error, yaml.reader.ReaderError):
        return _unprintable(source)
    marks = [mark for name in ("problem_mark", "context_mark") if (mark := getattr(error, name, None))]
    at, since = (marks[0].index, marks[-1].index) if marks else (0, 0)
    complaint = _Complaint(str(getattr(error, "problem", "") or error), at, since)
    told = _tab(complaint, source) or _open_quote(complaint, source) or _in_words(complaint, source)
    # libyaml may notice only past the end, where there is nothing to point at.
    place = max(min(told.at, len(source.text.rstrip()) - 1), 0)
    related: tuple[tuple[Node, str], ...] = ()
    if told.closed is not None:
        quote = Scalar(source, told.closed, told.closed + 1, source.text[told.closed], plain=True)
        related = ((quote, "the next quote, which closes it"),)
    at_place = (place, place + 1)
    return Fault(FaultKind.INVALID, told.message, told.fix, source=source, at=at_place, related=related)


def _open_quote(complaint: _Complaint, source: Source) -> _Told | None:
    """Name a quote that takes in the lines below it as the cause, whatever came of it there.

    Where no other quote follows, the parser has told it already.
    """
    found = open_quote(source, complaint.at, complaint.since)
    if found is None or any(known in complaint.problem for known in _NEVER_CLOSED):
        return None
    fix = f"did you mean `{found.meant}`?" if found.meant else "close the quote where the text ends"
    return _Told(
        "A quote is opened here, and nothing closes it on this line.", fix, found.opened, found.closed
    )


def _tab(complaint: _Complaint, source: Source) -> _Told | None:
    """Name a tab in the indentation as the cause, whatever came of it."""
    position = source.position(complaint.at)
    line = source.line(position.line)
    tab = line[: len(line) - len(line.lstrip(" \t"))].find("\t")
    if tab < 0:
        return None
    at = complaint.at - (position.column - 1) + tab
    return _Told("A tab indents this line; YAML takes spaces only.", "replace the tab with spaces", at)


def _in_words(complaint: _Complaint, source: Source) -> _Told:
    problem, at, since = complaint
    if "cannot start any token" in problem and source.text[at : at + 1] == "\t":
        return _Told("A tab stands here, where YAML takes spaces only.", "replace the tab with spaces", at)
    if "cannot start any token" in problem:
        message = f'In YAML no text can start with "{source.text[at : at + 1]}".'
        return _Told(message, "put quotes around the text", at)
    if "mapping values are not allowed" in problem:
        return _stray_colon(at, source)
    if "could not find expected ':'" in problem:
        return _no_colon(since, source)
    if "expected ',' or" in problem:
        return _not_closed(complaint, source)
    if "did not find expected key" in problem:
        return _no_key(at, source)
    for known, message, fix, at_start in _IN_WORDS:
        if known in problem:
            return _Told(message, fix, since if at_start else at)
    return _Told(f"This is not YAML: {problem}.", "check the indentation and the quotes around here", at)


def _stray_colon(at: int, source: Source) -> _Told:
    position = source.position(at)
    before = source.line(position.line)[: position.column - 1]
    if _KEY_BEFORE.match(before):
        message = "A second `: ` stands in this line, so YAML takes its start for a key."
        return _Told(message, "put quotes around the text that holds it", at)
    start = at - len(before.lstrip())
    if len(before) > _LONGEST_KEY:
        return _Told(_TOO_LONG, "shorten it", start)
    message = "This line is read as more of the value above it, which is a text and has no keys."
    return _Told(message, "line it up with its neighbours, or take the text off the key above", start)


def _no_colon(since: int, source: Source) -> _Told:
    line = source.line(source.position(since).line)
    if _NO_SPACE.match(line):
        return _Told("A key is followed by a colon and a space.", "write `: ` after the key", since)
    if len(line) > _LONGEST_KEY and ": " in line:
        return _Told(_TOO_LONG, "shorten it", since)
    fix = "add the colon, or indent the line if it goes on with the text above"
    return _Told("This line should be `key: value`.", fix, since)


def _not_closed(complaint: _Complaint, source: Source) -> _Told:
    _, at, since = complaint
    opening = source.text[since : since + 1]
    closing = _CLOSING.get(opening, "]")
    if source.position(at).line == source.position(since).line and source.text[at:].strip():
        fix = "put quotes around a text that holds `,`, `:`, `[`, `]`, `{` or `}`"
        if source.text[:at].rstrip(" ")[-1:] in {'"', "'"}:
            fix = "check where each text in quotes ends: a quote before this is missing, or one too many"
        return _Told(f"Here a comma or the closing `{closing}` should stand.", fix, at)
    return _Told(f"The `{opening}` opened here is not closed.", f"close it with `{closing}`", since)


def _no_key(at: int, source: Source) -> _Told:
    here, before = source.text[at : at + 2], source.text[:at].rstrip(" ")[-1:]
    if before == "'":
        fix = "write it twice (`''`), or put double quotes around the text"
        return _Told("A quote inside the text ends it here.", fix, at)
    if before == '"':
        fix = 'write `\\"`, or put single quotes around the text'
        return _Told("A quote inside the text ends it here.", fix, at)
    if before in {"]", "}"}:
        message = "A text cannot go on after a closing bracket or brace."
        return _Told(message, "put quotes around the whole text", at)
    if here.strip() == ":":
        fix = "write the key, or put quotes around the text"
        return _Told("A key is missing before this colon.", fix, at)
    if here.strip() == "-":
        fix = "line it up with the other entries, or give the list a key of its own"
        return _Told("The `- ` here lines up with no list above it.", fix, at)
    fix = "line it up with its neighbours, and quote texts that hold special characters"
    return _Told("The indentation here fits neither the lines above nor a new key.", fix, at)


def _unprintable(source: Source) -> Fault:
    found = _NOT_ALLOWED.search(source.text)
    offset = found.start() if found else 0
    code = f"U+{ord(source.text[offset]):04X}" if found else "unknown"
    message = f"An invisible control character ({code}) stands here."
    return Fault(FaultKind.INVALID, message, "delete it", source=source, at=(offset, offset + 1))

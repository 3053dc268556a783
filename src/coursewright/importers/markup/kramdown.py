"""What Jekyll adds to Markdown, as plain Markdown: attribute lists, Liquid tags, languages of code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from coursewright.importers.markup.lines import chunks, in_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["Tag", "without_attributes", "without_liquid"]

Tag: TypeAlias = "Callable[[str, str], str]"
"""The name of a Liquid tag and the rest of it, to the Markdown that stands in its place."""

_LINE = re.compile(r"[ \t]*+\{:([^{}\n]*)\}[ \t]*")
_INLINE = re.compile(
    r"(?<=\S)\{:[ \t]*(?:[.#][\w-]|[\w-]+=)[^{}\n]{0,300}\}|[ \t]\{:[ \t]*\.[^{}\n]{0,300}\}"
)
_CLASS = re.compile(r"\.([\w+-]+)")
_FENCE = re.compile(r"([ \t]*+)(`{3,}+|~{3,}+)[ \t]*")
_TAG = re.compile(r"\{%-?\s{0,20}+([\w-]++)([^%]{0,1000}+)%\}|\{\{-?([^{}\n]{0,200}+)\}\}")
_SWITCH = re.compile(r"\{%-?\s{0,20}+(raw|endraw|comment|endcomment)\s{0,20}+-?%\}")
_MARGIN = re.compile(r"[ \t>]*")
_NO_LANGUAGE = frozenset({"source", "input", "code", "highlight", "no_toc"})


def without_attributes(markdown: str) -> str:
    """Return Markdown without attribute lists; one behind code without a language that names one gives it."""
    if "{:" not in markdown:
        return markdown
    lines = markdown.split("\n")
    code = in_code(lines)
    kept: list[str] = []
    opened = -1
    for number, line in enumerate(lines):
        if code[number]:
            if number == 0 or not code[number - 1] or opened < 0:
                opened = len(kept)
            elif _FENCE.fullmatch(line) and number + 1 < len(lines):
                follows = _LINE.fullmatch(lines[number + 1])
                _tell_language(kept, opened, follows[1] if follows else "")
                kept.append(line)
                opened = -1
                continue
            kept.append(line)
            continue
        opened = -1
        if _LINE.fullmatch(line):
            continue
        kept.append(_INLINE.sub("", line) if "{:" in line else line)
    return "\n".join(kept)


def _tell_language(kept: list[str], opened: int, attributes: str) -> None:
    named = _CLASS.search(attributes)
    fence = _FENCE.fullmatch(kept[opened]) if 0 <= opened < len(kept) else None
    if named is None or fence is None:
        return
    language = named[1].removeprefix("language-").lower()
    if language not in _NO_LANGUAGE:
        kept[opened] = f"{fence[1]}{fence[2]}{language}"


def without_liquid(markdown: str, tag: Tag, values: Mapping[str, str]) -> str:
    """Return Markdown without Liquid: tags as `tag` says, `{{ names }}` by their values; none are run.

    What stands between `raw` and `endraw` stays; so does code, its `raw` tags aside.
    """
    if "{%" not in markdown and "{{" not in markdown:
        return markdown

    def said(found: re.Match[str]) -> str:
        if found[1] is None:
            return values.get(found[3].strip().removesuffix("-").strip(), "")
        told = tag(found[1].lower(), found[2].strip().removesuffix("-").strip())
        return told.replace("\n", f"\n{_prefix(found)}") if "\n" in told else told

    pieces: list[str] = []
    for raw, piece in _switched(markdown):
        if raw:
            pieces.append(piece)
            continue
        pieces += [text if code else _TAG.sub(said, text) for code, text in chunks(piece)]
    return "".join(pieces)


def _switched(markdown: str) -> Iterator[tuple[bool, str]]:
    """Yield a text in pieces that are raw or are not; comments are left out."""
    mode, at = "", 0
    for found in _SWITCH.finditer(markdown):
        name = found[1]
        if mode and name != f"end{mode}":
            continue
        if mode != "comment":
            yield mode == "raw", markdown[at : found.start()]
        mode = "" if mode else name if not name.startswith("end") else ""
        at = found.end()
    if mode != "comment":
        yield mode == "raw", markdown[at:]


def _prefix(found: re.Match[str]) -> str:
    """Return what every line has to begin with that comes in place of a tag: its quotation and indent."""
    start = found.string.rfind("\n", 0, found.start()) + 1
    mark = _MARGIN.match(found.string[start : found.start()])
    return mark[0] if mark else ""

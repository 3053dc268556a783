"""A GIFT file, cut into its questions, categories and comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.gift.signs import hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Block", "blocks_of"]

_BEGINS = re.compile(r"::|\$CATEGORY:")
_MARK = re.compile(r"\[(id|tag):([^\]\n]{1,500})\]")


class Block(NamedTuple):
    """A question or a category as it is written."""

    text: str
    """Without comments; escaped signs are hidden."""
    line: int
    """The line that it begins in, from 1."""
    name: str
    """The id that a comment gives it; often empty."""
    tags: tuple[str, ...]


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the blocks of a file. Empty lines part them, but not between braces that are still open."""
    lines: list[str] = []
    marks: list[tuple[str, str]] = []
    start = 0
    is_open = False
    for number, written in enumerate([*text.split("\n"), ""], 1):
        line = written.strip()
        if lines and (lines[0].startswith("$") or _ends(lines[-1], line, is_open=is_open)):
            yield _block(lines, start, marks)
            lines, marks, is_open = [], [], False
        if line.startswith("//"):
            marks += [(found[1], found[2].strip()) for found in _MARK.finditer(line)]
        elif line or is_open:
            start = start if lines else number
            lines.append(line)
            is_open = _is_open(hidden(line), is_open=is_open)
        elif not lines:
            marks = []
    if any(lines):
        yield _block(lines, start, marks)


def _ends(last: str, line: str, *, is_open: bool) -> bool:
    """Whether a block is over before a line: after an empty one, or where another question begins."""
    if not line:
        return not is_open
    return not last and (_BEGINS.match(line) is not None or "{" in hidden(line))


def _block(lines: list[str], start: int, marks: list[tuple[str, str]]) -> Block:
    name = next((value for mark, value in marks if mark == "id"), "")
    tags = tuple(value for mark, value in marks if mark == "tag")
    return Block(hidden("\n".join(lines).strip()), start, name, tags)


def _is_open(line: str, *, is_open: bool) -> bool:
    last = max(line.rfind("{"), line.rfind("}"))
    return is_open if last < 0 else line[last] == "{"

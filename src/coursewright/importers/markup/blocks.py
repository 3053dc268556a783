"""Boxes of a lesson: text with boxes in it, which hold text and boxes again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["DEEPEST", "Block", "Part", "Trouble", "every", "quoted", "split_title", "written"]

DEEPEST = 12
"""Boxes within boxes that are told apart."""

_HEADING = re.compile(r"\s*?^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$\n?", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{[:#.][^{}\n]*\}[ \t]*$")


@dataclass(slots=True)
class Block:
    """A box: `parts` are its texts, of whole lines, and the boxes between them."""

    kind: str
    """Its class, in lower case: `challenge`, `solution`; empty for the whole text."""
    line: int
    """Where it opens, counted from 1."""
    parts: list[Part] = field(default_factory=list)
    title: str = ""
    """As Markdown; empty where it has none of its own."""

    _lines: list[str] = field(default_factory=list, repr=False)

    def say(self, line: str) -> None:
        """Add a line, without its end, to the text; `close` puts it there."""
        self._lines.append(line)

    def hold(self, box: Block) -> None:
        """Add a box behind what was said."""
        self.close()
        self.parts.append(box)

    def close(self) -> None:
        """Put the lines that were said into the text."""
        if self._lines:
            self.parts.append("\n".join(self._lines) + "\n")
            self._lines = []

    def inner(self, *kinds: str) -> list[Block]:
        """Return the boxes that stand in it itself, of these kinds or of all."""
        return [one for one in self.parts if isinstance(one, Block) and (not kinds or one.kind in kinds)]


Part: TypeAlias = "str | Block"


class Trouble(NamedTuple):
    """What is wrong with the boxes of a text."""

    line: int
    what: str
    """A clause."""


def every(block: Block) -> Iterator[Block]:
    """Yield all boxes within one, in the order in which they open."""
    waiting = list(reversed(block.inner()))
    while waiting:
        one = waiting.pop()
        yield one
        waiting += reversed(one.inner())


def split_title(block: Block) -> None:
    """Make the heading that a box begins with its title, unless it has one."""
    if block.title or not block.parts or not isinstance(block.parts[0], str):
        return
    found = _HEADING.match(block.parts[0])
    if found is None:
        return
    block.title = _ATTRIBUTES.sub("", found[1]).strip()
    block.parts[0] = block.parts[0][found.end() :]


def written(block: Block, instead: Callable[[Block], str]) -> str:
    """Return the text of a box, with what `instead` says where its boxes stand: Markdown, or nothing."""
    pieces: list[str] = []
    for part in block.parts:
        text = (part if isinstance(part, str) else instead(part)).strip("\n")
        if text.strip():
            pieces.append(text)
    return "\n\n".join(pieces)


def quoted(markdown: str, title: str = "") -> str:
    """Return Markdown as a quotation, its title first and bold; nothing for nothing."""
    text = "\n\n".join(part for part in (f"**{title}**" if title else "", markdown.strip("\n")) if part)
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""

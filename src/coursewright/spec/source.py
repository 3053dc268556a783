"""A spec's text and the places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from io import StringIO
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.nodes import Part, path_to, paths_below

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.nodes import Mapping, Node, Written

MAX_BYTES = 10_000_000
"""Size above which a file is not read: the largest real spec we know has 40 kB."""

_BREAK = re.compile(r"\r\n|\r|\n")


_SEVERAL = 60
"""Nodes whose paths are looked for one by one; from then on all are worked out at once."""


class Position(NamedTuple):
    """A place in a text; lines and columns count from 1, columns in characters."""

    line: int
    column: int


class Span(NamedTuple):
    """From one place up to (not including) another."""

    start: Position
    end: Position


class Source:
    """The text of one file, with the table that turns offsets into lines and columns."""

    __slots__ = ("_all_paths", "_asked", "_line_starts", "_paths", "path", "repeats", "root", "text", "texts")

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.root: Mapping | None = None
        self._line_starts: list[int] | None = None
        self.texts: tuple[Written, ...] | None = None
        """Each text and placeholder in the tree, if they are known."""
        self.repeats = False
        """Whether aliases make nodes stand in several places of the tree."""
        self._paths: dict[int, str] = {}
        self._asked = 0
        self._all_paths = False

    def position(self, offset: int) -> Position:
        """Return the place of the character at `offset`."""
        starts = self._starts()
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def offset(self, place: Position) -> int:
        """Return the offset of the character at a place."""
        return self._starts()[place.line - 1] + place.column - 1

    def span(self, start: int, end: int) -> Span:
        """Return the stretch from offset `start` to `end`, at least one character long."""
        first = self.position(start)
        end = max(end, start + 1)
        starts = self._starts()
        if first.line == len(starts) or end < starts[first.line]:  # nearly always on one line
            return Span(first, Position(first.line, first.column + end - start))
        return Span(first, self.position(end))

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its line break; empty past the end."""
        starts = self._starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def node_path(self, node: Node) -> str:
        """Say where a node stands, as `units[2].tasks[rule-on-cases].due`; empty for the top."""
        whole = node.whole if isinstance(node, Part) else node
        known = self._paths.get(id(whole))
        if known is not None or self.root is None or self._all_paths:
            return known or ""
        self._asked += 1
        path = None if self.repeats or self._asked > _SEVERAL else path_to(whole, self.root)
        if path is None:
            self.learn_paths()
            return self._paths.get(id(whole), "")
        self._paths[id(whole)] = path
        return path

    def learn_paths(self) -> None:
        """Work out where all nodes stand at once, for whoever asks about most of them."""
        if self.root is not None and not self._all_paths:
            self._paths, self._all_paths = paths_below(self.root), True

    def _starts(self) -> list[int]:
        if self._line_starts is None:
            self._line_starts = line_starts(self.text)
        return self._line_starts


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line starts."""
    if "\r" in text:
        return [0, *(match.end() for match in _BREAK.finditer(text))]
    starts = list(accumulate(map(len, StringIO(text, newline="\n")), initial=0))  # in a fifth of the time
    return starts if text.endswith("\n") or not text else starts[:-1]

"""A spec's text and the places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.nodes import Mapping, Node

MAX_BYTES = 10_000_000
"""Size above which a file is not read: the largest real spec we know has 40 kB."""

_BREAK = re.compile(r"\r\n|\r|\n")


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

    __slots__ = ("_line_starts", "_paths", "path", "root", "text")

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.root: Mapping | None = None
        self._line_starts: list[int] | None = None
        self._paths: dict[int, str] | None = None

    def position(self, offset: int) -> Position:
        """Return the place of the character at `offset`."""
        starts = self._starts()
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def span(self, start: int, end: int) -> Span:
        """Return the stretch from offset `start` to `end`, at least one character long."""
        return Span(self.position(start), self.position(max(end, start + 1)))

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its line break; empty past the end."""
        starts = self._starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def node_path(self, node: Node) -> str:
        """Say where a node stands, as `units[2].tasks[rule-on-cases].due`; empty for the top."""
        from coursewright.spec.nodes import Part, paths_below  # noqa: PLC0415 - nodes know their source

        if self._paths is None:
            self._paths = paths_below(self.root) if self.root is not None else {}
        return self._paths.get(id(node.whole if isinstance(node, Part) else node), "")

    def _starts(self) -> list[int]:
        if self._line_starts is None:
            self._line_starts = [0, *(match.end() for match in _BREAK.finditer(self.text))]
        return self._line_starts

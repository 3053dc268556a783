"""How a file is written: its line breaks, and how far it indents."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from coursewright.spec.source import Source

_BREAK = re.compile(r"\r\n|\r|\n")
_MARKED = frozenset("*&!")
_SHORT = 24
"""Letters of an id or a keyword: lists of longer texts are written line by line by nearly everybody."""


class Style(NamedTuple):
    """What new lines of a file follow.

    - `newline` ends a line.
    - `step` is how far the keys of a mapping stand to the right of the key above them, in columns.
    - `list_offset` is how far the dash of a list does, and `dash_width` how far an item is from its dash.
    - `flow_lists` says whether short lists stand in brackets.
    - `block_texts` says whether a long text may stand in lines of its own.
    """

    newline: str = "\n"
    step: int = 2
    list_offset: int = 2
    dash_width: int = 2
    flow_lists: bool = True
    block_texts: bool = True


@lru_cache(maxsize=64)  # a rule goes through all files of a course before the next one does
def style_of(source: Source) -> Style:
    """Return how a file is written, by what most of it does; what it does nowhere is as in our examples."""
    found = _Seen()
    if source.root is not None:
        found.mapping(source.root)
    line_break = _BREAK.search(source.text)
    plain = Style()
    return Style(
        line_break[0] if line_break else plain.newline,
        _most(found.steps, plain.step),
        _most(found.offsets, plain.list_offset),
        _most(found.widths, plain.dash_width),
        found.flow_lists >= found.block_lists,
    )


def column(node: Node) -> int:
    """Return how many characters stand before a node on its line."""
    return node.source.position(node.start).column - 1


def dash_of(item: Node) -> int | None:
    """Return the offset of the dash before an item of a block list."""
    text, at = item.source.text, item.start
    while True:
        before = text[:at].rstrip()
        if before.endswith("-"):
            return len(before) - 1
        line = max(before.rfind("\n"), before.rfind("\r")) + 1
        if not before[line:].lstrip().startswith("#"):
            return None
        at = line


def _most(counted: Counter[int], otherwise: int) -> int:
    """Return what is there most often; of several, the smallest."""
    return min(counted, key=lambda one: (-counted[one], one)) if counted else otherwise


class _Seen:
    """What has been seen of the block collections of a file."""

    def __init__(self) -> None:
        self.steps: Counter[int] = Counter()
        self.offsets: Counter[int] = Counter()
        self.widths: Counter[int] = Counter()
        self.flow_lists = 0
        self.block_lists = 0

    def mapping(self, mapping: Mapping) -> None:
        """Look at what a block mapping holds."""
        source = mapping.source
        for key, value in mapping.pairs.values():
            if value.source is not source or value.start < key.end:
                continue  # it was brought in by a merge key
            if isinstance(value, Mapping) and not value.flow and not _is_marked(value):
                if value.pairs:
                    self.steps[max(column(value) - column(key), 1)] += 1
                self.mapping(value)
            elif isinstance(value, Sequence) and not _is_marked(value):
                self._list(key, value)

    def _list(self, key: Scalar, sequence: Sequence) -> None:
        items = sequence.items
        if sequence.flow:
            self.flow_lists += _is_of_words(items)
            return
        self.block_lists += _is_of_words(items)
        dash = dash_of(items[0]) if items else None
        if dash is not None:
            place = key.source.position(dash)
            self.offsets[max(place.column - 1 - column(key), 0)] += 1
            if key.source.position(items[0].start).line == place.line:
                self.widths[items[0].start - dash] += 1
        for item in items:
            if isinstance(item, Mapping) and not item.flow and not _is_marked(item):
                self.mapping(item)


def _is_of_words(items: list[Node]) -> bool:
    return bool(items) and all(isinstance(item, Scalar) and len(item.text) <= _SHORT for item in items)


def _is_marked(node: Node) -> bool:
    return node.source.text[node.start : node.start + 1] in _MARKED

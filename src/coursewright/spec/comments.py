"""Comments, which a YAML reader drops: where they are, and what they stand beside or above.

This is a second look at a file, for the few files in which a comment matters. It reads the text again rather
than ask the tree, because the tree has forgotten merge keys, brackets and what did not fit the format.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from coursewright.spec.reader import events
from coursewright.spec.source import line_starts

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE_END = re.compile(r"[\r\n]")
_NO_NODE = re.compile(r"[-?:. \t]*")
"""What may stand before a node without being one: the dash of a list, the line that opens a document."""


class Stretch(NamedTuple):
    """From one offset up to (not including) another."""

    start: int
    end: int


class _Entry(NamedTuple):
    """A key with its value, or an item of a list; `at` is where one of them is first seen."""

    at: int
    start: int
    end: int
    closes: bool
    """Whether it ends with a sign of its own, a bracket or the last letter of a text, not by what follows."""
    flow: bool
    item: bool = False


class Layout:
    """Where a YAML text has its texts, its keys and items, and its brackets.

    Raises `yaml.YAMLError` where the text is no YAML.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = line_starts(text)
        self._texts: list[Stretch] = []
        self._brackets: list[Stretch] = []
        self._entries: list[_Entry] = []
        self._read()
        self._entries.sort(key=lambda entry: (entry.at, -entry.end))
        self._places = [entry.at for entry in self._entries]
        self._brackets.sort()

    def comment_around(self, offset: int) -> Stretch | None:
        """Return the comment that the character at `offset` belongs to; None where it is part of a text."""
        if self._in_text(offset):
            return None
        line = self._line_start(offset)
        for found in re.finditer("#", self.text[line : offset + 1]):
            place = line + found.start()
            if (place == line or self.text[place - 1] in " \t") and not self._in_text(place):
                end = _LINE_END.search(self.text, place)
                return Stretch(place, end.start() if end else len(self.text))
        return None

    def stands_alone(self, comment: Stretch) -> bool:
        """Whether a comment has its line to itself."""
        return not self.text[self._line_start(comment.start) : comment.start].strip(" \t")

    def beside(self, comment: Stretch) -> Stretch | None:
        """Return what starts on the line of a comment that ends it.

        Where nothing does, that is what ends there, such as a text of several lines; after a dash alone, it
        is what follows.
        """
        line = self._line_start(comment.start)
        starting = self._entries[self._first(line) : self._first(comment.start)]
        if starting:
            return _all_of(starting)
        ends, last = self._endings, len(self._entries)
        ending = ends[bisect_right(ends, (line, last)) : bisect_right(ends, (comment.start, last))]
        if ending:
            return _all_of([self._entries[number] for _, number in ending])
        if _NO_NODE.fullmatch(self.text, line, comment.start):
            return self._next(comment)
        return None

    def below(self, comment: Stretch) -> Stretch | None:
        """Return the key with its value, or the item, that follows a comment which has its line to itself.

        A comment that is indented with the last lines of a block has nothing below it, nor has one at the end
        of brackets.
        """
        following = self._next(comment)
        if following is None:
            return None
        number = self._first(comment.end)
        entry = self._entries[number]
        inside = self._bracket_around(comment.start)
        if inside is not None and inside.end <= entry.at:
            return None
        before = self._entries[number - 1] if number else None
        deeper = self._column(comment.start) > self._indentation(entry.at)
        if deeper and before is not None and not entry.flow and before.end <= entry.at:
            return None
        return following

    def around(self, node: Stretch) -> Stretch | None:
        """Return the item that a node is a part of; for one at the top, the first key with its value."""
        number = self._first(node.start)
        item = self._items[number] if number < len(self._entries) else -1
        nearest = self._entries[max(item, 0)]
        return Stretch(nearest.start, nearest.end) if nearest.start < node.start else None

    @cached_property
    def _items(self) -> list[int]:
        """For each entry, the number of the item that it is a part of; -1 for none."""
        return _surroundings((entry.at, entry.end, entry.item) for entry in self._entries)

    @cached_property
    def _outer_brackets(self) -> list[int]:
        """For each pair of brackets, the number of the one around it; -1 for none."""
        return _surroundings((start, end, True) for start, end in self._brackets)

    @cached_property
    def _endings(self) -> list[tuple[int, int]]:
        """Where entries end that say so themselves, each with its number."""
        return sorted((entry.end, number) for number, entry in enumerate(self._entries) if entry.closes)

    def _bracket_around(self, offset: int) -> Stretch | None:
        number = bisect_left(self._brackets, (offset, offset)) - 1
        while number >= 0 and self._brackets[number].end <= offset:
            number = self._outer_brackets[number]
        return self._brackets[number] if number >= 0 else None

    def _next(self, comment: Stretch) -> Stretch | None:
        number = self._first(comment.end)
        if number == len(self._entries):
            return None
        return Stretch(self._entries[number].start, self._entries[number].end)

    def _first(self, offset: int) -> int:
        return bisect_left(self._places, offset)

    def _line_start(self, offset: int) -> int:
        return self._lines[bisect_right(self._lines, offset) - 1]

    def _column(self, offset: int) -> int:
        return offset - self._line_start(offset)

    def _indentation(self, offset: int) -> int:
        line = self._line_start(offset)
        return len(self.text[line:offset]) - len(self.text[line:offset].lstrip(" \t"))

    def _in_text(self, offset: int) -> bool:
        number = bisect_right(self._texts, offset, key=lambda text: text.start)
        return number > 0 and offset < self._texts[number - 1].end

    def _read(self) -> None:
        """Go through the events once; `opened` holds the collections around, each with the key it awaits."""
        opened: list[_Opened] = []
        end = 0
        for event in events(self.text):
            start, kind = event.start_mark.index, event.__class__
            if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                opened.append(_Opened(start, kind is yaml.MappingStartEvent, bool(event.flow_style)))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                done = opened.pop()
                if done.flow:
                    end = max(end, event.end_mark.index)
                    self._brackets.append(Stretch(done.start, end))
                self._place(opened, done.start, end, closes=done.flow)
            elif kind is yaml.ScalarEvent or kind is yaml.AliasEvent:
                end = max(end, event.end_mark.index)
                self._texts.append(Stretch(_words_start(self.text, event), end))
                self._place(opened, start, end, closes=True)

    def _place(self, opened: list[_Opened], start: int, end: int, *, closes: bool) -> None:
        """Note a node that is complete, by what it is for the collection around it."""
        if not opened:
            return
        around = opened[-1]
        if not around.mapping:
            self._entries.append(_Entry(start, start, end, closes, around.flow, item=True))
        elif around.key is None:
            around.key = start
        else:
            key, around.key = around.key, None
            self._entries.append(_Entry(key, key, end, closes, around.flow))
            if closes and _LINE_END.search(self.text, key, start):
                # The value has a line of its own, and comments of its own: they speak of the pair.
                self._entries.append(_Entry(start, key, end, closes, around.flow))


class _Opened:
    __slots__ = ("flow", "key", "mapping", "start")

    def __init__(self, start: int, mapping: bool, flow: bool) -> None:
        self.start = start
        self.mapping = mapping
        self.flow = flow
        self.key: int | None = None


def _words_start(text: str, event: Any) -> int:
    """Return where the words of a text begin: the line that opens a block may still end with a comment."""
    start: int = event.start_mark.index
    if getattr(event, "style", None) in {"|", ">"}:
        line_end = _LINE_END.search(text, start)
        return line_end.start() if line_end else len(text)
    return start


def _surroundings(stretches: Iterable[tuple[int, int, bool]]) -> list[int]:
    """Return for each stretch the number of the innermost one that it stands in; -1 for none.

    They come as start, end and whether others can stand in them, in the order of their starts. What starts
    together does not stand in one another.
    """
    found: list[int] = []
    opened: list[tuple[int, int, int]] = []
    for number, (start, end, holds) in enumerate(stretches):
        while opened and opened[-1][1] <= start:
            opened.pop()
        found.append(next((one for first, _, one in reversed(opened) if first < start), -1))
        if holds:
            opened.append((start, end, number))
    return found


def _all_of(entries: Iterable[_Entry]) -> Stretch:
    starts, ends = zip(*((entry.start, entry.end) for entry in entries), strict=True)
    return Stretch(min(starts), max(ends))

"""Comments, which a YAML reader drops: where they are, and what they stand beside or above.

This is a second look at a file, for the few files in which a comment matters. It reads the text again rather
than ask the tree, because the tree has forgotten merge keys, brackets and what did not fit the format.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from coursewright.spec.reader import events

if TYPE_CHECKING:
    from collections.abc import Iterable

_BREAK = re.compile(r"[\r\n]")
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
        self._texts: list[Stretch] = []
        self._brackets: list[Stretch] = []
        self._entries: list[_Entry] = []
        self._read()
        self._entries.sort(key=lambda entry: (entry.at, -entry.end))
        self._places = [entry.at for entry in self._entries]

    def comment_around(self, offset: int) -> Stretch | None:
        """Return the comment that the character at `offset` belongs to; None where it is part of a text."""
        line = self._line_start(offset)
        for found in re.finditer("#", self.text[line : offset + 1]):
            place = line + found.start()
            if (place == line or self.text[place - 1] in " \t") and not self._in_text(place):
                end = _BREAK.search(self.text, place)
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
        ending = [entry for entry in self._entries if entry.closes and line < entry.end <= comment.start]
        if ending:
            return _all_of(ending)
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
        if any(inside.start < comment.start < inside.end <= entry.at for inside in self._brackets):
            return None
        before = self._entries[number - 1] if number else None
        deeper = self._column(comment.start) > self._indentation(entry.at)
        if deeper and before is not None and not entry.flow and before.end <= entry.at:
            return None
        return following

    def around(self, node: Stretch) -> Stretch | None:
        """Return the item that a node is a part of; for one at the top, the first key with its value."""
        items = [
            entry
            for entry in self._entries
            if entry.item and entry.start < node.start and node.end <= entry.end
        ]
        nearest = min(items, key=lambda entry: entry.end - entry.start, default=None)
        nearest = nearest or next((entry for entry in self._entries if entry.start < node.start), None)
        return Stretch(nearest.start, nearest.end) if nearest is not None else None

    def _next(self, comment: Stretch) -> Stretch | None:
        number = self._first(comment.end)
        if number == len(self._entries):
            return None
        return Stretch(self._entries[number].start, self._entries[number].end)

    def _first(self, offset: int) -> int:
        return bisect_left(self._places, offset)

    def _line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

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
            if closes and _BREAK.search(self.text, key, start):
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
        line_end = _BREAK.search(text, start)
        return line_end.start() if line_end else len(text)
    return start


def _all_of(entries: Iterable[_Entry]) -> Stretch:
    starts, ends = zip(*((entry.start, entry.end) for entry in entries), strict=True)
    return Stretch(min(starts), max(ends))

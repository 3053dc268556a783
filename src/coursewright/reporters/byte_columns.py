"""Columns in bytes, as far as a record knows the text that leads up to them.

Records count columns in characters, and hold the line of a finding and those around it, cut where they are
long. What cannot be known for certain is None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.record import WIDEST

if TYPE_CHECKING:
    from coursewright.reporters.record import Told


class ByteColumns:
    """Answers for the lines at and around a finding."""

    def __init__(self, told: Told) -> None:
        self._path = told.place.path
        self._line = told.place.line
        excerpt = told.excerpt
        self._known = {self._line - 1: _start(excerpt.above)[0], self._line + 1: _start(excerpt.below)[0]}
        self._whole = False
        if len(excerpt.before) == told.place.column - 1 <= WIDEST:
            self._known[self._line] = self._own(told)

    def _own(self, told: Told) -> str:
        """Return what is known of the finding's own line, from its beginning."""
        excerpt = told.excerpt
        marked, all_marked = _start(excerpt.marked)
        if not all_marked:
            return excerpt.before + marked
        after, self._whole = _start(excerpt.after)
        return excerpt.before + marked + after

    def column(self, path: str, line: int, column: int) -> int | None:
        """Return the column in bytes of a place, both counted from 1."""
        if column == 1:
            return 1
        text = self._known.get(line) if path == self._path else None
        if text is None:
            return None
        before = column - 1
        if self._whole and line == self._line and before == len(text) + 1:
            before -= 1  # a mark at the end of a line is a character long and has none
        return len(text[:before].encode("utf-8", "surrogatepass")) + 1 if before <= len(text) else None


def _start(text: str) -> tuple[str, bool]:
    """Return as much of the start of a text as was kept, and whether that is all."""
    return (text, True) if len(text) <= WIDEST else (text[:WIDEST], False)

"""Bars, marks and links on strips of characters: what a row of a track and a bar in a table are drawn as."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coursewright.reporters.shared.measure import flat, width
from coursewright.reporters.views.terminal.ink import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coursewright.reporters.views.terminal.ink import Line
    from coursewright.views.charts import Hue, Link, Mark, Segment

__all__ = ["LIMIT", "Strip", "filling", "laid_out", "place"]

_FILLS = "█▓▒▚≡╬#·"
"""How each hue is filled, so that they differ without colour, too; the last is what is not known."""
_RANGE, _OUTLINE = "░", "▭"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_ORDER = {"range": 0, "outline": 1, "solid": 2}
_NEAR = 2
"""Cells that a mark may stand beside its place where another mark stands there."""
LIMIT = "┃"


def filling(hue: Hue, fill: str = "solid") -> str:
    """Return the character that a bar is made of."""
    return {"range": _RANGE, "outline": _OUTLINE}.get(fill, _FILLS[hue])


class Strip:
    """A row of cells, all free at first."""

    def __init__(self, room: int) -> None:
        self._room = max(room, 1)
        self._cells: list[tuple[str, str] | None] = [None] * self._room
        self._bars: list[range] = []
        self._marked: set[int] = set()

    def put(self, at: int, character: str, style: str = "") -> None:
        """Draw one character, which takes one column, over what is there."""
        self._cells[at] = (character, style)

    def behind(self, at: int, character: str, style: str = "") -> None:
        """Draw one character where nothing is yet."""
        if self._cells[at] is None:
            self.put(at, character, style)

    def segment(self, one: Segment, *, exact: bool = False) -> bool:
        """Draw a segment; return whether there was room: a solid one hides no other solid one.

        What is there takes a cell at least. With `exact`, its end is drawn to an eighth of a cell.
        """
        cells = _cells(one.start, one.end, self._room)
        part = 0
        if exact and cells:
            eighths = round(min(one.end, 1.0) * self._room * 8) - 8 * cells.start
            whole, part = divmod(max(eighths, 1), 8)
            cells = range(cells.start, cells.start + whole + (part > 0))
        if one.fill == "solid":
            if any(bar.start < cells.stop and cells.start < bar.stop for bar in self._bars):
                return False
            self._bars += [cells] if cells else []
        style = f"hue{one.hue}"
        for at in cells:
            self.put(at, filling(one.hue, one.fill), style)
        if part:
            self.put(cells[-1], _EIGHTHS[part], style)
        return True

    def mark(self, one: Mark) -> bool:
        """Draw a mark at its place, or beside it; return whether there was room."""
        at = place(one.at, self._room)
        for cell in (at, *(at + way * step for step in range(1, _NEAR + 1) for way in (1, -1))):
            if 0 <= cell < self._room and cell not in self._marked and not self._would_vanish(cell):
                self._marked.add(cell)
                self.put(cell, one.sign.character, one.tone or "strong")
                return True
        return False

    def _would_vanish(self, at: int) -> bool:
        """Whether a bar that is here would not be seen any more behind a mark."""
        taken = {*self._marked, at}
        return any(at in bar and taken.issuperset(bar) for bar in self._bars)

    def link(self, one: Link) -> bool:
        """Draw a line between two places, with its label where that fits; return whether there was room."""
        first, last = sorted((place(one.start, self._room), place(one.end, self._room)))
        inner = range(first + 1, last)
        if any(self._cells[at] is not None and at not in self._marked for at in inner):
            return False
        style = one.tone or "quiet"
        self.behind(first, "╰", style)
        self.behind(last, "╯", style)
        free = [at for at in inner if at not in self._marked]
        for at in free:
            self.put(at, "╌" if one.dashed else "─", style)
        self._write(flat(one.label), free, one.tone)
        return True

    def _write(self, label: str, cells: Sequence[int], style: str) -> None:
        """Write the label of a line into its longest stretch between marks, if some of that is left."""
        start, room = _longest_run(cells)
        if not label or width(label) != len(label) or len(label) + 2 > room:
            return
        first = start + (room - len(label)) // 2
        for number, character in enumerate(label):
            self.put(first + number, character, style)

    @property
    def line(self) -> Line:
        """The strip as a line; neighbours of one style are one piece."""
        spans: list[Span] = []
        for character, style in (cell or (" ", "") for cell in self._cells):
            if spans and spans[-1].style == style:
                spans[-1] = Span(spans[-1].text + character, style)
            else:
                spans.append(Span(character, style))
        return tuple(spans)


def place(at: float, room: int) -> int:
    """Return the cell of a place on the axis."""
    return round(max(0.0, min(at, 1.0)) * (room - 1))


def _longest_run(cells: Sequence[int]) -> tuple[int, int]:
    """Return the first cell and the length of the longest stretch of neighbours."""
    best, start = (0, 0), 0
    for number, at in enumerate(cells):
        if number and at != cells[number - 1] + 1:
            start = number
        best = max(best, (number - start + 1, -cells[start]))
    return -best[1], best[0]


def _cells(start: float, end: float, room: int) -> range:
    """Return the cells of a stretch: at least one, none where it is empty."""
    start, end = max(0.0, min(start, 1.0)), max(0.0, min(end, 1.0))
    if end <= start:
        return range(0)
    first = min(round(start * room), room - 1)
    return range(first, max(round(end * room), first + 1))


def laid_out(
    segments: Iterable[Segment], marks: Iterable[Mark], links: Iterable[Link], room: int
) -> Sequence[Strip]:
    """Lay out what belongs to one row, on as many strips as it takes for nothing to hide something else."""
    strips = [Strip(room)]
    ordered = sorted(segments, key=lambda one: _ORDER[one.fill])
    last = max((one.end for one in ordered if one.fill == "solid"), default=0.0)
    for segment in ordered:
        exact = segment.fill == "solid" and segment.hue == 0 and segment.end == last
        _draw(strips, partial(Strip.segment, one=segment, exact=exact), room)
    for mark in marks:
        _draw(strips, partial(Strip.mark, one=mark), room)
    for link in sorted(links, key=lambda one: abs(one.end - one.start)):
        _draw(strips, partial(Strip.link, one=link), room)
    return strips


def _draw(strips: list[Strip], draw: Callable[[Strip], bool], room: int) -> None:
    """Draw on the first strip that has room, else on a new one."""
    if any(draw(strip) for strip in strips):
        return
    strips.append(Strip(room))
    draw(strips[-1])

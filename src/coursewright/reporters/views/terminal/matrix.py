"""What each row has in each column: a grid of signs, bars and short texts, in as many parts as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.shared.measure import flat, width
from coursewright.reporters.views.terminal.bars import LIMIT, laid_out, place
from coursewright.reporters.views.terminal.columns import GAP, longest_word, shared_out
from coursewright.reporters.views.terminal.ink import Span, beside, line, line_width, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.reporters.views.terminal.ink import Line
    from coursewright.views.charts import Label, Mark, Matrix, MatrixCell, MatrixRow

__all__ = ["drawn_matrix"]

_BAR, _LONG_BAR = 8, 32
"""The columns of a bar, at least and where there is room."""
_LABELS = 40
"""The most columns of what rows are called, as long as others need the room."""
_TEXT = 14
"""The most columns that a text in a cell needs at least."""
_SEVERAL = 3
"""Signs of one kind in a cell from which on they are counted."""
_STEP = 2
_ENDLESS = 10_000
_NOTHING = "·"


class _Grid(NamedTuple):
    """Some of the columns: their numbers, the widths of the labels and of each, and those of their texts."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]
    texts: tuple[int, ...]


def drawn_matrix(chart: Matrix, room: int, where: Callable[[Label], str]) -> Iterator[Line]:
    """Yield the lines of a matrix; `where` says of a label where it is written, if anybody asked."""
    for number, grid in enumerate(_grids(chart, room)):
        if number:
            yield ()
        yield from _grid(chart, grid, room, where)


def _grids(chart: Matrix, room: int) -> Iterator[_Grid]:
    """Share out the columns over as few grids as there is room for, each with the labels of the rows."""
    heads = [flat(label.text) for label in chart.columns]
    cells = [[row.cells[at] for row in chart.rows] for at in range(len(heads))]
    least = [max(_least(one) for one in column) if column else 1 for column in cells]
    least = [max(one, min(longest_word(head), 10)) for one, head in zip(least, heads, strict=True)]
    wanted = [
        max(one, width(head), *(map(_wanted, column)), 1)
        for one, head, column in zip(least, heads, cells, strict=True)
    ]
    names = [width(flat(row.label.text)) + _indent(row) for row in chart.rows]
    longest = max(width(flat(chart.head)), 1, *names)
    label = min(longest, max(room // 4, 8), _LABELS)
    waiting = [*range(len(heads))]
    if not waiting:
        yield _Grid((), (min(longest, room),), ())
    while waiting:
        taken = 1
        while taken < len(waiting) and sum(least[at] + GAP for at in waiting[: taken + 1]) + label <= room:
            taken += 1
        here, waiting = waiting[:taken], waiting[taken:]
        widths = shared_out(
            [longest, *(wanted[at] for at in here)], [label, *(least[at] for at in here)], room
        )
        if widths is None:
            first = min(label, max(room // 3, 4))
            widths = [first, max(room - first - GAP, 2)]
        texts = (max((width(flat(one.text)) for one in cells[at]), default=0) for at in here)
        yield _Grid(tuple(here), tuple(widths), tuple(texts))


def _grid(chart: Matrix, grid: _Grid, room: int, where: Callable[[Label], str]) -> Iterator[Line]:
    heads = [chart.head, *(chart.columns[at].text for at in grid.columns)]
    yield from beside(
        [(split(head, size, "quiet"), size) for head, size in zip(heads, grid.widths, strict=True)], GAP
    )
    group = ""
    for row in chart.rows:
        if row.group != group:
            group = row.group
            yield from split(group, room, "strong") if group else [()]
        yield from _row(row, grid, where(row.label))


def _row(row: MatrixRow, grid: _Grid, where: str) -> Iterator[Line]:
    first, indent = grid.widths[0], _indent(row)
    label = split(row.label.text, first - indent)
    label += split(where, first - indent, "place") if where else []
    label = [(Span(" " * indent), *one) for one in label]
    cells = [
        (_cell(row.cells[at], size, text), size)
        for at, size, text in zip(grid.columns, grid.widths[1:], grid.texts, strict=True)
    ]
    yield from beside([(label, first), *cells], GAP)


def _indent(row: MatrixRow) -> int:
    """Return how far a row stands in from the heading of its group."""
    return _STEP if row.group else 0


def _cell(cell: MatrixCell, room: int, longest: int) -> list[Line]:
    """Draw a cell; the bars of a column are all as long, so that they can be compared."""
    lines: list[Line] = []
    if cell.segments:
        bar = room - longest - 1 if longest and room - longest - 1 >= _BAR else room
        for strip in laid_out(cell.segments, (), (), bar):
            if cell.limit is not None:
                strip.put(place(cell.limit, bar), LIMIT, "limit")
            lines.append(strip.line)
    if cell.signs:
        lines += _signs(cell.signs, room)
    if cell.text:
        text = split(cell.text, room, cell.tone)
        if len(lines) == len(text) == 1 and line_width(lines[0]) + 1 + line_width(text[0]) <= room:
            return [(*lines[0], Span(" "), *text[0])]
        lines += text
    return lines or [line(_NOTHING, "quiet")]


def _signs(marks: Sequence[Mark], room: int) -> list[Line]:
    """Return signs in a row, broken where there is no room; many of a kind are counted."""
    lines: list[Line] = [()]
    for span in _counted(marks):
        gap = " " if lines[-1] and lines[-1][-1] != span else ""
        if lines[-1] and line_width(lines[-1]) + len(gap) + width(span.text) > room:
            lines.append(())
            gap = ""
        lines[-1] += (Span(gap), span) if gap else (span,)
    return lines


def _counted(marks: Sequence[Mark]) -> Iterator[Span]:
    at = 0
    while at < len(marks):
        one = marks[at]
        number = 1
        while at + number < len(marks) and _look(marks[at + number]) == _look(one):
            number += 1
        at += number
        if number > _SEVERAL:
            yield Span(f"{one.sign.character}×{number}", one.tone or "strong")
        else:
            yield from [Span(one.sign.character, one.tone or "strong")] * number


def _look(mark: Mark) -> tuple[str, str]:
    return mark.sign, mark.tone


def _least(cell: MatrixCell) -> int:
    """Return the fewest columns in which a cell can be drawn well."""
    bar = _BAR if cell.segments else 1
    signs = max((width(span.text) for span in _counted(cell.signs)), default=0)
    return max(bar, signs, min(longest_word(cell.text), _TEXT))


def _wanted(cell: MatrixCell) -> int:
    """Return the columns in which a cell stands on one line."""
    signs = max(map(line_width, _signs(cell.signs, _ENDLESS)), default=0)
    text = width(flat(cell.text))
    bar = _LONG_BAR if cell.segments else 0
    return max(bar + signs + text + (1 if (signs or bar) and text else 0), 1)

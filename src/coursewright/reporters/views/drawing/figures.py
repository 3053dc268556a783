"""Charts on a sheet: each with its title and its legend, and nothing of it left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.shared.measure import flat
from coursewright.reporters.views.drawing.cells import lay_out_cell
from coursewright.reporters.views.drawing.places import Scale
from coursewright.reporters.views.drawing.sheet import LEFT, RIGHT, Type
from coursewright.reporters.views.drawing.track import lay_out, lay_out_axis
from coursewright.views.charts import Matrix, Outline, Tracks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.reporters.views.drawing.sheet import Sheet
    from coursewright.views.charts import Chart, Key, Label, MatrixCell, OutlineItem, TrackGroup

__all__ = ["put_chart"]

HEADING = Type("h", 17, 26, 0.64)
SUBHEADING = Type("g", 13.5, 24, 0.64)
LABEL = Type("l", 13, 16)
SMALL = Type("s", 12, 17)
_HEAD = 236
"""The room of labels before tracks and cells."""
_TRACK = 270 + LEFT
_COLUMNS = 16
"""How many columns of a matrix stand side by side; what has more goes on below."""
_UPRIGHT = 170
"""How high the heads of narrow columns may get, which are written upwards."""
_ICON = 18
_APART = 12
_INDENT = 20


def put_chart(sheet: Sheet, chart: Chart) -> None:
    """Put a chart on a sheet."""
    sheet.y += 18
    sheet.paragraph(chart.title, HEADING)
    _legend(sheet, chart.legend)
    match chart:
        case Tracks():
            for group in chart.groups:
                _tracks(sheet, group)
        case Matrix():
            for first, last in _shares(len(chart.columns)):
                _matrix(sheet, chart, first, last)
        case Outline():
            for item in chart.items:
                _outline_item(sheet, item)


def _legend(sheet: Sheet, keys: Sequence[Key]) -> None:
    x: float = LEFT
    for number, key in enumerate(keys):
        words = flat(key.words)
        before = 22 if key.sign is not None else 32
        needed = before + len(words) * SMALL.size * SMALL.letter
        if number and x + needed > RIGHT:
            x = LEFT
            sheet.y += 22
        if key.sign is not None:
            sheet.put("icon", x, sheet.y, str(key.sign), "", "")
        else:
            sheet.put("sample", x, sheet.y + 2, key.hue or 0, key.fill)
        sheet.line(words, x + before, sheet.y + 12, RIGHT - x - before, SMALL)
        x += needed + 14
    sheet.y += 26 if keys else 0


def _tracks(sheet: Sheet, group: TrackGroup) -> None:
    scale = Scale(RIGHT - _TRACK - 10)
    sheet.y += 8
    if group.title.text:
        sheet.y += SUBHEADING.line
        _label(sheet, group.title, LEFT, sheet.y - 6, RIGHT - LEFT, SUBHEADING)
    axis = lay_out_axis(group, scale)
    sheet.put("placed_axis", _TRACK, sheet.y, axis)
    sheet.y += axis.height
    for row in group.rows:
        placed = lay_out(row, group, lambda _: "", scale)
        middle = sheet.y + (placed.base or placed.height - 11)
        below = sheet.y + placed.height - middle
        sheet.put("placed_track", _TRACK, sheet.y, placed, f"{flat(row.label.text)}: {flat(row.said)}")
        _label(sheet, row.label, LEFT, middle + 4, _HEAD, LABEL, lines=2 if below > 22 else 1)
        sheet.y += placed.height


def _shares(columns: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where the columns of a matrix stand side by side, in even shares."""
    blocks = max(-(-columns // _COLUMNS), 1)
    for number in range(blocks):
        yield number * columns // blocks, (number + 1) * columns // blocks


def _matrix(sheet: Sheet, chart: Matrix, first: int, last: int) -> None:
    columns = chart.columns[first:last]
    wide = (RIGHT - LEFT - _HEAD - 16) / max(len(columns), 1)
    starts = [LEFT + _HEAD + 16 + number * wide for number in range(len(columns))]
    sheet.y += 10
    upright = wide < 84
    longest = max((len(flat(column.text)) for column in columns), default=0)
    tall = min(longest * SMALL.size * SMALL.letter + 14, _UPRIGHT) if upright else 36
    sheet.line(chart.head, LEFT, sheet.y + tall - 6, _HEAD, SMALL)
    for x, column in zip(starts, columns, strict=True):
        if upright:
            sheet.put("upright", x + wide / 2 + 4, sheet.y + tall - 6)
            sheet.line(column.text, 0, 0, tall - 8, SMALL, language=column.language)
            sheet.put("upright_end")
        else:
            _label(sheet, column, x, sheet.y + 14, wide - 6, SMALL)
    sheet.y += tall
    group = ""
    for row in chart.rows:
        if row.group and row.group != group:
            sheet.y += SUBHEADING.line
            sheet.line(row.group, LEFT, sheet.y - 7, RIGHT - LEFT, SUBHEADING)
        group = row.group
        cells = row.cells[first:last]
        sheet.put("rule", LEFT, RIGHT, sheet.y)
        two = len(flat(row.label.text)) > LABEL.columns(_HEAD)
        high = max((_cell_height(cell, wide) for cell in cells), default=0)
        _label(sheet, row.label, LEFT, sheet.y + 18, _HEAD, LABEL)
        for x, cell in zip(starts, cells, strict=True):
            _cell(sheet, cell, x, wide - _APART)
        sheet.y += max(high, 42 if two else 26)


def _cell_height(cell: MatrixCell, wide: float) -> float:
    lines = -(-len(cell.signs) // max(int((wide - _APART) // _ICON), 1))
    bar = bool(cell.segments) or cell.limit is not None
    return 8 + lines * _ICON + (16 if bar else 0) + (18 if cell.text and (lines != 1 or wide < 84) else 0)


def _cell(sheet: Sheet, cell: MatrixCell, x: float, room: float) -> None:
    placed = lay_out_cell(cell, lambda _: "", Scale(room))
    in_line = max(int(room // _ICON), 1)
    sheet.put("said_here", x, sheet.y + 1, room, flat(cell.said))
    y = sheet.y + 5
    for number, mark in enumerate(placed.signs):
        line, place = divmod(number, in_line)
        sheet.put("icon", x + place * _ICON, y + line * _ICON, mark.sign, mark.tone or cell.tone, mark.label)
    lines = -(-len(placed.signs) // in_line)
    beside = len(placed.signs) * _ICON if lines == 1 and room >= 78 else 0
    y += 0 if beside else lines * _ICON
    if placed.segments or placed.limit:
        sheet.put("bar", x, y, placed)
        y += 16
    if cell.text:
        sheet.line(cell.text, x + beside, y + 13, room - beside, SMALL)


def _outline_item(sheet: Sheet, item: OutlineItem) -> None:
    x = LEFT + min(item.depth, 12) * _INDENT
    sheet.y += 4
    if item.sign is not None:
        sheet.put("icon", x, sheet.y, str(item.sign), item.tone, "")
    sheet.y += LABEL.line
    _label(sheet, item.label, x + 24, sheet.y - 5, RIGHT - x - 24, LABEL, lines=1)
    if item.said:
        sheet.paragraph(item.said, SMALL, x + 24, RIGHT - x - 24)


def _label(
    sheet: Sheet, label: Label, x: float, y: float, room: float, type_: Type, *, lines: int = 2
) -> None:
    sheet.label(label.text, x, y, room, type_, lines=lines, language=label.language)

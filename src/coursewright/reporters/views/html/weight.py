"""What the page of a large course does without, so as to stay light: nothing that is not said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.views.charts import Tracks

if TYPE_CHECKING:
    from coursewright.views.charts import Chart, TrackRow
    from coursewright.views.model import Row

__all__ = ["MANY", "light", "with_one_link"]

MANY = 150
"""Rows from which on a chart or a table is a large one."""


def light(chart: Chart) -> Chart:
    """Return a chart; in a large one, marks keep their links, and their row alone says what they are."""
    if not isinstance(chart, Tracks) or sum(len(group.rows) for group in chart.groups) < MANY:
        return chart
    groups = (group._replace(rows=tuple(map(_light_row, group.rows))) for group in chart.groups)
    return chart._replace(groups=tuple(groups))


def with_one_link(row: Row) -> Row:
    """Return a row of a large table: its first cell with a place of its own leads there, and no other."""
    led = False
    cells = []
    for number, cell in enumerate(row.cells):
        leads = cell.spot is not None and number > 0 and not led
        cells.append(cell if leads or number == 0 else cell._replace(spot=None))
        led = led or leads
    return row._replace(cells=tuple(cells))


def _light_row(row: TrackRow) -> TrackRow:
    return row._replace(marks=tuple(mark._replace(label="") for mark in row.marks))

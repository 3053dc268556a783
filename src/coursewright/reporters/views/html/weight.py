"""What the page of a large course does without, so as to stay light: nothing that is not said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.views.charts import Tracks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.views.charts import Chart, TrackRow
    from coursewright.views.model import Cell

__all__ = ["MANY", "light", "with_one_link"]

MANY = 150
"""Rows from which on a chart or a table is a large one."""


def light(chart: Chart) -> Chart:
    """Return a chart; in a large one, marks keep their links, and their row alone says what they are."""
    if not isinstance(chart, Tracks) or sum(len(group.rows) for group in chart.groups) < MANY:
        return chart
    groups = (group._replace(rows=tuple(map(_light_row, group.rows))) for group in chart.groups)
    return chart._replace(groups=tuple(groups))


def with_one_link(cells: Sequence[Cell], *, led: bool) -> Iterator[Cell]:
    """Yield the cells of a row of a large table: the first with a place leads there, and no other.

    `led` says that a cell before these does so already.
    """
    for cell in cells:
        yield cell if cell.spot is None or not led else cell._replace(spot=None)
        led = led or cell.spot is not None


def _light_row(row: TrackRow) -> TrackRow:
    return row._replace(marks=tuple(mark._replace(label="") for mark in row.marks))

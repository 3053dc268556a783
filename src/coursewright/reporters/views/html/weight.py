"""What the page of a large course does without, so as to stay light: nothing that is not said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.views.charts import Tracks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.views.charts import Chart, TrackRow
    from coursewright.views.model import Cell, Table

__all__ = ["MANY", "lean", "light", "with_one_link"]

MANY = 150
"""Rows from which on a chart or a table is a large one."""


def light(chart: Chart) -> Chart:
    """Return a chart; in a large one, marks keep their links, and their row alone says what they are."""
    if not isinstance(chart, Tracks) or sum(len(group.rows) for group in chart.groups) < MANY:
        return chart
    groups = (group._replace(rows=tuple(map(_light_row, group.rows))) for group in chart.groups)
    return chart._replace(groups=tuple(groups))


def lean(table: Table) -> tuple[Table, str]:
    """Return a large table without columns that say the same in all rows, and a sentence on what they say."""
    if len(table.rows) < MANY:
        return table, ""
    same = [
        number
        for number in range(1, len(table.columns))
        if len({(row.cells[number].text, row.cells[number].quoted) for row in table.rows}) == 1
    ]
    kept = [number for number in range(len(table.columns)) if number not in same]
    if not same or len(kept) < 2:
        return table, ""
    said = (f"{table.columns[at].title}: {table.rows[0].cells[at].text or 'nothing'}" for at in same)
    rows = tuple(row._replace(cells=tuple(row.cells[at] for at in kept)) for row in table.rows)
    columns = tuple(table.columns[at] for at in kept)
    return table._replace(columns=columns, rows=rows), f"The same in all rows: {'; '.join(said)}."


def with_one_link(cells: Sequence[Cell], *, led: bool) -> Iterator[Cell]:
    """Yield the cells of a row of a large table: the first with a place leads there, and no other.

    `led` says that a cell before these does so already.
    """
    for cell in cells:
        yield cell if cell.spot is None or not led else cell._replace(spot=None)
        led = led or cell.spot is not None


def _light_row(row: TrackRow) -> TrackRow:
    return row._replace(marks=tuple(mark._replace(label="") for mark in row.marks))

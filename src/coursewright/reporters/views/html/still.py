"""Charts of which nothing leads anywhere, for a page on which the plan does not stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.views.charts import Matrix, Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.views.charts import Chart, Label, Mark, MatrixCell, Segment, TrackRow

__all__ = ["still", "still_segments"]


def still(chart: Chart) -> Chart:
    """Return a chart without places, and without its legend, which stands on top of all."""
    if isinstance(chart, Outline):
        items = (item._replace(label=_label(item.label)) for item in chart.items)
        return chart._replace(items=tuple(items), legend=())
    if isinstance(chart, Matrix):
        rows = (
            row._replace(label=_label(row.label), cells=tuple(map(_cell, row.cells))) for row in chart.rows
        )
        return chart._replace(columns=tuple(map(_label, chart.columns)), rows=tuple(rows), legend=())
    groups = (
        group._replace(title=_label(group.title), rows=tuple(map(_row, group.rows))) for group in chart.groups
    )
    return chart._replace(groups=tuple(groups), legend=())


def still_segments(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Return segments without places."""
    return tuple(segment._replace(spot=None) for segment in segments)


def _label(label: Label) -> Label:
    return label._replace(spot=None)


def _cell(cell: MatrixCell) -> MatrixCell:
    return cell._replace(spot=None, signs=_marks(cell.signs), segments=still_segments(cell.segments))


def _row(row: TrackRow) -> TrackRow:
    return row._replace(
        label=_label(row.label), marks=_marks(row.marks), segments=still_segments(row.segments)
    )


def _marks(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(mark._replace(spot=None) for mark in marks)

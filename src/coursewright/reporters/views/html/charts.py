"""What templates ask about charts: their form, how an outline hangs together, and the cells of a matrix."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from markupsafe import Markup

from coursewright.reporters.html.text import prose, title
from coursewright.reporters.shared.measure import cut
from coursewright.reporters.views import drawing
from coursewright.reporters.views.html.texts import linked
from coursewright.views.charts import Matrix, Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.views.charts import (
        Chart,
        Label,
        Mark,
        MatrixCell,
        MatrixRow,
        OutlineItem,
        Segment,
        TrackRow,
    )

__all__ = ["Branch", "bare", "branches", "field", "form", "is_grouped", "percent", "room", "runs", "still"]

_ROOMS = ((3, "slim"), (6, "few"), (10, "some"), (16, "many"))
"""Up to how many columns a matrix needs the room that its class stands for in the style."""
_GLANCE = 300
"""Characters of the words of a cell up to which they are shown whole."""
_FIELD = Markup('<td data-c="{}"{}>{}')
_SHORT_AND_SAID = Markup("<span aria-hidden=true>{}</span> <span class=v>{}</span>")
_SEEN_AND_SAID = Markup("{} <span class=v>{}</span>")
_ONE = Markup("<div>{}</div>")


class Branch(NamedTuple):
    """A line of an outline with those that hang on it."""

    item: OutlineItem
    below: list[Branch]


def form(chart: Chart) -> Literal["tracks", "matrix", "outline"]:
    """Return by which macro a chart is written."""
    if isinstance(chart, Outline):
        return "outline"
    return "matrix" if isinstance(chart, Matrix) else "tracks"


def bare(group: TrackGroup) -> TrackGroup:
    """Return a group without the lines and stretches that the page draws once behind all of its rows."""
    return group._replace(ticks=(), bands=())


def percent(part: float) -> str:
    """Return a place from 0 to 1 as an attribute."""
    return f"{min(max(part, 0), 1) * 100:.5g}%"


def room(matrix: Matrix) -> str:
    """Return by which class a matrix turns into cards where it has too little room."""
    return next((name for most, name in _ROOMS if len(matrix.columns) <= most), "vast")


def branches(items: Sequence[OutlineItem]) -> list[Branch]:
    """Return lines as a tree: each hangs on the last one before it that is less deep."""
    roots: list[Branch] = []
    above: list[Branch] = []
    for item in items:
        while above and above[-1].item.depth >= item.depth:
            above.pop()
        branch = Branch(item, [])
        (above[-1].below if above else roots).append(branch)
        above.append(branch)
    return roots


def runs(rows: Sequence[MatrixRow]) -> list[list[MatrixRow]]:
    """Return rows by their groups, each run of one group for itself."""
    return [list(run) for _, run in groupby(rows, key=lambda row: row.group)]


def is_grouped(matrix: Matrix) -> bool:
    """Whether the headings of groups say more than their rows, which may be one each and called the same."""
    return any(len(run) > 1 or run[0].group not in run[0].label.text for run in runs(matrix.rows))


def field(cell: MatrixCell, column: Label) -> Markup:
    """Return a cell of a matrix: what is seen, the same in words, and one link for both."""
    tone = Markup(' class="{}"').format(cell.tone) if cell.tone else Markup("")
    both = _seen_and_said(cell)
    both = linked(both, cell.spot) if cell.spot is not None else _ONE.format(both)
    return _FIELD.format(title(column.text), tone, both)


def _seen_and_said(cell: MatrixCell) -> Markup:
    said = prose(_in_short(cell.said))
    if not (cell.signs or cell.segments or cell.limit):
        return said if cell.text == cell.said else _SHORT_AND_SAID.format(prose(cell.text), said)
    whole = cell.text == cell.said
    # The words are shown with the cell: signs need none of their own unless they lead somewhere themselves.
    seen = cell._replace(
        spot=None,
        text="" if whole else cell.text,
        signs=tuple(
            mark._replace(spot=None, label="") if cell.spot or not mark.spot else mark for mark in cell.signs
        ),
        segments=_still_segments(cell.segments) if cell.spot else cell.segments,
    )
    return drawing.cell(seen) + said if whole else _SEEN_AND_SAID.format(drawing.cell(seen), said)


def _in_short(said: str) -> str:
    """Return the words of a cell, cut where they list more than can be taken in at a glance."""
    return said if len(said) <= _GLANCE else f"{cut(said, _GLANCE)} The table below says all."


def still(chart: Chart) -> Chart:
    """Return a chart of which nothing leads anywhere, for a page on which the plan does not stand."""
    if isinstance(chart, Outline):
        items = (item._replace(label=_still(item.label)) for item in chart.items)
        return chart._replace(items=tuple(items), legend=())
    if isinstance(chart, Matrix):
        rows = (
            row._replace(label=_still(row.label), cells=tuple(map(_still_cell, row.cells)))
            for row in chart.rows
        )
        return chart._replace(columns=tuple(map(_still, chart.columns)), rows=tuple(rows), legend=())
    groups = (
        group._replace(title=_still(group.title), rows=tuple(map(_still_row, group.rows)))
        for group in chart.groups
    )
    return chart._replace(groups=tuple(groups), legend=())


def _still(label: Label) -> Label:
    return label._replace(spot=None)


def _still_cell(cell: MatrixCell) -> MatrixCell:
    return cell._replace(spot=None, signs=_still_marks(cell.signs), segments=_still_segments(cell.segments))


def _still_row(row: TrackRow) -> TrackRow:
    return row._replace(
        label=_still(row.label), marks=_still_marks(row.marks), segments=_still_segments(row.segments)
    )


def _still_marks(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(mark._replace(spot=None) for mark in marks)


def _still_segments(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    return tuple(segment._replace(spot=None) for segment in segments)

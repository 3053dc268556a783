"""A matrix as a table: its groups, its cells, and how much room it needs before it turns into cards."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from coursewright.reporters.html.text import title
from coursewright.reporters.shared.measure import cut
from coursewright.reporters.views import drawing
from coursewright.reporters.views.html.compact import compact
from coursewright.reporters.views.html.still import still_segments
from coursewright.reporters.views.html.texts import isolated, linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.views.charts import Label, Matrix, MatrixCell, MatrixRow

__all__ = ["field", "is_grouped", "room", "runs"]

_ROOMS = ((3, "slim"), (6, "few"), (10, "some"), (16, "many"))
"""Up to how many columns a matrix needs the room that its class stands for in the style."""
_GLANCE = 300
"""Characters of the words of a cell up to which they are shown whole."""


def room(matrix: Matrix) -> str:
    """Return by which class a matrix turns into cards where it has too little room."""
    return next((name for most, name in _ROOMS if len(matrix.columns) <= most), "vast")


def runs(rows: Sequence[MatrixRow]) -> list[list[MatrixRow]]:
    """Return rows by their groups, each run of one group for itself."""
    return [list(run) for _, run in groupby(rows, key=lambda row: row.group)]


def is_grouped(matrix: Matrix) -> bool:
    """Whether the headings of groups say more than their rows, which may be one each and called the same."""
    return any(len(run) > 1 or run[0].group not in run[0].label.text for run in runs(matrix.rows))


def field(cell: MatrixCell, column: Label) -> Markup:
    """Return a cell of a matrix: what is seen, the same in words, and one link for both."""
    both = _seen_and_said(cell)
    inside = linked(both, cell.spot) if cell.spot is not None else f"<div>{both}</div>"
    tone = f" class={cell.tone}" if cell.tone else ""
    name = escape(title(column.text))
    return Markup(f'<td data-c="{name}"{tone}>{inside}')  # noqa: S704 - the parts are escaped


def _seen_and_said(cell: MatrixCell) -> Markup:
    said = isolated(_in_short(cell.said))
    seen = _seen(cell)
    if cell.text == cell.said:
        return seen + said
    drawn = cell.signs or cell.segments or cell.limit is not None
    if cell.text and not drawn and cell.said.startswith(cell.text):
        rest = isolated(_in_short(cell.said)[len(cell.text) :])
        return Markup(f"{isolated(cell.text)}<span class=v>{rest}</span>")  # noqa: S704 - the parts are escaped
    return Markup(f"{seen} <span class=v>{said}</span>")  # noqa: S704 - the parts are escaped


def _seen(cell: MatrixCell) -> Markup:
    """Return what is seen of a cell beside its words."""
    text = "" if cell.text == cell.said else cell.text
    if not (cell.signs or cell.segments or cell.limit is not None):
        return Markup(f"<span aria-hidden=true>{isolated(text)}</span>") if text else Markup("")  # noqa: S704
    # The words are shown with the cell: signs need none of their own unless they lead somewhere themselves.
    signs = (
        mark if mark.spot and not cell.spot else mark._replace(spot=None, label="") for mark in cell.signs
    )
    segments = still_segments(cell.segments) if cell.spot else cell.segments
    drawn = drawing.cell(cell._replace(spot=None, text=text, signs=tuple(signs), segments=segments))
    return compact(drawn)


def _in_short(said: str) -> str:
    """Return the words of a cell, cut where they list more than can be taken in at a glance."""
    return said if len(said) <= _GLANCE else f"{cut(said, _GLANCE)} The table below says all."

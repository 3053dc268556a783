"""The rows of a table as HTML: thousands, so no template takes part, and tags that may be left out are."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from coursewright.reporters.shared.measure import flat
from coursewright.reporters.views.html.texts import cell, quoted, turned
from coursewright.reporters.views.html.weight import MANY, with_one_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.views.model import Cell, Row, Table

__all__ = ["body", "ends"]

_FIGURES = frozenset({"number", "minutes", "hours", "percent"})


def body(table: Table) -> Markup:
    """Return the bodies of a table, one for each run of rows of one group.

    Where rows that follow each other begin with the same cell, it stands once, beside all of them.
    """
    columns = len(table.columns)
    large = len(table.rows) >= MANY
    parts: list[str] = []
    for group, rows in groupby(table.rows, key=lambda row: row.group):
        parts.append("<tbody>")
        if group:
            parts.append(f"<tr><th scope=rowgroup colspan={columns}>{quoted(flat(group))}")
        for first, run in groupby(rows, key=lambda row: row.cells[0]):
            same = list(run)
            spanned = f" rowspan={len(same)}" if len(same) > 1 else ""
            parts += "<tr>", _cell(f"th scope=row{spanned}", first)
            for number, row in enumerate(same):
                parts.append("<tr>" if number else "")
                parts += _others(with_one_link(row) if large else row)
    return Markup("".join(parts))  # noqa: S704 - tags of our own around cells that are escaped


def ends(table: Table) -> str:
    """Return the classes by which columns of figures end at one edge, counted from the last one."""
    columns = enumerate(reversed(table.columns[1:]), 1)
    return " ".join(f"e{number}" for number, column in columns if column.kind in _FIGURES)


def _others(row: Row) -> Iterator[str]:
    """Yield all cells but the first; of neighbours that lead to the same line, only the first is a link."""
    before = row.cells[0].spot
    for one in row.cells[1:]:
        yield _cell("td", one if one.spot != before else one._replace(spot=None))
        before = one.spot or before


def _cell(tag: str, one: Cell) -> str:
    tone = f" class={one.tone}" if one.tone else ""
    return f"<{tag}{tone}{turned(one)}>{cell(one)}"

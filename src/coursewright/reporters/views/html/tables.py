"""The rows of a table as HTML: thousands, so no template takes part, and tags that may be left out are."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from coursewright.reporters.views.html.texts import cell, quoted, turned
from coursewright.reporters.views.html.weight import MANY, with_one_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.views.model import Cell, Row, Table

__all__ = ["body", "ends"]

_FIGURES = frozenset({"number", "minutes", "hours", "percent"})


def body(table: Table) -> Markup:
    """Return the bodies of a table, one for each run of rows of one group.

    Where rows that follow each other begin with the same cell, it stands once, beside all of them.
    """
    columns = len(table.columns)
    large = len(table.rows) >= MANY and columns > 1
    parts: list[str] = []
    for group, rows in groupby(table.rows, key=lambda row: row.group):
        parts.append("<tbody>")
        if group:
            parts.append(f"<tr><th scope=rowgroup colspan={columns}>{quoted(group)}")
        for first, run in groupby(rows, key=lambda row: row.cells[0]):
            same = list(run)
            spanned = f" rowspan={len(same)}" if len(same) > 1 else ""
            parts += "<tr>", _cell(f"th scope=row{spanned}", first)
            parts += _large_rows(same) if large else _rows(same)
    return Markup("".join(parts))  # noqa: S704 - tags of our own around cells that are escaped


def ends(table: Table) -> str:
    """Return the classes by which columns of figures end at one edge, counted from the last one."""
    columns = enumerate(reversed(table.columns[1:]), 1)
    return " ".join(f"e{number}" for number, column in columns if column.kind in _FIGURES)


def _rows(rows: list[Row]) -> Iterator[str]:
    """Yield what follows the first cell of rows, of which the first has begun."""
    for number, row in enumerate(rows):
        yield "<tr>" if number else ""
        yield from _others(row.cells)


def _large_rows(rows: list[Row]) -> Iterator[str]:
    """Yield the same of a large table: equal second cells stand once, and a row has one link."""
    began = False
    for second, run in groupby(rows, key=lambda row: row.cells[1]):
        same = list(run)
        for number, row in enumerate(same):
            yield "<tr>" if began else ""
            began = True
            if not number:
                yield _cell(f"td rowspan={len(same)}" if len(same) > 1 else "td", second)
            led = not number and second.spot is not None
            yield from (_cell("td", one) for one in with_one_link(row.cells[2:], led=led))


def _others(cells: Sequence[Cell]) -> Iterator[str]:
    """Yield all cells but the first; of neighbours that lead to the same line, only the first is a link."""
    before = cells[0].spot
    for one in cells[1:]:
        yield _cell("td", one if one.spot != before else one._replace(spot=None))
        before = one.spot or before


def _cell(tag: str, one: Cell) -> str:
    tone = f" class={one.tone}" if one.tone else ""
    return f"<{tag}{tone}{turned(one)}>{cell(one)}"

"""Tables as people save them out of a spreadsheet: their commas, their titles and their cells."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.importers.source import Plain

__all__ = ["Table", "table_of"]

_CELLS = 50_000
"""Cells of a table that are read; the largest schedules have some thousands."""
_SAMPLE = 16_000
_SIGNS = ",;\t|"


class Table(NamedTuple):
    """The rows of a table, each by the heads of its columns."""

    rows: list[Plain]
    above: str
    """What stands above the heads, a line for each row."""


def table_of(text: str, name: str) -> Table:
    """Return a table. Raises `UsageError`.

    The heads are the first row with two cells filled; empty rows and empty cells are left out.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_sign(text))
    heads: list[str] = []
    rows: list[Plain] = []
    above: list[str] = []
    count = 0
    try:
        for cells in reader:
            count += len(cells)
            if count > _CELLS:
                raise UsageError(f"`{name}` is too large to be a course: it has more than {_CELLS:,} cells.")
            filled = [cell.strip() for cell in cells]
            if not heads:
                if sum(map(bool, filled)) > 1:
                    heads = _heads(filled)
                else:
                    above += filter(None, filled)
                continue
            heads += [f"column {number}" for number in range(len(heads) + 1, len(filled) + 1)]
            row: dict[str, Plain] = {head: cell for head, cell in zip(heads, filled, strict=False) if cell}
            if row:
                rows.append(row)
    except csv.Error as error:
        hint = "Save the table anew as CSV in UTF-8."
        raise UsageError(f"`{name}`, line {reader.line_num}, cannot be read: {error}.", hint) from None
    return Table(rows, "\n".join(above))


def _sign(text: str) -> str:
    """Return what separates the cells: what the first lines hold most evenly, by the rules of quoting."""
    lines = text[:_SAMPLE].split("\n")[:40]
    best = max(_SIGNS, key=lambda sign: (_evenness(lines, sign), -_SIGNS.index(sign)))
    return best if any(best in line for line in lines) else ","


def _evenness(lines: list[str], sign: str) -> float:
    """Return how many cells a row has by this sign, as most of the rows have it."""
    try:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1]
    except csv.Error:
        return 0
    if not counts:
        return 0
    usual = max(set(counts), key=lambda count: (counts.count(count), count))
    return counts.count(usual) * usual / len(lines)


def _heads(cells: list[str]) -> list[str]:
    """Return the heads of columns on one line each, none twice; those without one get a number."""
    heads: list[str] = []
    for number, cell in enumerate(cells, 1):
        base = " ".join(cell.split()) or f"column {number}"
        name, again = base, 1
        while name in heads:
            again += 1
            name = f"{base} {again}"
        heads.append(name)
    return heads

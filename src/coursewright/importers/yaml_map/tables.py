"""Tables as people save them out of a spreadsheet: their commas, their titles and their cells."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from coursewright.importers.source import Plain

__all__ = ["Table", "as_head", "table_of"]

_CELLS = 50_000
"""Cells of a table that are read; the largest schedules have some thousands."""
_TOP = 15
"""Rows among which the heads are looked for."""
_SAMPLE = 16_000
_SIGNS = ",;\t|"


class Table(NamedTuple):
    """The rows of a table, each by the heads of its columns."""

    heads: list[str]
    rows: list[Plain]
    title: str
    """The first line above the heads that is a single cell; else empty."""
    above: str
    """What else stands above the heads, a line for each row."""


def table_of(text: str, name: str, known: Container[str] = ()) -> Table:
    """Return a table; `known` are heads that may be expected, as `as_head` has them. Raises `UsageError`.

    The heads are the row near the top with the most cells that are known; where none is, the first row with
    two cells filled. Empty rows and empty cells are left out.
    """
    sign = _sign(text)
    lines = _lines(text, name, sign)
    top = _top(lines[:_TOP], known)
    above = [f"{sign} ".join(filter(None, cells)) for cells in lines[:top]]
    alone = next((at for at, cells in enumerate(lines[:top]) if sum(map(bool, cells)) == 1), None)
    title = above.pop(alone) if alone is not None else ""
    heads = _heads(lines[top]) if top < len(lines) else []
    rows: list[Plain] = []
    for cells in lines[top + 1 :]:
        heads += [f"column {number}" for number in range(len(heads) + 1, len(cells) + 1)]
        rows.append({head: cell for head, cell in zip(heads, cells, strict=False) if cell})
    return Table(heads, rows, title, "\n".join(above))


def as_head(word: str) -> str:
    """Return a head as it is compared: its capitals and its spaces do not matter."""
    return " ".join(word.casefold().split())


def _lines(text: str, name: str, sign: str) -> list[list[str]]:
    """Return the cells of the rows that are not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    lines: list[list[str]] = []
    count = 0
    try:
        for cells in reader:
            count += len(cells)
            if count > _CELLS:
                raise UsageError(
                    f"`{name}` has more than {_CELLS:,} cells, of which {len(lines):,} rows were read: "
                    "that is larger than any course.",
                    "Save the rows of one course in a file of their own.",
                )
            filled = [cell.strip() for cell in cells]
            if any(filled):
                lines.append(filled)
    except csv.Error as error:
        hint = "Save the table anew as CSV in UTF-8."
        raise UsageError(f"`{name}`, line {reader.line_num}, cannot be read: {error}.", hint) from None
    return lines


def _top(lines: Sequence[Sequence[str]], known: Container[str]) -> int:
    """Return the number of the row of heads."""
    counts = [sum(as_head(cell) in known for cell in cells if cell) for cells in lines]
    if any(counts):
        return counts.index(max(counts))
    return next((at for at, cells in enumerate(lines) if sum(map(bool, cells)) > 1), len(lines))


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

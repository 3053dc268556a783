"""A table in a terminal: columns side by side, or one line a cell where they find no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.shared.measure import flat, width
from coursewright.reporters.views.places import spot_of_row
from coursewright.reporters.views.terminal.columns import GAP, longest_word, shared_out
from coursewright.reporters.views.terminal.ink import Span, beside, line_width, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.reporters.views.terminal.ink import Line
    from coursewright.views.model import Column, Row, Spot, Table

__all__ = ["drawn_table"]

_NUMBERS = frozenset({"number", "minutes", "hours", "percent"})
_LEAST = 12
"""Columns that a text gets at least, if it needs as many."""
_LONGEST_WORD = 20
"""Columns that a word gets at least before it is broken."""
_PLACE = "Place"


def drawn_table(table: Table, room: int, at: Callable[[Spot | None], str] | None) -> Iterator[Line]:
    """Yield the lines of a table; `at` says where a spot is written, None where nobody asked."""
    yield from split(table.title, room, "heading")
    if not table.rows:
        yield from split(table.empty, room, "quiet")
        return
    if not any(spot_of_row(row) for row in table.rows):
        at = None
    heads = [flat(column.title) for column in table.columns] + ([_PLACE] if at is not None else [])
    rows = [_texts(row, at) for row in table.rows]
    wanted = [max(width(text) for text in column) for column in zip(heads, *rows, strict=True)]
    words = [max(longest_word(text) for text in column) for column in zip(heads, *rows, strict=True)]
    least = [
        min(want, max(_LEAST, min(word, _LONGEST_WORD))) for want, word in zip(wanted, words, strict=True)
    ]
    if at is not None:
        least[-1] = min(wanted[-1], room // 3)  # places can be copied where they stay whole
    widths = shared_out(wanted, least, room)
    if widths is None:
        yield from _cards(table, heads, rows, room)
        return
    yield from _cells(heads, ["quiet"] * len(heads), table.columns, widths)
    group = ""
    for row, texts in zip(table.rows, rows, strict=True):
        if row.group != group:
            group = row.group
            yield from split(group, room, "strong")
        styles = [cell.tone for cell in row.cells] + (["place"] if at is not None else [])
        yield from _cells(texts, styles, table.columns, widths)


def _texts(row: Row, at: Callable[[Spot | None], str] | None) -> list[str]:
    texts = [flat(cell.text) for cell in row.cells]
    return texts if at is None else [*texts, flat(at(spot_of_row(row)))]


def _cells(
    texts: Sequence[str], styles: Sequence[str], columns: Sequence[Column], widths: Sequence[int]
) -> Iterator[Line]:
    drawn: list[tuple[Sequence[Line], int]] = []
    for place, (text, style, room) in enumerate(zip(texts, styles, widths, strict=True)):
        lines = split(text, room, style)
        if place < len(columns) and columns[place].kind in _NUMBERS:
            lines = [(Span(" " * (room - line_width(one))), *one) for one in lines]
        drawn.append((lines, room))
    yield from beside(drawn, GAP)


def _cards(table: Table, heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> Iterator[Line]:
    """Yield each row as a block of lines, one for each cell that says something."""
    group = ""
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        if number:
            yield ()
        if row.group != group:
            group = row.group
            yield from split(group, room, "strong")
        for place, (head, text) in enumerate(zip(heads, texts, strict=True)):
            if text:
                tone = row.cells[place].tone if place < len(row.cells) else "place"
                yield from split(f"{head}: {text}" if head else text, room, tone)

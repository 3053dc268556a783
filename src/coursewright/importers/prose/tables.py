"""Tables of HTML: as tables where Markdown can say them, as records where cells hold more than lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.prose.blocks import Block, joined
from coursewright.importers.prose.parsing import children_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Table", "TableElements", "records", "table_block", "table_of"]

_WIDEST = 60
"""Columns; a wider table is a drawing, or a mistake."""
_LARGEST = 20_000
_ITEM = re.compile(r"^(?:[-*]|\d+[.)]) ", re.MULTILINE)
_LONE = re.compile(r"(?<!\\)(?:[`$*]|(?<!\w)_|_(?!\w))")
_LINES = frozenset({"paragraph", "list", "numbered", "heading"})


class TableElements(NamedTuple):
    """The cells of a table by row and column; None where another one spans."""

    rows: list[list[_Element | None]]
    caption: _Element | None
    has_head: bool


class Table(NamedTuple):
    """A table whose cells have been read."""

    rows: list[list[list[Block]]]
    caption: list[Block]
    has_head: bool


def table_of(table: _Element) -> TableElements | None:
    """Return the cells of a table; None for one that only arranges a page, or is too large to say."""
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return None
    rows = _rows(table)
    grid = _grid(rows)
    if grid is None or not grid or len(grid[0]) < 2:
        return None
    head = [one for one in rows[0] if one.tag in {"td", "th"}]
    around = rows[0].getparent()
    in_head = around is not None and around.tag == "thead"
    has_head = in_head or (bool(head) and all(cell.tag == "th" for cell in head))
    if len(grid) == 1 and not has_head:
        return None
    return TableElements(grid, next(iter(children_of(table, "caption")), None), has_head)


def _rows(table: _Element) -> list[_Element]:
    heads, bodies, feet = [], [], []
    for child in table:
        match child.tag:
            case "tr":
                bodies.append(child)
            case "thead":
                heads += children_of(child, "tr")
            case "tbody":
                bodies += children_of(child, "tr")
            case "tfoot":
                feet += children_of(child, "tr")
    return [row for row in heads + bodies + feet if len(children_of(row, "td", "th"))]


def _grid(rows: list[_Element]) -> list[list[_Element | None]] | None:
    """Return cells by row and column, all rows of one width; None where they are too many."""
    made: list[list[_Element | None]] = []
    down: dict[int, int] = {}
    total = 0
    for number, row in enumerate(rows):
        line: list[_Element | None] = []
        for cell in children_of(row, "td", "th"):
            while down.get(len(line), 0) > number:
                line.append(None)
            across = min(_span(cell, "colspan"), _WIDEST)
            until = number + _span(cell, "rowspan")
            for offset in range(across):
                down[len(line)] = until
                line.append(cell if offset == 0 else None)
            if len(line) > _WIDEST:
                return None
        while down.get(len(line), 0) > number:
            line.append(None)
        made.append(line)
        total += len(line)
        if total > _LARGEST:
            return None
    width = max((len(line) for line in made), default=0)
    return [line + [None] * (width - len(line)) for line in made]


def _span(cell: _Element, key: str) -> int:
    text = (cell.get(key) or "").strip()
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 5 else 1


def table_block(table: Table) -> list[Block]:
    """Return a table as Markdown; nothing where a cell holds what no line can."""
    if any(block.kind not in _LINES for row in table.rows for cell in row for block in cell):
        return []
    lines = [[_in_one_line(cell) for cell in row] for row in table.rows]
    kept = [row for at, row in enumerate(lines) if any(row) or (at == 0 and table.has_head)]
    columns = [at for at in range(len(lines[0])) if any(row[at] for row in kept)]
    if not kept or not columns:
        return [*table.caption] or [Block("paragraph", "")]
    rows = [[row[at] for at in columns] for row in kept]
    head, body = (rows[0], rows[1:]) if table.has_head else ([""] * len(columns), rows)
    written = [_row(head), _row(["---"] * len(columns)), *map(_row, body)]
    return [*table.caption, Block("other", "\n".join(written))]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _in_one_line(blocks: list[Block]) -> str:
    """Return what a cell holds as one line, with breaks as HTML has them."""
    parts = []
    for block in blocks:
        text = block.text
        if block.kind in {"list", "numbered"}:
            text = _ITEM.sub(lambda found: "• " if found[0][0] in "-*" else found[0], text)
        elif block.kind == "heading":
            text = f"**{text.lstrip('#').strip()}**"
        text = text.replace("\\\n", "\n")
        parts += [line.strip() for line in text.split("\n") if line.strip()]
    return "<br>".join(map(_alone, parts) if len(parts) > 1 else parts).replace("|", "\\|")


def _alone(line: str) -> str:
    """Return a line with lone signs escaped: in a cell they would find partners in other lines."""
    signs = "`" if "`" in line else "*_$"
    lone = [found for found in _LONE.finditer(line) if found[0] in signs and line.count(found[0]) == 1]
    for found in reversed(lone):
        line = f"{line[: found.start()]}\\{line[found.start() :]}"
    return line


def records(table: Table) -> list[Block]:
    """Return a table row by row: the first cell, and each further one below the head of its column."""
    heads = [joined(cell) for cell in table.rows[0]] if table.has_head else []
    made = list(table.caption)
    for row in table.rows[1:] if table.has_head else table.rows:
        for at, cell in enumerate(row):
            if not cell:
                continue
            head = heads[at] if at < len(heads) else ""
            if head and at and "\n" not in head:
                made.append(Block("paragraph", f"*{head.strip('*')}*"))
            made += cell
    return made or [Block("paragraph", "")]

"""A table of a view as CSV (RFC 4180, in UTF-8): its keys, a row a line, and where each row is written."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from coursewright.reporters.views.places import spot_of_row

if TYPE_CHECKING:
    from coursewright.reporters.views.portrait import Portrait
    from coursewright.views.model import Table, Value

__all__ = ["csv_name", "csv_text"]

_FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
"""How a text begins that spreadsheets take for a formula (OWASP, CSV Injection)."""
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What steers a terminal, or is no character."""


def csv_name(view: str, table: Table) -> str:
    """Return what the file of a table is called."""
    return f"{view}-{table.name}.csv"


def csv_text(table: Table, portrait: Portrait) -> str:
    """Return a table as CSV.

    The first line has the keys of the columns: before them `group` where rows stand under headings, behind
    them `place`, which is `path:line` of the row. Numbers count in the unit of their column, and what is not
    known is empty. A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    grouped = any(row.group for row in table.rows)
    keys = [column.key for column in table.columns]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*(["group"] if grouped else []), *keys, _free("place", keys)])
    for row in table.rows:
        spot = spot_of_row(row)
        values = [_value(cell.data) for cell in row.cells]
        place = _text(portrait.at(spot)) if spot is not None else ""
        writer.writerow([*([_text(row.group)] if grouped else []), *values, place])
    return out.getvalue()


def _free(name: str, keys: list[str]) -> str:
    while name in keys:
        name += "_in_files"
    return name


def _value(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.10g}"
        case int():
            return str(value)
        case _:
            return _text(value)


def _text(text: str) -> str:
    shown = _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text.replace("\r\n", "\n"))
    return f"'{shown}" if _FORMULA.match(shown) else shown

"""A table as a file to download, written into its own link: it needs neither the network nor a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from coursewright.reporters.views.as_csv import csv_name, csv_text

if TYPE_CHECKING:
    from coursewright.reporters.views.portrait import Portrait
    from coursewright.views.model import Table, View

__all__ = ["csv_file", "csv_link"]

_MARK = "\ufeff"
"""By this, spreadsheets know that a file is in UTF-8."""
_UNSAFE = re.compile(r"[^\w ,.;:/()+*=!?@-]+")
"""What addresses, or attributes, take for something else; letters of all scripts may stand in them."""
_LARGEST = 12_000
"""Characters of an address up to which a table can be downloaded from the page."""
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 40
"""Characters of a course's name in that of a file."""


def csv_link(table: Table, portrait: Portrait) -> Markup:
    """Return the address of a table as CSV, as it stands in an attribute; empty where it would be too long.

    Every table stands twice in the page, once to read and once to download, and a course of hundreds of tasks
    would make it too large to send on. The page then says by which command one gets the file.
    """
    if sum(len(cell.text) for row in table.rows for cell in row.cells) > _LARGEST:
        return Markup("")  # and nothing is written in vain
    data = _UNSAFE.sub(lambda found: quote(found[0]), _MARK + csv_text(table, portrait))
    if len(data) > _LARGEST:
        return Markup("")
    return Markup(f"data:text/csv;charset=utf-8,{data}")  # noqa: S704 - nothing is left that ends an attribute


def csv_file(table: Table, view: View, portrait: Portrait) -> str:
    """Return what a table's file is called: `research-ethics-workload-weeks.csv`."""
    name = _OTHER.sub("-", (portrait.id or portrait.title).lower())[:_LONGEST].strip("-")
    return f"{name or portrait.kind}-{csv_name(view.name, table)}"

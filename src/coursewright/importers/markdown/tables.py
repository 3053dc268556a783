"""Tables of a text in Markdown, as heads and cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.markup.lines import in_code
from coursewright.importers.markup.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["BREAK", "Table", "is_said", "name_of", "tables_in", "without"]

BREAK = re.compile(r"<br\s*/?>|\s;\s|;\s|\N{BULLET}", re.IGNORECASE)
"""What stands between the entries of one cell."""
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")


class Table(NamedTuple):
    """A table. Word has tables whose head is empty: their first row stands for it."""

    heads: list[str]
    """Plain text."""
    rows: list[list[str]]
    """The cells of each row, as Markdown."""
    is_headed: bool
    """Whether the heads stand where heads do."""
    first: int
    end: int
    """The lines of the text that it takes up, the end not included."""


def tables_in(markdown: str) -> list[Table]:
    """Return the tables of a text that do not stand in code, in their order."""
    if "|" not in markdown:
        return []
    lines = markdown.split("\n")
    code = in_code(lines)
    found: list[Table] = []
    at = 1
    while at < len(lines):
        if code[at] or "|" not in lines[at - 1] or not _is_delimiter(lines[at]):
            at += 1
            continue
        end = at + 1
        while end < len(lines) and "|" in lines[end]:
            end += 1
        rows = [_cells(line) for line in (lines[at - 1], *lines[at + 1 : end])]
        is_headed = any(rows[0]) or len(rows) == 1
        heads, *others = rows if is_headed else rows[1:]
        found.append(Table([plain(cell) for cell in heads], others, is_headed, at - 1, end))
        at = end + 1
    return found


def without(markdown: str, tables: Sequence[Table]) -> str:
    """Return a text without these tables of it."""
    inside = {number for table in tables for number in range(table.first, table.end)}
    lines = enumerate(markdown.split("\n"))
    return "\n".join(line for number, line in lines if number not in inside).strip("\n")


def _is_delimiter(line: str) -> bool:
    return "-" in line and _DELIMITER.fullmatch(line[:2000]) is not None


def _cells(line: str) -> list[str]:
    text = line.strip()
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.strip().replace("\\|", "|") for cell in _PIPE.split(text)]


def name_of(head: str) -> str:
    """Return a head as tables of words have it."""
    return head.casefold().strip(" :#.*")


def is_said(cell: str) -> bool:
    """Say whether anything stands in a cell."""
    return bool(cell) and cell not in {"-", "\N{EN DASH}", "\N{EM DASH}"}

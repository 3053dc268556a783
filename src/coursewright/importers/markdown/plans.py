"""Tables that are plans of a course: `Week | Topic | Reading | Task`, a row for each unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from coursewright.importers.markdown.words import Role, said_by, week_of
from coursewright.importers.markup.wording import plain

__all__ = ["Plan", "Row", "plan_of"]

_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_PIPE = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"\d{1,2}(?:\s?[-\N{EN DASH}]\s?\d{1,2})?")
_BREAK = re.compile(r"<br\s*/?>|\s;\s|;\s|\N{BULLET}", re.IGNORECASE)
_WEEKS = frozenset({"week", "weeks", "wk", "woche", "semana", "semaine", "settimana", "week #", "week no."})
_NAMES = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "topic topics theme title unit module lesson subject content thema themen tema temas thème sujet "
        "lecture part session"
    ).split()
)
_ITEMS = frozenset({"outcomes", "tasks", "materials", "reflection", "assessments"})


class Row(NamedTuple):
    """A row of a plan."""

    title: str
    week: str
    items: list[tuple[Role, str, list[str]]]
    """What each column announces: its role, its head, and the entries of the cell, as Markdown."""
    beside: list[tuple[str, str]]
    """Columns that announce nothing, and what stands in them."""


class Plan(NamedTuple):
    """A plan, and the text around it."""

    rows: list[Row]
    text: str


def plan_of(markdown: str) -> Plan | None:
    """Return the first table of a text that is a plan, and the text without it; None where there is none."""
    lines = markdown.split("\n")
    for at in range(1, len(lines)):
        if "|" not in lines[at - 1] or "-" not in lines[at] or _DELIMITER.fullmatch(lines[at][:2000]) is None:
            continue
        head, first = at - 1, at + 1
        if not any(_cells(lines[head])) and first < len(lines):  # Word has tables without a head
            head, first = first, first + 1
        heads = [plain(cell) for cell in _cells(lines[head])]
        if not _is_plan(heads):
            continue
        end = first
        while end < len(lines) and "|" in lines[end]:
            end += 1
        rows = [row for line in lines[first:end] if (row := _row(heads, _cells(line)))]
        if rows:
            return Plan(rows, "\n".join(lines[: at - 1] + lines[end:]).strip("\n"))
    return None


def _is_plan(heads: list[str]) -> bool:
    names = [head.casefold().strip(" :#.") for head in heads]
    units = sum(name in _WEEKS or name in _NAMES for name in names)
    return units > 0 and (units + sum(_role(head) is not None for head in heads)) > 1


def _role(head: str) -> Role | None:
    role = said_by(head).role
    return role if role is not None and role.topic in _ITEMS else None


def _cells(line: str) -> list[str]:
    text = line.strip()
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.strip().replace("\\|", "|") for cell in _PIPE.split(text)]


def _row(heads: list[str], cells: list[str]) -> Row | None:
    title = week = ""
    items: list[tuple[Role, str, list[str]]] = []
    beside: list[tuple[str, str]] = []
    for head, cell in zip(heads, cells, strict=False):
        if not cell or cell in {"-", "\N{EN DASH}", "\N{EM DASH}"}:
            continue
        name = head.casefold().strip(" :#.")
        said = plain(cell)
        if name in _WEEKS and not week:
            found = _NUMBER.fullmatch(said)
            week = said.replace("\N{EN DASH}", "-").replace(" ", "") if found else week_of(said)
            if not week:
                beside.append((head, cell))
        elif name in _NAMES and not title:
            title = said
        elif role := _role(head):
            items.append(
                (role, head, [part.strip(" -*") for part in _BREAK.split(cell) if part.strip(" -*")])
            )
        else:
            beside.append((head, cell))
    if not title and not week and not items:
        return None
    return Row(title, week, items, beside)

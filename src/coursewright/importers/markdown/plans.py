"""Tables that are plans of a course: `Week | Topic | Reading | Task`, a row for each unit."""

from __future__ import annotations

import re
from typing import NamedTuple

from coursewright.importers.markdown.tables import BREAK, is_said, name_of, tables_in, without
from coursewright.importers.markdown.words import Role, said_by, week_of
from coursewright.importers.markup.wording import plain

__all__ = ["Plan", "Row", "plan_of"]

_NUMBER = re.compile(r"\d{1,2}(?:\s?[-\N{EN DASH}]\s?\d{1,2})?")
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


def plan_of(markdown: str, *, of_weeks: bool = False) -> Plan | None:
    """Return the first table of a text that is a plan, and the text without it; None where there is none.

    `of_weeks`: only one with a column of weeks is.
    """
    for table in tables_in(markdown):
        if not _is_plan(table.heads, of_weeks=of_weeks):
            continue
        if rows := [row for cells in table.rows if (row := _row(table.heads, cells))]:
            return Plan(rows, without(markdown, [table]))
    return None


def _is_plan(heads: list[str], *, of_weeks: bool) -> bool:
    names = [name_of(head) for head in heads]
    if of_weeks and _WEEKS.isdisjoint(names):
        return False
    units = sum(name in _WEEKS or name in _NAMES for name in names)
    return units > 0 and (units + sum(_role(head) is not None for head in heads)) > 1


def _role(head: str) -> Role | None:
    role = said_by(head).role
    return role if role is not None and role.topic in _ITEMS else None


def _row(heads: list[str], cells: list[str]) -> Row | None:
    title = week = ""
    items: list[tuple[Role, str, list[str]]] = []
    beside: list[tuple[str, str]] = []
    for head, cell in zip(heads, cells, strict=False):
        if not is_said(cell):
            continue
        name = name_of(head)
        said = plain(cell)
        if name in _WEEKS and not week:
            found = _NUMBER.fullmatch(said)
            week = said.replace("\N{EN DASH}", "-").replace(" ", "") if found else week_of(said)
            if not week:
                beside.append((head, cell))
        elif name in _NAMES and not title:
            title = said
        elif role := _role(head):
            items.append((role, head, [part.strip(" -*") for part in BREAK.split(cell) if part.strip(" -*")]))
        else:
            beside.append((head, cell))
    if not title and not week and not items:
        return None
    return Row(title, week, items, beside)

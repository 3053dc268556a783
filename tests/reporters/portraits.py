"""Portraits made by hand, and of specs, for tests of what writes the design report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.reporters.views.portrait import FileText, Portrait, portrait
from coursewright.views.model import Cell, Column, Row, Spot, Table, View
from coursewright.views.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course
    from coursewright.views.charts import Chart

HOSTILE = '\x1b[31m[bold]@all[/bold] <b>#1</b> ::error:: ##[group] \u202eabc =1+1 | `x` \ud800 "q"'


def table_of(*rows: Row, columns: Sequence[str] = ("what", "hours"), kind: str = "hours") -> Table:
    """Return a table of a text and a number."""
    kinds = ["text", kind]
    heads = tuple(
        Column(key, key.capitalize(), kinds[at > 0])  # type: ignore[arg-type]
        for at, key in enumerate(columns)
    )
    return Table("items", "Items", heads, rows, "There is no item.")


def view_with(*charts: Chart, tables: Sequence[Table] = (), name: str = "workload") -> View:
    """Return a view with some charts and tables."""
    return View(
        name,
        "Hours",
        "Which week is too heavy?",
        ("Week 2 asks for 5.5 h.", 'The fullest task is "Read".'),
        charts,
        tuple(tables),
        ("Bars are hours.",),
        ("Somebody, 2020.",),
    )


def portrait_of(*views: View, title: str = "Consent", part: str = "") -> Portrait:
    """Return a portrait of a course of one file."""
    return Portrait(
        title, "consent", "course", "en", part, views, (FileText("modules/a.module.yaml", "x\n"),), "1"
    )


def portrait_of_course(course: Course, names: Sequence[str] = ()) -> Portrait:
    """Return a portrait of a course that was read."""
    return portrait(Plan(course), names, Path("/nowhere"), "1")


ROWS = (
    Row(
        (Cell("Read", "", Spot(0, 3, "tasks[read]"), quoted=True, language="en"), Cell("5.5 h", 5.5)),
        "Week 1",
    ),
    Row((Cell(HOSTILE, "", Spot(0, 9), quoted=True), Cell("not known", None, tone="unknown")), "Week 2"),
)

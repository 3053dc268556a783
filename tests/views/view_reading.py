"""Short ways to make a view of a spec in a test, and to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spec_helpers import course_of

from coursewright.lint.config.choices import Choices
from coursewright.lint.config.policies import Policies
from coursewright.lint.engine import Linter
from coursewright.views.catalogue import entry_named, view_of
from coursewright.views.plan import Focus, Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course
    from coursewright.views.model import Value, View


def plan_of(spec: str | Course, focus: Focus | None = None, select: Sequence[str] = ()) -> Plan:
    """Read and lint one text, or lint a course, by the rules that are usual, or only those that are named."""
    course = course_of(spec) if isinstance(spec, str) else spec
    policies = Policies(Choices(tuple(select), isolated=True))
    return Plan(course, Linter(policies.of).lint(course), focus, policies.of(course.path))


def view_named(name: str, spec: str | Course, focus: Focus | None = None) -> View:
    """Return a view of one text or course."""
    return view_of(entry_named(name), plan_of(spec, focus))


def rows(view: View, table: str) -> list[dict[str, Value]]:
    """Return what programs read in a table of a view, row by row."""
    found = next(one for one in view.tables if one.name == table)
    keys = [column.key for column in found.columns]
    return [dict(zip(keys, (cell.data for cell in row.cells), strict=True)) for row in found.rows]


def texts(view: View, table: str) -> list[list[str]]:
    """Return what people read in a table of a view, row by row."""
    found = next(one for one in view.tables if one.name == table)
    return [[cell.text for cell in row.cells] for row in found.rows]

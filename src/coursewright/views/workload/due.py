"""When assessments are due: nobody can tell in which week students work on them, but that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.weeks import week_of_time
from coursewright.spec.model import Assessment
from coursewright.views.standing import name_of
from coursewright.views.words import listed, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.weekly_work import WeekWork
    from coursewright.views.plan import Plan

__all__ = ["due_said"]


def due_said(row: WeekWork, plan: Plan, most: int = 0) -> str:
    """Name the assessments that belong to no week, by when they are due: `"Essay" in week 4`.

    Empty for a week, and where there is none. Beyond `most` times, the others are counted.
    """
    if row.steps:
        return ""
    found: dict[tuple[float, str], list[str]] = {}
    for part in row.parts:
        item = part.work.item
        if isinstance(item, Assessment):
            found.setdefault(_when(item, plan), []).append(name_of(plan, item))
    return listed([f"{listed(found[when])} {when[1]}" for when in sorted(found)], most)


def _when(assessment: Assessment, plan: Plan) -> tuple[float, str]:
    """Return the number of the week to sort by, and when an assessment is due in words."""
    number = week_of_time(assessment, plan.course)
    if number is None:
        return float("inf"), "in no known week" if assessment.due is not None else "without a time"
    home = plan.all_steps.of(assessment).module
    same: Sequence[object] = [one for one in plan.all_steps.teaching if one.number == number]
    if home is None or len(same) < 2:
        return number, f"in week {number}"
    return number, f"in week {number} of {quote(home.title or home.id or home.source.path.stem)}"

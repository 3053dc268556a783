"""The decision map: in which step students decide what, between which options, and what comes of it.

Each decision stands once, in the step of the task or follow-up activity that asks for it. Whether a unit
lacks one is asked as the rules ask it: a follow-up activity beside the units counts for each unit whose
tasks it takes up, and a unit of several weeks needs one in all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.alignment import APART
from coursewright.design.analyses.steps import steps_of
from coursewright.design.decisions import Activity, activities_of
from coursewright.design.module_work import may_hold
from coursewright.design.on_purpose import said_around
from coursewright.design.scopes import upwards
from coursewright.design.weeks import teaching_weeks
from coursewright.spec.model import FollowUpActivity, Task, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.steps import Step
    from coursewright.spec.element import Scope
    from coursewright.spec.model import Course, DecisionPoint

__all__ = [
    "Decision",
    "StepDecisions",
    "UnitStanding",
    "decisions_by_step",
    "left_out_around",
    "unit_standing",
]

KEY = "decision_points"

State: TypeAlias = Literal["there", "missing", "purpose", "unknown", "none"]
"""How a unit stands: `none` where nothing in it could ask for a decision."""

StepState: TypeAlias = Literal["there", "missing", "purpose", "unknown", "none", "elsewhere"]
"""How a step stands; `elsewhere` where its units ask for decisions in other steps."""


class Decision(NamedTuple):
    """A decision point, and the task or follow-up activity that asks for it."""

    point: DecisionPoint
    activity: Activity


class UnitStanding(NamedTuple):
    """How a unit stands; `said` is the author's reason where there is none on purpose."""

    unit: Unit
    state: State
    said: str = ""


class StepDecisions(NamedTuple):
    """The decisions of one step.

    `undecided` are activities of which it is open whether they ask for any, `without` those that ask for
    none on purpose. `units` are the units of the step; `said` is the reason where it has none on purpose.
    """

    step: Step
    decisions: tuple[Decision, ...]
    undecided: tuple[Activity, ...]
    without: tuple[Activity, ...]
    units: tuple[UnitStanding, ...]
    state: StepState
    said: str = ""


def decisions_by_step(course: Course) -> Sequence[StepDecisions]:
    """Return the decisions of each step in the order of the course; a whole is a step where it has some."""
    activities: list[Activity] = [*course.every(Task), *course.every(FollowUpActivity)]
    telling = [
        one for one in activities if one.decision_points or one.leaves_open(KEY) or one.leaves_out(KEY)
    ]
    standings = {unit: unit_standing(unit, course) for unit in course.every(Unit)}
    return [
        _of_step(step, [one for one in items if isinstance(one, Task | FollowUpActivity)], standings)
        for step, items in steps_of(course).sorted_out(telling).items()
    ]


def unit_standing(unit: Unit, course: Course) -> UnitStanding:
    """Return how a unit stands, which is `missing` where the rules ask for a decision."""
    activities = activities_of(unit, course.links)
    if any(activity.decision_points for activity in activities):
        return UnitStanding(unit, "there")
    if any(may_hold(activity, KEY) for activity in activities):
        return UnitStanding(unit, "unknown")
    around = left_out_around(unit.scope, KEY)
    if around is not None:
        return UnitStanding(unit, "purpose", around)
    if said_around(unit.scope, KEY) or _is_open_around(unit.scope, "tasks", "follow_up_activities", "units"):
        return UnitStanding(unit, "unknown")
    asked = [one for one in activities if one.kind not in APART]
    if any(not one.leaves_out(KEY) and not one.leaves_open("kind") for one in asked):
        return UnitStanding(unit, "missing" if teaching_weeks(course).teaches(unit) else "none")
    if any(one.leaves_open("kind") for one in asked):
        return UnitStanding(unit, "unknown")
    reasons = [one.on_purpose[KEY].reason for one in asked if one.leaves_out(KEY)]
    return (
        UnitStanding(unit, "purpose", next(filter(None, reasons), ""))
        if reasons
        else UnitStanding(unit, "none")
    )


def left_out_around(scope: Scope, key: str) -> str | None:
    """Return why the unit, module or course leaves a key out on purpose; None where it does not say so."""
    for one in upwards(scope):
        if one.element is not None and one.element.leaves_out(key):
            return one.element.on_purpose[key].reason
    return None


def _is_open_around(scope: Scope, *keys: str) -> bool:
    return any(one.element is not None and one.element.leaves_open(*keys) for one in upwards(scope))


def _of_step(
    step: Step, activities: Sequence[Activity], standings: dict[Unit, UnitStanding]
) -> StepDecisions:
    decisions = tuple(Decision(point, one) for one in activities for point in one.decision_points)
    undecided = tuple(one for one in activities if one.leaves_open(KEY))
    without = tuple(one for one in activities if one.leaves_out(KEY))
    units = tuple(standings[unit] for unit in step.units)
    state, said = _state_of(units)
    if decisions:
        state, said = "there", ""
    elif undecided:
        state, said = "unknown", ""
    elif without and not units:
        state, said = "purpose", without[0].on_purpose[KEY].reason
    return StepDecisions(step, decisions, undecided, without, units, state, said)


def _state_of(units: Sequence[UnitStanding]) -> tuple[StepState, str]:
    """Return how units of a week stand together where nothing in that week itself tells."""
    order: tuple[State, ...] = ("missing", "there", "unknown", "purpose")
    for state in order:
        for unit in units:
            if unit.state == state:
                return ("elsewhere" if state == "there" else state), unit.said
    return "none", ""

"""The tables of the decisions view: one row for each option, and one for each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.decision_map import KEY
from coursewright.views.model import Cell, Column, Row, Table
from coursewright.views.standing import TONE_OF, name_of, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.design.analyses.decision_map import Decision, StepDecisions
    from coursewright.spec.model import DecisionOption, DecisionPoint
    from coursewright.views.plan import Plan

__all__ = ["decisions_table", "steps_table"]

_DECISIONS = (
    Column("step", "Where"),
    Column("activity", "Task or follow-up"),
    Column("decision", "Decision"),
    Column("option", "Option"),
    Column("consequence", "Consequence"),
    Column("feedback", "Feedback"),
)
_STEPS = (
    Column("step", "Where"),
    Column("state", "Decision"),
    Column("decisions", "Decisions", "number"),
    Column("options", "Options", "number"),
    Column("leading", "With a consequence", "number"),
    Column("remarks", "Remarks"),
)
_STATES = {
    "there": "asked for",
    "missing": "not asked for",
    "purpose": "none on purpose",
    "unknown": "not known",
    "none": "nothing could ask for one",
    "elsewhere": "in another step of its unit",
}


def decisions_table(shown: Iterable[StepDecisions], plan: Plan) -> Table:
    """Return one row for each option, and one for a decision without options."""
    rows = tuple(
        row
        for one in shown
        for decision in one.decisions
        for row in _rows(plan.step_name(one.step), decision, plan)
    )
    return Table("decisions", "Decisions", _DECISIONS, rows, "No decision is asked for.")


def _rows(step: str, decision: Decision, plan: Plan) -> Iterator[Row]:
    point, activity = decision
    first = (Cell(step), plan.cell(activity), _said(point, point.prompt, "prompt", plan))
    feedback = _said(point, point.feedback, "feedback", plan)
    for option in point.options:
        consequence = _said(option, option.consequence, "consequence", plan)
        yield Row((*first, _said(option, option.option, "option", plan), consequence, feedback))
    if not point.options:
        yield Row((*first, _no_option(point, plan), Cell("not said", None), feedback))


def _no_option(point: DecisionPoint, plan: Plan) -> Cell:
    if point.leaves_open("options"):
        return Cell("still to be decided", None, plan.spot(point, "options"), "unknown")
    if point.open_ended:
        return Cell("free", "", plan.spot(point, "open"))
    return Cell("not said", None, plan.spot(point))


def _said(element: DecisionPoint | DecisionOption, said: str | None, key: str, plan: Plan) -> Cell:
    if said:
        return plan.text(element, said, key)
    if element.leaves_open(key):
        return Cell("still to be decided", None, plan.spot(element, key), "unknown")
    return Cell("not said", None, plan.spot(element))


def steps_table(shown: Iterable[StepDecisions], plan: Plan) -> Table:
    """Return one row for each step; their numbers add up to those of the answer."""
    rows = tuple(Row(tuple(_step(one, plan))) for one in shown)
    return Table("steps", "Steps and their decisions", _STEPS, rows, "There is no unit and no week.")


def _step(one: StepDecisions, plan: Plan) -> Iterator[Cell]:
    options = [option for decision in one.decisions for option in decision.point.options]
    leading = sum(bool(option.consequence) for option in options)
    yield Cell(plan.step_name(one.step), spot=plan.spot(one.step.place))
    yield Cell(_STATES[one.state], one.state, tone=TONE_OF.get(one.state, ""))
    for number in (len(one.decisions), len(options), leading):
        yield (
            Cell("not known", None, tone="unknown") if one.state == "unknown" else Cell(f"{number:,}", number)
        )
    yield Cell("; ".join(_remarks(one, plan)))


def _remarks(one: StepDecisions, plan: Plan) -> Iterator[str]:
    if one.state == "purpose":
        yield why(one.said)
    for activity in one.undecided:
        yield f"still to be decided in {name_of(plan, activity)}"
    for activity in one.without:
        yield f"none on purpose in {name_of(plan, activity)}: {why(activity.on_purpose[KEY].reason)}"
    if one.state != "missing":
        for unit in one.units:
            if unit.state == "missing":
                yield f"not asked for in {name_of(plan, unit.unit)}"

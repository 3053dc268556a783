"""Where students decide: unit by unit the decisions, their options, and what comes of each."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from coursewright.design.analyses.agency_map import agency_by_step
from coursewright.design.analyses.decision_map import KEY, decisions_by_step
from coursewright.spec.model import FollowUpActivity, Task
from coursewright.views.charts import Key, Label, Outline, OutlineItem
from coursewright.views.decisions.counted import counted, open_texts
from coursewright.views.decisions.tables import decisions_table, steps_table
from coursewright.views.model import View
from coursewright.views.signs import Sign
from coursewright.views.sourced import sources
from coursewright.views.standing import (
    SIGN_OF,
    TONE_OF,
    group_of,
    name_of,
    step_label,
    steps_noun,
    steps_said,
    why,
)
from coursewright.views.words import count, listed, of, quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.decision_map import Decision, StepDecisions, UnitStanding
    from coursewright.spec.element import Item
    from coursewright.spec.model import DecisionOption, DecisionPoint
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["view"]

_STATES = {
    "missing": "asks for no decision",
    "purpose": "no decision, on purpose",
    "unknown": "not known yet",
    "none": "no task or follow-up that could ask for one",
    "elsewhere": "no decision here; its unit asks for one in another step",
}
_FAULTLESS = "A decision teaches by what follows from it: `consequence` under an option says what that is."


def view(plan: Plan) -> View:
    """Return the decisions that students take, in the order of the course."""
    shown = [one for one in decisions_by_step(plan.course) if _shows(one, plan)]
    return View(
        answer=tuple(_answer(shown, plan)),
        charts=(_outline(shown, plan),) if shown else (),
        tables=(decisions_table(shown, plan), steps_table(shown, plan)),
        notes=(_FAULTLESS,) if any(one.decisions for one in shown) else (),
        sources=sources("Kent 2025"),
        tone=_tone(shown),
    )


def _shows(one: StepDecisions, plan: Plan) -> bool:
    """Whether a step belongs here: it teaches, or somebody decides there, or may."""
    telling = one.step.teaches or one.decisions or one.undecided or one.without
    return bool(telling) and plan.shows_step(one.step)


def _answer(shown: Sequence[StepDecisions], plan: Plan) -> Iterator[str]:
    teaching = [one for one in shown if one.step.teaches]
    noun = steps_noun(plan.steps)
    decisions = [decision for one in shown for decision in one.decisions]
    deciding = [one for one in teaching if one.decisions]
    open_ones = open_texts(shown)
    later = f"; {open_ones}" if open_ones else ""
    if not teaching and not decisions:
        yield "There is no unit or week here in which students could decide."
    elif not decisions and len(teaching) == 1:
        yield f"The only {noun} asks for no decision."
    elif not decisions:
        yield f"Students decide in {of(0, len(teaching), noun)}."
    elif not deciding:
        yield f"Students take {count(len(decisions), 'decision')}, in no {noun} of its own{later}."
    else:
        yield f"Students decide in {of(len(deciding), len(teaching), noun)}: {counted(decisions)}{later}."
    if 2 * len(deciding) < len(teaching):
        yield from _choices(plan, noun)
    for state, said in (
        ("missing", "No decision is asked for in {}."),
        ("unknown", "Whether there will be one is not known in {}."),
        ("none", "Nothing that could ask for one is planned in {}."),
    ):
        steps = [one.step for one in teaching if one.state == state]
        if steps and len(steps) < len(teaching):
            yield said.format(steps_said(plan, steps, noun))
        elif steps and state != "missing":
            yield said.format(of(len(steps), len(teaching), noun))
    yield from _on_purpose(teaching, plan, noun)
    yield from _units_without(teaching, plan)


def _choices(plan: Plan, noun: str) -> Iterator[str]:
    """Say what students choose, where they decide little: it is another thing, and has its own view."""
    found = [
        [trace.item for trace in one.choice.there]
        for one in agency_by_step(plan.course)
        if one.step.teaches and plan.shows_step(one.step) and one.choice.there
    ]
    number = sum(
        len(item.choices) if isinstance(item, Task | FollowUpActivity) else 1 for item in chain(*found)
    )
    if number:
        yield f"{count(number, 'choice')} in {count(len(found), noun)}: see the view `agency`."


def _on_purpose(teaching: Sequence[StepDecisions], plan: Plan, noun: str) -> Iterator[str]:
    reasons: dict[str, list[StepDecisions]] = {}
    for one in teaching:
        if one.state == "purpose":
            reasons.setdefault(one.said, []).append(one)
    for reason, found in reasons.items():
        steps = steps_said(plan, [one.step for one in found], noun)
        yield f"There is none on purpose in {steps}: {why(reason)}."


def _units_without(teaching: Sequence[StepDecisions], plan: Plan) -> Iterator[str]:
    """Name the units without a decision beside others of the same week that have one."""
    found = dict.fromkeys(unit.unit for one in teaching for unit in _lacking(one))
    if found:
        names = [name_of(plan, unit) for unit in found]
        verb = "asks" if len(names) == 1 else "ask"
        yield f"Beside others of the same week, {listed(names)} {verb} for none."


def _lacking(one: StepDecisions) -> Sequence[UnitStanding]:
    """Return the units without a decision in a week that has one, or may."""
    return [] if one.state == "missing" else [unit for unit in one.units if unit.state == "missing"]


def _tone(shown: Sequence[StepDecisions]) -> Tone:
    states = {one.state for one in shown} | {unit.state for one in shown for unit in one.units}
    if "missing" in states:
        return "gap"
    if "unknown" in states or open_texts(shown) or _options_may_come(shown):
        return "unknown"
    return "good" if "there" in states else ""


def _options_may_come(shown: Sequence[StepDecisions]) -> bool:
    return any(decision.point.leaves_open("options") for one in shown for decision in one.decisions)


def _outline(shown: Sequence[StepDecisions], plan: Plan) -> Outline:
    items = tuple(_items(shown, plan))
    signs = {item.sign for item in items}
    legend = tuple(Key(sign.words, sign) for sign in Sign if sign in signs)
    return Outline("decisions", "Decisions, options and consequences", items, legend)


def _items(shown: Sequence[StepDecisions], plan: Plan) -> Iterator[OutlineItem]:
    """Yield the lines of the steps, below a heading for each module where one has several steps."""
    modules = [one.step.module for one in shown]
    if len(set(modules)) in {1, len(modules)}:
        for one in shown:
            yield from _step_items(one, plan)
        return
    before = ""
    for one in shown:
        place: Item = one.step.module or plan.course
        if group_of(plan, one.step) != before:
            before = group_of(plan, one.step)
            yield OutlineItem(0, plan.label(place))
        yield from (item._replace(depth=item.depth + 1) for item in _step_items(one, plan))


def _step_items(one: StepDecisions, plan: Plan) -> Iterator[OutlineItem]:
    if one.decisions:
        yield OutlineItem(0, step_label(plan, one.step), count(len(one.decisions), "decision"))
    else:
        said = _STATES[one.state] + (f": {why(one.said)}" if one.state == "purpose" else "")
        sign, tone = SIGN_OF.get(one.state), TONE_OF.get(one.state, "")
        yield OutlineItem(0, step_label(plan, one.step), said, sign, tone)
    for decision in one.decisions:
        yield from _decision_items(decision, plan)
    for activity in one.undecided:
        label = Label("still to be decided", plan.spot(activity, KEY))
        yield OutlineItem(1, label, f"in {name_of(plan, activity)}", Sign.UNKNOWN, "unknown")
    for activity in one.without:
        label = Label("none on purpose", plan.spot(activity, KEY))
        said = f"in {name_of(plan, activity)}: {why(activity.on_purpose[KEY].reason)}"
        yield OutlineItem(1, label, said, Sign.ON_PURPOSE, "purpose")
    for unit in _lacking(one):
        yield OutlineItem(1, plan.label(unit.unit), _STATES["missing"], Sign.MISSING, "gap")


def _decision_items(decision: Decision, plan: Plan) -> Iterator[OutlineItem]:
    point, activity = decision
    open_ = "; students are free to answer in their own way" if point.open_ended else ""
    yield OutlineItem(1, _prompt(point, plan), f"in {name_of(plan, activity)}{open_}", Sign.DECISION, "good")
    for option in point.options:
        yield _option_item(option, plan)
    if point.leaves_open("options"):
        label = Label("options still to be decided", plan.spot(point, "options"))
        yield OutlineItem(2, label, "", Sign.UNKNOWN, "unknown")
    if point.feedback:
        label = Label(
            point.feedback, plan.spot(point, "feedback"), quoted=True, language=plan.language(point)
        )
        yield OutlineItem(2, label, "whatever is decided", Sign.FEEDBACK)


def _prompt(point: DecisionPoint, plan: Plan) -> Label:
    if point.prompt:
        return Label(point.prompt, plan.spot(point), quoted=True, language=plan.language(point))
    return Label("a decision without a prompt", plan.spot(point))


def _option_item(option: DecisionOption, plan: Plan) -> OutlineItem:
    label = Label("an option without words", plan.spot(option))
    if option.option:
        label = Label(option.option, plan.spot(option), quoted=True, language=plan.language(option))
    if option.consequence:
        return OutlineItem(2, label, quote(option.consequence), Sign.CONSEQUENCE)
    if option.leaves_open("consequence"):
        return OutlineItem(2, label, "what comes of it is still to be decided", Sign.UNKNOWN, "unknown")
    return OutlineItem(2, label, "what comes of it is not said")

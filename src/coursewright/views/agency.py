"""What is left to students, step by step: choice, decision, own context, reflection, follow-up; no total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.agency_map import RESPECTS, agency_by_step
from coursewright.design.phrases import capital
from coursewright.spec.element import Item
from coursewright.spec.model import Module, Reflection
from coursewright.views.charts import Key, Label, Mark, Matrix, MatrixCell, MatrixRow
from coursewright.views.model import Cell, Column, Row, Table, View
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
from coursewright.views.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.agency_map import Name, Respect, StepAgency, Trace
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["view"]

_TITLES: dict[Name, str] = {
    "choice": "Choice",
    "decision": "Decision",
    "own_context": "Own context",
    "reflection": "Reflection",
    "follow_up": "Follow-up",
}
_SIGNS: dict[Name, Sign] = {
    "choice": Sign.CHOICE,
    "decision": Sign.DECISION,
    "own_context": Sign.CONTEXT,
    "reflection": Sign.REFLECTION,
    "follow_up": Sign.FOLLOW_UP,
}
_DOING: dict[Name, str] = {
    "choice": "choose something",
    "decision": "decide",
    "own_context": "bring in their own life or work",
    "reflection": "look back",
    "follow_up": "have their work taken up again",
}
_WITHOUT: dict[Name, str] = {
    "choice": "no choice",
    "decision": "no decision",
    "own_context": "nothing from their own life or work",
    "reflection": "no reflection",
    "follow_up": "nothing that is taken up again",
}
_WORDS = {Sign.MISSING: "none is planned"}
_NOTE = (
    "A sign is a task or an activity. Not every week needs all five, and one does not make up for another, "
    "so nothing is added up across the columns."
)


def view(plan: Plan) -> View:
    """Return what each step of a course leaves to students."""
    shown = [one for one in agency_by_step(plan.course) if _shows(one, plan)]
    bare = [one for one in shown if _leaves_nothing(one)]
    return View(
        answer=tuple(_answer(shown, bare, plan)),
        charts=(_matrix(shown, plan),) if shown else (),
        tables=(_table(shown, plan),),
        notes=(_NOTE,) if shown else (),
        sources=sources("Kent 2025", "CAST 2024", "Patall et al. 2008"),
        tone="gap" if bare else "",
    )


def _shows(one: StepAgency, plan: Plan) -> bool:
    """Whether a step belongs here: it teaches, or something in it speaks of one of the five."""
    return plan.shows_step(one.step) and (
        one.step.teaches or any(one.respect(name).traces for name in RESPECTS)
    )


def _leaves_nothing(one: StepAgency) -> bool:
    states = {one.respect(name).state for name in RESPECTS}
    return one.step.teaches and "missing" in states and states <= {"missing", "none"}


def _answer(shown: Sequence[StepAgency], bare: Sequence[StepAgency], plan: Plan) -> Iterator[str]:
    teaching = [one for one in shown if one.step.teaches]
    noun = steps_noun(plan.steps)
    match len(teaching):
        case 0:
            yield "There is no unit or week here that could leave something to students."
        case 1:
            yield from _of_one(teaching[0], noun)
        case _:
            yield _of_many(teaching, noun)
    if bare and len(teaching) > 1:
        where = f"any of the {len(teaching)} {noun}s" if len(bare) == len(teaching) else ""
        where = where or steps_said(plan, [one.step for one in bare], noun)
        yield f"None of the five is planned in {where}."
    for state, said in (("unknown", "Still to be decided"), ("purpose", "Left out on purpose")):
        found = [
            f"{_TITLES[name].lower()} in {steps_said(plan, steps, noun)}"
            for name in RESPECTS
            if (steps := [one.step for one in teaching if one.respect(name).state == state])
        ]
        if found:
            yield f"{said}: {'; '.join(found)}."


def _of_one(one: StepAgency, noun: str) -> Iterator[str]:
    there = [_DOING[name] for name in RESPECTS if one.respect(name).state == "there"]
    missing = [_TITLES[name].lower() for name in RESPECTS if one.respect(name).state in {"missing", "none"}]
    if not there:
        yield f"The plan of the only {noun} speaks of none of the five."
        return
    yield f"In the only {noun} students {listed(there)}."
    if missing:
        which = f"{', '.join(missing[:-1])} or {missing[-1]}" if len(missing) > 1 else missing[0]
        yield f"There the plan says nothing of {which}."


def _of_many(teaching: Sequence[StepAgency], noun: str) -> str:
    """Say in how many steps each is there: first what is there in all, last what is there in none."""
    steps = len(teaching)
    numbers = {name: sum(one.respect(name).state == "there" for one in teaching) for name in RESPECTS}
    everywhere = listed([_DOING[name] for name in RESPECTS if numbers[name] == steps])
    some = listed([f"{_DOING[name]} in {numbers[name]:,}" for name in RESPECTS if 0 < numbers[name] < steps])
    nowhere = [_DOING[name] for name in RESPECTS if not numbers[name]]
    without = f"{', '.join(nowhere[:-1])} or {nowhere[-1]}" if len(nowhere) > 1 else "".join(nowhere)
    if not everywhere and not some:
        return f"In none of {steps:,} {noun}s does the plan let students {without}."
    parts = (
        [f"in {'both' if steps == 2 else f'all {steps:,}'} {noun}s students {everywhere}"]
        if everywhere
        else []
    )
    if some:
        parts.append(f"they {some}" if everywhere else f"of {steps:,} {noun}s, students {some}")
    if nowhere:
        parts.append(f"in none do they {without}")
    return f"{capital('; '.join(parts))}."


def _matrix(shown: Sequence[StepAgency], plan: Plan) -> Matrix:
    rows = tuple(
        MatrixRow(
            step_label(plan, one.step),
            tuple(_cell(one, name, plan) for name in RESPECTS),
            _group(one, shown, plan),
        )
        for one in shown
    )
    signs = {mark.sign for row in rows for cell in row.cells for mark in cell.signs}
    order = dict.fromkeys((*_SIGNS.values(), *Sign))
    legend = tuple(Key(_WORDS.get(sign, sign.words), sign) for sign in order if sign in signs)
    columns = tuple(Label(_TITLES[name]) for name in RESPECTS)
    return Matrix("agency", "What each step leaves to students", "Where", columns, rows, legend)


def _group(one: StepAgency, shown: Sequence[StepAgency], plan: Plan) -> str:
    """Return the module as a heading, unless the label of each step names it already."""
    modules = [each.step.module for each in shown]
    return group_of(plan, one.step) if len(set(modules)) < len(modules) else ""


def _cell(one: StepAgency, name: Name, plan: Plan) -> MatrixCell:
    respect = one.respect(name)
    marks = [_mark(trace, name, plan) for trace in respect.traces]
    said = _said(respect, name, plan)
    if respect.state in SIGN_OF and not any(mark.sign is SIGN_OF[respect.state] for mark in marks):
        marks.append(Mark(0, SIGN_OF[respect.state], said, _tone(one, name, plan), plan.spot(one.step.place)))
    text = {"elsewhere": "elsewhere", "none": "no task"}.get(respect.state, "") if not marks else ""
    return MatrixCell(said, text, tuple(marks), tone=_tone(one, name, plan), spot=plan.spot(one.step.place))


def _tone(one: StepAgency, name: Name, plan: Plan) -> Tone:
    """Return how a step stands; not each of the five is asked of each step."""
    state = one.respect(name).state
    return "" if state == "missing" and not _is_asked(one, name, plan) else TONE_OF.get(state, "")


def _is_asked(one: StepAgency, name: Name, plan: Plan) -> bool:
    """Whether the rules ask it of each step: a choice and the own context they ask of more than one."""
    if name == "follow_up":
        model = one.step.place.settings.support_model or plan.default_model
        return model != "self-taught"
    return name in {"decision", "reflection"}


def _mark(trace: Trace, name: Name, plan: Plan) -> Mark:
    if trace.state == "there":
        return Mark(0, _SIGNS[name], _told(trace, plan), "", plan.spot(trace.item))
    words = f"on purpose: {why(trace.said)}" if trace.state == "purpose" else "still to be decided"
    label = f"{_named(trace, plan)}, {words}"
    return Mark(0, SIGN_OF[trace.state], label, TONE_OF[trace.state], plan.spot(trace.item))


def _told(trace: Trace, plan: Plan) -> str:
    """Name what is there, and what takes it up."""
    if not trace.by:
        return _named(trace, plan)
    return f"{_named(trace, plan)} (taken up by {listed([name_of(plan, one) for one in trace.by])})"


def _named(trace: Trace, plan: Plan) -> str:
    item = trace.item
    if isinstance(item, Item):
        return name_of(plan, item)
    return _reflection_said(item)


def _reflection_said(reflection: Reflection) -> str:
    weekly = "weekly " if reflection.when == "weekly" else ""
    place = reflection.scope.element
    of = f" of the {place.noun}" if place is not None and not isinstance(place, Module) else ""
    return f"{weekly}reflection{of}"


def _said(respect: Respect, name: Name, plan: Plan) -> str:
    there = [_told(trace, plan) for trace in respect.there]
    others = [_mark(trace, name, plan).label for trace in respect.traces if trace.state != "there"]
    match respect.state:
        case "there":
            said = listed(there)
        case "missing":
            said = _WITHOUT[name]
        case "purpose":
            said = (
                f"none on purpose: {why(respect.said)}" if respect.said or not others else "none on purpose"
            )
        case "unknown":
            said = "still to be decided"
        case "elsewhere":
            said = "in another step of the same unit or module"
        case "none":
            said = "no task or activity here could have it"
    return f"{said} ({'; '.join(others)})" if others else said


def _table(shown: Sequence[StepAgency], plan: Plan) -> Table:
    columns = (
        Column("step", "Where"),
        *(
            column
            for name in RESPECTS
            for column in (
                Column(name, _TITLES[name], "number"),
                Column(f"{name}_where", f"{_TITLES[name]}: where"),
            )
        ),
    )
    rows = tuple(
        Row(
            (
                Cell(plan.step_name(one.step), spot=plan.spot(one.step.place)),
                *(cell for name in RESPECTS for cell in _counted(one, name, plan)),
            )
        )
        for one in shown
    )
    return Table(
        "agency", "What each step leaves to students", columns, rows, "There is no unit and no week."
    )


def _counted(one: StepAgency, name: Name, plan: Plan) -> Iterator[Cell]:
    """Yield how many tasks and activities there are, which is not known while it is to be decided."""
    respect, tone = one.respect(name), _tone(one, name, plan)
    number = len(respect.there)
    if respect.state == "unknown":
        yield Cell("not known", None, tone=tone)
    else:
        yield Cell(f"{number:,}" if number else "none", number, tone=tone)
    yield Cell(_said(respect, name, plan), tone=tone)

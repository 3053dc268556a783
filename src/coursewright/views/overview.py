"""The course on one screen: what each step asks, where loops close, where students decide and look back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.agency_map import agency_by_step
from coursewright.design.analyses.loops import State
from coursewright.design.analyses.weekly_work import course_work
from coursewright.design.texts import texts_in
from coursewright.spec.broken import broken_files, left_out
from coursewright.spec.element import Item
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Session, Task
from coursewright.spec.nodes import Todo
from coursewright.views.asked_first import asked_first, question_table
from coursewright.views.charts import (
    Key,
    Label,
    Mark,
    Matrix,
    MatrixCell,
    MatrixRow,
    Segment,
)
from coursewright.views.loop_states import LOOP_STATES, loops_said, states_of
from coursewright.views.model import Cell, Column, Row, Table, View
from coursewright.views.signs import Sign
from coursewright.views.standing import group_of, step_label
from coursewright.views.time_bars import lengths, scale_for, time_cells
from coursewright.views.timeline.view import loops_in
from coursewright.views.words import count, hours, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.analyses.agency_map import Name, StepAgency
    from coursewright.design.analyses.loops import Loop
    from coursewright.design.analyses.steps import Step
    from coursewright.design.analyses.weekly_work import WeekWork
    from coursewright.spec.element import Element
    from coursewright.views.charts import Fill
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan
    from coursewright.views.time_bars import Scale

__all__ = ["view"]

_COUNTED: tuple[tuple[type[Item], str, str], ...] = (
    (Outcome, "outcome", "outcomes"),
    (Task, "task", "tasks"),
    (FollowUpActivity, "follow-up activity", "follow-up activities"),
    (Session, "session", "sessions"),
    (Assessment, "assessment", "assessments"),
)
_THERE: dict[Name, tuple[Sign, str, str]] = {
    "decision": (Sign.DECISION, "place to decide", "places to decide"),
    "reflection": (Sign.REFLECTION, "moment to look back", "moments to look back"),
}
_FILLS: dict[Fill, str] = {"solid": "declared", "outline": "estimated", "range": "between least and most"}
_ABSENT: dict[str, tuple[Sign | None, Tone, str]] = {
    "missing": (Sign.MISSING, "gap", "none"),
    "purpose": (Sign.ON_PURPOSE, "purpose", "none, on purpose"),
    "unknown": (Sign.UNKNOWN, "unknown", "not known"),
    "none": (None, "", "nothing that could have one"),
    "elsewhere": (Sign.PART, "", "served by another week of its unit or module"),
}
_LOOP = (
    "A task opens a loop where it leaves something to answer or to take up. The loop is closed where "
    "somebody reads the work, students hear back, and something takes it up again."
)
_COLUMNS = (
    Column("step", "Step"),
    Column("title", "Title"),
    Column("tasks", "Tasks", "number"),
    Column("least", "Learners, least", "minutes"),
    Column("most", "Learners, most", "minutes"),
    Column("untimed", "Without a time", "number"),
    Column("closed", "Loops closed", "number"),
    Column("broken", "Loops broken", "number"),
    Column("open", "Not known or on purpose", "number"),
    Column("decisions", "Decisions", "number"),
    Column("reflections", "Moments to look back", "number"),
)
_WORDS = {
    Sign.CLOSED: "loop closed",
    Sign.BROKEN: "loop broken",
    Sign.HOMEWORK: "homework pattern: not taken up, and not read for something or not answered to a gap",
    Sign.MISSING: "none",
    Sign.PART: "served by another week of its unit or module",
}


class _Step(NamedTuple):
    """A step with what the overview says of it; `work` is None where that is not counted by weeks."""

    step: Step
    tasks: int
    loops: Sequence[Loop]
    work: WeekWork | None
    agency: StepAgency


def view(plan: Plan) -> View:
    """Return the course on one screen, and the answers to the questions that are asked first."""
    steps = _steps(plan)
    return View(
        answer=tuple(_answer(steps, plan)),
        charts=(asked_first(plan), *((_matrix(steps, plan),) if steps else ())),
        tables=(question_table(plan), _table(steps, plan)),
        notes=(_LOOP,),
    )


def _steps(plan: Plan) -> Sequence[_Step]:
    """Return all steps that hold something to do, and those that teach."""
    loops: dict[Step, list[Loop]] = {}
    tasks: dict[Step, int] = {}
    for loop in loops_in(plan):
        step = plan.all_steps.of(loop.task)
        tasks[step] = tasks.get(step, 0) + 1
        if loop.state is not State.NOT_ASKED:
            loops.setdefault(step, []).append(loop)
    work = course_work(plan.course, plan.rates)
    return [
        _Step(one.step, tasks.get(one.step, 0), loops.get(one.step, ()), work.of_step(one.step), one)
        for one in agency_by_step(plan.course)
        if plan.shows_step(one.step) and (one.step.teaches or tasks.get(one.step))
    ]


def _answer(steps: Sequence[_Step], plan: Plan) -> Iterable[str]:
    counted = [
        count(number, noun, nouns)
        for kind, noun, nouns in _COUNTED
        if (number := sum(plan.shows(item) for item in plan.course.every(kind)))
    ]
    teaching = [one.step for one in steps if one.step.teaches]
    weeks = all(step.number is not None for step in teaching)
    parts = [count(len(teaching), "teaching week" if weeks else "unit")] if teaching else []
    yield f"{listed([*parts, *counted])}." if parts or counted else "There is nothing in it yet."
    broken, unread = sum(1 for _ in broken_files(plan.course)), left_out(plan.course)
    if broken:
        inside = "it" if broken == 1 else "them"
        yield f"{count(broken, 'file')} could not be read, so what is in {inside} is missing."
    if unread:
        verb = "is" if unread == 1 else "are"
        yield f"{count(unread, 'value')} could not be understood and {verb} left out: see `findings`."
    placeholders = _placeholders(plan)
    if placeholders:
        verb = "is" if placeholders == 1 else "are"
        yield f"{count(placeholders, 'value')} {verb} still to be written: see `findings`."
    loops = [loop for one in steps for loop in one.loops]
    if loops:
        yield loops_said(loops)


def _placeholders(plan: Plan) -> int:
    """Return how many values only keep a place: `TODO`, or a key with nothing after it."""
    texts = (value for source in plan.course.sources for _, value in texts_in(source))
    return sum(isinstance(value, Todo) for value in texts) if plan.focus.is_everything else 0


def _matrix(steps: Sequence[_Step], plan: Plan) -> Matrix:
    works = [one.work for one in steps if one.work is not None]
    longest = max((max(work.known[1], 60 * (work.hours or 0)) for work in works), default=0)
    scale = scale_for([longest])
    columns = (
        Label(f"Hours for learners (bar to {hours(scale.end)})" if longest else "Hours for learners"),
        Label("Loops"),
        Label("Decisions"),
        Label("Looking back"),
    )
    rows = tuple(
        MatrixRow(
            step_label(plan, one.step),
            (
                _hours(one.work, scale),
                _loops(one.loops, plan),
                *(_respect(one.agency, name, plan) for name in _THERE),
            ),
            group_of(plan, one.step),
        )
        for one in steps
    )
    return Matrix("overview", "Step by step", "Step", columns, rows, tuple(_legend(rows)))


def _hours(work: WeekWork | None, scale: Scale) -> MatrixCell:
    if work is None:
        return MatrixCell("no week of its own")
    low, high = work.known
    said = [lengths(work.known)] if high else []
    if work.hours is not None:
        said.append(f"{hours(60 * work.hours)} planned")
    if work.untimed:
        said.append(f"{len(work.untimed):,} without a time")
    segments = [Segment(0, scale.at(work.declared[0]), _FILLS["solid"], 1)] if work.declared[0] else []
    if low > work.declared[0]:
        segments.append(Segment(scale.at(work.declared[0]), scale.at(low), _FILLS["outline"], 1, "outline"))
    if high > low:
        segments.append(Segment(scale.at(low), scale.at(high), _FILLS["range"], 1, "range"))
    limit = scale.at(60 * work.hours) if work.hours else None
    words = ", ".join(said) or "no time is known"
    unknown = not high
    return MatrixCell(words, words, (), tuple(segments), limit, "unknown" if unknown else "")


def _loops(loops: Sequence[Loop], plan: Plan) -> MatrixCell:
    if not loops:
        return MatrixCell("no task asks for an answer", "none opened")
    marks = [_loop(loop, place / len(loops), plan) for place, loop in enumerate(loops)]
    counts = states_of(loops)
    said = listed([f"{number:,} {LOOP_STATES[state][2]}" for state, number in counts.items() if number])
    return MatrixCell(said, "", tuple(marks), tone="gap" if counts[State.BROKEN] else "")


def _loop(loop: Loop, at: float, plan: Plan) -> Mark:
    sign, tone, words = LOOP_STATES[loop.state]
    if loop.homework:
        sign, words = Sign.HOMEWORK, "homework pattern"
    return Mark(at, sign, f"{plan.label(loop.task).text}: {words}", tone, plan.spot(loop.task))


def _respect(agency: StepAgency, name: Name, plan: Plan) -> MatrixCell:
    respect = agency.respect(name)
    there = respect.there
    sign, noun, nouns = _THERE[name]
    if there:
        marks = [
            Mark(place / len(there), sign, _called(trace.item, plan), spot=plan.spot(trace.item))
            for place, trace in enumerate(there)
        ]
        return MatrixCell(count(len(there), noun, nouns), "", tuple(marks))
    absent, tone, said = _ABSENT[respect.state]
    marks = [Mark(0, absent, said, tone)] if absent is not None else []
    return MatrixCell(said, "" if marks else "–", tuple(marks), tone=tone)


def _called(item: Element, plan: Plan) -> str:
    return plan.label(item).text if isinstance(item, Item) else item.noun


def _legend(rows: Sequence[MatrixRow]) -> Iterable[Key]:
    cells = [cell for row in rows for cell in row.cells]
    used = {segment.fill for cell in cells for segment in cell.segments}
    yield from (Key(words, hue=1, fill=fill) for fill, words in _FILLS.items() if fill in used)
    signs = {mark.sign for cell in cells for mark in cell.signs}
    yield from (Key(_WORDS.get(sign, sign.words), sign) for sign in Sign if sign in signs)


def _table(steps: Sequence[_Step], plan: Plan) -> Table:
    return Table("steps", "Step by step", _COLUMNS, tuple(_row(one, plan) for one in steps), "There is none.")


def _row(one: _Step, plan: Plan) -> Row:
    step, counts = one.step, states_of(one.loops)
    title = Cell(step.title, "", plan.spot(step.place), quoted=True, language=plan.language(step.place))
    known = one.work.known if one.work is not None and one.work.known[1] else None
    untimed = len(one.work.untimed) if one.work is not None else None
    others = counts[State.UNKNOWN] + counts[State.ON_PURPOSE]
    return Row(
        (
            Cell(step.name, spot=plan.spot(step.place)),
            title,
            _number(one.tasks),
            *time_cells(known),
            _number(untimed),
            _number(counts[State.CLOSED]),
            Cell(
                f"{counts[State.BROKEN]:,}", counts[State.BROKEN], tone="gap" if counts[State.BROKEN] else ""
            ),
            _number(others),
            *(_state(one.agency, name) for name in _THERE),
        ),
        group_of(plan, step),
    )


def _number(number: int | None) -> Cell:
    return Cell(f"{number:,}", number) if number is not None else Cell("not counted", None)


def _state(agency: StepAgency, name: Name) -> Cell:
    respect = agency.respect(name)
    if respect.there:
        return _number(len(respect.there))
    _, tone, said = _ABSENT[respect.state]
    return Cell(said, None if respect.state == "unknown" else 0, tone=tone)

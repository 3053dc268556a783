"""What hangs on the storyboard: a column for each step, with a card for each thing that students meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.loop_events import Happening
from coursewright.design.analyses.loops import State, loops_of
from coursewright.design.when_words import exactness, start_exactness
from coursewright.design.workload import effort
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Reflection, Session, Task
from coursewright.views.signs import Sign
from coursewright.views.standing import group_of, step_label
from coursewright.views.timeline.words import BROKEN_WHERE, clock
from coursewright.views.words import distance, listed, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.loops import Loop
    from coursewright.design.analyses.steps import Step
    from coursewright.spec.element import Item
    from coursewright.views.charts import Label
    from coursewright.views.model import Tone
    from coursewright.views.plan import Plan

__all__ = ["STANDS", "Board", "Card", "Column", "board_of"]

STANDS: dict[State, tuple[Sign, Tone]] = {
    State.CLOSED: (Sign.CLOSED, "good"),
    State.BROKEN: (Sign.BROKEN, "gap"),
    State.UNKNOWN: (Sign.UNKNOWN, "unknown"),
    State.ON_PURPOSE: (Sign.ON_PURPOSE, "purpose"),
}
"""How a loop that is asked for stands."""


class Card(NamedTuple):
    """Something that students meet.

    - `facts` are its kind, its time and when it is due or starts, in words.
    - `offers` are signs of what it leaves to students, each with how often it is there.
    - `state` is how its loop stands, None where it has none; `loop` says more of it, or where it breaks.
    - `leads_to` are what answers it and takes it up; a session stands for what happens in it.
    - `is_inside` says that it happens in the session before it.
    """

    item: Item
    sign: Sign | None
    label: Label
    facts: tuple[str, ...]
    offers: tuple[tuple[Sign, int], ...] = ()
    state: State | None = None
    loop: str = ""
    leads_to: tuple[Item, ...] = ()
    is_inside: bool = False


class Column(NamedTuple):
    """A step: the work that goes out in it, and below what comes back: sessions and follow-up activities."""

    label: Label
    group: str
    offers: tuple[tuple[Sign, int], ...]
    out: tuple[Card, ...]
    back: tuple[Card, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        """All its cards."""
        return self.out + self.back


class Board(NamedTuple):
    """The columns in the order of the course, and its outcomes."""

    columns: tuple[Column, ...]
    outcomes: tuple[Label, ...]

    @property
    def cards(self) -> Sequence[Card]:
        """All cards, in order."""
        return [card for column in self.columns for card in column.cards]


def board_of(plan: Plan) -> Board:
    """Return what hangs on the storyboard of a plan. Each item hangs there once, in its step."""
    course = plan.course
    kinds = (Task, Assessment, Session, FollowUpActivity, Reflection)
    items = [item for kind in kinds for item in course.every(kind) if plan.shows(item)]
    loops = {loop.task: loop for loop in loops_of(course)}
    columns = []
    for step, held in plan.all_steps.sorted_out(items).items():
        if held or step in plan.steps:
            columns.append(_column(step, held, loops, plan))  # type: ignore[arg-type]
    outcomes = tuple(plan.label(one) for one in course.every(Outcome) if plan.shows(one))
    return Board(tuple(columns), outcomes)


def _column(step: Step, held: Sequence[Item], loops: dict[Task, Loop], plan: Plan) -> Column:
    pauses = sum(isinstance(one, Reflection) for one in held)
    return Column(
        step_label(plan, step),
        group_of(plan, step),
        ((Sign.REFLECTION, pauses),) if pauses else (),
        tuple(_out(held, step, loops, plan)),
        tuple(_back(held, step, plan)),
    )


def _out(held: Sequence[Item], step: Step, loops: dict[Task, Loop], plan: Plan) -> Iterator[Card]:
    for item in held:
        if isinstance(item, Task):
            yield _task(item, step, loops[item], plan)
        elif isinstance(item, Assessment):
            facts = (item.kind or "assessment", *_due(item, step, plan))
            yield Card(item, Sign.ASSESSMENT, plan.label(item), facts)


def _task(task: Task, step: Step, loop: Loop, plan: Plan) -> Card:
    time = effort(task)
    offers = (
        (Sign.DECISION, len(task.decision_points)),
        (Sign.CHOICE, len(task.choices)),
        (Sign.CONTEXT, int(bool(task.own_context))),
        (Sign.REFLECTION, len(task.reflection_prompts)),
    )
    return Card(
        task,
        None,
        plan.label(task),
        (
            task.kind or "",
            span(time, "min") if time is not None else "time not known",
            *_due(task, step, plan),
        ),
        tuple((sign, number) for sign, number in offers if number),
        loop.state if loop.state is not State.NOT_ASKED else None,
        _said(loop),
        tuple(dict.fromkeys(one.session or one.item for one in loop.events if _returns(one.what))),
    )


def _returns(what: Happening) -> bool:
    return what in {Happening.SESSION, Happening.FEEDBACK, Happening.FOLLOW_UP}


def _said(loop: Loop) -> str:
    """Return where a loop breaks, else how long students wait to hear back."""
    if loop.breaks:
        return listed([BROKEN_WHERE[one.fault] for one in loop.breaks])
    waits = [one.after for one in loop.events if one.what is Happening.FEEDBACK and one.after is not None]
    return f"feedback {distance(waits[0])} later" if waits else ""


def _due(item: Task | Assessment | FollowUpActivity, step: Step, plan: Plan) -> Iterator[str]:
    moment = plan.course.timeline.moment(item, "due")
    if moment is not None and item.due is not None:
        yield f"due {clock(moment, exactness(item.due), ends=True, week=step.number)}"
    elif item.leaves_open("due"):
        yield "due time still open"


def _back(held: Sequence[Item], step: Step, plan: Plan) -> Iterator[Card]:
    """Yield what comes back: sessions, each with the follow-up activities in it, then the others."""
    links = plan.course.links
    activities = [item for item in held if isinstance(item, FollowUpActivity)]
    for item in held:
        if isinstance(item, Session):
            yield Card(item, Sign.SESSION, plan.label(item), tuple(_starts(item, step, plan)))
            for activity in activities:
                if links.session_of.get(activity) is item:
                    yield _follow_up(activity, ("in the session",), plan)._replace(is_inside=True)
    for activity in activities:
        if links.session_of.get(activity) not in held:
            yield _follow_up(activity, tuple(_due(activity, step, plan)), plan)


def _follow_up(activity: FollowUpActivity, when: tuple[str, ...], plan: Plan) -> Card:
    offers = ((Sign.DECISION, len(activity.decision_points)), (Sign.CHOICE, len(activity.choices)))
    return Card(
        activity,
        Sign.FOLLOW_UP,
        plan.label(activity),
        (activity.kind or "", *when),
        tuple((sign, number) for sign, number in offers if number),
    )


def _starts(session: Session, step: Step, plan: Plan) -> Iterator[str]:
    moment = plan.course.timeline.moment(session, "starts")
    if moment is not None:
        yield clock(moment, start_exactness(session), ends=False, week=step.number)
    time = effort(session)
    yield span(time, "min") if time is not None else "time not known"

"""The loop of each task: it is due, somebody reads it, students hear back, and something takes it up again.

A loop has three parts: it is read, answered and taken up. What is asked of each, and what is missing, is what
the rules on feedback and follow-up say in the support model in force (`design.loop_faults`), so a loop is
broken where one of them would report its task, and nowhere else:

- led: FUP001, FUP002, FUP003, FUP004 and FUP007;
- prepared: FUP001 and FUP011;
- self-taught: nothing is asked;
- where the model is still open, what is missing may not be asked for: that is open, too.

A session that requires a task and begins before it is due (SPC005) breaks the loop in every model. Source of
the loop: Howard 2021; the hours in it are elapsed time, over a change of the clocks too.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.alignment import stands_apart
from coursewright.design.analyses.loop_events import events_of
from coursewright.design.first_use import LEAST_HOURS, first_use, is_due_too_late, time_needed
from coursewright.design.homework_pattern import shows_pattern
from coursewright.design.learning_types import is_acquisition
from coursewright.design.loop import answers_automatically, is_for_somebody_to_read, marks_itself
from coursewright.design.loop_faults import (
    feedback_fault,
    hears_nothing,
    is_answered_by_peers,
    is_last_task,
    is_never_taken_up,
    leaves_invitation_unanswered,
    unread,
)
from coursewright.spec.model import Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from coursewright.design.analyses.loop_events import Event
    from coursewright.design.first_use import Use
    from coursewright.spec.model import Course

__all__ = ["Break", "Fault", "Loop", "Model", "Part", "Stance", "State", "loops_of"]

Model: TypeAlias = Literal["led", "prepared", "self-taught", "open"]
_MODELS: dict[str, Model] = {"led": "led", "prepared": "prepared", "self-taught": "self-taught"}


class Stance(StrEnum):
    """How one part of a loop stands."""

    THERE = "there"
    MISSING = "missing"
    OPEN = "open"
    ON_PURPOSE = "on purpose"
    NOT_ASKED = "not asked"


class Part(NamedTuple):
    """How one part of a loop stands, and whether it is asked of the task at all.

    What is not asked can be there all the same.
    """

    stance: Stance
    asked: bool


class State(StrEnum):
    """How a loop stands as a whole."""

    CLOSED = "closed"
    BROKEN = "broken"
    UNKNOWN = "not known"
    ON_PURPOSE = "on purpose"
    NOT_ASKED = "not asked for"


class Fault(StrEnum):
    """What breaks a loop."""

    DUE_TOO_LATE = "due too late"
    INVITATION = "invitation"
    NO_READER = "no reader"
    NO_AIM = "no aim"
    GAP_TOO_SHORT = "gap too short"
    ANSWER_KEY = "answer key"
    NO_FEEDBACK = "no feedback"
    MISSES_GAP = "misses the gap"
    NO_ANSWER = "no answer"
    NOT_TAKEN_UP = "not taken up"


class Break(NamedTuple):
    """Where a loop breaks, and the code of the rule that says so."""

    fault: Fault
    code: str


class Loop(NamedTuple):
    """The loop of one task.

    - `events` are what happens, in the order of the loop: `loop_events`.
    - `breaks` are where it breaks, in the same order.
    - `use` is what needs the work first after its deadline, `needed` the time that reading it takes.
    - `homework` says that nothing takes the work up again (FUP001), and nobody is set to read it for
      something (FUP002), or no feedback is planned that meets a gap (FUP004).
    """

    task: Task
    model: Model
    events: tuple[Event, ...]
    read: Part
    answered: Part
    taken_up: Part
    breaks: tuple[Break, ...]
    use: Use | None
    needed: dt.timedelta
    homework: bool

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        """Its three parts, in order."""
        return self.read, self.answered, self.taken_up

    @property
    def asks_for_answer(self) -> bool:
        """Whether the task leaves something that is to be answered."""
        return self.answered.asked

    @property
    def may_ask_for_answer(self) -> bool:
        """Whether nobody can know yet if the task leaves something to be answered: its kind is open."""
        if self.asks_for_answer or self.model == "self-taught" or _leaves_nothing(self.task):
            return False
        return self.model != "prepared" or not stands_apart(self.task)

    @property
    def state(self) -> State:
        """How it stands; what is broken counts before what is open, and that before what is on purpose."""
        if self.breaks:
            return State.BROKEN
        if any(part.stance is Stance.OPEN for part in self.parts):
            return State.UNKNOWN
        asked = {part.stance for part in self.parts if part.asked}
        if self.model == "open" and asked:
            return State.UNKNOWN
        if Stance.ON_PURPOSE in asked:
            return State.ON_PURPOSE
        return State.CLOSED if Stance.THERE in asked else State.NOT_ASKED


@lru_cache(maxsize=1)
def loops_of(course: Course, default_model: Model = "led", hours: float = LEAST_HOURS) -> tuple[Loop, ...]:
    """Return the loop of each task, in the order of the files.

    `default_model` is the support model of what says none, `hours` the least time between a deadline and the
    session that needs the work.
    """
    return tuple(_loop(task, course, default_model, hours) for task in course.every(Task))


def _loop(task: Task, course: Course, default_model: Model, hours: float) -> Loop:
    settings = task.scope.settings
    model = _MODELS.get(settings.support_model or "", default_model)
    if settings.leaves_open("support_model"):
        model = "open"
    needed = time_needed(task, hours)
    use = first_use(task, course)
    breaks = tuple(_breaks(task, course, model, use, needed))
    return Loop(
        task,
        model,
        events_of(task, course),
        *_parts(task, course, model),
        breaks,
        use,
        needed,
        homework=shows_pattern({one.code for one in breaks}),
    )


def _parts(task: Task, course: Course, model: Model) -> tuple[Part, Part, Part]:
    """Return the three parts of a loop; an open model is taken for a led course, which asks most."""
    if model != "open":
        return _read(task, model), _answered(task, course, model), _taken_up(task, course, model)
    read, answered, taken_up = (
        part._replace(stance=Stance.OPEN) if part.stance is Stance.MISSING else part
        for part in _parts(task, course, "led")
    )
    return read, answered, taken_up


def _breaks(
    task: Task, course: Course, model: Model, use: Use | None, needed: dt.timedelta
) -> Iterator[Break]:
    if any(is_due_too_late(task, session, course) for session in course.links.required_by.get(task, ())):
        yield Break(Fault.DUE_TOO_LATE, "SPC005")
    if model == "led":
        yield from _breaks_of_teaching(task, course, use, needed)
    elif model == "prepared" and hears_nothing(task):
        yield Break(Fault.NO_ANSWER, "FUP011")
    if model in {"led", "prepared"} and is_never_taken_up(task, course, prepared=model == "prepared"):
        yield Break(Fault.NOT_TAKEN_UP, "FUP001")


def _breaks_of_teaching(task: Task, course: Course, use: Use | None, needed: dt.timedelta) -> Iterator[Break]:
    if leaves_invitation_unanswered(task):
        yield Break(Fault.INVITATION, "FUP007")
    missing = unread(task)
    if missing is not None:
        yield Break(Fault.NO_READER if missing.no_reader else Fault.NO_AIM, "FUP002")
    if use is not None and use.after < needed:
        yield Break(Fault.GAP_TOO_SHORT, "FUP003")
    match feedback_fault(task, course):
        case "answer key":
            yield Break(Fault.ANSWER_KEY, "FUP004")
        case "none":
            yield Break(Fault.NO_FEEDBACK, "FUP004")
        case "no gap":
            yield Break(Fault.MISSES_GAP, "FUP004")


def _read(task: Task, model: Model) -> Part:
    """Return how it stands with reading what students made."""
    plan = task.monitoring
    there = plan is not None and plan.by is not None
    if model != "led" or not is_for_somebody_to_read(task):
        return _unasked(task, there=there, might_be_asked=model == "led")
    if unread(task) is not None:
        return Part(Stance.MISSING, asked=True)
    if task.leaves_out("monitoring"):
        return Part(Stance.ON_PURPOSE, asked=True)
    is_open = task.leaves_open("monitoring") or plan is None or plan.leaves_open("by", "looks_for")
    return Part(Stance.OPEN if is_open else Stance.THERE, asked=True)


def _answered(task: Task, course: Course, model: Model) -> Part:
    """Return how it stands with what students hear back."""
    plan = task.feedback
    if model == "led":
        there = marks_itself(task) or (plan is not None and plan.addresses is not None)
        missing = feedback_fault(task, course) is not None
    else:
        peers = is_answered_by_peers(task) and not task.leaves_open("replies")
        there = answers_automatically(task) or peers
        missing = model == "prepared" and hears_nothing(task)
    asked = model == "led" or (model == "prepared" and not stands_apart(task))
    if not asked or not is_for_somebody_to_read(task):
        given = there or plan is not None or task in course.links.feedback_in
        return _unasked(task, there=given, might_be_asked=asked)
    if missing:
        return Part(Stance.MISSING, asked=True)
    if task.leaves_out("feedback"):
        return Part(Stance.ON_PURPOSE, asked=True)
    return Part(Stance.THERE if there else Stance.OPEN, asked=True)


def _taken_up(task: Task, course: Course, model: Model) -> Part:
    """Return how it stands with what takes the task up again."""
    asked = model != "self-taught" and not _is_free(task, course, model)
    if task in course.links.follow_ups:
        return Part(Stance.THERE, asked)
    if not asked:
        return Part(Stance.NOT_ASKED, asked=False)
    if is_never_taken_up(task, course, prepared=model == "prepared"):
        return Part(Stance.MISSING, asked=True)
    return Part(Stance.ON_PURPOSE if task.leaves_out("follow_up") else Stance.OPEN, asked=True)


def _is_free(task: Task, course: Course, model: Model) -> bool:
    """Whether no follow-up is asked of a task, whatever is still to be decided about it."""
    if stands_apart(task) or (task.says("counts_towards") and not task.leaves_open("counts_towards")):
        return True
    return model == "prepared" and (answers_automatically(task) or is_last_task(task, course))


def _unasked(task: Task, *, there: bool, might_be_asked: bool) -> Part:
    """Return a part that is not asked of a task, or may turn out to be."""
    if there:
        return Part(Stance.THERE, asked=False)
    is_open = might_be_asked and not _leaves_nothing(task)
    return Part(Stance.OPEN if is_open else Stance.NOT_ASKED, asked=False)


def _leaves_nothing(task: Task) -> bool:
    """Whether a task leaves nothing to be read, whatever is still to be decided about it."""
    return task.optional or task.kind == "onboarding" or is_acquisition(task)

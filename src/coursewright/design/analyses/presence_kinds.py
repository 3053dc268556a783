"""The occasions of the three presences: somebody teaches, students meet each other, somebody thinks further.

Garrison, Anderson and Archer (2000) call them teaching, social and cognitive presence. Each is read as the
rules read it: PRE002 (`design.presence`), PRE001 (`design.company`) and PRE004 (`design.inquiry`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.company import TOGETHER, expects_replies, may_meet, meets
from coursewright.design.inquiry import reaches_depth
from coursewright.design.learning_types import learning_type
from coursewright.design.presence import occasions_in
from coursewright.design.shipped_tables import rows_of
from coursewright.design.weeks import teaching_weeks, week_of_time
from coursewright.spec.model import Assessment, FollowUpActivity, Module, Reflection, Session, Task, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coursewright.design.company import Work
    from coursewright.design.presence import Occasion, Way
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

__all__ = ["DEEP_PHASES", "PHASES", "PRESENCES", "Moment", "PresenceKind", "moments_in"]

PresenceKind: TypeAlias = Literal["teaching", "social", "cognitive"]
PRESENCES: tuple[PresenceKind, ...] = ("teaching", "social", "cognitive")

PHASES = ("triggering", "exploration", "integration", "resolution")
"""The phases of practical inquiry, in order."""

DEEP_PHASES = frozenset({"integration", "resolution"})
"""The phases that work of analysis, evaluation or creation gets to."""

_STUDENTS = frozenset({"student", "learner", "peer"})
_AT: dict[Way, str] = {
    "session": "",
    "announcement": "",
    "reading": "monitoring",
    "moderation": "replies",
    "feedback": "feedback",
    "opening": "opens_with",
    "reflection": "read_by",
}


class Moment(NamedTuple):
    """One occasion of one presence.

    - `ways` say how it comes about: for teaching one of `design.presence.Way`, `reading-logs` (only logs are
      looked at), `reading-shared` or `moderation-shared`; for social presence how students meet; for
      cognitive presence the phases reached.
    - `weeks` are the numbers of the weeks in which it may be met; none where they are unknown.
    - `settled` is false where something still to be decided could bring it, and where depth is not known.
    - `shared` marks teaching that students take over: it is none of an instructor.
    - `key` is where to point within the item.
    """

    presence: PresenceKind
    item: Element
    ways: tuple[str, ...]
    weeks: tuple[int, ...]
    settled: bool = True
    shared: bool = False
    key: str = ""


def moments_in(course: Course) -> Iterator[Moment]:
    """Yield every occasion of a course once, by presence."""
    yield from _teaching(course)
    for item in (*course.every(Session), *_works(course)):
        weeks = _weeks_of(item, course)
        if isinstance(item, Session):
            yield Moment("social", item, ("session",), weeks)
        elif meets(item):
            yield Moment("social", item, _company(item) or ("together",), weeks)
        elif may_meet(item):
            yield Moment("social", item, (), weeks, settled=False)
    for work in _works(course):
        weeks = _weeks_of(work, course)
        reached = _phases(work)
        if reached:
            yield Moment("cognitive", work, reached, weeks)
        elif reaches_depth(work) is None:
            yield Moment("cognitive", work, (), weeks, settled=False)


def _weeks_of(item: Work | Session, course: Course) -> tuple[int, ...]:
    """Return the weeks of an item; of an assessment that in which it is due, wherever it is written."""
    due = week_of_time(item, course) if isinstance(item, Assessment) else None
    return (due,) if due is not None else _unique(teaching_weeks(course).of_item(item))


def _works(course: Course) -> Sequence[Work]:
    return (*course.every(Task), *course.every(FollowUpActivity), *course.every(Assessment))


def _unique(weeks: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(weeks)))


def _teaching(course: Course) -> Iterator[Moment]:
    for one in occasions_in(course):
        weeks = _reflection_weeks(one.item, course) if isinstance(one.item, Reflection) else one.weeks
        settled = not _is_open(one)
        way = "reading-logs" if one.way == "reading" and _is_by_logs(one.item) else one.way
        yield Moment("teaching", one.item, (way,), _unique(weeks), settled, key=_AT[one.way])
    for task in course.every(Task):
        weeks = _unique(teaching_weeks(course).of_item(task))
        reader = task.monitoring.by if task.monitoring is not None else None
        if reader is not None and reader.target is None and reader.text in _STUDENTS:
            yield Moment("teaching", task, ("reading-shared",), weeks, shared=True, key="monitoring")
        moderator = task.replies.moderator if task.replies is not None else None
        if moderator is not None and moderator.target is None and moderator.text in _STUDENTS:
            yield Moment("teaching", task, ("moderation-shared",), weeks, shared=True, key="replies")


def _reflection_weeks(reflection: Reflection, course: Course) -> Iterable[int]:
    """Return the week of a reflection, all those of its place where it is weekly, else its unit's."""
    weeks = teaching_weeks(course)
    number = week_of_time(reflection, course)
    if number is not None:
        return (number,)
    if reflection.when != "weekly" or isinstance(reflection.scope.element, Unit):
        return weeks.of_item(reflection)
    place = reflection.scope.element
    modules = [place] if isinstance(place, Module) else course.modules
    return [week.number for module in modules for week in weeks.of_module(module) if week.number is not None]


def _is_by_logs(item: Element) -> bool:
    """Whether logs are all that is looked at of a task: they tell who was there, not what anybody wrote."""
    plan = item.monitoring if isinstance(item, Task) else None
    return plan is not None and set(plan.evidence) == {"logs"} and not plan.leaves_open("evidence")


def _is_open(one: Occasion) -> bool:
    """Whether an occasion is one only if what is still to be decided turns out so."""
    match one.item, one.way:
        case Task() as task, "reading":
            plan = task.monitoring
            return plan is None or plan.leaves_open("by")
        case Task() as task, "moderation":
            return task.replies is None or task.replies.leaves_open("moderator")
        case (Task() | Assessment()) as work, "feedback":
            return work.feedback is None or work.feedback.leaves_open("form")
        case FollowUpActivity() as activity, _:
            return activity.leaves_open("opens_with")
        case Reflection() as reflection, _:
            return reflection.leaves_open("read_by", "for")
    return False


def _company(work: Work) -> tuple[str, ...]:
    """Return how students meet in work that lets them meet."""
    found: list[str] = []
    if isinstance(work, FollowUpActivity):
        if work.session is not None:
            found.append("in-session")
        if work.kind is not None and not found:
            found.append(work.kind)
        return tuple(found)
    if work.grouping in TOGETHER:
        found.append(str(work.grouping))
    if isinstance(work, Task):
        if learning_type(work) == "discussion" or work.kind in {"role-play", "social"}:
            found.append(work.kind or "discussion")
        if learning_type(work) == "collaboration":
            found.append("collaboration")
        if expects_replies(work):
            found.append("replies")
        reader = work.monitoring.by if work.monitoring is not None else None
        if reader is not None and reader.text == "peer":
            found.append("read-by-peers")
        if work.feedback is not None and "peer" in work.feedback.form:
            found.append("feedback-by-peers")
        if any(choice.of == "partner" for choice in work.choices):
            found.append("partner")
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def _table() -> Mapping[tuple[str, str], str]:
    return {(key, value): phase for key, value, phase in rows_of("inquiry_phases")}


def _phases(work: Work) -> tuple[str, ...]:
    """Return the phases that work is known to reach, in order."""
    table = _table()
    found = {table.get(("kind", work.kind or "")), table.get(("level", work.level or ""))}
    if not isinstance(work, Assessment) and work.decision_points:
        found.add(table["decision_points", "any"])
    return tuple(phase for phase in PHASES if phase in found)

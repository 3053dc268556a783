"""How much time the team needs in each teaching week, as far as the spec says. All times are minutes.

Counted are the minutes of monitoring and feedback of a week's tasks and the length of its sessions. Feedback
that is spoken in a session is part of it. Marking falls into no one week and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.weeks import TeachingWeek, teaching_weeks
from coursewright.design.workload import effort, is_a_week
from coursewright.spec.model import Module, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.workload import Effort
    from coursewright.spec.model import Assessment, Course
    from coursewright.spec.model.tasks import Monitoring

StaffWork: TypeAlias = Literal["monitoring", "feedback", "session"]

_NO_STAFF = frozenset({"peer", "student", "learner", "system"})
_WITHOUT_STAFF = frozenset({"automatic", "peer"})


class StaffTime(NamedTuple):
    """A piece of the team's work, and its minutes; None where these are unknown."""

    item: Task | Session | Assessment
    work: StaffWork
    minutes: Effort | None


class StaffPart(NamedTuple):
    """What one task or session asks of the team, or the part of it that falls into one week."""

    item: Task | Session
    minutes: float


class StaffWeek(NamedTuple):
    """The work of the team in one teaching week, and the hours declared for it."""

    week: TeachingWeek
    hours: float
    parts: tuple[StaffPart, ...]

    @property
    def minutes(self) -> float:
        """The sum of what is known."""
        return sum(part.minutes for part in self.parts)

    @property
    def largest(self) -> list[StaffPart]:
        """The parts, the largest first."""
        return sorted(self.parts, key=lambda part: part.minutes, reverse=True)


def staff_weeks(course: Course) -> Iterator[StaffWeek]:
    """Yield the weeks of the course, or of each module, that declares the hours of its team."""
    whole = None if course.implicit else staff_hours(course)
    if whole is not None:
        yield from _weeks(course, course.modules, whole)
    for module in course.modules:
        own = staff_hours(module)
        if own is not None:
            yield from _weeks(course, (module,), own)


def staff_times(item: Task | Session | Assessment, course: Course) -> Iterator[StaffTime]:
    """Yield what an item is known to ask of the team, each with its minutes.

    Work that machines or students do is none of the team's, unless minutes are said for it.
    """
    if isinstance(item, Session):
        yield StaffTime(item, "session", effort(item))
        return
    plan = item.monitoring if isinstance(item, Task) else None
    if plan is not None and (plan.minutes is not None or not _is_left_to_others(plan)):
        yield StaffTime(item, "monitoring", _exactly(plan.minutes))
    told = item.feedback
    if told is None or (isinstance(item, Task) and _in_session(item, course)):
        return
    if told.minutes is not None or not told.form or not _WITHOUT_STAFF.issuperset(told.form):
        yield StaffTime(item, "feedback", _exactly(told.minutes))


def staff_hours(place: Course | Module) -> float | None:
    """Return the weekly hours of the team that a course or module declares; None where it declares none."""
    plan = place.settings.workload
    return plan.staff_hours_per_week or None if plan is not None else None


def staff_week(module: Module, week: object) -> object:
    """Return what weeks share that are one and the same: without a calendar each module counts its own."""
    plan = module.settings.calendar
    return week if plan is not None and isinstance(week, int) else (module, week)


def staff_weeks_of(item: Task | Session, course: Course) -> Sequence[object]:
    """Return the weeks of an item of a module: their numbers, or the unit that counts as one."""
    place = item.scope.element
    if place is not None and teaching_weeks(course).of_place(place) is None:
        return (place.units[0] if isinstance(place, Module) else place,)
    return teaching_weeks(course).of_item(item)


def _weeks(course: Course, modules: Sequence[Module], hours: float) -> Iterator[StaffWeek]:
    heads: dict[object, TeachingWeek] = {}
    parts: dict[object, list[StaffPart]] = defaultdict(list)
    for module in modules:
        for week in teaching_weeks(course).of_module(module):
            plan = module.settings.workload
            if not is_a_week(week, plan.hours_per_week if plan is not None else None, course):
                continue
            heads.setdefault(staff_week(module, week.number or week.units[0]), week)
        for part in _parts_of(module, course):
            at = staff_weeks_of(part.item, course)
            for one in at:
                parts[staff_week(module, one)].append(part._replace(minutes=part.minutes / len(at)))
    for key, week in heads.items():
        if parts[key]:
            yield StaffWeek(week, hours, tuple(parts[key]))


def _parts_of(module: Module, course: Course) -> Iterator[StaffPart]:
    items: tuple[Task | Session, ...] = (*course.within(module, Task), *course.within(module, Session))
    for item in items:
        known = [one.minutes[0] for one in staff_times(item, course) if one.minutes is not None]
        if sum(known):
            yield StaffPart(item, sum(known))


def _is_left_to_others(plan: Monitoring) -> bool:
    return plan.by is not None and plan.by.target is None and plan.by.text in _NO_STAFF


def _exactly(minutes: float | None) -> Effort | None:
    return (minutes, minutes) if minutes is not None else None


def _in_session(task: Task, course: Course) -> bool:
    """Whether the feedback on a task is spoken in a session, whose time includes it."""
    form = task.feedback.form if task.feedback is not None else ()
    return task in course.links.feedback_in and (not form or "spoken" in form)

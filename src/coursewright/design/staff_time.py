"""How much time the team needs in each teaching week, as far as the spec says. All times are minutes.

Counted are the minutes of monitoring and feedback of a week's tasks and the length of its sessions. Feedback
that is spoken in a session is part of it. Marking falls into no one week and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.weeks import TeachingWeek, teaching_weeks
from coursewright.design.workload import effort, is_a_week
from coursewright.spec.model import Module, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.spec.model import Course


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
    whole = None if course.implicit else _hours(course)
    if whole is not None:
        yield from _weeks(course, course.modules, whole)
    for module in course.modules:
        own = _hours(module)
        if own is not None:
            yield from _weeks(course, (module,), own)


def _hours(place: Course | Module) -> float | None:
    plan = place.settings.workload
    return plan.staff_hours_per_week or None if plan is not None else None


def _weeks(course: Course, modules: Sequence[Module], hours: float) -> Iterator[StaffWeek]:
    heads: dict[object, TeachingWeek] = {}
    parts: dict[object, list[StaffPart]] = defaultdict(list)
    for module in modules:
        for week in teaching_weeks(course).of_module(module):
            plan = module.settings.workload
            if not is_a_week(week, plan.hours_per_week if plan is not None else None, course):
                continue
            heads.setdefault(_key(module, week.number or week.units[0]), week)
        for part in _parts_of(module, course):
            at = _weeks_of(part.item, course)
            for one in at:
                parts[_key(module, one)].append(part._replace(minutes=part.minutes / len(at)))
    for key, week in heads.items():
        if parts[key]:
            yield StaffWeek(week, hours, tuple(parts[key]))


def _key(module: Module, week: object) -> object:
    """Return what weeks share that are one and the same: without a calendar each module counts its own."""
    plan = module.settings.calendar
    return week if plan is not None and isinstance(week, int) else (module, week)


def _weeks_of(item: Task | Session, course: Course) -> Sequence[object]:
    place = item.scope.element
    if place is not None and teaching_weeks(course).of_place(place) is None:
        return (place.units[0] if isinstance(place, Module) else place,)
    return teaching_weeks(course).of_item(item)


def _parts_of(module: Module, course: Course) -> Iterator[StaffPart]:
    for task in course.within(module, Task):
        minutes = (task.monitoring.minutes or 0) if task.monitoring is not None else 0
        if task.feedback is not None and not _in_session(task, course):
            minutes += task.feedback.minutes or 0
        if minutes:
            yield StaffPart(task, minutes)
    for session in course.within(module, Session):
        known = effort(session)
        if known is not None and known[0]:
            yield StaffPart(session, known[0])


def _in_session(task: Task, course: Course) -> bool:
    """Whether the feedback on a task is spoken in a session, whose time includes it."""
    form = task.feedback.form if task.feedback is not None else ()
    return task in course.links.feedback_in and (not form or "spoken" in form)

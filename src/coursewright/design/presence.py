"""In which teaching weeks the people who teach show themselves, or may.

That is a session, an announcement, work that they read or give feedback on, a follow-up that opens with their
feedback, or a reflection that they read. What has no known time may fall into any week of its place.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.reflections import is_for_learners
from coursewright.design.teaching import gives_feedback, is_read_by_teacher, moderates, reads
from coursewright.design.weeks import teaching_weeks, week_of_time
from coursewright.spec.element import When
from coursewright.spec.model import (
    Announcement,
    Assessment,
    Course,
    FollowUpActivity,
    Module,
    Reflection,
    Session,
    Task,
    Unit,
)
from coursewright.spec.moments import week_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.weeks import TeachingWeek
    from coursewright.spec.element import Element, Scope
    from coursewright.spec.moments import Moment

__all__ = ["Presence", "presence_in"]

_LISTS = frozenset(
    {"tasks", "sessions", "announcements", "follow_up_activities", "assessments", "reflection", "units"}
)


@lru_cache(maxsize=1)
def presence_in(course: Course) -> Presence:
    """Return who shows up when, worked out once for as long as the course is the one being looked at."""
    return Presence(course)


class Presence:
    """The weeks of one course in which somebody who teaches is there."""

    __slots__ = ("_always", "_course", "_numbers", "_weeks")

    def __init__(self, course: Course) -> None:
        self._course = course
        self._weeks = teaching_weeks(course)
        self._numbers: dict[object, set[int]] = defaultdict(set)
        self._always: set[Scope] = set()
        for item, numbers in self._occasions():
            self._note(item, numbers)
        places = (*course.every(Course), *course.every(Module), *course.every(Unit))
        self._always.update(place.scope for place in places if place.leaves_open(*_LISTS))

    def reaches(self, week: TeachingWeek) -> bool:
        """Whether somebody who teaches is there in a numbered week, or may be."""
        scopes = {self._course.scope, week.module.scope, *(unit.scope for unit in week.units)}
        if not self._always.isdisjoint(scopes):
            return True
        counts = (_weeks_of(self._course.scope), _weeks_of(week.module.scope))
        return any(week.number in self._numbers.get(count, ()) for count in counts)

    def _note(self, item: Element, numbers: Sequence[int]) -> None:
        if numbers:
            self._numbers[_weeks_of(item.scope)].update(numbers)
        else:
            self._always.add(item.scope)

    def _occasions(self) -> Iterator[tuple[Element, Sequence[int]]]:
        """Yield each occasion with its weeks; none where they are unknown."""
        course = self._course
        for session in course.every(Session):
            yield session, self._weeks.of_item(session)
        for announcement in course.every(Announcement):
            yield announcement, self._announced(announcement)
        for task in course.every(Task):
            if reads(task) or moderates(task):
                yield task, self._worked_on(task)
            if gives_feedback(task):
                yield from self._of_feedback(task)
        for assessment in course.every(Assessment):
            if gives_feedback(assessment):
                yield from self._of_feedback(assessment)
        for activity in course.every(FollowUpActivity):
            if activity.says("opens_with"):
                yield activity, self._worked_on(activity)
        for reflection in course.every(Reflection):
            if is_read_by_teacher(reflection) and is_for_learners(reflection):
                number = week_of_time(reflection, course)
                yield reflection, () if number is None else (number,)

    def _of_feedback(self, work: Task | Assessment) -> Iterator[tuple[Element, Sequence[int]]]:
        feedback = work.feedback
        if feedback is None or feedback.leaves_open("at", "within"):
            yield work, ()
        elif isinstance(feedback.at, When):
            number = self._number(self._course.timeline.moment(work, "feedback.at"), work)
            yield work, () if number is None else (number,)
        elif feedback.at is not None:  # in a session, which is an occasion itself if there is one
            if feedback.at.target is None:
                yield work, ()
        else:
            due = self._course.timeline.moment(work, "due")
            later = due.later(feedback.within.elapsed) if due is not None and feedback.within else None
            number = self._number(later, work)
            yield work, (*self._worked_on(work), *(() if number is None else (number,)))

    def _worked_on(self, work: Task | Assessment | FollowUpActivity) -> Sequence[int]:
        """Return the weeks of work: all those of its unit; in a flat module that in which it is due."""
        around = self._weeks.of_item(work)
        number = week_of_time(work, self._course)
        if number is None or work.says("week"):
            return around
        return (*around, number) if isinstance(work.scope.element, Unit) else (number,)

    def _announced(self, announcement: Announcement) -> Sequence[int]:
        """Return the week of an announcement, and that of its unit, for which it may come early."""
        around = self._weeks.of_item(announcement)
        number = week_of_time(announcement, self._course)
        if number is None:
            return around
        return (*around, number) if len(around) == 1 else (number,)

    def _number(self, moment: Moment | None, item: Element) -> int | None:
        if moment is None:
            return None
        paced_by_learner = item.scope.settings.pacing == "self-paced"
        return week_number(moment, self._course.timeline.calendar(item.scope), self_paced=paced_by_learner)


def _weeks_of(scope: Scope) -> object:
    """Return what tells whether two places count the same weeks: a calendar they share, else the module."""
    plan = scope.settings.calendar
    if plan is not None and (plan.starts is not None or plan.weeks is not None):
        return id(plan.node)
    return scope.up("module") or scope

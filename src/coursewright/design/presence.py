"""In which teaching weeks the people who teach show themselves, or may.

That is a session, an announcement, work that they read or give feedback on, a follow-up that opens with their
feedback, or a reflection that they read. What has no known time may fall into any week of its place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.reflections import is_for_learners
from coursewright.design.scopes import home_of
from coursewright.design.teaching import gives_feedback, is_read_by_teacher, moderates, reads
from coursewright.design.weeks import number_of, teaching_weeks, week_of_time
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.weeks import TeachingWeek
    from coursewright.spec.element import Element, Scope

__all__ = ["Presence", "presence_in"]

_LISTS = frozenset(
    {"tasks", "sessions", "announcements", "follow_up_activities", "assessments", "reflection", "units"}
)


@lru_cache(maxsize=1)
def presence_in(course: Course) -> Presence:
    """Return who shows up when, worked out once for as long as the course is the one being looked at."""
    return Presence(course)


class Presence:
    """The weeks of one course in which somebody who teaches is there.

    Its occasions are looked at one by one, and no further than the weeks that are asked about need.
    """

    __slots__ = ("_always", "_coming", "_course", "_reached", "_weeks")

    def __init__(self, course: Course) -> None:
        self._course = course
        self._weeks = teaching_weeks(course)
        self._reached: set[tuple[object, int | None]] = set()
        self._always: set[Scope] = set()
        self._coming = self._occasions()
        for places in (course.every(Course), course.every(Module), course.every(Unit)):
            for place in places:
                if place.undecided and not _LISTS.isdisjoint(place.undecided):
                    self._always.add(place.scope)

    def reaches(self, week: TeachingWeek) -> bool:
        """Whether somebody who teaches is there in a numbered week, or may be."""
        whole, module = self._course.scope, week.module.scope
        scopes = {whole, module, *[unit.scope for unit in week.units]}
        numbers = {(_weeks_of(whole), week.number), (_weeks_of(module), week.number)}
        while self._always.isdisjoint(scopes) and self._reached.isdisjoint(numbers):
            following = next(self._coming, None)
            if following is None:
                return False
            self._note(*following)
        return True

    def _note(self, item: Element, numbers: Sequence[int]) -> None:
        if not numbers:
            self._always.add(item.scope)
        for number in numbers:
            self._reached.add((_weeks_of(item.scope), number))

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
            number = number_of(self._course.timeline.moment(work, "feedback.at"), work, self._course)
            yield work, () if number is None else (number,)
        elif feedback.at is not None:  # in a session, which is an occasion itself if there is one
            if feedback.at.target is None:
                yield work, ()
        else:
            due = self._course.timeline.moment(work, "due")
            later = due.later(feedback.within.elapsed) if due is not None and feedback.within else None
            number = number_of(later, work, self._course)
            yield work, (*self._worked_on(work), *(() if number is None else (number,)))

    def _worked_on(self, work: Task | Assessment | FollowUpActivity) -> Sequence[int]:
        """Return the weeks of work: all those of its unit; in a flat module that in which it is due."""
        number = week_of_time(work, self._course)
        if number is None or work.says("week"):
            return self._weeks.of_item(work)
        if isinstance(work.scope.element, Unit):
            return (*self._weeks.of_item(work), number)
        return (number,)

    def _announced(self, announcement: Announcement) -> Sequence[int]:
        """Return the week of an announcement, and that of its unit, for which it may come early."""
        around = self._weeks.of_item(announcement)
        number = week_of_time(announcement, self._course)
        if number is None:
            return around
        return (*around, number) if len(around) == 1 else (number,)


def _weeks_of(scope: Scope) -> object:
    """Return what tells whether two places count the same weeks: a calendar they share, else the module."""
    plan = scope.settings.calendar
    if plan is not None and (plan.starts is not None or plan.weeks is not None):
        return id(plan.node)
    return home_of(scope)

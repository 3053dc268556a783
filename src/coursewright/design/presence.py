"""In which teaching weeks the people who teach show themselves, or may.

That is a session, an announcement, work that they read or give feedback on, a follow-up that opens with their
feedback, or a reflection that they read. What has no known time may fall into any week of its place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

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

__all__ = ["Occasion", "Presence", "Way", "occasions_in", "presence_in", "stays_away_on_purpose", "weeks_of"]

Way: TypeAlias = Literal[
    "session", "announcement", "reading", "moderation", "feedback", "opening", "reflection"
]
"""How somebody who teaches is there; `opening` is a follow-up that opens with feedback."""

_LISTS = frozenset(
    {"tasks", "sessions", "announcements", "follow_up_activities", "assessments", "reflection", "units"}
)


class Occasion(NamedTuple):
    """Somebody who teaches is there, or may be; `weeks` are empty where it may be any week of its place."""

    item: Element
    way: Way
    weeks: Sequence[int]


@lru_cache(maxsize=1)
def presence_in(course: Course) -> Presence:
    """Return who shows up when, worked out once for as long as the course is the one being looked at."""
    return Presence(course)


class Presence:
    """The weeks of one course in which somebody who teaches is there.

    Its occasions are looked at one by one, and no further than the weeks that are asked about need.
    """

    __slots__ = ("_always", "_coming", "_course", "_reached")

    def __init__(self, course: Course) -> None:
        self._course = course
        self._reached: set[tuple[object, int | None]] = set()
        self._always: set[Scope] = set()
        self._coming = occasions_in(course)
        for places in (course.every(Course), course.every(Module), course.every(Unit)):
            for place in places:
                if place.undecided and not _LISTS.isdisjoint(place.undecided):
                    self._always.add(place.scope)

    def reaches(self, week: TeachingWeek) -> bool:
        """Whether somebody who teaches is there in a numbered week, or may be."""
        whole, module = self._course.scope, week.module.scope
        scopes = {whole, module, *[unit.scope for unit in week.units]}
        numbers = {(weeks_of(whole), week.number), (weeks_of(module), week.number)}
        while self._always.isdisjoint(scopes) and self._reached.isdisjoint(numbers):
            following = next(self._coming, None)
            if following is None:
                return False
            self._note(following)
        return True

    def _note(self, occasion: Occasion) -> None:
        scope = occasion.item.scope
        if not occasion.weeks:
            self._always.add(scope)
        for number in occasion.weeks:
            self._reached.add((weeks_of(scope), number))


def occasions_in(course: Course) -> Iterator[Occasion]:
    """Yield the occasions of a course on which somebody who teaches is there, or may be."""
    weeks = teaching_weeks(course)
    for session in course.every(Session):
        yield Occasion(session, "session", weeks.of_item(session))
    for announcement in course.every(Announcement):
        yield Occasion(announcement, "announcement", _announced(announcement, course))
    for task in course.every(Task):
        if reads(task):
            yield Occasion(task, "reading", _worked_on(task, course))
        if moderates(task):
            yield Occasion(task, "moderation", _worked_on(task, course))
        if gives_feedback(task):
            yield from _of_feedback(task, course)
    for assessment in course.every(Assessment):
        if gives_feedback(assessment):
            yield from _of_feedback(assessment, course)
    for activity in course.every(FollowUpActivity):
        if activity.says("opens_with"):
            yield Occasion(activity, "opening", _worked_on(activity, course))
    for reflection in course.every(Reflection):
        if is_read_by_teacher(reflection) and is_for_learners(reflection):
            number = week_of_time(reflection, course)
            yield Occasion(reflection, "reflection", () if number is None else (number,))


def stays_away_on_purpose(week: TeachingWeek) -> bool:
    """Whether every task of a week says that nobody reads it, and means it."""
    tasks = [task for unit in week.units for task in unit.tasks]
    return bool(tasks) and all(task.leaves_out("monitoring") for task in tasks)


def _of_feedback(work: Task | Assessment, course: Course) -> Iterator[Occasion]:
    feedback = work.feedback
    if feedback is None or feedback.leaves_open("at", "within"):
        yield Occasion(work, "feedback", ())
    elif isinstance(feedback.at, When):
        number = number_of(course.timeline.moment(work, "feedback.at"), work, course)
        yield Occasion(work, "feedback", () if number is None else (number,))
    elif feedback.at is not None:  # in a session, which is an occasion itself if there is one
        if feedback.at.target is None:
            yield Occasion(work, "feedback", ())
    else:
        due = course.timeline.moment(work, "due")
        later = due.later(feedback.within.elapsed) if due is not None and feedback.within else None
        number = number_of(later, work, course)
        further = () if number is None else (number,)
        yield Occasion(work, "feedback", (*_worked_on(work, course), *further))


def _worked_on(work: Task | Assessment | FollowUpActivity, course: Course) -> Sequence[int]:
    """Return the weeks of work: all those of its unit; in a flat module that in which it is due."""
    weeks = teaching_weeks(course)
    number = week_of_time(work, course)
    if number is None or work.says("week"):
        return weeks.of_item(work)
    if isinstance(work.scope.element, Unit):
        return (*weeks.of_item(work), number)
    return (number,)


def _announced(announcement: Announcement, course: Course) -> Sequence[int]:
    """Return the week of an announcement, and that of its unit, for which it may come early."""
    around = teaching_weeks(course).of_item(announcement)
    number = week_of_time(announcement, course)
    if number is None:
        return around
    return (*around, number) if len(around) == 1 else (number,)


def weeks_of(scope: Scope) -> object:
    """Return what tells whether two places count the same weeks: a calendar they share, else the module."""
    plan = scope.settings.calendar
    if plan is not None and (plan.starts is not None or plan.weeks is not None):
        return id(plan.node)
    return home_of(scope)

"""Times are in an order that can be kept.

## What it says

Two times contradict each other: a task is released after it is due, or its replies are wanted before it is
released; a task is due after the session that requires it; or something happens after the calendar and its
exam weeks have ended.

## Why

Each time looks right on its own line; put into a calendar, they ask for the impossible. Students find such
a slip in week 5, usually in the evening before. Most are a wrong year, a wrong week, or a session that was
moved without its tasks.

What was not said exactly is judged only where no meaning would be in order: a session on `thu` may be at
any hour of that day, and `week 3` may be any time of that week. A deadline without an hour is the end of
its day, as students will see it. The `week` of an item alone is never held against it.

Left alone: times that cannot be compared or are not known, such as weekdays of a course without weeks, and,
in self-paced courses, the end of the calendar. A deadline may also be later than a session that does not
require the task.

## Invalid

```yaml
module: circuits
calendar: {starts: 2026-09-07, weeks: 10}
tasks:
  - {id: read-ohm, title: Read Ohm's law, due: week 3 thu 18:00}
sessions:
  - {title: Wire a plug, starts: week 3 thu 10:00, requires: [read-ohm]}
```

## Valid

```yaml
module: circuits
calendar: {starts: 2026-09-07, weeks: 10}
tasks:
  - {id: read-ohm, title: Read Ohm's law, due: week 3 tue 18:00}
sessions:
  - {title: Wire a plug, starts: week 3 thu 10:00, requires: [read-ohm]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.first_use import is_due_too_late
from coursewright.lint.api import Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital, date_phrase, time_phrase
from coursewright.spec.element import When
from coursewright.spec.model import (
    Announcement,
    Assessment,
    CalendarPlan,
    Course,
    Element,
    FollowUpActivity,
    Reflection,
    Session,
    Task,
)
from coursewright.spec.moments import compare

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from coursewright.spec.element import Scope
    from coursewright.spec.moments import Moment

META = Meta(
    code="SPC005",
    name="date-order",
    statement="Times are in a possible order",
    severity=Severity.ERROR,
    minutes=2,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="each time looks right alone, and together nobody can keep them",
    essential=True,
)

_TIMES: dict[type[Element], dict[str, str]] = {
    Task: {
        "release": "is released",
        "due": "is due",
        "replies.by": "wants replies by",
        "feedback.at": "gets feedback",
    },
    Session: {"starts": "starts"},
    FollowUpActivity: {"due": "is due"},
    Assessment: {"due": "is due"},
    Announcement: {"at": "is sent"},
    Reflection: {"when": "is asked for"},
}
"""The times of each kind of element, with what happens then."""


def check(course: Course, _context: Context) -> list[Problem]:
    """Report times that contradict each other or the calendar."""
    found: list[Problem] = []
    for task in course.every(Task):
        if task.release is not None:
            found += _released_too_late(task, course)
    for task, sessions in course.links.required_by.items():
        for session in sessions:
            found += _due_too_late(task, session, course)
    if any(plan.weeks is not None for plan in course.every(CalendarPlan)):
        found += _too_late_for_the_calendar(course)
    return found


def _too_late_for_the_calendar(course: Course) -> Iterator[Problem]:
    ends: dict[Scope, _End | None] = {}
    for kind, times in _TIMES.items():
        for element in course.every(kind):
            scope = element.scope
            if scope not in ends:
                ends[scope] = _end_of(scope, course)
            end = ends[scope]
            if end is None:
                continue
            for name, verb in times.items():
                moment = course.timeline.moment(element, name)
                before = None if moment is None else _end_before(moment, end)
                if before is not None:
                    yield _after_the_end(element, name, f"{verb} {_said(element, name, course)}", before)


class _End(NamedTuple):
    """When a course ends for everyone: its last exam week, and the last day of that, where it has dates."""

    week: int
    day: dt.date | None
    zone: dt.tzinfo | None


def _end_of(scope: Scope, course: Course) -> _End | None:
    """Return the end of the calendar in force, if it says one."""
    calendar = course.timeline.calendar(scope)
    last = calendar.last_week
    if last is None or scope.settings.pacing == "self-paced":
        return None
    return _End(last, calendar.latest, calendar.time_zone)


def _released_too_late(task: Task, course: Course) -> Iterator[Problem]:
    release = course.timeline.moment(task, "release")
    for name, verb in (("due", "is due"), ("replies.by", "wants replies by")):
        moment = course.timeline.moment(task, name)
        if moment is None or release is None or compare(release, moment) != 1:
            continue
        released = _said(task, "release", course)
        message = f"{capital(task.label)} is released {released}, but {verb} {_said(task, name, course)}."
        fix = f"swap the two times, or move `{name}` to a time after `release`"
        related = (Related(_when(task, name) or task, "the earlier time"),)
        yield Problem(task, message, fix, key="release", related=related)


def _due_too_late(task: Task, session: Session, course: Course) -> Sequence[Problem]:
    if not is_due_too_late(task, session, course):
        return ()
    said = _said(task, "due", course)
    starts = _said(session, "starts", course)
    name = session.label if session.title or session.id else "a session"
    message = f"{capital(task.label)} is due {said}, but {name}, which requires it, starts {starts}."
    example = f", such as `due: 1 day before {session.id}`" if session.id else ""
    related = (Related(session, "the session that requires it", key="starts"),)
    fix = f"make it due before the session{example}"
    return [Problem(task, message, fix, key="due", related=related)]


def _after_the_end(element: Element, name: str, happens: str, end: str) -> Problem:
    label = capital(getattr(element, "label", f"this {element.noun}"))
    message = f"{label} {happens}, but the calendar with its exam weeks ends {end}."
    fix = "check the week and the year, or raise `weeks` or `exam_weeks` of the `calendar`"
    return Problem(element, message, fix, key=name.partition(".")[0])


def _end_before(moment: Moment, end: _End) -> str | None:
    """Return the end of the calendar in words, if it is before the moment."""
    week = moment.week
    if week is not None:
        return f"with week {end.week}" if moment.scale == "week" and week > end.week else None
    date = moment.in_zone(end.zone).date
    return (
        f"on {date_phrase(end.day)}" if end.day is not None and date is not None and date > end.day else None
    )


def _said(element: Element, name: str, course: Course) -> str:
    return time_phrase(_when(element, name), course.timeline.moment(element, name))


def _when(element: Element, name: str) -> When | None:
    """Return a time as written; `replies.by` is a key of a task's replies."""
    part, _, key = name.rpartition(".")
    when = getattr(getattr(element, part) if part else element, key)
    return when if isinstance(when, When) else None

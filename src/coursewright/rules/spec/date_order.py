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

from typing import TYPE_CHECKING

from coursewright.design.when_words import earliest_due, latest_start
from coursewright.lint.api import Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital, date_phrase, time_phrase
from coursewright.spec.element import When
from coursewright.spec.model import (
    Announcement,
    Assessment,
    Course,
    Element,
    FollowUpActivity,
    Reflection,
    Session,
    Task,
)
from coursewright.spec.moments import Moment, compare, week_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.calendars import Calendar
    from coursewright.spec.element import Scope

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


def check(course: Course, _context: Context) -> Iterator[Problem]:
    """Report times that contradict each other or the calendar."""
    for task in course.every(Task):
        if task.release is not None:
            yield from _released_too_late(task, course)
        for session in course.links.required_by.get(task, ()):
            yield from _due_too_late(task, session, course)
    calendars: dict[Scope, Calendar | None] = {}
    for kind, times in _TIMES.items():
        for element in course.every(kind):
            scope = element.scope
            if scope not in calendars:
                calendars[scope] = _with_an_end(scope, course)
            calendar = calendars[scope]
            if calendar is not None:
                yield from _after_the_end(element, times, calendar, course)


def _with_an_end(scope: Scope, course: Course) -> Calendar | None:
    """Return the calendar in force, if it says when the course ends for everyone."""
    calendar = course.timeline.calendar(scope)
    return calendar if calendar.weeks is not None and scope.settings.pacing != "self-paced" else None


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


def _due_too_late(task: Task, session: Session, course: Course) -> Iterator[Problem]:
    due, start = earliest_due(course, task), latest_start(course, session)
    if due is None or start is None or compare(due, start) != 1:
        return
    said = _said(task, "due", course)
    starts = _said(session, "starts", course)
    name = session.label if session.title or session.id else "a session"
    message = f"{capital(task.label)} is due {said}, but {name}, which requires it, starts {starts}."
    example = f", such as `due: 1 day before {session.id}`" if session.id else ""
    related = (Related(session, "the session that requires it", key="starts"),)
    yield Problem(task, message, f"make it due before the session{example}", key="due", related=related)


def _after_the_end(
    element: Element, times: dict[str, str], calendar: Calendar, course: Course
) -> Iterator[Problem]:
    for name, verb in times.items():
        moment = course.timeline.moment(element, name)
        end = None if moment is None else _end_before(moment, calendar)
        if end is not None:
            label = capital(getattr(element, "label", f"this {element.noun}"))
            said = _said(element, name, course)
            message = f"{label} {verb} {said}, but the calendar with its exam weeks ends {end}."
            fix = "check the week and the year, or raise `weeks` or `exam_weeks` of the `calendar`"
            yield Problem(element, message, fix, key=name.partition(".")[0])


def _end_before(moment: Moment, calendar: Calendar) -> str | None:
    """Return the end of the calendar in words, if it is before the moment."""
    week = week_number(moment, calendar)
    last = calendar.last_week
    if last is None or moment.scale == "learner" or (week is not None and week <= last):
        return None
    latest = calendar.latest
    if moment.scale == "week":
        return f"with week {last}"
    date = moment.in_zone(calendar.time_zone).date
    return f"on {date_phrase(latest)}" if latest is not None and date is not None and date > latest else None


def _said(element: Element, name: str, course: Course) -> str:
    return time_phrase(_when(element, name), course.timeline.moment(element, name))


def _when(element: Element, name: str) -> When | None:
    """Return a time as written; `replies.by` is a key of a task's replies."""
    part, _, key = name.rpartition(".")
    when = getattr(getattr(element, part) if part else element, key)
    return when if isinstance(when, When) else None

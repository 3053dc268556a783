"""Between a deadline and the session that needs the work there is time to read it.

## What it says

A task is due so shortly before the session that requires it, gives the feedback on it or holds its
follow-up, that nobody can read what came in and plan from it. The earliest of these sessions counts; so
does a time given as `feedback.at`.

## Why

The point of work before a session is what it tells whoever leads it. Howard asks for a good stretch of time
between the two, to collect what came in, plan the feedback and prepare the activity that follows. He gives
no number; ours, twelve hours, is an evening or a morning, and you can set it. Where the task says how many
`minutes` of monitoring it takes and that is longer, that counts.

Left alone: times that are not known to the minute, since `week 3` or a session on `thu` leaves the gap
open; a deadline on a day ends with that day. A deadline after a session that requires the task is
`date-order`, and after any other it is a plan. Nothing is asked for a task that deliberately nobody reads
(`monitoring: {none: ...}`).

## Invalid

```yaml
module: circuits
week: 3
tasks:
  - {id: read-ohm, title: Read Ohm's law, due: wed 23:59}
sessions:
  - {id: lab-3, title: Wire a plug, starts: thu 08:00, requires: [read-ohm]}
```

## Valid

```yaml
module: circuits
week: 3
tasks:
  - {id: read-ohm, title: Read Ohm's law, due: wed 17:00}
sessions:
  - {id: lab-3, title: Wire a plug, starts: thu 08:00, requires: [read-ohm]}
```

## Options

`hours`: the least time between the deadline and the session, by default 12, from 1 to 168 (a week).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.when_words import exactness, start_exactness
from coursewright.lint.api import LED, Context, Evidence, Meta, Option, Problem, Related, Severity
from coursewright.rules.wording import capital, length_phrase
from coursewright.spec.element import When
from coursewright.spec.model import FollowUpActivity, Session, Task
from coursewright.spec.moments import gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coursewright.spec.links import Links
    from coursewright.spec.moments import Moment
    from coursewright.spec.timeline import Timeline

META = Meta(
    code="FUP003",
    name="gap-too-short",
    statement="There is time between the deadline and the session to read and plan",
    severity=Severity.WARNING,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="whoever leads the session needs time to read what came in and to plan from it",
    essential=True,
    models=LED,
    options=(
        Option(
            "hours", 12, 1, 168, "The least time between deadline and session. The source gives no number."
        ),
    ),
)


_NO_TIME = dt.timedelta(0)


class _Use(NamedTuple):
    """What happens with the work, how long after the deadline, and where."""

    after: dt.timedelta
    what: str
    session: Session | None


def check(task: Task, context: Context) -> Iterable[Problem]:
    """Report a task whose deadline leaves no time to read it."""
    if task.due is None:
        return ()
    sessions = _sessions_for(task, context.course.links)
    if not sessions and not (task.feedback is not None and isinstance(task.feedback.at, When)):
        return ()
    if task.leaves_out("monitoring") or exactness(task.due) == "week":
        return ()
    first = _first_use(task, sessions, context.course.timeline)
    if first is None or first.after < _NO_TIME:
        return ()
    least = dt.timedelta(hours=context.option("hours"))
    reading = dt.timedelta(minutes=task.monitoring.minutes or 0 if task.monitoring is not None else 0)
    needed = max(least, reading)
    if first.after >= needed:
        return ()
    message = f"{capital(task.label)} is due {length_phrase(first.after)} before {first.what}"
    if reading > least:
        message += f", and reading it takes {length_phrase(reading)}"
    fix = f"make it due at least {length_phrase(needed)} before"
    related: tuple[Related, ...] = ()
    if first.session is not None:
        related = (Related(first.session, "this session", key="starts"),)
        if first.session.id:
            fix = f"write `due: {_distance(needed)} before {first.session.id}`, or an earlier time"
    return (Problem(task, f"{message}.", fix, key="due", related=related),)


def _sessions_for(task: Task, links: Links) -> dict[Session, str]:
    """Return the sessions that need the work, each with the first reason why."""
    found: dict[Session, str] = {}
    for each in links.follow_ups.get(task, ()):
        session = links.session_of.get(each) if isinstance(each, FollowUpActivity) else None
        if session is not None:
            found[session] = "the session that takes it up"
    for session in links.required_by.get(task, ()):
        found.setdefault(session, "the session that requires it")
    for session in links.feedback_in.get(task, ()):
        found.setdefault(session, "the session that gives feedback on it")
    return found


def _first_use(task: Task, sessions: Mapping[Session, str], timeline: Timeline) -> _Use | None:
    """Return what needs the work first, of all at times that are known to the minute."""
    due = timeline.moment(task, "due")
    if due is None:
        return None
    uses = [
        _Use(after, what, session)
        for start, what, session in _times_of_use(task, sessions, timeline)
        if start is not None and (after := gap(due, start)) is not None
    ]
    return min(uses, key=lambda use: use.after, default=None)


def _times_of_use(
    task: Task, sessions: Mapping[Session, str], timeline: Timeline
) -> Iterator[tuple[Moment | None, str, Session | None]]:
    for session, what in sessions.items():
        if start_exactness(session) == "minute":
            yield timeline.moment(session, "starts"), what, session
    told = task.feedback.at if task.feedback is not None else None
    if isinstance(told, When) and exactness(told) == "minute":
        yield timeline.moment(task, "feedback.at"), "feedback on it is due", None


def _distance(length: dt.timedelta) -> str:
    """Write a length as a relative time takes it: one whole number and its unit."""
    minutes = round(length.total_seconds() / 60)
    return f"{minutes} min" if minutes % 60 else f"{minutes // 60} h"

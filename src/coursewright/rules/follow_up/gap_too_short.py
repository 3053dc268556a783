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
from typing import TYPE_CHECKING

from coursewright.design.first_use import LEAST_HOURS, first_use, reading_time, time_needed
from coursewright.lint.api import LED, Context, Evidence, Meta, Option, Problem, Related, Severity
from coursewright.rules.wording import capital, length_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Task

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
            "hours",
            LEAST_HOURS,
            1,
            168,
            "The least time between deadline and session. The source gives no number.",
        ),
    ),
)


def check(task: Task, context: Context) -> Iterable[Problem]:
    """Report a task whose deadline leaves no time to read it."""
    first = first_use(task, context.course)
    if first is None:
        return ()
    hours = context.option("hours")
    needed = time_needed(task, hours)
    if first.after >= needed:
        return ()
    reading = reading_time(task)
    message = f"{capital(task.label)} is due {length_phrase(first.after)} before {first.what}"
    if reading > dt.timedelta(hours=hours):
        message += f", and reading it takes {length_phrase(reading)}"
    fix = f"make it due at least {length_phrase(needed)} before"
    related: tuple[Related, ...] = ()
    if first.session is not None:
        related = (Related(first.session, "this session", key="starts"),)
        if first.session.id:
            fix = f"write `due: {_distance(needed)} before {first.session.id}`, or an earlier time"
    return (Problem(task, f"{message}.", fix, key="due", related=related),)


def _distance(length: dt.timedelta) -> str:
    """Write a length as a relative time takes it: one whole number and its unit."""
    minutes = round(length.total_seconds() / 60)
    return f"{minutes} min" if minutes % 60 else f"{minutes // 60} h"

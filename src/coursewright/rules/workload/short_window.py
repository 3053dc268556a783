"""Short window.

## What it says

A task is open for less than 48 hours from its `release` to its `due`.

## Why

Learning at one's own time lives on the freedom to choose that time, and on answers given after thinking and
reading on, which Danaher and Danaher name among its strengths. A window of a day takes both from whoever
works, cares for somebody or lives eight time zones away that day; what is left is a meeting without company.
Their overview draws on research, but no study gives a number: the two days are ours.

The widest reading counts. A day without a time begins at midnight as a release and ends at midnight as a
deadline, so from Saturday to Sunday is two days. Left alone: optional tasks, times that are not known or
cannot be compared, and a release after the deadline, which `date-order` reports.

## Invalid

```yaml
module: press-freedom
week: 4
tasks:
  - {id: verdict, title: Publish or wait, release: tue 09:00, due: wed 09:00}
```

## Valid

```yaml
module: press-freedom
week: 4
tasks:
  - {id: verdict, title: Publish or wait, release: mon 09:00, due: wed 12:00}
```

## Options

- `hours`: the least time from release to deadline, by default 48.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.design.when_words import exactness
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Related, Severity
from coursewright.rules.wording import capital, length_phrase, when_phrase
from coursewright.spec.moments import gap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Task

META = Meta(
    code="WRK004",
    name="short-window",
    statement="There are two days at least from release to deadline",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.RESEARCH,
    sources=("Danaher & Danaher",),
    why="who works, cares for others or lives far away needs a choice of hours, and good answers need time",
    options=(
        Option("hours", 48, 1, 336, "the least hours from release to deadline; no source gives a number"),
    ),
)

_MINUTE = dt.timedelta(minutes=1)


def check(task: Task, context: Context) -> Iterable[Problem]:
    """Report a task that is open for too short a time."""
    if task.due is None or task.release is None or task.optional or task.leaves_open("optional"):
        return ()
    release, due = context.moment(task, "release"), context.moment(task, "due")
    window = gap(release, due) if release is not None and due is not None else None
    if window is None or window <= dt.timedelta(0):
        return ()
    if exactness(task.due) != "minute":
        window += _MINUTE  # a day is over at 23:59 and no sooner than midnight
    least = dt.timedelta(hours=context.option("hours"))
    if window >= least:
        return ()
    message = f"{capital(task.label)}{when_phrase(task)} is open for {length_phrase(window)} only."
    fix = f"release it {length_phrase(least - window)} earlier or make it due that much later"
    return (Problem(task, message, fix, key="release", related=(Related(task, "due here", key="due"),)),)

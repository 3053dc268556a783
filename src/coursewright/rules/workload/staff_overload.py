"""Staff overload.

## What it says

Reading students' work, giving feedback and leading sessions take more time in a week than the team has
declared for it in `workload.staff_hours_per_week`.

## Why

Asynchronous work that somebody reads and answers costs its teachers more hours than homework does. Howard
warns against moving everything over at once beside a full teaching load. A promise to answer that cannot be
kept is worse than a smaller one: students notice by the second week. This is a teacher's advice, not a
measurement.

What counts in a week: the `minutes` of `monitoring` and `feedback` of its tasks and the length of its
sessions. Feedback that is spoken in a session is part of the session. Work on a task is shared out over the
weeks of its unit.

Left alone: courses that declare no staff hours; assessments, since marking falls into no one week; and
anything whose minutes or week are not known, so the true load is higher rather than lower.

## Invalid

```yaml
module: counselling
workload: {staff_hours_per_week: 2}
week: 3
tasks:
  - id: listen
    title: Listen for ten minutes
    kind: role-play
    monitoring: {by: tutor, looks_for: advice instead of questions, minutes: 90}
    feedback: {addresses: advice instead of questions, form: audio, minutes: 60}
```

## Valid

```yaml
module: counselling
workload: {staff_hours_per_week: 3}
week: 3
tasks:
  - id: listen
    title: Listen for ten minutes
    kind: role-play
    monitoring: {by: tutor, looks_for: advice instead of questions, minutes: 90}
    feedback: {addresses: advice instead of questions, form: audio, minutes: 60}
```

## Options

- `percent`: how much of the declared hours a week may take, by default all of them and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.staff_time import StaffWeek, staff_weeks
from coursewright.design.workload import in_words
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Related, Severity
from coursewright.rules.week_phrases import one_week, planned_phrase
from coursewright.spec.model import Settings, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Course

META = Meta(
    code="WRK006",
    name="staff-overload",
    statement="A week's monitoring, feedback and sessions fit the staff hours",
    severity=Severity.INFO,
    minutes=20,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="work that is read and answered costs staff hours, and a promise nobody can keep is noticed",
    options=(
        Option("percent", 100, 100, 300, "per cent of the declared staff hours that one week may take"),
    ),
)

_SHOWN = 3


def check(course: Course, context: Context) -> Iterator[Problem]:
    """Report the weeks that ask for more staff time than there is."""
    if not any(one.workload and one.workload.staff_hours_per_week for one in course.every(Settings)):
        return
    for load in staff_weeks(course):
        if load.minutes * 100 <= load.hours * 60 * context.option("percent"):
            continue
        asked = f"asks for {in_words(load.minutes)} of staff time"
        message = f"{one_week(load.week)} {asked}; {planned_phrase(load.hours)}."
        largest = load.largest[:_SHOWN]
        related = tuple(Related(part.item, in_words(part.minutes)) for part in largest)
        yield Problem(load.week.place, message, _fix(load), related=related)


def _fix(load: StaffWeek) -> str:
    over = in_words(load.minutes - load.hours * 60)
    task = next((part for part in load.largest if isinstance(part.item, Task)), None)
    if task is None:
        return f"take out about {over}, or correct `staff_hours_per_week:`"
    what = f"{task.item.label} ({in_words(task.minutes)})"
    return f"take out about {over}, for example by answering a sample of {what} or letting peers answer first"

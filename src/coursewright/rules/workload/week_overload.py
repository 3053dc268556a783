"""Week overload.

## What it says

A teaching week asks for more work than was planned for a week: more than 125% of `workload.hours_per_week`.

## Why

Hours are the one promise of a course that students can check. Credit schemes turn them into a rule (one
ECTS credit stands for 25 to 30 hours), and the Open University, whose students study beside work and
family, found that some of them leave because they fall behind. Some unevenness is only human, hence the
quarter on top.

What counts: tasks with the materials they name, other required materials once, sessions with their agenda,
and follow-up activities outside sessions. An item counts in its own week, else in those of its unit, shared
out evenly; an assessment only where it happens within one week, for nobody can tell when students write
their essay. Of `2-3 h`, two hours count.

Left alone: optional work; weeks in which fewer than 70% of the items are timed, unless the unit has a
`duration`; times in days or weeks, which say how long and not how much; and units without a week where
learners set their own pace or the course is longer than it has units.

## Invalid

```yaml
module: statics
workload: {hours_per_week: 6}
week: 2
tasks:
  - {id: read, title: Read chapters 3 to 5, kind: reading, duration: 5 h}
  - {id: truss, title: Solve the truss, kind: problem-set, duration: 4 h}
```

## Valid

```yaml
module: statics
workload: {hours_per_week: 6}
week: 2
tasks:
  - {id: read, title: Read chapter 3, kind: reading, duration: 2 h}
  - {id: truss, title: Solve the truss, kind: problem-set, duration: 4 h}
```

## Options

- `percent`: how much of the planned hours a week may take. No source gives a limit; the default of 125
  leaves room for the weeks that simply turn out longer than others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.workload import ENOUGH_TIMED, OVERLOAD, in_words, is_a_week, workload_of
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Related, Severity
from coursewright.rules.week_phrases import one_week, planned_phrase
from coursewright.spec.model import Material, Settings, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.design.workload import Share, WeekLoad
    from coursewright.spec.model import Course, Module

META = Meta(
    code="WRK001",
    name="week-overload",
    statement="A week's work fits the hours planned for it",
    severity=Severity.WARNING,
    minutes=30,
    evidence=Evidence.STANDARD,
    sources=("ECTS 2015", "Whitelock et al. 2015"),
    why="students plan with the hours you name, and drop what does not fit, not what matters least",
    essential=True,
    options=(Option("percent", OVERLOAD, 100, 300, "per cent of the planned hours that one week may take"),),
)

_SHOWN = 3


def check(course: Course, context: Context) -> Iterator[Problem]:
    """Report the weeks whose work is known to exceed what was planned."""
    if not any(one.workload and one.workload.hours_per_week for one in course.every(Settings)):
        return
    loads = [load for load in workload_of(course).weeks() if load.hours and load.timed >= ENOUGH_TIMED]
    by_week = {(load.week.module, load.week.number): load for load in loads}
    for load in loads:
        low, high = load.effort
        if low * 100 <= _planned(load) * context.option("percent") or not is_a_week(
            load.week, load.hours, course
        ):
            continue
        least = "" if low == high and load.timed == 1 else "at least "
        asked = f"asks for {least}{in_words(low)} of work"
        message = f"{one_week(load.week)} {asked}; {planned_phrase(load.hours or 0)}."
        largest = sorted(load.shares, key=lambda share: share.low, reverse=True)[:_SHOWN]
        related = tuple(Related(share.item, in_words(share.low)) for share in largest if share.low)
        yield Problem(load.week.place, message, _fix(load, largest[0], by_week), related=related)


def _fix(load: WeekLoad, largest: Share, by_week: Mapping[tuple[Module, int | None], WeekLoad]) -> str:
    """Advise to move the largest item to the next or the last week if there is room, else to shorten it."""
    what = f"{largest.item.label} ({in_words(largest.low)})"
    module, number = load.week.module, load.week.number
    if number is not None and isinstance(largest.item, Task | Material):
        for near in (number + 1, number - 1):
            other = by_week.get((module, near))
            if other is not None and other.effort[1] + largest.low <= _planned(other):
                return f"move {what} to week {near}, which has room for it, or shorten it"
    over = in_words(load.effort[0] - _planned(load))
    optional = " or making it optional" if isinstance(largest.item, Task | Material) else ""
    return f"take out about {over}, for example by shortening {what}{optional}"


def _planned(load: WeekLoad) -> float:
    """Return the minutes planned for the week."""
    return (load.hours or 0) * 60

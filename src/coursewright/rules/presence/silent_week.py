"""The instructor is there in each week.

## What it says

A teaching week passes without a sign of the instructor: no session, no announcement, and no work that
somebody who teaches reads or gives feedback on.

## Why

Students who never meet their teacher judge by what they can see. Garrison, Anderson and Archer count
teaching presence as one of the three parts of a community of inquiry, and Howard has watched interest
wane where it is nil. In the United States, regular interaction is also what a distance course must have
to be one. None of this asks for much: two lines on Monday morning, or an eye on the first five posts,
make a week.

One of these in a week is enough: a session; an announcement; a task that an instructor or tutor monitors,
moderates or gives feedback on, other than by machine or by peers; a follow-up that `opens_with` feedback; a
reflection that they read. Work counts in all weeks of its unit. What has no known time may fall into any
week, so it quiets them all, as does whatever is still `TODO`.

Left alone: weeks without a number, week 0 and breaks; weeks in which every task says `monitoring: {none:
...}`; courses that nobody oversees; and a course of which not every module could be read. In a draft it
only informs.

## Invalid

```yaml
module: mosaics
week: 3
tasks:
  - {id: lay, title: Lay a hand's breadth, kind: project, feedback: {form: peer}}
```

## Valid

```yaml
module: mosaics
week: 3
tasks:
  - {id: lay, title: Lay a hand's breadth, kind: project, feedback: {form: peer}}
announcements:
  - {at: mon 09:00, text: This week your first stones. Show me the corner that will not come right.}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.loop import is_for_somebody_to_read
from coursewright.design.presence import presence_in, stays_away_on_purpose
from coursewright.design.reflections import by_unit
from coursewright.design.weeks import teaching_weeks
from coursewright.lint.api import LED, Context, Evidence, Meta, Problem, Severity
from coursewright.rules.week_phrases import weeks_phrase
from coursewright.rules.wording import capital, first_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.weeks import TeachingWeek
    from coursewright.spec.model import Module

META = Meta(
    code="PRE002",
    name="silent-week",
    statement="The instructor is there in each week",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.RESEARCH,
    sources=("Garrison et al. 2000", "Howard 2021", "34 CFR 600.2"),
    why="interest wanes where nobody who teaches is to be seen",
    missing=True,
    models=LED,
)


def check(module: Module, context: Context) -> Iterable[Problem]:
    """Report the weeks in which nobody who teaches shows up, those of one unit together."""
    course = context.course
    if not course.complete:
        return ()
    presence = presence_in(course)
    silent = [
        week
        for week in teaching_weeks(course).of_module(module)
        if week.number is not None and not presence.reaches(week) and _asks(week, context)
    ]
    return [_problem(weeks) for weeks in by_unit([silent])] if silent else ()


def _problem(weeks: Sequence[TeachingWeek]) -> Problem:
    passes = "pass" if len(weeks) > 1 else "passes"
    message = f"{capital(weeks_phrase(weeks))} {passes} without a sign of the instructor."
    return Problem(weeks[-1].place, message, _fix(weeks[0]))


def _asks(week: TeachingWeek, context: Context) -> bool:
    """Whether somebody oversees the week, and does not stay away on purpose."""
    settings = week.place.settings
    if settings.leaves_open("support_model") or context.model(week.place) != "led":
        return False
    return not stays_away_on_purpose(week)


def _fix(week: TeachingWeek) -> str:
    tasks = (task for unit in week.units for task in unit.tasks if is_for_somebody_to_read(task))
    named = first_name(tasks)
    reader = f"say who reads `{named}` (`monitoring:`)" if named else "plan a session"
    return f"write an announcement (`at: week {week.number} mon`), or {reader}"

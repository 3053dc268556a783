"""Deadline collision.

## What it says

Three or more pieces of graded work are due within 48 hours.

## Why

Students spend their hours where the next mark is. Deadlines in a bunch make them work in bursts and hand in
what they could finish, and afterwards little is done for weeks; Gibbs and Simpson made an even spread of
effort one of the conditions under which assessment helps learning. Whitelock and her colleagues tell how one
university plans and checks the hours that its modules ask for. How many deadlines are too many is a matter
of experience: the three and the two days are ours.

Assessments count, and tasks and follow-up activities with a weight or `graded: true`. A task that counts
towards an assessment and is due at the same moment is the same deadline. Left alone: formative and optional
work, deadlines that name a week and no day, and times that cannot be compared.

## Invalid

```yaml
module: marine-biology
week: 6
assessments:
  - {id: report, title: The shore survey, kind: report, due: thu 17:00}
  - {id: talk, title: Three slides on one crab, kind: presentation, due: fri 10:00}
  - {id: test, title: Name the species, kind: quiz, due: fri 17:00}
```

## Valid

```yaml
module: marine-biology
week: 6
assessments:
  - {id: report, title: The shore survey, kind: report, due: thu 17:00}
  - {id: talk, title: Three slides on one crab, kind: presentation, due: week 7 fri 10:00}
  - {id: test, title: Name the species, kind: quiz, due: fri 17:00}
```

## Options

- `deadlines`: how many make a collision, by default 3.
- `hours`: within how many hours, by default 48.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.design.deadlines import collisions
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Related, Severity
from coursewright.rules.wording import capital, length_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Course

META = Meta(
    code="WRK005",
    name="deadline-collision",
    statement="Fewer than three graded deadlines in 48 hours",
    severity=Severity.INFO,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Gibbs & Simpson 2004", "Whitelock et al. 2015"),
    why="deadlines in a bunch make students work in bursts and hand in what they could finish",
    options=(
        Option("deadlines", 3, 2, 10, "how many deadlines make a collision; no source gives a number"),
        Option("hours", 48, 1, 336, "within how many hours; no source gives a number"),
    ),
)

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def check(course: Course, context: Context) -> Iterator[Problem]:
    """Report each bunch of deadlines at the last of them."""
    within = dt.timedelta(hours=context.option("hours"))
    for bunch in collisions(course, within, round(context.option("deadlines"))):
        *earlier, last = bunch
        span = last.moment.at - bunch[0].moment.at
        others = len(earlier)
        pieces = "one other graded piece" if others == 1 else f"{_number(others)} other graded pieces"
        how = f"within {length_phrase(span)} of" if span else "at the same time as"
        message = f"{capital(last.item.label)} is due {how} {pieces}."
        related = tuple(Related(one.item, f"due {one.moment}", key="due") for one in earlier)
        fix = f"move it or one of the others, by {length_phrase(within)} or more if the calendar allows"
        yield Problem(last.item, message, fix, key="due", related=related)


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number}"

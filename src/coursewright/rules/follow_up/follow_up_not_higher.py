"""A follow-up climbs above its task.

## What it says

A follow-up asks for no more than the task it takes up: by the levels they declare, students stay on the
same step of Bloom's taxonomy, or go down.

## Why

What was remembered or understood alone is worth a room full of people only if they now do something with
it. Howard has the follow-up lead upwards from the task, to applying, analysing, judging or making
something; a second quiz about what the first quiz asked shows who has done the first.

Only levels that are declared (`level:`) are compared. Evaluate and create are both the top: a follow-up
at either is never too low. A follow-up that takes up several tasks has to climb above one of them. Left
alone: a follow-up where one of its tasks declares no level, and a step on the way, if something further
on takes the same tasks higher. Self-taught courses are outside this rule.

## Invalid

```yaml
module: tides
tasks:
  - {id: terms, title: Name the parts of a tide table, kind: quiz, level: remember, follow_up: again}
follow_up_activities:
  - {id: again, title: Name them once more, kind: poll, level: remember}
```

## Valid

```yaml
module: tides
tasks:
  - {id: terms, title: Name the parts of a tide table, kind: quiz, level: remember, follow_up: launch}
follow_up_activities:
  - {id: launch, title: When can this boat leave the harbour, kind: problem-solving, level: apply}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.climbing import goes_no_higher
from coursewright.design.levels import LEVELS, TOP_LEVELS, rank_of
from coursewright.lint.api import SUPPORTED, Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital, counted, listed, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import FollowUpActivity, Task

META = Meta(
    code="FUP006",
    name="follow-up-not-higher",
    statement="A follow-up climbs above its task",
    severity=Severity.INFO,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="time together is for doing something with what was learnt alone, not for going over it again",
    models=SUPPORTED,
)

_NAMED = 2


def check(follow_up: FollowUpActivity | Task, context: Context) -> Iterable[Problem]:
    """Report a follow-up that declares no higher level than any task it takes up."""
    tasks = goes_no_higher(follow_up, context.course)
    if not tasks:
        return ()
    named = [f"{task.label} (`{task.level}`)" for task in tasks]
    if len(named) > _NAMED:
        named = [named[0], counted(len(named) - 1, "more task")]
    message = (
        f"{capital(follow_up.label)}{when_phrase(follow_up)} asks for `{follow_up.level}`, "
        f"no more than {listed(named)}, which it takes up."
    )
    lowest = min(rank_of(task.level) or 1 for task in tasks)
    fix = f"let students do something new with it, at {_above(lowest)}, and say so in `level:`"
    related = tuple(Related(task, "the task", key="level") for task in tasks)
    return (Problem(follow_up, message, fix, key="level", related=related),)


def _above(rank: int) -> str:
    """Name the levels to choose from: at the top, where none is above another, one of those."""
    if LEVELS[rank - 1] in TOP_LEVELS:
        return " or ".join(f"`{level}`" for level in LEVELS if level in TOP_LEVELS)
    return f"`{LEVELS[rank]}` or above"

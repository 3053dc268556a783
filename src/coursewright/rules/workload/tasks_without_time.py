"""Tasks without time.

## What it says

A unit has tasks, and not one of them says how long it takes.

## Why

Whoever plans a unit plans the teaching, and the time for doing things is what is forgotten: in one
well-known open course, thirteen of fourteen episodes had exercises and no minutes for them, until a teacher
noticed. Then the exercises are what is cut when time runs out, or what is done at night. Whitelock and her
colleagues tell how a university that plans such hours found students leaving because they fell behind.

One task with a time is enough for this rule; `missing-duration` asks for the others. Left alone: units with
a `duration` of their own; tasks that are optional; units whose tasks are still open; and reading tasks whose
materials state their words or pages, since the time follows from these.

## Invalid

```yaml
module: knots
units:
  - title: Hitches
    tasks:
      - {id: clove, title: Tie a clove hitch, kind: problem-set}
      - {id: choose, title: Choose the knot for the load, kind: case-study}
```

## Valid

```yaml
module: knots
units:
  - title: Hitches
    tasks:
      - {id: clove, title: Tie a clove hitch, kind: problem-set, duration: 15 min}
      - {id: choose, title: Choose the knot for the load, kind: case-study, duration: 30-40 min}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.estimates import estimate, may_be_estimated
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, counted, shortened, when_phrase
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Unit

META = Meta(
    code="WRK007",
    name="tasks-without-time",
    statement="A unit with tasks has time for them",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.RESEARCH,
    sources=("corpus of public courses", "Whitelock et al. 2015"),
    why="the time for doing things is what plans forget, and what is cut when time runs out",
    missing=True,
)


def check(unit: Unit, context: Context) -> Iterable[Problem]:
    """Report a unit none of whose tasks has a time."""
    for task in unit.tasks:
        if task.duration is not None and not task.optional:
            return ()  # most units answer here
    if unit.says("duration") or context.open_around(unit, "tasks", "units"):
        return ()
    tasks = [task for task in context.course.within(unit, Task) if not task.optional]
    if not tasks or any(task.says("duration") or task.leaves_open("optional") for task in tasks):
        return ()
    if any(may_be_estimated(task) or estimate(task, context.rates) is not None for task in tasks):
        return ()
    where = f"{capital(unit.label)}{when_phrase(unit)}"
    number = counted(len(tasks), "task")
    message = f"{where} has {number} and no time for {'it' if len(tasks) == 1 else 'any of them'}."
    fix = f"add `duration:` to {_named(tasks)}, a guess such as `30-45 min` will do"
    return (Problem(unit, message, fix),)


def _named(tasks: list[Task]) -> str:
    if len(tasks) == 1:
        return "it"
    name = tasks[0].id or tasks[0].title
    return f'each, beginning with "{shortened(name)}"' if name else "each of them"

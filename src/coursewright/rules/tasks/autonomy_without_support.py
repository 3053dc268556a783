"""Autonomy without support.

## What it says

A task leaves several choices or decisions open to students, and neither the task nor anything around it says
where they find help.

## Why

Being free to choose is welcome when there is somebody to ask, and lonely when there is not. Kent pairs the
two: students own their work, with guidance that is designed in and not left to luck. Those who hesitate most
are the least likely to go looking, so the line has to stand where they are stuck. This is advice from
practice.

What counts as open: a choice without a list of options, and a decision point that is `open: true` or lists
no options. Choices from a list are left alone, since the list itself is guidance. So is a task with any
`support`, its own or that of its unit, module or course; `TODO` and `{none: ...}` count as well.

## Invalid

```yaml
module: podcasts
tasks:
  - id: pilot
    title: Record a pilot episode
    kind: project
    choices: [a subject that you could fill ten episodes with, {of: format}]
```

## Valid

```yaml
module: podcasts
tasks:
  - id: pilot
    title: Record a pilot episode
    kind: project
    choices: [a subject that you could fill ten episodes with, {of: format}]
    support: The studio is staffed on Wednesdays; play us one minute and ask
```

## Options

- `open`: how many open choices and decisions a task may hold, at the least, before the rule asks for support.
  Two is our judgement, so that a single free topic passes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital, counted, listed, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Choice, DecisionPoint, Task

META = Meta(
    code="TSK008",
    name="autonomy-without-support",
    statement="A task that leaves much open says where help is",
    severity=Severity.INFO,
    minutes=2,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="freedom is welcome when there is somebody to ask, and lonely when there is not",
    missing=True,
    on_purpose="support",
    options=(Option("open", 2, 1, 20, "open choices and decisions from which on a task needs support"),),
)


def check(task: Task, context: Context) -> Iterable[Problem]:
    """Report a task that leaves much open with no help in sight."""
    if not (task.choices or task.decision_points) or task.says("support"):
        return ()
    if task.scope.settings.says("support"):
        return ()
    choices = sum(_is_open_choice(choice) for choice in task.choices)
    decisions = sum(_is_open_decision(point) for point in task.decision_points)
    if choices + decisions < context.option("open"):
        return ()
    found = [(choices, "choice"), (decisions, "decision")]
    left = listed([counted(number, f"open {noun}") for number, noun in found if number])
    message = (
        f"{capital(task.label)}{when_phrase(task)} leaves students {left}, and names nowhere to turn to."
    )
    fix = "add `support:` with where to ask while they work on it, or `support:` once for the whole module"
    return (Problem(task, message, fix),)


def _is_open_choice(choice: Choice) -> bool:
    return not choice.options and not choice.leaves_open("options")


def _is_open_decision(point: DecisionPoint) -> bool:
    return point.open_ended or not (point.options or point.leaves_open("options", "open"))

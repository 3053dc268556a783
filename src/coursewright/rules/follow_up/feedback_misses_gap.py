"""Feedback speaks to a gap that the work showed.

## What it says

Nothing says which gap the feedback on a task addresses; or there is no feedback; or the session only goes
through the answers one by one (`answer_key`).

## Why

Feedback that could have been written before anybody handed in, praise for being on time included, leaves
students where they were. Howard plans it from the one difficulty that most of the class share, and opens
the session with it. Reading out the answers one by one does the opposite: it puts whoever teaches on the
spot, and shuts out every question that is wider than the exercise.

`addresses` names the gap as you expect it, best the one that `monitoring.looks_for`.

Left alone: tasks with automatic feedback or with feedback on each of their questions; what students only
take in; onboarding; and tasks that are `optional`. An answer key beside feedback in the agenda, or beside
feedback that comes at another time, is fine. Where nobody oversees the course, the rule is off.

## Invalid

```yaml
module: photosynthesis
tasks:
  - {id: summary, title: Summarise the page, kind: discussion}
sessions:
  - title: Lesson 5
    agenda:
      - answer_key: summary
```

## Valid

```yaml
module: photosynthesis
tasks:
  - id: summary
    title: Summarise the page
    kind: discussion
    feedback: {addresses: how a gas that seems to weigh nothing becomes a tonne of wood}
sessions:
  - title: Lesson 5
    agenda:
      - feedback: summary
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.loop_faults import answer_keys_for, feedback_fault
from coursewright.lint.api import LED, Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Task

META = Meta(
    code="FUP004",
    name="feedback-misses-gap",
    statement="Feedback addresses an observed gap",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="feedback that could be written before anybody handed in leaves students where they were",
    missing=True,
    essential=True,
    models=LED,
    on_purpose="feedback",
)


def check(task: Task, context: Context) -> Iterable[Problem]:
    """Report a task whose feedback is missing, or speaks to nothing in particular."""
    fault = feedback_fault(task, context.course)
    if fault is None:
        return ()
    if fault == "answer key":
        keys = answer_keys_for(task, context.course)
        related = tuple(Related(session, "only an answer key here", key="agenda") for session in keys)
        message = (
            f"{capital(task.label)}{when_phrase(task)} gets its answers read out, and no feedback on a gap."
        )
        fix = f"put `feedback: {task.id}` in the agenda, and name the gap in `feedback.addresses` of the task"
        return (Problem(task, message, fix, key="feedback", related=related),)
    if fault == "none":
        message = f"{capital(task.label)}{when_phrase(task)} gets no feedback."
        return (Problem(task, message, f"add `feedback: {{addresses: ...}}`, {_gap(task)}"),)
    message = f"Nothing says which gap the feedback on {task.label}{when_phrase(task)} addresses."
    fix = f"add `addresses:` to its `feedback`, {_gap(task)}"
    return (Problem(task, message, fix, key="feedback"),)


def _gap(task: Task) -> str:
    looks_for = task.monitoring.looks_for if task.monitoring is not None else None
    return (
        "such as the gap that `monitoring.looks_for` names"
        if looks_for
        else "naming the gap that most work shows"
    )

"""Automation exposed.

## What it says

A task asks students to remember or to understand, on their own and with nobody present, and nothing in it
depends on who does it: no context of their own, no choice, no decision, no reply, nothing that takes it up.

## Why

A tool can now write the summary, answer the quiz and post the reflection. Kent's conclusion is not to guard
such tasks but to ask what gives a person a reason to do them, and finds it in what is one's own: a
connection, a choice, a decision, people who are waiting for the answer. That is a view from practice, new
and hardly studied. One such reason is enough, and recall has its place; the finding is an invitation.

Only tasks with a declared `level` are read. Left alone: what is only read or watched; onboarding, social
tasks, polls, surveys and what is optional; work under supervision; tasks in pairs, groups or with the class;
tasks that a session requires; whatever could still bring a reason because it is `TODO`; and tasks that say
`own_context: {none: ...}`.

## Invalid

```yaml
module: cells
tasks:
  - {id: parts, title: List the parts of a cell and what they do, kind: problem-set, level: remember}
```

## Valid

```yaml
module: cells
tasks:
  - id: parts
    title: List the parts of a cell and what they do
    kind: problem-set
    level: remember
    own_context: Which of these parts does the medicine in your cupboard act on? Read its leaflet.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.human_reasons import is_predictable
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.model import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Course, Task

META = Meta(
    code="AIR002",
    name="automation-exposed",
    statement="A predictable task gives a human reason to do it",
    severity=Severity.INFO,
    minutes=20,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="a tool can do what is predictable, and people do what needs their own life, judgement or company",
    on_purpose="own_context",
)

_MOVES = {
    "quiz": "let them commit to an answer and a reason before the first question (`decision_points:`)",
    "problem-set": "let one item start from something of their own (`own_context:`)",
    "discussion": "ask them to answer each other (`replies:`)",
    "journal": "let it start from something that happened to them (`own_context:`)",
    "blog": "ask them to answer each other (`replies:`)",
}


def check(task: Task, context: Context) -> Iterable[Problem]:
    """Report a predictable task in which nothing depends on who does it."""
    if not is_predictable(task, context.course):
        return ()
    message = (
        f"{capital(task.label)}{when_phrase(task)} stays at `{task.level}`, is done alone, and would be"
        " the same whoever did it."
    )
    return (Problem(task, message, _move(task, context.course)),)


def _move(task: Task, course: Course) -> str:
    """Name the nearest reason that could be given: a session of the same unit, else what suits the kind."""
    session = next((one for one in course.every(Session) if one.scope is task.scope), None)
    if session is not None and (name := session.title or session.id):
        move, together = "tie it to their own life or work (`own_context:`)", f'session "{name}"'
    else:
        move = _MOVES.get(task.kind or "", "tie it to their own life or work (`own_context:`)")
        together = "something they do together"
    return f"give it a human reason: {move}, or take it up in {together} (`follow_up:`)"

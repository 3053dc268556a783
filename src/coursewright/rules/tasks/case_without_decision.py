"""Case without decision.

## What it says

A case study, simulation, virtual lab, role-play or debate has no decision point: students are shown a
situation and never asked what they would do in it.

## Why

These kinds of task are chosen because something in them can go one way or another. A case that students
only summarise, or a simulation that they only run, is a reading with scenery. Kent's advice is to put the
decisions inside the case and the applied task, where what follows from them can be seen. It is advice from
practice; a prompt of one line, answered before the case goes on, is enough.

Only tasks are read. What a follow-up activity asks may be excellent, but it comes after the case. Left
alone: a decision point that is still `TODO`, and one left out on purpose with `decision_points: {none: ...}`
on the task, its unit or its module. In a draft the rule only informs.

## Invalid

```yaml
module: triage
tasks:
  - id: night-shift
    title: Four patients, one doctor
    kind: case-study
    instructions: Read the case and summarise what happened between midnight and two.
```

## Valid

```yaml
module: triage
tasks:
  - id: night-shift
    title: Four patients, one doctor
    kind: case-study
    instructions: Read the case up to midnight, decide, and only then read on.
    decision_points: Whom do you see first, and whom do you send home?
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.on_purpose import said_around
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Task

META = Meta(
    code="TSK004",
    name="case-without-decision",
    statement="A case or applied task asks for a decision",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="a case in which nothing is decided is a reading with scenery",
    missing=True,
    on_purpose="decision_points",
)

_TO_DECIDE = {
    "case-study": ("case study", "what they would do at its turning point, before they read how it ended"),
    "simulation": ("simulation", "which setting they would try next, before they see what it does"),
    "virtual-lab": ("virtual lab", "what they expect to measure, before they run it"),
    "role-play": ("role-play", "what the person whose part they take should do"),
    "debate": ("debate", "which side they take, and what would change their mind"),
}


def check(task: Task, _context: Context) -> Iterable[Problem]:
    """Report a case or applied task in which nothing is decided."""
    known = None if task.decision_points else _TO_DECIDE.get(task.kind or "")
    if known is None or not task.lacks("decision_points") or said_around(task.scope, "decision_points"):
        return ()
    kind, question = known
    message = f"{capital(task.label)}{when_phrase(task)} is a {kind} in which nothing is decided."
    return (Problem(task, message, f"add `decision_points:` that ask students {question}"),)

"""Missing purpose.

## What it says

A task does not tell students what it is for, or its `purpose` only repeats its title.

## Why

A title says what to do; a purpose says why it is worth an evening. Salmon asks for it in every invitation
to an online activity, and Howard's complaint about homework begins where nobody can name it: work that
means nothing to those who do it is done for the tick. A purpose also keeps the designer honest, because a
task that has none can often go. This is practitioners' advice; one sentence addressed to the student is
enough.

It is asked of every task, the short and the optional ones too, since those are the first to be skipped.
Left alone: a purpose that is still `TODO`, one that all tasks inherit from `defaults`, and `purpose: {none:
...}`. In a draft it only informs.

## Invalid

```yaml
module: rivers
tasks:
  - id: flow-data
    title: Download the flow data
    kind: problem-set
```

## Valid

```yaml
module: rivers
tasks:
  - id: flow-data
    title: Download the flow data
    kind: problem-set
    purpose: See for yourself how much of a year's water comes in three days
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, shortened, when_phrase
from coursewright.spec.model import FollowUpActivity, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Task

META = Meta(
    code="TSK001",
    name="missing-purpose",
    statement="A task says what it is for",
    severity=Severity.WARNING,
    minutes=2,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021", "Kent 2025", "Salmon 2013"),
    why="work that students cannot see the point of is done for the tick, or not at all",
    missing=True,
    essential=True,
    on_purpose="purpose",
)


def check(task: Task, context: Context) -> Iterable[Problem]:
    """Report a task without a purpose, or with its title for one."""
    if task.purpose is None and task.lacks("purpose"):
        message = f"{capital(task.label)}{when_phrase(task)} does not say what it is for."
        return (Problem(task, message, f"add `purpose:` {_hint(task, context)}"),)
    if not task.purpose or not task.title or not _same_words(task.purpose, task.title):
        return ()
    message = f"{capital(task.label)}{when_phrase(task)} gives its title as its purpose."
    return (Problem(task, message, f"write a `purpose:` {_hint(task, context)}", key="purpose"),)


def _hint(task: Task, context: Context) -> str:
    """Say what the purpose could be drawn from: what takes the task up, else the outcome it serves."""
    for follow_up in context.course.links.follow_ups.get(task, ()):
        if isinstance(follow_up, FollowUpActivity) and follow_up.title:
            return f'with what it prepares students to do in "{shortened(follow_up.title)}"'
    for ref in task.outcomes:
        if isinstance(ref.target, Outcome) and ref.target.statement:
            return f'with how it helps them to reach "{shortened(ref.target.statement.rstrip(" ."))}"'
    return "with one sentence to the student on what they will be able to do with it"


def _same_words(one: str, other: str) -> bool:
    """Compare texts by their words alone."""
    first, second = one[0].casefold()[0], other[0].casefold()[0]
    if first != second and first.isalnum() and second.isalnum():
        return False  # as nearly always: the words begin with another letter
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())) or text.strip()

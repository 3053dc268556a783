"""Task without outcome.

## What it says

The module states outcomes, yet this task names none of them: nothing says what it works towards.

## Why

A task that leads to no outcome takes time from those that do, and students who ask themselves why they are
doing it find no answer. Where the outcome is named, they can, and the course can show them how the pieces fit
together (Biggs and Tang's constructive alignment). Often the link is in the author's head already and only
has to be written down.

A task that names none is taken to serve the outcomes without an `id` around it, so plain sentences need no
links. Left alone: onboarding, social tasks, surveys, `optional` tasks, tasks that count towards an assessment
(they serve what it serves), tasks with `outcomes: {none: ...}`, and modules without outcomes, of which
another rule speaks.

## Invalid

```yaml
module: ledger
outcomes:
  - {id: close, statement: Close the books of a small shop}
tasks:
  - {id: receipts, title: Sort a shoebox of receipts, kind: problem-set}
```

## Valid

```yaml
module: ledger
outcomes:
  - {id: close, statement: Close the books of a small shop}
tasks:
  - {id: receipts, title: Sort a shoebox of receipts, kind: problem-set, outcomes: [close]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import alignment_of
from coursewright.design.alignment_gaps import task_serves_nothing
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity, adding
from coursewright.rules.mending import which_of
from coursewright.rules.wording import capital, some_ids, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.spec.model import Task

META = Meta(
    code="ALN003",
    name="task-without-outcome",
    statement="Each task serves an outcome",
    severity=Severity.WARNING,
    minutes=2,
    evidence=Evidence.RESEARCH,
    sources=("Biggs & Tang 2011", "OSCQR 4.0"),
    why="it takes time from tasks that lead somewhere, and students cannot see what it is for",
    fix="unsafe",
    missing=True,
    essential=True,
    on_purpose="outcomes",
)


def check(task: Task, context: Context) -> Iterable[Problem]:
    """Report a task that serves no outcome, where there are outcomes to serve."""
    if not task_serves_nothing(task, context.course):
        return ()
    ids = [outcome.id or "" for outcome in alignment_of(context.course).nameable(task)]
    message = f"{capital(task.label)}{when_phrase(task)} serves no outcome."
    return (Problem(task, message, _fix(ids), edits=adding(task, {"outcomes": which_of(ids)})),)


def _fix(ids: Sequence[str]) -> str:
    if len(ids) == 1:
        return f"add `outcomes: [{ids[0]}]`"
    return f"add `outcomes:` with what it works towards: {some_ids(ids)}"

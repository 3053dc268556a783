"""Every task done on one's own time is taken up again.

## What it says

Nothing later in the course takes this task up: it names no `follow_up`, and no later task or follow-up
activity names it in `builds_on`.

## Why

What nobody returns to was busywork, and learners notice soon enough. Howard draws the line between
asynchronous learning and homework exactly here: work that feeds the next step, in a session or after it, is
worth doing well, because the next step cannot be done without it.

That a session requires the task, or that somebody talks about it there, is not yet a follow-up: learners
need something to *do* with what they made.

Left alone: onboarding, social tasks, surveys, tasks that are `optional`, and tasks that count towards an
assessment, which takes them up. Where nobody oversees the course (`support_model: prepared`), also its last
task, and tasks that answer the learner automatically. Self-taught courses are outside this rule. While a
list of tasks or follow-up activities in the same module is `TODO`, the task may yet find its follow-up
there.

## Invalid

```yaml
module: circuits
tasks:
  - id: read-ohm
    title: Read Ohm's law
    kind: reading
```

## Valid

```yaml
module: circuits
tasks:
  - id: read-ohm
    title: Read Ohm's law
    kind: reading
    follow_up:
      kind: quick-write
      title: Explain why the kettle trips the fuse and the lamp does not
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.loop_faults import is_never_taken_up
from coursewright.lint.api import SUPPORTED, Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.model import FollowUpActivity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Course, Task

META = Meta(
    code="FUP001",
    name="no-follow-up",
    statement="Every asynchronous task is taken up again",
    severity=Severity.ERROR,
    minutes=20,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="without feedback or a follow-up it is homework, and learners stop doing it",
    fix="unsafe",
    missing=True,
    essential=True,
    models=SUPPORTED,
    on_purpose="follow_up",
)


def check(task: Task, context: Context) -> Iterable[Problem]:
    """Report a task that nothing later takes up."""
    course = context.course
    if not is_never_taken_up(task, course, prepared=context.model(task) == "prepared"):
        return ()
    message = f"{capital(task.label)}{when_phrase(task)} is never taken up again."
    return (Problem(task, message, f"add `follow_up:` naming {_suggestion(task, course)}"),)


def _suggestion(task: Task, course: Course) -> str:
    """Name a follow-up activity that is there already, if it stands in the same unit."""
    for activity in course.every(FollowUpActivity):
        if activity.scope is task.scope and activity.id:
            return f"`{activity.id}` or another follow-up activity"
    return "a follow-up activity, such as a quick write that applies it"

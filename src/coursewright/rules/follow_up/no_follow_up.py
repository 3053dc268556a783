"""Every task done on one's own time is taken up again.

## What it says

Nothing later in the course takes this task up: it names no `follow_up`, and no later task or follow-up activity
names it in `builds_on`.

## Why

What nobody returns to was busywork, and learners notice soon enough. Howard draws the line between asynchronous
learning and homework exactly here: work that feeds the next step, in a session or after it, is worth doing well,
because the next step cannot be done without it.

That a session requires the task, or that somebody talks about it there, is not yet a follow-up: learners need
something to *do* with what they made.

Left alone: onboarding, social tasks, surveys, tasks that are `optional`, and tasks that count towards an
assessment, which takes them up. Where nobody oversees the course (`support_model: prepared`), also its last task,
and tasks that answer the learner automatically. Self-taught courses are outside this rule.

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

from coursewright.design.loop import answers_automatically
from coursewright.lint.api import SUPPORTED, Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.model import FollowUpActivity, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

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

_EXCUSED = frozenset({"onboarding", "social", "survey"})


def check(task: Task, context: Context) -> Iterator[Problem]:
    """Report a task that nothing later takes up."""
    if task in context.course.links.follow_ups or not task.lacks("follow_up"):
        return
    if (
        task.kind in _EXCUSED
        or task.optional
        or task.says("counts_towards")
        or task.leaves_open("kind", "optional")
    ):
        return
    if context.model(task) == "prepared" and (
        answers_automatically(task) or task is context.course.every(Task)[-1]
    ):
        return
    if _may_be_taken_up(task, context):
        return
    message = f"{capital(task.label)}{when_phrase(task)} is never taken up again."
    fix = "add `follow_up:` naming a follow-up activity, such as a quick write that applies it"
    yield Problem(task, message, fix)


def _may_be_taken_up(task: Task, context: Context) -> bool:
    """Whether something still to be decided could name the task."""
    course = context.course
    if context.open_around(task, "tasks", "follow_up_activities", "units"):
        return True
    return any(
        other.leaves_open("builds_on") for kind in (Task, FollowUpActivity) for other in course.every(kind)
    )

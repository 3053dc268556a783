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

from coursewright.design.climbing import climb
from coursewright.design.levels import LEVELS, rank_of
from coursewright.design.loop_faults import is_never_taken_up
from coursewright.lint.api import (
    SUPPORTED,
    Change,
    Context,
    Evidence,
    Meta,
    Problem,
    Severity,
    adding,
    adding_items,
)
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.model import FollowUpActivity, Task
from coursewright.spec.moments import compare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.editing import Value
    from coursewright.spec.model import Course, Session

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

_CLIMBING = {
    "reading": "quick-write",
    "lecture": "quick-write",
    "video": "quick-write",
    "annotation": "debate",
    "discussion": "debate",
    "quiz": "problem-solving",
    "problem-set": "problem-solving",
    "simulation": "problem-solving",
    "virtual-lab": "problem-solving",
    "case-study": "debate",
    "investigation": "debate",
    "role-play": "debate",
    "project": "peer-review",
    "blog": "peer-review",
    "portfolio": "peer-review",
    "wiki": "peer-review",
    "glossary": "peer-review",
    "poll": "discussion",
}
"""What can take a kind of task up with more thinking than it asked for; any other, a quick write can."""
_TITLE = "TODO: what they do with it next, such as applying it to a new case"
_DURATION = "TODO: how long it takes, such as 20 min"


def check(task: Task, context: Context) -> Iterable[Problem]:
    """Report a task that nothing later takes up."""
    course = context.course
    if not is_never_taken_up(task, course, prepared=context.model(task) == "prepared"):
        return ()
    message = f"{capital(task.label)}{when_phrase(task)} is never taken up again."
    fix = f"add `follow_up:` naming {_suggestion(task, course)}"
    return (Problem(task, message, fix, edits=_edits(task, context)),)


def _suggestion(task: Task, course: Course) -> str:
    """Name a follow-up activity that is there already, if it stands in the same unit."""
    for activity in course.every(FollowUpActivity):
        if activity.scope is task.scope and activity.id:
            return f"`{activity.id}` or another follow-up activity"
    return "a follow-up activity, such as a quick write that applies it"


def _edits(task: Task, context: Context) -> tuple[Change, ...]:
    """Name the follow-up activity that waits for a task like this, else make one to be filled in."""
    waiting = _waiting_for(task, context)
    if waiting is None:
        said: dict[str, Value] = {"title": _TITLE, "kind": _CLIMBING.get(task.kind or "", "quick-write")}
        rank = rank_of(task.level)
        if rank is not None:
            said["level"] = LEVELS[min(rank, len(LEVELS) - 1)]
        return adding(task, {"follow_up": {**said, "duration": _DURATION}})
    named = adding(task, {"follow_up": waiting.id or ""})
    session = context.course.links.session_of.get(waiting)
    if session is None or session.leaves_open("requires"):
        return named
    if task in [ref.target for ref in session.requires]:
        return named
    required = adding_items(session, "requires", [task.id or ""])
    return (*named, *required) if named and required else ()


def _waiting_for(task: Task, context: Context) -> FollowUpActivity | None:
    """Return the one follow-up activity of the unit that follows nothing, if this is the one task without.

    It comes after the task and asks for no less, as far as is known, and its session can require the task.
    """
    course = context.course
    alone = [
        one
        for one in course.every(FollowUpActivity)
        if one.scope is task.scope
        and not course.links.builds_on.get(one)
        and not one.leaves_open("builds_on")
    ]
    if len(alone) != 1 or not alone[0].id:
        return None
    prepared = context.model(task) == "prepared"
    others = (one for one in course.every(Task) if one.scope is task.scope and one is not task)
    if any(is_never_taken_up(other, course, prepared=prepared) for other in others):
        return None
    activity = alone[0]
    if climb(task, activity) in {"same", "lower"} or _comes_before(activity, task, context):
        return None
    session = course.links.session_of.get(activity)
    return activity if session is None or _may_require(session, task) else None


def _may_require(session: Session, task: Task) -> bool:
    if session.inherits("requires"):
        return False  # its own list would take the place of that
    return bool(task.id) and session.scope.up("module") is task.scope.up("module")


def _comes_before(activity: FollowUpActivity, task: Task, context: Context) -> bool:
    session = context.course.links.session_of.get(activity)
    later = context.moment(session, "starts") if session is not None else context.moment(activity, "due")
    due = context.moment(task, "due")
    return later is not None and due is not None and (compare(due, later) or 0) >= 0

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

from coursewright.design.loop import is_for_somebody_to_read, marks_itself
from coursewright.lint.api import LED, Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.model import AgendaItem, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    plan, links = task.feedback, context.course.links
    keys = () if task in links.feedback_in else links.answer_keys_in.get(task, ())
    if plan is not None and not keys and plan.says("addresses"):
        return ()  # as most say it, so that nothing else has to be asked
    if not is_for_somebody_to_read(task) or marks_itself(task) or _may_be_enough(task):
        return ()
    if task.leaves_open("feedback", "questions") or task.leaves_out("feedback"):
        return ()
    if keys and not _comes_elsewhere(task) and not _agenda_is_open(task, context):
        related = tuple(Related(session, "only an answer key here", key="agenda") for session in keys)
        message = (
            f"{capital(task.label)}{when_phrase(task)} gets its answers read out, and no feedback on a gap."
        )
        fix = f"put `feedback: {task.id}` in the agenda, and name the gap in `feedback.addresses` of the task"
        return (Problem(task, message, fix, key="feedback", related=related),)
    if plan is None and task not in links.feedback_in:
        message = f"{capital(task.label)}{when_phrase(task)} gets no feedback."
        return (Problem(task, message, f"add `feedback: {{addresses: ...}}`, {_gap(task)}"),)
    if plan is None or plan.lacks("addresses"):
        message = f"Nothing says which gap the feedback on {task.label}{when_phrase(task)} addresses."
        fix = f"add `addresses:` to its `feedback`, {_gap(task)}"
        return (Problem(task, message, fix, key="feedback"),)
    return ()


def _gap(task: Task) -> str:
    looks_for = task.monitoring.looks_for if task.monitoring is not None else None
    return (
        "such as the gap that `monitoring.looks_for` names"
        if looks_for
        else "naming the gap that most work shows"
    )


def _may_be_enough(task: Task) -> bool:
    """Whether what is still to be decided could be what is asked for: a gap, or automatic feedback."""
    if task.feedback is not None and task.feedback.leaves_open("form", "addresses"):
        return True
    parts = [part for question in task.questions for part in (question, *question.options)]
    return any(part.leaves_open("feedback", "options") for part in parts)


def _comes_elsewhere(task: Task) -> bool:
    """Whether feedback on a gap is planned for another time than the session with the answer key."""
    plan = task.feedback
    return plan is not None and plan.says("addresses") and (plan.says("at") or plan.says("within"))


def _agenda_is_open(task: Task, context: Context) -> bool:
    """Whether a session that is still to be planned could hold the feedback."""
    if context.open_around(task, "sessions"):
        return True
    return any(session.leaves_open("agenda") for session in context.course.every(Session)) or any(
        item.leaves_open("feedback") for item in context.course.every(AgendaItem)
    )

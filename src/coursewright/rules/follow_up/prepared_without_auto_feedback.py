"""Prepared tasks answer the learner.

## What it says

In a course that nobody oversees, learners do this task and hear nothing back: no automatic feedback and
none from peers, no feedback on each question, no consequence on each option of a decision.

## Why

Courses of this kind are prepared once and run without their makers; providers say so themselves, and that
learners then move on by passing quizzes, without direct feedback. Whoever is wrong stays wrong, unless
the task itself answers. So the answer is written with the task: why an option is wrong, what came of a
decision, what a good solution looks like.

Feedback on every question may stand at the question or at each of its options. Left alone: what learners
only take in, onboarding, social tasks, surveys, `optional` tasks, peer review and tasks with `replies`,
where learners answer each other, tasks with `feedback: {none: ...}`, and whatever is still to be decided.
The rule speaks of `support_model: prepared` alone.

## Invalid

```yaml
module: first-aid
support_model: prepared
tasks:
  - id: burns
    title: What do you do first
    kind: quiz
    questions:
      - prompt: Boiling water on the hand
        type: single
        options: [{text: Cool it, correct: true}, {text: Butter}]
```

## Valid

```yaml
module: first-aid
support_model: prepared
tasks:
  - id: burns
    title: What do you do first
    kind: quiz
    questions:
      - prompt: Boiling water on the hand
        type: single
        options: [{text: Cool it, correct: true}, {text: Butter}]
        feedback: Twenty minutes under running water; fat keeps the heat in
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.loop_faults import hears_nothing
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Task

META = Meta(
    code="FUP011",
    name="prepared-without-auto-feedback",
    statement="Prepared tasks answer the learner",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.PRACTICE,
    sources=("Coursera 2022",),
    why="nobody is there to answer, so whoever is wrong stays wrong unless the task says so",
    missing=True,
    models=frozenset({"prepared"}),
    on_purpose="feedback",
)


def check(task: Task, _context: Context) -> Iterator[Problem]:
    """Report a task of a prepared course after which the learner hears nothing."""
    if not hears_nothing(task):
        return
    name = f"{task.label}{when_phrase(task)}"
    if task.feedback is not None:
        message = f"Feedback on {name} needs somebody to give it, and nobody oversees this course."
        yield Problem(task, message, _fix(task), key="feedback")
    else:
        yield Problem(task, f"{capital(name)} gives the learner no answer.", _fix(task))


def _fix(task: Task) -> str:
    if task.questions:
        return "add `feedback:` to each of its questions, or to each option"
    if task.decision_points:
        return "give its decisions `options:` with a `consequence:` each"
    if task.feedback is not None and not task.feedback.form:
        return "say `form: automatic` or `form: peer` in its `feedback`, if that is how it comes"
    return (
        "add `questions:` with feedback, a decision with consequences, a peer review, "
        "or `feedback: {form: automatic}` if the tool answers"
    )

"""No criteria.

## What it says

Work that is graded does not say what it is judged by.

## Why

Criteria tell students what good work looks like while they can still act on it, and help several markers to
agree. Published rubrics for online courses ask for them with every graded piece. Students who work on their
own feel the lack most: there is no lesson in which to ask what the teacher is after.

Three short lines are enough; a full rubric with levels can come later. Graded are assessments unless they are
`formative`, and tasks and follow-up activities that are `graded` or have a `weight`. Left alone: quizzes and
exams with `questions`, whose answers are the criteria (unless one asks for an essay, outside a quiz); a task
that counts towards an assessment, because it has that one's criteria; an assessment all of whose tasks say
theirs; and `criteria: {none: ...}`.

## Invalid

```yaml
module: radio
assessments:
  - {id: feature, title: A four-minute feature, kind: project, weight: 60%}
```

## Valid

```yaml
module: radio
assessments:
  - id: feature
    title: A four-minute feature
    kind: project
    weight: 60%
    criteria: [the first ten seconds hold a listener, both sides are heard, every fact has a source]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import tasks_towards
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.model import Assessment, FollowUpActivity, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

META = Meta(
    code="ASM001",
    name="no-criteria",
    statement="Graded work has criteria",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("OSCQR 4.0",),
    why="students can only aim at what they are told the work is judged by",
    missing=True,
    essential=True,
    on_purpose="criteria",
)


def check(work: Assessment | Task | FollowUpActivity, context: Context) -> Iterable[Problem]:
    """Report graded work that does not say what it is judged by."""
    if not _graded(work) or not work.lacks("criteria") or _asks_questions(work):
        return ()
    if isinstance(work, Assessment) and _told_by_its_tasks(work, context):
        return ()
    message = f"{capital(work.label)}{when_phrase(work)} counts, but does not say what it is judged by."
    fix = "add `criteria:` with the three or four things that tell good work from weak"
    return (Problem(work, message, fix),)


def _graded(work: Assessment | Task | FollowUpActivity) -> bool:
    if isinstance(work, Task):
        return work.graded and not work.says("counts_towards")
    if isinstance(work, Assessment):
        return work.graded and not work.leaves_open("formative")
    return work.graded or bool(work.weight)


def _asks_questions(work: Assessment | Task | FollowUpActivity) -> bool:
    """Whether the answers to its questions are what it is judged by."""
    if isinstance(work, FollowUpActivity):
        return False
    if work.leaves_open("questions"):
        return True
    if not work.questions:
        return False
    return work.kind == "quiz" or all(question.type != "essay" for question in work.questions)


def _told_by_its_tasks(assessment: Assessment, context: Context) -> bool:
    """Whether it is made of tasks that each say what they are judged by."""
    parts = tasks_towards(context.course).get(assessment, ())
    return bool(parts) and all(task.says("criteria") or _asks_questions(task) for task in parts)

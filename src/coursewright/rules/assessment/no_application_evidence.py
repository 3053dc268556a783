"""Some evidence shows that students can use what they learn.

## What it says

Neither the evaluation nor any assessment shows whether students can apply, explain, decide or perform.

## Why

Kent asks four questions of a design: can students apply what they met, explain it in their own words,
solve a problem with it, make a decision? Completion and recall answer none of them. Rubrics for online
courses likewise ask for work that resembles what people do outside. One piece of such evidence in the
whole course is enough here. The advice comes from practice, so the rule only informs.

What counts: a measure under `evaluation` with the evidence `application`, `explanation`, `decision` or
`performance`; an assessment with `real_world`, with a declared `level` of `apply` or above, or of the
kind project, presentation, portfolio, practical or dissertation; graded work in a follow-up activity, a
case, a project, an investigation, a role-play, a debate, a simulation or a virtual laboratory, or with
decision points.

Left alone: courses with a measure that does not say its `evidence`, an assessment that does not say its
`kind`, or anything of this that is still `TODO`; outcomes `assessed_elsewhere`; and `evaluation: {none:
...}` or `assessments: {none: ...}` at the course or at each of its modules.

## Invalid

```yaml
module: first-aid
evaluation: [{measure: Learners who finish, evidence: completion}]
assessments:
  - {id: test, title: Thirty questions, kind: quiz, weight: 100%}
```

## Valid

```yaml
module: first-aid
evaluation: [{measure: Learners who finish, evidence: completion}]
assessments:
  - {id: test, title: Thirty questions, kind: quiz, weight: 40%}
  - {id: kitchen, title: A burn in the kitchen, kind: practical, weight: 60%}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.application import shows_no_application
from coursewright.design.contents import as_written
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import first_name
from coursewright.spec.model import Assessment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Course

META = Meta(
    code="ASM004",
    name="no-application-evidence",
    statement="Some evidence shows that students can use what they learn",
    severity=Severity.INFO,
    minutes=20,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025", "OSCQR 4.0"),
    why="what students finish or remember does not tell what they can do with it",
    missing=True,
    on_purpose="evaluation",
)


def check(course: Course, _context: Context) -> Iterable[Problem]:
    """Report a course without any evidence of what students can do."""
    if not shows_no_application(course):
        return ()
    at = as_written(course)
    message = f"Nothing in {at.label} shows whether students can use what they learn."
    named = first_name(course.every(Assessment))
    fix = "add a project or a practical, or a measure to `evaluation` with `evidence: application`"
    if named:
        fix = f"say what `{named}` decides or whom it serves (`real_world:`), or {fix}"
    return (Problem(at, message, fix),)

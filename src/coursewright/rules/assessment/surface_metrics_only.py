"""Surface metrics only.

## What it says

The plan for evaluating the course looks only at completion, clicks, logins or satisfaction.

## Why

Those numbers are easy to have and say little. A student can open every page, finish every quiz and give five
stars without being able to do anything new; another struggles, complains and can. Kent asks instead whether
students can apply what they met, explain it in their own words, solve a problem with it or make a decision.
The advice comes from practice; what evidence suits your course is for you to judge.

One measure of another kind, in the course or in any of its modules, is enough: application, explanation,
decision, reflection, performance, self-regulation or interaction. Nothing needs to be dropped. The rule is
silent where there is no `evaluation`, and where one of its measures does not say its `evidence`.

## Invalid

```yaml
module: budgeting
evaluation:
  - {measure: Share of learners who finish, evidence: completion}
  - {measure: End-of-course survey, evidence: satisfaction}
```

## Valid

```yaml
module: budgeting
evaluation:
  - {measure: Share of learners who finish, evidence: completion}
  - {measure: A household budget that still holds after three months, evidence: application}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.evidence_kinds import surface_only
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import listed
from coursewright.spec.model import Evaluation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Course

META = Meta(
    code="ASM003",
    name="surface-metrics-only",
    statement="Evaluation looks past clicks",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="people can finish, click and be content without being able to do anything new",
    essential=True,
)


def check(course: Course, _context: Context) -> Iterable[Problem]:
    """Report a course whose whole evaluation stays on the surface."""
    seen = surface_only(course)
    if not seen:
        return ()
    first = course.every(Evaluation)[0]
    at = course if course.evaluation else first.scope.element or course
    message = f"The evaluation looks only at {listed(seen)}."
    fix = "add a measure of what students can do, such as a decision they make or a problem they solve"
    return (Problem(at, message, fix, key="evaluation"),)

"""A module gets as far as analysis, evaluation or creation.

## What it says

All the work of a module is known to stop at remembering, understanding or applying.

## Why

Garrison, Anderson and Archer describe inquiry in four steps: something puzzles, it is explored, the
pieces are put together, and the answer is tried. Studies that used the model found that online groups
explore well and seldom get further by themselves. Danaher and Danaher conclude that critical thinking at
a distance takes sustained, systematic design. One task a module that takes the pieces apart, weighs them
or makes something of them is what this rule asks for.

It is enough that one task, follow-up activity or assessment declares `level: analyze`, `evaluate` or
`create`, or is a case study, debate, role-play, project, investigation or peer review. What takes up the
module's tasks elsewhere counts, and so does the course's own work for its outcomes.

Much is left alone, because unknown is not low: work of any other kind that does not declare its `level`
(only readings, lectures, videos, polls and quizzes without an essay are taken for recall then), polls and
readings with `decision_points`, and anything `TODO`. Onboarding, social tasks, surveys and what is
`optional` need not go far. A `self-taught` course is not asked.

## Invalid

```yaml
module: rivers
tasks:
  - {id: read, title: How rivers move, kind: reading}
  - {id: label, title: Label the cross-section, kind: problem-set, level: understand}
assessments:
  - {id: check, title: Ten terms, kind: quiz}
```

## Valid

```yaml
module: rivers
tasks:
  - {id: read, title: How rivers move, kind: reading}
  - {id: bend, title: Which bank would you build on?, kind: problem-set, level: evaluate}
assessments:
  - {id: check, title: Ten terms, kind: quiz}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.inquiry import stops_early
from coursewright.design.module_work import works_of
from coursewright.lint.api import SUPPORTED, Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, first_name, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Module

META = Meta(
    code="PRE004",
    name="inquiry-stops-early",
    statement="A module gets as far as analysis, evaluation or creation",
    severity=Severity.INFO,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Garrison et al. 2000", "Danaher & Danaher"),
    why="left to itself, inquiry online seldom gets further than exploring",
    missing=True,
    models=SUPPORTED,
)


def check(module: Module, context: Context) -> Iterable[Problem]:
    """Report a module whose work is all known to stop early."""
    if not stops_early(module, context.course):
        return ()
    message = (
        f"{capital(module.label)}{when_phrase(module)} never asks students to analyse, evaluate or create."
    )
    name = first_name(works_of(module))
    named = f" to `{name}`" if name else ""
    fix = f"add a case to decide, a debate or a peer review{named}, or the `level:` of work that goes further"
    return (Problem(module, message, fix),)

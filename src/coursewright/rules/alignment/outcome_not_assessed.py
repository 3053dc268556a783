"""Outcome not assessed.

## What it says

No assessment, and no graded task or follow-up activity, shows whether students reached this outcome.

## Why

When outcomes, tasks and assessments ask for the same thing, students who do what the assessment asks have
learnt what the course is for: this is Biggs and Tang's constructive alignment, and published rubrics for
online courses ask for it too. An outcome that nothing looks at becomes a promise that nobody keeps, and
students notice which outcomes count.

An assessment counts whether it is graded or `formative`; a task counts if it is graded, has to be passed, or
counts towards an assessment. Work that names no outcomes stands for those without an `id` around it. A course
outcome is also reached through the outcomes that support it.

Left alone: outcomes with `assessed_elsewhere`; those of a unit, module or course that says
`assessments: {none: ...}`; and those that something still marked `TODO` may yet serve.

## Invalid

```yaml
module: moorings
outcomes:
  - {id: choose, statement: Choose a mooring for a given wind and tide}
  - {id: tie, statement: Tie a bowline behind your back}
tasks:
  - {id: plan, title: Plan three moorings, kind: case-study, outcomes: [choose, tie]}
assessments:
  - {id: skipper, kind: practical, outcomes: [choose]}
```

## Valid

```yaml
module: moorings
outcomes:
  - {id: choose, statement: Choose a mooring for a given wind and tide}
  - {id: tie, statement: Tie a bowline behind your back, assessed_elsewhere: the seamanship certificate}
assessments:
  - {id: skipper, kind: practical, outcomes: [choose]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import alignment_of
from coursewright.design.alignment_gaps import is_not_assessed
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, first_name, outcome_phrase
from coursewright.spec.model import Assessment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Outcome

META = Meta(
    code="ALN001",
    name="outcome-not-assessed",
    statement="Each outcome has evidence",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Biggs & Tang 2011", "OSCQR 4.0"),
    why="nobody can say whether it was learnt, and students soon see that it does not count",
    missing=True,
    essential=True,
)


def check(outcome: Outcome, context: Context) -> Iterable[Problem]:
    """Report an outcome for which nothing gives evidence."""
    if not is_not_assessed(outcome, context.course):
        return ()
    unlinked = alignment_of(context.course).unlinked(outcome)
    # Of tasks and follow-up activities without a link another rule asks what they serve.
    unnamed = any(isinstance(work, Assessment) for work in unlinked)
    said = "is named by no assessment" if unnamed else "is not assessed"
    return (Problem(outcome, f"{capital(outcome_phrase(outcome))} {said}.", _fix(outcome, context)),)


def _fix(outcome: Outcome, context: Context) -> str:
    home = outcome.scope.up("module")
    known = first_name(one for one in context.course.every(Assessment) if one.scope.up("module") is home)
    elsewhere = "or say with `assessed_elsewhere:` where it is shown"
    if known is None:
        named = f"names `{outcome.id}` under `outcomes`" if outcome.id else "names no other outcome"
        return f"add an assessment (a formative one will do) that {named}, {elsewhere}"
    named = f"name `{outcome.id}`" if outcome.id else "give it an `id` and name that"
    return f"{named} under the `outcomes` of an assessment, such as `{known}`, {elsewhere}"

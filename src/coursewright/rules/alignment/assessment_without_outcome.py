"""Assessment without outcome.

## What it says

There are outcomes, yet this assessment names none of them: nothing says what it shows.

## Why

An assessment is a measurement, and one that measures no stated outcome measures something else: stamina,
perhaps, or what was easy to mark. Students study for what is assessed, so what an assessment asks for is
the curriculum they see; Biggs and Tang's constructive alignment asks that it be the one you meant. Often
the link is plain to the author and only has to be written down.

An assessment that names none is taken to show the outcomes without an `id` around it, so plain sentences
need no links. Left alone: an assessment whose tasks (`counts_towards`) name outcomes, one with `outcomes:
{none: ...}`, and courses without outcomes, of which another rule speaks.

## Invalid

```yaml
module: bakery
outcomes:
  - {id: prove, statement: Judge by touch when a dough has proved}
assessments:
  - {id: loaf, title: One loaf a week, kind: practical}
```

## Valid

```yaml
module: bakery
outcomes:
  - {id: prove, statement: Judge by touch when a dough has proved}
assessments:
  - {id: loaf, title: One loaf a week, kind: practical, outcomes: [prove]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import alignment_of
from coursewright.design.alignment_gaps import assesses_nothing
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity, adding
from coursewright.rules.mending import which_of
from coursewright.rules.wording import capital, reference_to, some_ids
from coursewright.spec.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.alignment import Alignment
    from coursewright.spec.model import Assessment, Course

META = Meta(
    code="ALN004",
    name="assessment-without-outcome",
    statement="Each assessment serves an outcome",
    severity=Severity.WARNING,
    minutes=2,
    evidence=Evidence.RESEARCH,
    sources=("Biggs & Tang 2011", "OSCQR 4.0"),
    why="students study for what is assessed, and nobody can see which outcome that is",
    fix="unsafe",
    missing=True,
    on_purpose="outcomes",
)


def check(assessment: Assessment, context: Context) -> Iterable[Problem]:
    """Report an assessment that serves no outcome, where there are outcomes to serve."""
    if not assesses_nothing(assessment, context.course):
        return ()
    ids = _nameable(assessment, alignment_of(context.course), context.course)
    message = f"{capital(assessment.label)} serves no outcome."
    return (Problem(assessment, message, _fix(ids), edits=adding(assessment, {"outcomes": which_of(ids)})),)


def _nameable(assessment: Assessment, alignment: Alignment, course: Course) -> Sequence[str]:
    """Return what the assessment could name; one that belongs to the whole course may look into modules."""
    outcomes = alignment.nameable(assessment)
    if not outcomes and assessment.scope.level == "course":
        outcomes = [outcome for outcome in course.every(Outcome) if outcome.id]
    return [reference_to(outcome, assessment.scope) for outcome in outcomes]


def _fix(ids: Sequence[str]) -> str:
    if len(ids) == 1:
        return f"add `outcomes: [{ids[0]}]`"
    return f"add `outcomes:` with what it shows: {some_ids(ids)}"

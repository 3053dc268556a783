"""Evidence below the outcome.

## What it says

The outcome is declared at one level of Bloom's taxonomy, and all the evidence for it at lower ones: an
outcome that asks students to evaluate is shown by a quiz that asks them to remember.

## Why

Students reach what they are asked for. In Biggs and Tang's constructive alignment the verb of the outcome
and the verb of the assessment are the same; where the assessment asks for less, it cannot tell those who
can do it from those who can recite it, and the lower level becomes the one that everybody works at.

Evidence is any assessment, and each task or follow-up activity that is graded, has to be passed or counts
towards an assessment. The highest of the declared levels counts. Two levels below is a warning, one level
is a remark, since neighbouring levels are a matter of judgement.

Only levels that you declare (`level:`) are compared, never verbs. Left alone: outcomes for which some
evidence declares no level, or is still to be decided; and those with `assessed_elsewhere`.

## Invalid

```yaml
module: curating
outcomes:
  - {id: hang, statement: Judge which of two hangings tells the story, level: evaluate}
assessments:
  - {id: dates, title: Artists and dates, kind: quiz, outcomes: [hang], level: remember}
```

## Valid

```yaml
module: curating
outcomes:
  - {id: hang, statement: Judge which of two hangings tells the story, level: evaluate}
assessments:
  - {id: dates, title: Artists and dates, kind: quiz, outcomes: [hang], level: remember}
  - {id: review, title: Review of an exhibition, kind: essay, outcomes: [hang], level: evaluate}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import alignment_of, may_be_evidence
from coursewright.design.levels import rank_of
from coursewright.lint.api import Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital, outcome_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.design.alignment import Work
    from coursewright.spec.model import Course, Outcome

META = Meta(
    code="ALN005",
    name="evidence-below-outcome",
    statement="Evidence reaches the outcome's level",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Biggs & Tang 2011",),
    why="students work at the level that they are asked for, and nobody sees whether they could do more",
)


def check(outcome: Outcome, context: Context) -> Iterable[Problem]:
    """Report an outcome whose evidence all stays below its level."""
    wanted = rank_of(outcome.level)
    if wanted is None:
        return ()
    highest: tuple[int, Work] | None = None
    named = False
    for work in alignment_of(context.course).served_by(outcome):
        if not may_be_evidence(work):
            continue
        rank = rank_of(work.level)
        if rank is None or rank >= wanted:
            return ()
        if highest is None or rank > highest[0]:
            highest = rank, work
        named = named or any(ref.target is outcome for ref in work.outcomes)
    if highest is None or not named or _may_have_more(outcome, context.course):
        return ()
    return (_problem(outcome, highest[1], wanted - highest[0]),)


def _may_have_more(outcome: Outcome, course: Course) -> bool:
    """Whether evidence of an outcome may be elsewhere, or still to come."""
    if outcome.says("assessed_elsewhere"):
        return True
    alignment = alignment_of(course)
    if any(may_be_evidence(work) for work in alignment.may_serve(outcome)):
        return True
    return alignment.is_open(outcome, "assessments", "tasks", "follow_up_activities", "units")


def _problem(outcome: Outcome, highest: Work, below: int) -> Problem:
    message = (
        f"{capital(outcome_phrase(outcome))} is at the level `{outcome.level}`, and the most demanding "
        f"evidence of it, {highest.label}, at `{highest.level}`."
    )
    fix = (
        f"let {highest.label} ask for what the outcome says, add evidence that does, "
        "or lower the `level` of the outcome"
    )
    severity = Severity.INFO if below == 1 else Severity.WARNING
    related = (Related(highest, "the most demanding evidence", key="level"),)
    return Problem(outcome, message, fix, key="level", severity=severity, related=related)

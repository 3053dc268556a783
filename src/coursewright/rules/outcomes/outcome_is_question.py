"""Outcome is a question.

## What it says

An outcome is worded as a question: it ends in a question mark, or opens with "what", "how", "why" and the
like.

## Why

A good question opens a week well, and many lessons list theirs. It does not say what students will do with
it: look up an answer, work one out, or defend one against another. Lessons that keep both, questions for
curiosity and outcomes for what will be shown, lose nothing. In the public courses we counted, about six in a
hundred outcomes were questions. That it matters is our judgement, not a finding of research.

"How to" is a stem ("How to fold a map" says what will be done), and so is left alone, as is a condition such
as "When a call fails, ...". In a language without a lexicon the rule is silent.

## Invalid

```yaml
module: markets
outcomes:
  - What is supply?
```

## Valid

```yaml
module: markets
outcomes:
  - Predict what a frost does to the price of coffee
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.outcome_text import opening_of
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, outcome_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT005",
    name="outcome-is-question",
    statement="An outcome is a statement, not a question",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("corpus of public courses",),
    why="a question leaves open what students will do about it",
)


def check(outcome: Outcome, context: Context) -> Sequence[Problem]:
    """Report an outcome that asks instead of saying."""
    reading = opening_of(outcome, context.lexicons)
    if reading is None or not reading.is_question:
        return ()
    message = f"{capital(outcome_phrase(outcome))} asks a question and does not say what students will do."
    fix = "say what they will do to answer it, and keep the question for the overview or a task"
    return [Problem(outcome, message, fix, key="statement")]

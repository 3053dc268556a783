"""No condition or degree.

## What it says

An outcome does not say under which conditions students will do it ("given a short program", "without notes"),
or how well ("at least three", "within ten minutes").

## Why

Mager asked that an objective name the performance, the conditions and the criterion, and many programmes
still work that way, under names such as ABCD or SMART. It helps where a skill is trained to a standard. It
suits a seminar less: "Defend a reading of a poem" loses little without a number. So this rule is off unless
you ask for it, by its code or with the profile `smart`.

It is generous about what counts. A condition is any phrase such as "using", "from", "with" or "in a"; a
degree is any number, an adverb such as "safely", or a phrase such as "without errors". An outcome that opens
with a verb of knowing, a vague phrase or a question has another finding first. A language whose lexicon has
no such phrases, or that has no lexicon, is met with silence.

## Invalid

```yaml
module: first-aid
outcomes:
  - Bandage a wrist
```

## Valid

```yaml
module: first-aid
outcomes:
  - Bandage a wrist with a triangular cloth within two minutes
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.outcome_conditions import says_condition, says_degree
from coursewright.design.outcome_text import reading_of
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, outcome_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT014",
    name="missing-condition-degree",
    statement="An outcome says under which conditions, and how well",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("Mager 1962",),
    why="without conditions and a degree, two assessors will ask for different things",
    by_default=False,
)


def check(outcome: Outcome, context: Context) -> Sequence[Problem]:
    """Report an outcome without a condition, or without a degree."""
    read = reading_of(outcome, context.lexicons)
    if read is None or not outcome.statement:
        return ()
    reading, lexicon = read
    if reading.head is None or reading.is_faulted:
        return ()
    lacks: list[str] = []
    fixes: list[str] = []
    if not says_condition(outcome.statement, lexicon):
        lacks.append("under which conditions")
        fixes.append('what they have at hand ("given ...", "without notes")')
    if not says_degree(outcome.statement, lexicon):
        lacks.append("how well")
        fixes.append('a measure ("at least three", "within ten minutes")')
    if not lacks:
        return ()
    message = f"{capital(outcome_phrase(outcome))} does not say {' or '.join(lacks)}."
    return [Problem(outcome, message, f"add {' and '.join(fixes)}", key="statement")]

"""Vague knowledge phrase.

## What it says

An outcome opens with a phrase for a state of mind, such as "be aware of", "be familiar with" or "demonstrate
an understanding of". It leaves open what students will do.

## Why

Such a phrase looks like an act, yet two readers will expect two different things of it: to one it means
reciting a definition, to another arguing a case. Students find out which only in the assessment. Published
rubrics ask for outcomes that can be measured, and in one university's published set about one in eight opened
like this.

Only the opening counts, and only phrases of the lexicon. An outcome that goes on to say how the knowledge
will be seen ("demonstrate an understanding of loops by tracing three of them") is left alone, and so is
knowledge that belongs to somebody else, such as the patient's. In a language without a lexicon the rule is
silent.

## Invalid

```yaml
module: tides
outcomes:
  - Demonstrate an understanding of spring and neap tides
```

## Valid

```yaml
module: tides
outcomes:
  - Predict from the phase of the moon when a harbour falls dry
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.outcome_text import opening_of
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, outcome_phrase, such_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT003",
    name="vague-knowledge-phrase",
    statement="An outcome names an act rather than a state of knowledge",
    severity=Severity.WARNING,
    minutes=5,
    evidence=Evidence.RESEARCH,
    sources=("OSCQR 4.0", "Kent 2025"),
    why="it leaves open what students will do, so each reader expects something else",
    essential=True,
)


def check(outcome: Outcome, context: Context) -> Sequence[Problem]:
    """Report an outcome that opens with a phrase for a state of knowledge."""
    reading = opening_of(outcome, context.lexicons)
    if reading is None or reading.vague_phrase is None:
        return ()
    message = (
        f'{capital(outcome_phrase(outcome))} opens with "{reading.vague_phrase}", which can mean many things.'
    )
    fix = f"say what students will do to show it{such_as(reading.alternatives)}"
    return [Problem(outcome, message, fix, key="statement")]

"""Unobservable verb.

## What it says

An outcome starts with a verb for something that happens inside a head, such as understand, know or grasp.
Nobody else can see it happen, so nobody can tell whether it did.

## Why

An outcome that can be seen tells students what to practise and an assessor what to look for. Published
rubrics ask for outcomes that can be measured, and a verb of knowing cannot. Behind most of them stands a
perfectly good act: who understands recursion can trace a call, spot the missing base case, or explain it to a
friend.

Only the verb at the head counts, after phrases such as "Students will be able to", and only a short closed
list is spoken of. Verbs over which teachers differ (appreciate, recognise, value, explore, consider,
discover) are left alone, and so is a verb that means something else where it stands, such as "gain access".
Verbs in no list, and languages without a lexicon, are met with silence.

## Invalid

```yaml
module: recursion
outcomes:
  - Understand recursion
```

## Valid

```yaml
module: recursion
outcomes:
  - Trace a recursive call and predict what it returns
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
    code="OUT002",
    name="unobservable-verb",
    statement="An outcome starts with something one can see",
    severity=Severity.WARNING,
    minutes=5,
    evidence=Evidence.RESEARCH,
    sources=("OSCQR 4.0", "Kent 2025"),
    why="what nobody can see, nobody can practise, show or assess",
    essential=True,
)


def check(outcome: Outcome, context: Context) -> Sequence[Problem]:
    """Report an outcome whose first verb names nothing that can be seen."""
    reading = opening_of(outcome, context.lexicons)
    if reading is None or reading.unobservable is None:
        return ()
    message = (
        f'{capital(outcome_phrase(outcome))} starts with "{reading.unobservable}", which nobody can see.'
    )
    fix = f"start with what students will do to show it{such_as(reading.alternatives)}"
    return [Problem(outcome, message, fix, key="statement")]

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

from coursewright.design.lexicon import lexicon_for
from coursewright.design.outcome_text import read_outcome
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, listed, outcome_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def check(outcome: Outcome, _context: Context) -> Iterator[Problem]:
    """Report an outcome whose first verb names nothing that can be seen."""
    settings = outcome.scope.settings
    if not outcome.statement or settings.leaves_open("language"):
        return
    lexicon = lexicon_for(settings.language)
    if lexicon is None:
        return
    reading = read_outcome(outcome.statement, lexicon)
    if reading.unobservable is None:
        return
    message = (
        f'{capital(outcome_phrase(outcome))} starts with "{reading.unobservable}", which nobody can see.'
    )
    acts = listed([f'"{act}"' for act in reading.alternatives], "or")
    fix = (
        f"start with what students will do to show it, such as {acts}"
        if acts
        else "start with what students will do to show it"
    )
    yield Problem(outcome, message, fix, key="statement")

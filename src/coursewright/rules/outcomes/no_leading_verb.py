"""No leading verb.

## What it says

An outcome names a topic, such as "Variable scope", and no act: nothing in it says what students will do.

## Why

A topic tells a teacher what to talk about. An outcome tells students what to practise, and everybody how it
will show; for that it needs a verb, and guides to writing outcomes ask for one at the start. In published
lists of outcomes about one in eleven opens without one, often because a heading was copied from the
schedule.

The rule speaks only of an outcome that opens with a word such as "the" or "a", or with one that is surely a
noun, and has no known verb among its first four words. A first word that may be a verb is left alone, however
rare it is, and so are outcomes that open with a verb of knowing, with a phrase such as "awareness of" or with
a question, of which other rules speak. In a language without a lexicon it is silent.

## Invalid

```yaml
module: scope
outcomes:
  - Variable scope in nested functions
```

## Valid

```yaml
module: scope
outcomes:
  - Predict which variable a nested function will change
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.outcome_acts import topic_of
from coursewright.design.outcome_text import reading_of
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, outcome_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT004",
    name="no-leading-verb",
    statement="An outcome starts with an action",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.RESEARCH,
    sources=("OSCQR 4.0", "Kennedy 2007"),
    why="a topic says what will be talked about, not what students will be able to do",
)


def check(outcome: Outcome, context: Context) -> Sequence[Problem]:
    """Report an outcome that opens with a topic."""
    read = reading_of(outcome, context.lexicons)
    if read is None:
        return ()
    reading, lexicon = read
    if reading.is_faulted or (topic := topic_of(reading, lexicon)) is None:
        return ()
    message = f'{capital(outcome_phrase(outcome))} opens with a topic, "{topic}", and names no act.'
    fix = 'start with what students will do with it, as in "Predict ...", "Compare ..." or "Repair ..."'
    return [Problem(outcome, message, fix, key="statement")]

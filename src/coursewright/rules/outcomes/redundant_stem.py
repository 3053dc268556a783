"""Redundant stem.

## What it says

An outcome opens with a stem such as "Students will be able to" before it comes to its verb.

## Why

The stem is true of every outcome, so it belongs once above the list, where a template or a page of the course
puts it. Repeated in each line it hides the verb, the one word that a reader scans for. In the public courses
we counted, 96 of 100 outcomes start with the bare verb. That it reads better is practice, not research.

Only stems that the lexicon knows are spoken of, with what stands in front of them ("By the end of this
module, students can"). A condition ("Given a short program, ...") is part of the outcome and stays. Left
alone are outcomes of which nothing is left without the stem, and those that open with a verb of knowing, a
vague phrase or a question: their opening has to be written anew as it is. In a language without a lexicon the
rule is silent, and in one whose verbs come last, such as German.

## Invalid

```yaml
module: hand
outcomes:
  - Students will be able to list the bones of the hand
```

## Valid

```yaml
module: hand
outcomes:
  - List the bones of the hand
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.outcome_text import reading_of
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, outcome_phrase, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT013",
    name="redundant-stem",
    statement="An outcome starts with its verb, without a stem",
    severity=Severity.INFO,
    minutes=1,
    evidence=Evidence.PRACTICE,
    sources=("corpus of public courses",),
    why="the stem is the same in every outcome, and the verb is what readers look for",
    fix="safe",
)


def check(outcome: Outcome, context: Context) -> Sequence[Problem]:
    """Report an outcome that opens with a stem."""
    read = reading_of(outcome, context.lexicons)
    if read is None:
        return ()
    reading, lexicon = read
    if reading.stem is None or reading.rest is None or reading.is_faulted:
        return ()
    if lexicon.verb_last:  # there, what is left would not start with the verb
        return ()
    message = f'{capital(outcome_phrase(outcome))} says "{reading.stem}", which holds for every outcome.'
    statement = " ".join((outcome.statement or "").split())
    fix = f'leave out "{reading.stem}"'
    if statement.startswith(reading.stem):
        fix = f'start with the verb: "{shortened(capital(reading.rest).rstrip(" .;"))}"'
    return [Problem(outcome, message, fix, key="statement")]

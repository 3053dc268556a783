"""The reason is the exam.

## What it says

The `why` of an outcome speaks of nothing but the assessment: it will be in the exam, it counts towards the
grade.

## Why

Students who learn in their own time ask what the work is good for, and Kent asks that the answer reach beyond
the final assessment. "It is in the exam" says only that somebody will check; it holds until the exam and says
nothing to those who would rather do something else this week. Most things that are assessed are assessed for
a reason, and that reason is the better `why`. This is advice from practice.

The rule reads short reasons only, and speaks when every single word belongs to the assessment or is a small
one such as "the" or "will". One word about anything else, and it is silent; it is so too where the outcome
itself is about assessing, and in a language without a lexicon.

## Invalid

```yaml
module: tariffs
outcomes:
  - statement: Choose the cheapest tariff for a household from its meter readings
    why: It will be in the exam
```

## Valid

```yaml
module: tariffs
outcomes:
  - statement: Choose the cheapest tariff for a household from its meter readings
    why: Most households pay for the wrong one, and you can show yours the difference in an evening
```

## Options

- `words`: the longest reason that is read, in words. Fifteen is our judgement: a longer one has room for
  more than the exam.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.exam_reasons import is_only_the_exam
from coursewright.design.lexicons import lexicon_in_force
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import outcome_phrase, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT007",
    name="why-is-the-exam",
    statement="The reason for an outcome is not only the assessment",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="a reason that ends with the exam says nothing about what it is good for afterwards",
    options=(Option("words", 15, 3, 60, "the longest reason that is read, in words"),),
)


def check(outcome: Outcome, context: Context) -> Sequence[Problem]:
    """Report a reason that is the assessment and nothing else."""
    if not outcome.why:
        return ()
    lexicon = lexicon_in_force(outcome, context.lexicons)
    most = int(context.option("words"))
    if lexicon is None or not is_only_the_exam(outcome.why, lexicon, most, about=outcome.statement or ""):
        return ()
    reason = shortened(outcome.why.rstrip(" .;"))
    message = f'The reason for {outcome_phrase(outcome)} is only the assessment: "{reason}".'
    fix = "say where they will need it after the course, at work or at home"
    return [Problem(outcome, message, fix, key="why")]

"""Compound outcome.

## What it says

One outcome asks for two acts that lie far apart, such as "Define recursion and build a parser".

## Why

Two acts in one sentence are hard to practise and assess as one: students who define well and build nothing
have reached it by half, and no mark can say so. The two also want different tasks. Guides to writing outcomes
ask for one verb each. That is a rule of thumb, and we keep to its harmless half: verbs that share what they
act on ("Plan and carry out a survey") or stand close together are one act in many subjects.

The rule speaks where two verbs of the main clause, each with an object of its own, are joined by "and", "or"
or a comma, and all the levels at which lists place the one are further than one level from all those of the
other; or where a semicolon joins them. Evaluating and creating count as one level. Verbs in no list, or in
fewer than three, say nothing; nor does a word that may be a noun ("and design principles"), nor what stands
in a clause with "how", "to" or "that". Outcomes with a verb of knowing, a vague phrase or a question have
other findings first.

## Invalid

```yaml
module: parsing
outcomes:
  - Define recursion and build a parser for sums
```

## Valid

```yaml
module: parsing
outcomes:
  - Define recursion in one sentence
  - Build a parser for sums
```

## Options

- `levels_apart`: how many levels two joined verbs may lie apart. One is our judgement: lists often differ by
  one level about the same verb.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from coursewright.design.outcome_acts import Act, acts_of, levels_apart, may_join
from coursewright.design.outcome_text import reading_of
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital, outcome_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT012",
    name="compound-outcome",
    statement="An outcome asks for one act",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("Kennedy 2007",),
    why="two acts need two kinds of practice and evidence, and half of such an outcome cannot be reported",
    fix="unsafe",
    options=(Option("levels_apart", 1, 0, 5, "how many levels two joined verbs may lie apart"),),
)


def check(outcome: Outcome, context: Context) -> Sequence[Problem]:
    """Report an outcome that joins acts far apart."""
    read = reading_of(outcome, context.lexicons)
    if read is None:
        return ()
    reading, lexicon = read
    if reading.is_faulted or not may_join(reading, lexicon):
        return ()
    pair = _far_apart(acts_of(reading, lexicon), context.option("levels_apart"))
    if pair is None:
        return ()
    one, other = pair
    message = (
        f'{capital(outcome_phrase(outcome))} asks for acts far apart: "{one.written}" and "{other.written}".'
    )
    if other.afresh:
        message = f'{capital(outcome_phrase(outcome))} is two: "{one.written}" and "{other.written}".'
    fix = f'make it two outcomes, one with "{one.written}" and one with "{other.written}"'
    return [Problem(outcome, message, fix, key="statement")]


def _far_apart(acts: Sequence[Act], most: float) -> tuple[Act, Act] | None:
    known = [act for act in acts if act.placements is not None and not act.placements.rare]
    for one, other in combinations(known, 2):
        assert one.placements is not None and other.placements is not None  # noqa: S101, PT018
        if one.group == other.group:
            continue
        if other.afresh or levels_apart(one.placements, other.placements) > most:
            return one, other
    return None

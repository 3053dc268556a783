"""Level and verb disagree.

## What it says

An outcome declares a level at which no public list of verbs places its verb: `level: create`, and the verb is
"list".

## Why

The level steers much of what is checked: whether the evidence reaches the outcome, whether a follow-up
climbs, whether a module asks for more than recall. One slip there misleads all of them. Where lists of verbs
agree on a verb and never place it at the declared level, one of the two is likely to be a slip.

It is no more than likely. Stanny compared many such lists and found that they disagree about most verbs, and
that a verb alone does not settle the level. So the rule looks only at verbs with many placements of which
three quarters or more are at one level, and speaks only where not a single list has the declared one. It is
silent if a further verb explains the level ("Use a model to design ...") or an adverb may ("Critically
discuss ..."), and in languages without a lexicon.

## Invalid

```yaml
module: anatomy
outcomes:
  - {statement: List the bones of the hand, level: create}
```

## Valid

```yaml
module: anatomy
outcomes:
  - {statement: Design a splint from the bones of the hand, level: create}
```

## Options

- `placements`: how often lists must have placed a verb before the rule speaks of it. Ten is our judgement:
  about a quarter of the lists that were counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.levels import LEVELS
from coursewright.design.outcome_acts import acts_of, is_qualified, verbs_further_on
from coursewright.design.outcome_text import reading_of
from coursewright.design.verb_levels import placements_of, usual_verbs
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital, listed, outcome_phrase, such_as

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.lexicon import Lexicon
    from coursewright.design.outcome_acts import Act
    from coursewright.design.verb_levels import Placements
    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT011",
    name="level-verb-conflict",
    statement="The declared level is plausible for the verb",
    severity=Severity.INFO,
    minutes=2,
    evidence=Evidence.RESEARCH,
    sources=("Stanny 2016",),
    why="a level that the verb does not bear out misleads every check that builds on it",
    options=(Option("placements", 10, 3, 40, "how often lists must have placed a verb"),),
)


def check(outcome: Outcome, context: Context) -> Sequence[Problem]:
    """Report a declared level at which no list places the verb."""
    level = outcome.level
    if level not in LEVELS:
        return ()
    read = reading_of(outcome, context.lexicons)
    if read is None:
        return ()
    reading, lexicon = read
    if reading.vague_phrase or reading.is_question:
        return ()
    least = context.option("placements")
    if not _conflicts(placements_of(reading.head, lexicon), level, least):
        return ()  # most outcomes: there is no need to look for further verbs
    acts = acts_of(reading, lexicon)
    if not acts or not all(_conflicts(act.placements, level, least) for act in acts):
        return ()
    if is_qualified(reading, lexicon):
        return ()
    if any(level in found.levels for found in verbs_further_on(reading, lexicon)):
        return ()
    return [Problem(outcome, _message(outcome, acts[0]), _fix(acts[0], level, lexicon), key="level")]


def _conflicts(found: Placements | None, level: str, least: float) -> bool:
    return found is not None and found.at(level) == 0 and found.total >= least and found.firm


def _message(outcome: Outcome, act: Act) -> str:
    return (
        f"{capital(outcome_phrase(outcome))} is declared `{outcome.level}`,"
        f' a level at which no list of verbs has "{act.verb}".'
    )


def _fix(act: Act, level: str, lexicon: Lexicon) -> str:
    assert act.placements is not None  # noqa: S101 - without placements there is no conflict
    usual = listed([f"`{one}`" for one in LEVELS if one in act.placements.levels], "or")
    return f"declare {usual}, or open with a verb of that level{such_as(usual_verbs(level, lexicon))}"

"""Missing why.

## What it says

An outcome does not say why it matters beyond the course: what students will be able to settle, make or argue
for with it, in work or in life.

## Why

An outcome tells students what they will do; the reason makes it worth doing. In a room a teacher can supply
that reason in passing, week after week. Students who learn in their own time have only what is written, so
the rule weighs more in asynchronous courses, and where the mode is not said. Kent makes the case from
practice; it is advice, not a finding of research.

It only informs where the course is blended or synchronous, and for outcomes written as a plain sentence,
which have no room for a reason, or taken over like that by `coursewright import`. An outcome whose statement
is still open is left alone, and so is one with `why: {none: ...}`.

## Invalid

```yaml
module: tariffs
mode: asynchronous
outcomes:
  - id: choose-tariff
    statement: Choose the cheapest tariff for a household from its meter readings
```

## Valid

```yaml
module: tariffs
mode: asynchronous
outcomes:
  - id: choose-tariff
    statement: Choose the cheapest tariff for a household from its meter readings
    why: Most households pay for the wrong one, and you can show yours the difference in an evening
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, outcome_phrase
from coursewright.spec.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Outcome

META = Meta(
    code="OUT006",
    name="missing-why",
    statement="An outcome says why it matters beyond the course",
    severity=Severity.WARNING,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="students who learn in their own time have nobody at hand to tell them what it is good for",
    missing=True,
    essential=True,
    on_purpose="why",
)

_TAKEN_OVER = frozenset({"id", "title", "statement"})
_IN_A_ROOM = frozenset({"blended", "synchronous"})


def check(outcome: Outcome, _context: Context) -> Sequence[Problem]:
    """Report an outcome without a reason."""
    if not outcome.lacks("why") or outcome.leaves_open("statement"):
        return ()
    message = f"{capital(outcome_phrase(outcome))} does not say why it matters."
    if outcome.shorthand:
        fix = "write it as `statement:` with a `why:` beside it that says where they will need it"
        return [Problem(outcome, message, fix, severity=Severity.INFO)]
    fix = "add `why:` with where they will need it after the course, at work or at home"
    mildly = outcome.scope.settings.mode in _IN_A_ROOM or _says_where_it_is_from(outcome)
    return [Problem(outcome, message, fix, severity=Severity.INFO if mildly else None)]


def _says_where_it_is_from(outcome: Outcome) -> bool:
    """Whether it is a sentence of another system, which had no place for a reason: keys of ours are few."""
    pairs = outcome.node.pairs if isinstance(outcome.node, Mapping) else {}
    return "x-source" in pairs and all(key in _TAKEN_OVER or key.startswith("x-") for key in pairs)

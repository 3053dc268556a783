"""Only low-order outcomes.

## What it says

All outcomes of a module stop at remembering and understanding; none asks students to apply, take apart, judge
or make anything.

## Why

Bloom's levels, as Anderson and Krathwohl revised them, are a map of what outcomes can ask for, and a module
that only asks for the first two leaves out what most courses are given for. It is also the module that is
easiest to finish without learning: what is to be recalled or described can be looked up. Rubrics for online
courses ask for higher-order thinking and problem solving. In some modules, a first week of terms for
instance, it rightly comes later.

A declared `level` counts first, and `kind: create` or `kind: decide` is enough. Else all the levels count at
which public lists place a verb, so that "identify", which they place as high as analysing, is enough as well.
The rule is silent where one verb is in no list, where an outcome is vague or a question, and where one is
still `TODO`.

## Invalid

```yaml
module: vaccines
outcomes:
  - List the parts of an immune response
  - Summarise how a vaccine trains it
```

## Valid

```yaml
module: vaccines
outcomes:
  - List the parts of an immune response
  - Judge a claim about vaccines from the trial it rests on
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.levels import rank_of
from coursewright.design.module_work import works_of
from coursewright.design.outcome_levels import stated_outcomes, stays_low
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import outcome_phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Module, Outcome

META = Meta(
    code="OUT010",
    name="only-low-order",
    statement="Some outcome of a module exceeds understanding",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("OSCQR 4.0", "Anderson & Krathwohl 2001", "Howard 2021"),
    why="what only has to be recalled or described can be looked up, and asks nobody to think with it",
)


def check(module: Module, context: Context) -> Sequence[Problem]:
    """Report a module none of whose outcomes may ask for more than understanding."""
    outcomes = stated_outcomes(module)
    if not outcomes:
        return ()
    for outcome in outcomes:
        if not stays_low(outcome, context.lexicons):
            return ()
    message = f"No outcome of {module.label} goes beyond remembering and understanding."
    key = "outcomes" if module.outcomes else "units"
    return [Problem(module, message, _fix(module, outcomes), key=key)]


def _fix(module: Module, outcomes: Sequence[Outcome]) -> str:
    """Draw on work that asks for more already."""
    for work in works_of(module):
        if (rank_of(work.level) or 0) > 2:
            return f"say in an outcome what {work.label} asks for already (`level: {work.level}`)"
    return (
        "let one of them ask students to use, judge or make something with it,"
        f" such as the one that follows from {outcome_phrase(outcomes[-1])}"
    )

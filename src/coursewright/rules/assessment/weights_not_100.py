"""Weights not 100.

## What it says

Everything that is graded has a weight, and the weights add up to something other than 100%.

## Why

Nobody can work out a mark from them, and students who plan their time by the weights plan it wrongly. It is
usually a slip: a piece was added, dropped or moved, and its share went nowhere. This is a check of
arithmetic, not of design.

Weights may be shares of the course or of each module: the rule is content where all of them add up to 100, or
those of each module do. Once one module adds up by itself, the others are looked at one by one; else the
finding stands at the course. Left alone: a course or module in which a graded piece has no weight yet, or in
which anything that could carry one is still open; and the weights of tasks with `counts_towards`, which are
shares of that assessment. Weights of optional tasks may be counted or not. A hundredth either way is
rounding.

## Invalid

```yaml
module: choir
assessments:
  - {id: log, kind: portfolio, weight: 35%}
  - {id: concert, kind: practical, weight: 60%}
```

## Valid

```yaml
module: choir
assessments:
  - {id: log, kind: portfolio, weight: 40%}
  - {id: concert, kind: practical, weight: 60%}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import as_written
from coursewright.design.weights import Weighted, Weights, weights_of
from coursewright.lint.api import Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Course, Module

META = Meta(
    code="ASM002",
    name="weights-not-100",
    statement="Weights sum to 100",
    severity=Severity.ERROR,
    minutes=2,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="nobody can work out a mark from them, and students plan their time by them",
    essential=True,
)

_SHOWN = 5


def check(course: Course, _context: Context) -> Iterable[Problem]:
    """Report weights that add up to 100 neither over the course nor in each module."""
    if not course.complete:
        return ()
    together = weights_of(course)
    if not together.items or together.whole:
        return ()
    apart = [(module, weights) for module in course.modules if (weights := weights_of(course, module)).items]
    if any(weights.whole for _, weights in apart):
        return [_problem(module, weights) for module, weights in apart if weights.known and not weights.whole]
    if not together.known:
        return ()
    return (_problem(as_written(course), together),)


def _problem(place: Course | Module, weights: Weights) -> Problem:
    total = round(weights.total, 2)
    message = f"The weights of {place.label} add up to {total:g}%, not 100%."
    shares = [f"{_name(item)} {item.weight:g}%" for item in weights.items]
    if len(shares) > _SHOWN:
        shares = [*shares[: _SHOWN - 1], f"{len(shares) - _SHOWN + 1} more"]
    change = f"give out the missing {100 - total:g}%" if total < 100 else f"take {total - 100:g}% away"
    related = tuple(Related(item, f"{item.weight:g}%", key="weight") for item in weights.items[:_SHOWN])
    return Problem(place, message, f"{change}; there are {listed(shares)}", related=related)


def _name(item: Weighted) -> str:
    name = getattr(item, "id", None) or getattr(item, "title", None)
    return f"`{name}`" if name else f"the {item.noun}"

"""Outcome count.

## What it says

A module states one outcome only, or more than eight.

## Why

A list of outcomes is for choosing: what is worth practising, what is worth assessing, what can go. One
outcome for a module is usually a topic in disguise, and beyond eight nobody assesses them all. Universities
that give a number land near each other; Aberystwyth, for one, asks for three to eight in a module of ten
credits and expects no more than about eight in any. These are rules of committees that have read many
modules, not results of experiments, and both ends can be moved.

The module's own outcomes are counted. Where only its units state them, each unit may have up to eight, and
the units together need two. Left alone: a single outcome in a module that teaches for one week, where there
is room for no more; a module without any, which is another rule's matter; and lists in which something is
still `TODO`.

## Invalid

```yaml
module: rhythm
outcomes:
  - Clap a rhythm of two bars from the page
```

## Valid

```yaml
module: rhythm
outcomes:
  - Clap a rhythm of two bars from the page
  - Write down a rhythm of two bars that somebody claps
  - Compose an answer to it, and defend its last beat
```

## Options

- `least`: the fewest outcomes of a module. Two is our judgement: Aberystwyth starts at three, for modules of
  ten credits, and many modules are smaller.
- `most`: the most outcomes of a module, or of a unit where only units state them. Eight follows Aberystwyth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import written_units
from coursewright.design.weeks import teaching_weeks
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital, counted, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Module, Unit

META = Meta(
    code="OUT009",
    name="outcome-count",
    statement="A module has two to eight outcomes",
    severity=Severity.INFO,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Aberystwyth AQH",),
    why="a single outcome is often a topic in disguise, and of a long list most are never assessed",
    options=(
        Option("least", 2, 1, 20, "the fewest outcomes of a module"),
        Option("most", 8, 1, 50, "the most outcomes of a module, or of a unit where only units state them"),
    ),
)


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Report modules with too few or too many outcomes, and units with too many."""
    units = written_units(module)
    for place in (module, *units):
        if place.leaves_open("outcomes", "units"):
            return
    places: list[Module | Unit] = [module] if module.outcomes else [unit for unit in units if unit.outcomes]
    total = sum([len(place.outcomes) for place in places])
    if 0 < total < context.option("least") and not _is_one_week(module, context):
        message = f"{capital(module.label)} states {_outcomes(total)}."
        fix = "add what else students will do, create or decide by its end"
        yield Problem(module, message, fix, key="outcomes" if module.outcomes else "units")
    for place in places:
        if (count := len(place.outcomes)) > context.option("most"):
            message = f"{capital(place.label)}{when_phrase(place)} states {_outcomes(count)}."
            fix = (
                "keep those that are assessed, merge those that one piece of work shows, and let the rest go"
            )
            yield Problem(place, message, fix, key="outcomes")


def _is_one_week(module: Module, context: Context) -> bool:
    """Whether a module is known to teach in one numbered week only."""
    weeks = teaching_weeks(context.course).of_module(module)
    return len(weeks) == 1 and weeks[0].number is not None


def _outcomes(count: int) -> str:
    return "only one outcome" if count == 1 else counted(count, "outcome")

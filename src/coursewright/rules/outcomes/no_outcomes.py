"""No outcomes.

## What it says

A module says what its students will do, in outcomes of its own, of its units, or of the course it belongs to.
This one has none of the three.

## Why

Everything else hangs on the outcomes: which tasks are worth the learners' time, what an assessment should
show, and how anybody can tell that the module worked. Rubrics for online courses ask for them first, and
students who study on their own rely on them most, because nobody is in the room to say what the week is for.

Left alone: a module whose course states outcomes, or one of whose units does; outcomes still marked `TODO`;
and a module that goes without on purpose, such as an orientation week, with `outcomes: {none: ...}`.

## Invalid

```yaml
module: soil
title: What lives under a square metre
tasks:
  - {id: dig, title: Dig and count, kind: investigation}
```

## Valid

```yaml
module: soil
title: What lives under a square metre
outcomes:
  - Estimate how many worms a garden holds from three samples
tasks:
  - {id: dig, title: Dig and count, kind: investigation}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import written_units
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Content, Module

META = Meta(
    code="OUT001",
    name="no-outcomes",
    statement="A module states outcomes",
    severity=Severity.ERROR,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("OSCQR 4.0", "Biggs & Tang 2011"),
    why="without outcomes nobody can tell what the work is for, or whether it was reached",
    missing=True,
    essential=True,
    on_purpose="outcomes",
)


def check(module: Module, context: Context) -> Sequence[Problem]:
    """Report a module without outcomes anywhere around or in it."""
    if _settles(module) or _settles(context.course):
        return ()
    units = written_units(module)
    if any(unit.outcomes for unit in units):
        return ()
    if module.leaves_open("units") or any(unit.leaves_open("outcomes") for unit in units):
        return ()
    if units and all(unit.leaves_out("outcomes") for unit in units):
        return ()
    fix = "add `outcomes:` with two to eight things that students will do, create or decide"
    message = f"{capital(module.label)} states no outcomes, and neither does anything around it."
    return [Problem(module, message, fix)]


def _settles(place: Content) -> bool:
    """Whether outcomes are stated here, are still to come, or are left out on purpose."""
    return bool(place.outcomes) or place.leaves_open("outcomes") or place.leaves_out("outcomes")

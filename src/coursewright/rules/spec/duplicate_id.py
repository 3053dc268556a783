"""Ids are unique where they are looked up.

## What it says

Two things that can be referred to have the same id in one place: two items of a module, two people in the
team, two tools, or two modules of a course. A module that a course lists twice is meant as well.

## Why

A reference to such an id could mean either of the two, and an export would give one of them the other's
page, deadline or marks. The first keeps the id; the finding stands at the later one and shows where the
first is.

Left alone: the same id in two modules of a course, because a reference looks in its own module first. A
person, a tool and a task may share an id too: the key that refers to it says which of them is meant.

## Invalid

```yaml
module: poetry
tasks:
  - {id: sonnet, title: Mark the turn in a sonnet}
  - {id: sonnet, title: Write a sonnet with no turn}
```

## Valid

```yaml
module: poetry
tasks:
  - {id: mark-turn, title: Mark the turn in a sonnet}
  - {id: write-sonnet, title: Write a sonnet with no turn}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.faults import problems
from coursewright.spec.faults import FaultKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course

META = Meta(
    code="SPC003",
    name="duplicate-id",
    statement="Ids are unique",
    severity=Severity.ERROR,
    minutes=2,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="a reference to an id that two things share could mean either",
)


def check(course: Course, _context: Context) -> Sequence[Problem]:
    """Report ids that something else has already."""
    return problems(course, FaultKind.DUPLICATE)

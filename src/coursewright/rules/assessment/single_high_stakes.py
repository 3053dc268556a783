"""No single piece of work decides most of the mark.

## What it says

One assessment, task or follow-up activity carries more than 60% of the mark.

## Why

A bad day, a misread question or a failed connection then weighs as much as all the rest together, and
students get their first real verdict when it is too late to act on it. Gibbs and Simpson, who went
through the research, find that frequent, smaller pieces of work lead to steadier study; rubrics for
online courses ask for several and for variety. No study names the point at which one piece becomes too
heavy, so this only informs, and some degrees have good reasons.

Left alone: a dissertation; work that is `formative`; an assessment to which two or more tasks count
(`counts_towards`), because it is not made in one go; weights and kinds that are still `TODO`; and modules
whose weights add up to more than 100, as they do where they are points (ASM002 speaks of those).

## Invalid

```yaml
module: torts
assessments:
  - {id: note, title: A case note, kind: report, weight: 20%}
  - {id: exam, title: Three hours in June, kind: exam, weight: 80%}
```

## Valid

```yaml
module: torts
assessments:
  - {id: note, title: A case note, kind: report, weight: 20%}
  - {id: opinion, title: An opinion for a client, kind: report, weight: 30%}
  - {id: exam, title: Two hours in June, kind: exam, weight: 50%}
```

## Options

- `most`: the weight, in per cent, up to which one piece may count. The sources give no number; the default of
  60 is our judgement, and leaves room for a final exam beside one other piece of work.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.design.contents import tasks_towards
from coursewright.design.scopes import home_of
from coursewright.design.weights import TOLERANCE, weights_of
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.model import Assessment, Reflection, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.alignment import Work
    from coursewright.design.weights import Weighted
    from coursewright.spec.element import Scope
    from coursewright.spec.model import Course

META = Meta(
    code="ASM005",
    name="single-high-stakes",
    statement="No single piece of work decides most of the mark",
    severity=Severity.INFO,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Gibbs & Simpson 2004", "OSCQR 4.0"),
    why="one bad day should not outweigh all the rest",
    options=(Option("most", 60, 20, 100, "the weight, in per cent, up to which one piece may count"),),
)


def check(course: Course, context: Context) -> Iterable[Problem]:
    """Report each piece of work that weighs too much."""
    most = context.option("most")
    items = weights_of(course).items
    heavy = [item for item in items if (item.weight or 0) > most and not isinstance(item, Reflection)]
    if not heavy or any(_may_be_part(task) for task in course.every(Task)):
        return ()
    totals = _totals(items)
    return [
        _problem(item)
        for item in heavy
        if totals[home_of(item.scope)] <= 100 + TOLERANCE and not _is_excused(item, course)
    ]


def _problem(item: Work) -> Problem:
    message = f"{capital(item.label)}{when_phrase(item)} decides {item.weight:g}% of the mark by itself."
    fix = "split it, or give part of its weight to work that comes earlier"
    return Problem(item, message, fix, key="weight")


def _may_be_part(task: Task) -> bool:
    """Whether it is open towards which assessment a task counts."""
    unresolved = task.counts_towards is not None and task.counts_towards.target is None
    return unresolved or task.leaves_open("counts_towards")


def _totals(items: Sequence[Weighted]) -> Counter[Scope]:
    """Add up the weights of each module, and those of the course itself."""
    totals: Counter[Scope] = Counter()
    for item in items:
        totals[home_of(item.scope)] += item.weight or 0  # type: ignore[assignment]
    return totals


def _is_excused(item: Weighted, course: Course) -> bool:
    if not isinstance(item, Assessment):
        return False
    if item.formative or item.kind == "dissertation" or item.leaves_open("kind"):
        return True
    return len(tasks_towards(course).get(item, ())) > 1

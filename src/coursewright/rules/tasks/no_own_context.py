"""No own context.

## What it says

Fewer than one in two of a module's units ties a task, or what follows it up, to the students' own lives or
work.

## Why

What students connect with something they know from home, work or the street is theirs afterwards; what they
only repeat is the course's. Kent asks for that connection instead of recall, and it is also the part of a
task that nobody can fetch ready-made. It is advice from practice, so the measure is a loose one: in a module
of six units, three with an `own_context` are enough, wherever they stand.

Only modules of two units or more are asked. A flat module counts each of the weeks that its items carry.
Units with nothing to do, or only onboarding, social tasks and surveys, are not counted, and neither are those
with `own_context: {none: ...}` on them or on all their tasks; on the module it settles the matter for all.
A unit counts as tied while an `own_context` in it, or a follow-up, is still `TODO`.

## Invalid

```yaml
module: contracts
units:
  - title: Offer and acceptance
    tasks: [{id: offers, title: Mark the moment of agreement, kind: problem-set}]
  - title: Terms in small print
    tasks: [{id: terms, title: Find the unfair term, kind: case-study}]
```

## Valid

```yaml
module: contracts
units:
  - title: Offer and acceptance
    tasks: [{id: offers, title: Mark the moment of agreement, kind: problem-set}]
  - title: Terms in small print
    tasks:
      - id: terms
        title: Find the unfair term
        kind: case-study
        own_context: Bring the contract of your phone. Which term would you strike out?
```

## Options

- `units`: how many units may share one task that uses the students' own context. Two is our judgement: no
  source gives a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.decisions import activities_of
from coursewright.design.learning_types import is_acquisition
from coursewright.design.module_work import is_apart, may_hold, work_is_open
from coursewright.design.on_purpose import said_around
from coursewright.design.weeks import teaching_weeks
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.decisions import Activity
    from coursewright.spec.model import Module, Unit

META = Meta(
    code="TSK006",
    name="no-own-context",
    statement="In every two units, some task uses the students' own context",
    severity=Severity.INFO,
    minutes=5,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="what students tie to their own lives or work outlasts what they only recall",
    missing=True,
    on_purpose="own_context",
    options=(Option("units", 2, 1, 20, "units that may share one task with the students' own context"),),
)


_APT = ("case-study", "investigation", "journal", "blog", "discussion", "project", "role-play", "debate")


def check(module: Module, context: Context) -> Iterable[Problem]:
    """Report a module in which too few units touch the students' own lives."""
    per = int(context.option("units"))
    if len(module.units) < max(per, 2) or said_around(module.scope, "own_context") or work_is_open(module):
        return ()
    links, weeks = context.course.links, teaching_weeks(context.course)
    candidates: list[Activity] = []
    tied = untied = 0
    for unit in module.units:
        activities = activities_of(unit, links)
        if any(_ties(activity) for activity in activities):
            tied += 1
        elif (found := _candidates(unit, activities)) and weeks.teaches(unit):
            untied += 1
            candidates += found
    units = tied + untied
    beside = 0 if module.flat else sum(_ties(task) for task in module.tasks)
    if not candidates or units < 2 or tied + beside >= units // per:
        return ()
    ties = f"{tied or 'none'} of its {units} {'weeks' if module.flat else 'units'}"
    message = f"{capital(module.label)} ties its tasks to the students' own lives or work in {ties}."
    at = _most_apt(candidates)
    fix = f"add `own_context:` to {at.label}{when_phrase(at)}, asking where they have met this themselves"
    return (Problem(module, message, fix),)


def _ties(activity: Activity) -> bool:
    return bool(activity.own_context) or may_hold(activity, "own_context")


def _candidates(unit: Unit, activities: Sequence[Activity]) -> Sequence[Activity]:
    """Return what could use it, and does not go without on purpose."""
    if unit.leaves_out("own_context"):
        return ()
    return [one for one in activities if not is_apart(one) and not one.leaves_out("own_context")]


def _most_apt(candidates: Sequence[Activity]) -> Activity:
    """Return what is easiest to tie to a life: an applied or personal kind, else more than input."""
    for kind in _APT:
        for one in candidates:
            if one.kind == kind:
                return one
    active = (one for one in candidates if not isinstance(one, Task) or not is_acquisition(one))
    return next(active, candidates[0])

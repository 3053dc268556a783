"""Unit without decision.

## What it says

Nothing in this unit asks students to decide: none of its tasks has a decision point, and neither has any of
the follow-up activities that take them up.

## Why

Kent's advice to designers is to trade one question for another: not what can be uploaded this week, but
what students will decide. To decide they have to use what they read, and to own what comes of it, which
recall never asks of them. It is advice from practice, so the rule wants only one decision in a unit and
leaves its size open: committing to a prediction before the data appear is enough.

Left alone: units that have neither tasks nor follow-up activities (there is nothing yet that could ask),
units made up of onboarding, social tasks and surveys, those in week 0 or in a break, and any unit where a
decision may still come, because something in it is `TODO`. `decision_points: {none: ...}` on the unit, or
on the module for all of its units, says that it is on purpose; so does the same on every single task. In a
draft it only informs.

## Invalid

```yaml
module: soil
units:
  - id: texture
    title: Sand, silt and clay
    tasks:
      - {id: jar-test, title: Shake a jar and wait, kind: investigation}
      - {id: triangle, title: Read the texture triangle, kind: problem-set}
```

## Valid

```yaml
module: soil
units:
  - id: texture
    title: Sand, silt and clay
    tasks:
      - {id: jar-test, title: Shake a jar and wait, kind: investigation}
      - id: triangle
        title: Read the texture triangle
        kind: problem-set
        decision_points: Which of the three fields would you plant with carrots?
```
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from coursewright.design.alignment import APART
from coursewright.design.decisions import activities_of
from coursewright.design.learning_types import is_acquisition
from coursewright.design.module_work import may_hold
from coursewright.design.on_purpose import said_around
from coursewright.design.weeks import teaching_weeks
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.decisions import Activity
    from coursewright.spec.model import Unit

META = Meta(
    code="TSK002",
    name="unit-without-decision",
    statement="Each unit asks students for a decision",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="students who decide have to use what they learn; those who only take it in do not",
    missing=True,
    essential=True,
    on_purpose="decision_points",
)

_APT = ("case-study", "simulation", "role-play", "debate", "virtual-lab", "project", "investigation")


def check(unit: Unit, context: Context) -> Iterable[Problem]:
    """Report a unit whose tasks and follow-up activities ask for no decision."""
    for task in unit.tasks:
        if task.decision_points:
            return ()  # most units answer here
    activities = activities_of(unit, context.course.links)
    if any(activity.decision_points or may_hold(activity, "decision_points") for activity in activities):
        return ()
    candidates = [activity for activity in activities if not _excused(activity)]
    if not candidates:
        return ()
    if said_around(unit.scope, "decision_points") or context.open_around(
        unit, "tasks", "follow_up_activities", "units"
    ):
        return ()
    if not teaching_weeks(context.course).teaches(unit):
        return ()
    message = f"{capital(unit.label)}{when_phrase(unit)} asks students for no decision."
    at = _most_apt(candidates)
    fix = (
        f"add `decision_points:` to {at.label}, for example two or three answers to commit to before going on"
    )
    return (Problem(unit, message, fix),)


def _excused(activity: Activity) -> bool:
    return activity.kind in APART or activity.leaves_open("kind") or activity.leaves_out("decision_points")


def _most_apt(candidates: Sequence[Activity]) -> Activity:
    """Return what could most easily ask for one: an applied kind, else the most that is more than input."""
    for kind in _APT:
        for candidate in candidates:
            if candidate.kind == kind:
                return candidate
    active = [one for one in candidates if not isinstance(one, Task) or not is_acquisition(one)]
    return max(active or candidates, key=_detail)


def _detail(activity: Activity) -> float:
    """Return how much is written about it; instructions in a file of their own are long."""
    told: object = activity.instructions
    return len(told) if isinstance(told, str) else 0 if told is None else math.inf

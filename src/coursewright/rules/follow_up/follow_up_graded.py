"""A follow-up counts for the process.

## What it says

A follow-up activity has a weight of more than 5%, or it is graded and its focus is on performance.

## Why

A follow-up is where students stretch: they try with others what they have just met, and what they make is
bound to be unfinished. Howard asks for process there, not performance. A grade that matters turns the
attempt into an exam, and those who are least sure do what is safe, or stay away.

A small share for taking part is fine, and so is a grade with `focus: process`. What the whole course
builds up to belongs under `assessments`. Left alone: follow-up activities whose weight, grading or focus
is still to be decided. Self-taught courses are outside this rule.

## Invalid

```yaml
module: harmony
tasks:
  - {id: bass, title: Set a figured bass, kind: problem-set, follow_up: play}
follow_up_activities:
  - {id: play, title: Play each other's settings, kind: gallery-walk, weight: 20%}
```

## Valid

```yaml
module: harmony
tasks:
  - {id: bass, title: Set a figured bass, kind: problem-set, follow_up: play}
follow_up_activities:
  - {id: play, title: Play each other's settings, kind: gallery-walk, weight: 5%, focus: process}
```

## Options

`weight`: the most that a follow-up activity may count, in per cent, by default 5, from 0 to 100. Howard
gives no number; ours is enough to say that taking part counts, and too little to be afraid of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import SUPPORTED, Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import capital, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import FollowUpActivity

META = Meta(
    code="FUP010",
    name="follow-up-graded",
    statement="A follow-up counts for the process",
    severity=Severity.INFO,
    minutes=2,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="students stretch where a failed attempt costs nothing, and play safe where it does",
    models=SUPPORTED,
    options=(Option("weight", 5, 0, 100, "The most it may count, in per cent. The source gives no number."),),
)


def check(activity: FollowUpActivity, context: Context) -> Iterable[Problem]:
    """Report a follow-up activity that is graded like an exam."""
    weight = activity.weight
    if weight is None and activity.focus != "performance":
        return ()
    if activity.leaves_open("weight", "graded", "focus"):
        return ()
    most = context.option("weight")
    if weight is not None and weight > most:
        fix = f"lower its `weight` to {most:g}% or less, or make an assessment of what has to count"
        return (Problem(activity, f"{_named(activity)} counts {weight:g}%.", fix, key="weight"),)
    if activity.focus == "performance" and (activity.graded or weight):
        fix = "grade the attempt (`focus: process`), or do not grade it"
        return (Problem(activity, f"{_named(activity)} is graded for performance.", fix, key="focus"),)
    return ()


def _named(activity: FollowUpActivity) -> str:
    return f"{capital(activity.label)}{when_phrase(activity)}"

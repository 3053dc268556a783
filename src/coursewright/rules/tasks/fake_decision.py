"""Fake decision.

## What it says

A decision point offers only one way to decide, or whichever way students decide, nothing comes of it.

## Why

A decision teaches by what follows. With one option there is nothing to weigh, and where every option leads
to the same silence students learn that it did not matter. Kent asks for real decisions, in which a reason
has to be found and its result lived with for a while. It is advice from practice, and a consequence can be
one sentence: what happens next, who objects, what the data then show.

Only points that list `options` are read, so a decision written as a plain sentence is left alone, and so is
one that students may answer freely (`open: true`). What counts as coming of it: a `consequence` on any of the
options, `feedback` on the point or on the task, a follow-up, replies or company in which others answer, an
instructor who answers in the thread. What a follow-up activity asks is answered on the spot, so only its
options are counted. Whatever is still `TODO` is taken for granted.

## Invalid

```yaml
module: shelter
tasks:
  - id: bridge
    kind: simulation
    decision_points:
      - prompt: Close the bridge tonight?
        options: [close it, leave it open]
```

## Valid

```yaml
module: shelter
tasks:
  - id: bridge
    kind: simulation
    decision_points:
      - prompt: Close the bridge tonight?
        options:
          - {option: close it, consequence: The ambulance takes forty minutes. Answer the station's call.}
          - {option: leave it open, consequence: At four the gauge reads 6.1 m. What do you tell the crew?}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.company import may_meet, meets
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import counted, shortened, when_phrase
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import DecisionPoint, FollowUpActivity

META = Meta(
    code="TSK009",
    name="fake-decision",
    statement="A decision has two ways to go, and something comes of them",
    severity=Severity.INFO,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="a decision teaches by what follows from it",
)


def check(activity: Task | FollowUpActivity, context: Context) -> Iterable[Problem]:
    """Report decision points with one way to go, or with no consequence."""
    found: list[Problem] = []
    for point in activity.decision_points:
        if not point.options or point.leaves_open("options", "open"):
            continue
        ways = _ways(point)
        if ways == 1 and not point.open_ended:
            message = f"{_named(point, activity)} offers only one way to decide."
            fix = "add a second option that a sensible person could take, or `open: true`"
            found.append(Problem(point, message, fix, key="options"))
        elif ways > 1 and isinstance(activity, Task) and not _something_follows(point, activity, context):
            offer = f"{_named(point, activity)} offers {counted(ways, 'way')} to decide"
            message = f"{offer}, and nothing comes of any of them."
            fix = "give an option its `consequence:`, or the point `feedback:` on what each choice leads to"
            found.append(Problem(point, message, fix, key="options"))
    return found


def _named(point: DecisionPoint, activity: Task | FollowUpActivity) -> str:
    name = f'Decision point "{shortened(point.prompt)}"' if point.prompt else "A decision point"
    return f"{name} in {activity.label}{when_phrase(activity)}"


def _ways(point: DecisionPoint) -> int:
    """Count the options that differ by their words; 0 where one of them is still open."""
    ways: set[str] = set()
    for option in point.options:
        if not option.option or option.leaves_open("option"):
            return 0
        ways.add(" ".join(option.option.casefold().split()))
    return len(ways)


def _something_follows(point: DecisionPoint, task: Task, context: Context) -> bool:
    if point.says("feedback") or task.says("feedback") or task.says("follow_up"):
        return True
    if any(option.says("consequence") or option.says("feedback") for option in point.options):
        return True
    if task in context.course.links.follow_ups or meets(task) or may_meet(task):
        return True
    return task.monitoring is not None and (
        bool(task.monitoring.answers) or task.monitoring.leaves_open("answers")
    )

"""Nothing is due at the weekend.

## What it says

A task or an assessment is due on a Saturday or a Sunday.

## Why

The helpdesk is closed from Friday at six, and so is the chaplaincy. Whoever gets stuck on Saturday is stuck
until Monday. A deadline on Friday afternoon has the same working days before it and people to ask.

Left alone: times whose day nobody can know, such as `day 3` of a self-paced course.

## Invalid

```yaml
module: tides
calendar: {starts: 2026-10-05}
tasks:
  - {id: chart, title: Draw the chart, kind: problem-set, due: week 2 sun}
```

## Valid

```yaml
module: tides
calendar: {starts: 2026-10-05}
tasks:
  - {id: chart, title: Draw the chart, kind: problem-set, due: week 2 fri 17:00}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Assessment, Task

META = Meta(
    code="UNI004",
    name="weekend-deadline",
    statement="Nothing is due at the weekend",
    severity=Severity.WARNING,
    minutes=2,
    evidence=Evidence.PRACTICE,
    sources=("Student services 2025",),
    why="at the weekend there is nobody to ask",
)

WEEKEND = {5: "Saturday", 6: "Sunday"}


def check(work: Task | Assessment, context: Context) -> Iterator[Problem]:
    """Report work that is due on a Saturday or a Sunday."""
    due = context.moment(work, "due")
    day = WEEKEND.get(due.date.weekday()) if due is not None and due.date is not None else None
    if day is None:
        return
    message = f"{work.label[:1].upper()}{work.label[1:]} is due on a {day}."
    yield Problem(work, message, "move it to Friday afternoon, or to Monday", key="due")

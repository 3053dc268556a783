"""Once students are in, nothing is a draft any more.

## What it says

A course, module, unit, task or assessment has `status: draft`, although the calendar it stands under has
started, or although the module around it is `live`.

## Why

The parts that students do alone cannot be improvised in the ten minutes before a lesson: Howard's advice,
from having tried, is to have them planned before the course begins. A draft that is still one on the first
day is a week that will be written in the week itself. In a module that is live it is a page that students
can open.

Started means that the day of `calendar.starts` has come. Today is the day of the check, unless the command
line or `SOURCE_DATE_EPOCH` says otherwise. One finding stands at each place where `draft` is written: a
module that is a draft is not joined by all of its tasks.

Left alone: courses whose calendar names no first day, and drafts in a module that is itself a draft or in
review, before it starts.

## Invalid

```yaml
module: circuits
status: live
tasks:
  - {id: wire-plug, title: Wire a plug}
  - {id: find-fuse, title: Find the fuse box at home, status: draft}
```

## Valid

```yaml
module: circuits
status: review
tasks:
  - {id: wire-plug, title: Wire a plug}
  - {id: find-fuse, title: Find the fuse box at home, status: draft}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, date_phrase
from coursewright.spec.model import Assessment, Course, Module, Task, Unit
from coursewright.spec.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

META = Meta(
    code="SPC006",
    name="draft-after-start",
    statement="A module that has started or is live holds no drafts",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Howard 2021",),
    why="what students do alone is planned before they start, or not well",
)


def check(item: Task | Assessment | Unit | Module | Course, context: Context) -> Sequence[Problem]:
    """Report a draft where students already are."""
    if not _is_written_as_draft(item):
        return ()
    around = item.scope if isinstance(item, (Task, Assessment)) else item.scope.parent
    status = around.settings.status if around is not None else None
    starts = context.course.timeline.calendar(item.scope).starts
    if status == "draft":
        return ()
    if starts is not None and starts <= context.today:
        reason = f"the calendar started on {date_phrase(starts)}"
    elif status == "live" and not isinstance(item, Module):
        reason = "what it stands in is live"
    else:
        return ()
    fix = "finish it and say `status: live`, or take it out until it is ready"
    message = f"{capital(item.label)} is still a draft, and {reason}."
    return [Problem(item, message, fix, key="status")]


def _is_written_as_draft(item: Task | Assessment | Unit | Module | Course) -> bool:
    """Whether the item itself says so; what stands implicitly for a module leaves it to the module."""
    if isinstance(item, (Task, Assessment)):
        return item.status == "draft"
    if (isinstance(item, (Unit, Course)) and item.implicit) or not isinstance(item.node, Mapping):
        return False
    status = item.node.value("status")
    return isinstance(status, Scalar) and status.text == "draft"

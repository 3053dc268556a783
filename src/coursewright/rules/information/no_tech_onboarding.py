"""No technical onboarding.

## What it says

The first task in which students need a tool is already graded: nothing lets them try the tool out before.

## Why

A forum, a repository or a lab at a distance has its own ways to fail, and a student should meet them when
nothing depends on it; otherwise part of the mark is for logging in. OSCQR, a rubric that draws on research,
asks that technical skills be built up in steps: shown, practised, and only then needed. Danaher and Danaher
count confidence with technology among the gains of asynchronous learning.

Five minutes are enough: an ungraded task with the same `tool`, or any task named as the tool's `onboarding`.
Left alone: mail and the learning platform itself, which students have used to get here; a tool with an
ungraded task that may come first, as far as modules, weeks and due times tell; a course with a task of kind
`onboarding` that names no tool; and whatever could still be settled by something marked `TODO`.

## Invalid

```yaml
module: remote-sensing
tools:
  - {id: scope, name: Radio telescope, kind: remote-lab}
tasks:
  - {id: hydrogen, title: Map the hydrogen line, kind: investigation, tool: scope, weight: 20%}
```

## Valid

```yaml
module: remote-sensing
tools:
  - {id: scope, name: Radio telescope, kind: remote-lab, onboarding: point-at-the-sun}
tasks:
  - {id: point-at-the-sun, title: Point it at the sun, kind: onboarding, tool: scope}
  - {id: hydrogen, title: Map the hydrogen line, kind: investigation, tool: scope, weight: 20%}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import everywhere
from coursewright.lint.api import Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital, shortened, when_phrase
from coursewright.spec.model import Settings, Task, Tool
from coursewright.spec.moments import compare
from coursewright.spec.timeline import week_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Course

META = Meta(
    code="INF006",
    name="no-tech-onboarding",
    statement="The first use of a tool is a rehearsal",
    severity=Severity.INFO,
    minutes=10,
    evidence=Evidence.RESEARCH,
    sources=("OSCQR 4.0", "Danaher & Danaher"),
    why="part of the mark is then for logging in",
    missing=True,
)

_AT_HAND = frozenset({"lms", "email"})


def check(course: Course, _context: Context) -> Iterator[Problem]:
    """Report each tool whose first use is graded."""
    uses: dict[str, list[Task]] = {}
    for task in course.every(Task):
        if task.tool is not None:
            uses.setdefault(task.tool.text, []).append(task)
    graded = {name: next(filter(_counts, tasks), None) for name, tasks in uses.items()}
    if not any(graded.values()) or _may_be_rehearsed(course):
        return
    for name, first in graded.items():
        tool = first.tool.target if first is not None and first.tool is not None else None
        if first is None or not isinstance(tool, Tool) or _is_settled(tool, course):
            continue
        if any(not _counts(use) and not _is_later(use, first, course) for use in uses[name]):
            continue
        called = shortened(tool.name or tool.id or "")
        message = f'{capital(first.label)}{when_phrase(first)} is graded, and the first to use "{called}".'
        fix = "let a short ungraded task come first, and name it as the tool's `onboarding`"
        yield Problem(first, message, fix, key="tool", related=(Related(tool, "the tool"),))


def _counts(task: Task) -> bool:
    return task.graded or task.counts_towards is not None


def _is_settled(tool: Tool, course: Course) -> bool:
    """Whether a tool is at hand anyway, or its onboarding is spoken of, here or where it is inherited."""
    if tool.kind in _AT_HAND or tool.leaves_open("kind"):
        return True
    return any(one.says("onboarding") for one in course.every(Tool) if one.id == tool.id)


def _may_be_rehearsed(course: Course) -> bool:
    """Whether something still open, or not understood, could be a first try of any tool."""
    if not course.complete or any(place.leaves_open("tasks", "units") for place in everywhere(course)):
        return True
    if any(settings.leaves_open("tools") for settings in course.every(Settings)):
        return True
    return any(
        task.leaves_open("tool", "kind")
        or (task.kind == "onboarding" and task.tool is None)
        or (task.tool is not None and task.tool.target is None)
        for task in course.every(Task)
    )


def _is_later(task: Task, other: Task, course: Course) -> bool:
    """Whether a task is known to come after another: by due times, weeks, or the order of the modules."""
    due, before = course.timeline.moment(task, "due"), course.timeline.moment(other, "due")
    if due is not None and before is not None and (order := compare(due, before)) is not None:
        return order > 0
    week, earlier = week_of(task), week_of(other)
    if week is not None and earlier is not None:
        return week.first > earlier.last
    homes = [module.scope for module in course.modules]
    home, first = task.scope.up("module"), other.scope.up("module")
    return home in homes and first in homes and homes.index(home) > homes.index(first)

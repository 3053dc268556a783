"""Missing overview.

## What it says

A unit says neither in an `overview` nor in a `description` what it is about and what students will do in it.
A module without units has no `description`.

## Why

In a room the first five minutes do this: where we are, what comes, how it hangs together. On a page the
first thing is otherwise a list of files and deadlines, and OSCQR, a rubric that draws on research, asks for
an overview of the course and of each part of it. Three sentences are enough, and students who come back
after a week away read them again.

Left alone: a unit whose week, or whose module, has an announcement of kind `overview`; units and modules
that hold nothing yet; and what is still `TODO`, the announcements around included. In a draft the rule only
informs, as it does everywhere.

## Invalid

```yaml
module: joints
units:
  - title: Dovetails
    tasks:
      - {id: cut, title: Cut one by hand, kind: project}
```

## Valid

```yaml
module: joints
units:
  - title: Dovetails
    overview: One joint, two ways. You cut it by hand, then by machine, and decide which your drawer needs.
    tasks:
      - {id: cut, title: Cut one by hand, kind: project}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.weeks import teaching_weeks
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, shortened, when_phrase
from coursewright.spec.model import Announcement, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Content, Course, Module

META = Meta(
    code="INF003",
    name="missing-overview",
    statement="A unit has an overview",
    severity=Severity.INFO,
    minutes=10,
    evidence=Evidence.RESEARCH,
    sources=("OSCQR 4.0",),
    why="without one, students meet a list of files and deadlines and have to guess how it hangs together",
    missing=True,
)


def check(place: Unit | Module, context: Context) -> Iterable[Problem]:
    """Report a unit, or a module without units, that does not begin by saying what it is about."""
    is_unit = isinstance(place, Unit)
    if place.implicit if isinstance(place, Unit) else not place.flat:
        return ()
    if place.says("description") or (is_unit and place.says("overview")) or not _holds_something(place):
        return ()
    if context.open_around(place, "announcements") or _is_announced(place, context.course):
        return ()
    key = "overview" if is_unit else "description"
    message = f"{capital(place.label)}{when_phrase(place)} has no {key}."
    task = next((task.title for task in place.tasks if task.title), None)
    such_as = f', such as "{shortened(task)}",' if task else ""
    fix = f"add `{key}:` with what students will do{such_as} and how it hangs together"
    return (Problem(place, message, fix),)


def _holds_something(place: Content) -> bool:
    return bool(
        place.tasks or place.materials or place.sessions or place.follow_up_activities or place.assessments
    )


def _is_announced(place: Content, course: Course) -> bool:
    """Whether an announcement gives the overview, of this week as far as weeks are known."""
    module = place.scope.up("module")
    around = (place, course, module.element if module is not None else None)
    return any(
        overview.scope is place.scope or _may_share_a_week(place, overview, course)
        for overview in course.every(Announcement)
        if overview.kind == "overview" and overview.scope.element in around
    )


def _may_share_a_week(place: Content, announcement: Announcement, course: Course) -> bool:
    weeks = teaching_weeks(course)
    own, then = weeks.of_place(place), weeks.of_item(announcement)
    return not own or not then or not set(own).isdisjoint(then)

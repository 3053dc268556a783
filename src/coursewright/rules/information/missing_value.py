"""Missing value.

## What it says

Nothing tells learners what they get out of the course: why it is worth their time, and what will stay with
them.

## Why

A designer's reasons are half the story; Kent asks for the other half, what is in it for the student. In a
room a teacher, and the others who came, make up for much. Somebody who studies alone and in the evening has
to be given a reason that holds in the fifth week, when the reward is still far away. This is advice from
practice, not a finding of research, so in blended and synchronous courses the rule only informs.

The `value` of the course is enough, or one of each module. Where some modules have one, the rule only
informs, too. There is one finding for the whole course. Left alone: a value that is `TODO`, one that is left
out on purpose with `value: {none: ...}`, and courses of which a module could not be read.

## Invalid

```yaml
module: meters
title: Reading an electricity bill
mode: asynchronous
outcomes: [Find the three errors that a bill most often has]
```

## Valid

```yaml
module: meters
title: Reading an electricity bill
mode: asynchronous
value: One household in five pays for somebody else's power. In an hour you will know whether yours does.
outcomes: [Find the three errors that a bill most often has]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import as_written, written_units
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, counted, shortened
from coursewright.spec.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.spec.model import Content, Course

META = Meta(
    code="INF002",
    name="missing-value",
    statement="Learners are told what they get out of it",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="people who study by themselves stay for what it is worth to them, and nobody is there to tell them",
    missing=True,
    on_purpose="value",
)

_IN_A_ROOM = frozenset({"blended", "synchronous"})


def check(course: Course, _context: Context) -> Iterable[Problem]:
    """Report a course that does not say what it is worth to its learners."""
    if not course.complete or course.settings.says("value"):
        return ()
    places: Sequence[Content] = course.modules or (course,)
    silent = [place for place in places if not _says(place)]
    if not silent:
        return ()
    at = as_written(course)
    some = len(silent) < len(places)
    in_a_room = all(_in_a_room(place) for place in silent)
    few = f" in {counted(len(silent), 'module')}" if some else ""
    message = f"{capital(at.label)} does not tell learners what they get out of it{few}."
    severity = Severity.INFO if some or in_a_room else None
    return (Problem(at, message, _fix(course), severity=severity),)


def _says(place: Content) -> bool:
    return any(one.settings.says("value") for one in (place, *written_units(place)))


def _in_a_room(place: Content) -> bool:
    return place.settings.mode in _IN_A_ROOM or place.settings.leaves_open("mode")


def _fix(course: Course) -> str:
    reason = next((outcome.why for outcome in course.every(Outcome) if outcome.why), None)
    start = f'; an outcome has a reason to start from, "{shortened(reason.rstrip(" ."))}"' if reason else ""
    return f"add `value:` with what they will be able to do or decide that they could not before{start}"

"""Modality undeclared.

## What it says

Nothing says the `mode` (asynchronous, blended or synchronous) or the `support_model`: whether an instructor
leads the course, it was prepared and runs by itself, or learners teach themselves.

## Why

Learners plan their weeks around these two facts: whether they have to be anywhere at a given hour, and
whether somebody will answer. "Online" tells them neither. OSCQR, a rubric that draws on research, asks a
course to state how it is delivered; Coursera, in its advice to those who choose a course, tells apart those
that are led from those that are only prepared. For checks the support model matters twice: it settles which
rules apply, and where it is absent a course is read as `led`.

Either may be said by the course, or by each module, or by each of a module's units. There is one finding for
the whole course, however many modules say nothing. Left alone: what is still `TODO`, and courses of which a
module could not be read.

## Invalid

```yaml
module: sourdough
tasks:
  - {id: starter, title: Keep a starter alive for a week, kind: journal}
```

## Valid

```yaml
module: sourdough
mode: asynchronous
support_model: led
tasks:
  - {id: starter, title: Keep a starter alive for a week, kind: journal}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import as_written, places_in, written_units
from coursewright.design.teaching import TEACHING_ROLES
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity, adding
from coursewright.rules.wording import capital, counted
from coursewright.spec.model import Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.spec.editing import Value
    from coursewright.spec.model import Content, Course

META = Meta(
    code="INF001",
    name="modality-undeclared",
    statement="A course says its mode and its support model",
    severity=Severity.WARNING,
    minutes=1,
    evidence=Evidence.RESEARCH,
    sources=("OSCQR 4.0", "Coursera 2022"),
    why="learners plan around when they have to be there and whether somebody will answer",
    fix="unsafe",
    missing=True,
)

_MODEL_TO_FILL = (
    "TODO: led if an instructor runs it and answers, prepared if it runs by itself,"
    " self-taught if learners are on their own"
)
_MODELS = (
    "`support_model: led` if an instructor runs it and answers, `prepared` if it runs by itself,"
    " `self-taught` if learners are on their own"
)


def check(course: Course, _context: Context) -> Iterable[Problem]:
    """Report a course that does not say, or not everywhere, how it is taught."""
    places: Sequence[Content] = course.modules or (course,)
    modes = [place for place in places if not _says(place, "mode")]
    models = [place for place in places if not _says(place, "support_model")]
    if not (modes or models) or not course.complete:
        return ()
    phrases: list[str] = []
    fixes: list[str] = []
    said: dict[str, Value] = {}
    if modes:
        said["mode"] = _settled_mode(course) or "TODO: asynchronous, blended or synchronous"
    if models:
        said["support_model"] = "led" if _is_taught(course) else _MODEL_TO_FILL
    for silent, noun, fix in ((modes, "mode", _mode(course)), (models, "support model", _MODELS)):
        if silent:
            some = f" for {counted(len(silent), 'module')}" if len(silent) < len(places) else ""
            phrases.append(f"its {noun}{some}")
            fixes.append(fix)
    at = as_written(course)
    message = f"{capital(at.label)} does not state {' or '.join(phrases)}."
    return (Problem(at, message, f"add {', and '.join(fixes)}", edits=adding(at, said)),)


def _says(place: Content, key: str) -> bool:
    if not place.settings.lacks(key):
        return True
    units = written_units(place)
    return bool(units) and not any(unit.settings.lacks(key) for unit in units)


def _mode(course: Course) -> str:
    """Say which mode the content looks like, and why."""
    match _likely_mode(course):
        case "blended":
            return "`mode: blended`, as there are tasks and sessions"
        case "asynchronous":
            return "`mode: asynchronous`, as there are tasks and no sessions"
        case "synchronous":
            return "`mode: synchronous`, as there are sessions and no tasks"
    return "`mode:` with `asynchronous`, `blended` or `synchronous`"


def _likely_mode(course: Course) -> str | None:
    """Return the mode that the content looks like."""
    match bool(course.every(Task)), bool(course.every(Session)):
        case True, True:
            return "blended"
        case True, False:
            return "asynchronous"
        case False, True:
            return "synchronous"
    return None


def _settled_mode(course: Course) -> str | None:
    """Return the likely mode where no further tasks or sessions are to come, as far as is known."""
    open_yet = any(place.leaves_open("tasks", "sessions", "units") for place in places_in(course))
    return None if open_yet else _likely_mode(course)


def _is_taught(course: Course) -> bool:
    """Whether somebody is named who teaches it."""
    people = [one for place in (course, *course.modules) for one in place.settings.team]
    return any(one.role in TEACHING_ROLES for one in people)

"""Students can try before it counts.

## What it says

The first assessment of a module that counts comes before anything that does not.

## Why

Feedback helps while there is something left to do with it. Gibbs and Simpson, who went through the
research, put it among the conditions under which assessment supports learning, and rubrics for online
courses ask for ways to check one's own progress. Students at a distance have fewer of them than others:
nobody looks over their shoulder. A draft, a practice quiz or a problem talked over is enough; it need not
be called an assessment.

Anything that does not count and may come earlier passes: a task in which students do something, a
follow-up activity, a `formative: true` assessment, a session with more than talks in it. It may stand in
the module, in the course itself, or elsewhere if it serves the same outcome. A module that only assesses
is taken to be prepared by the others. What has no known time may be early.

Left alone: assessments that may be tried again (`attempts`), participation, and modules with something
`TODO` that could be a check. In a draft the rule only informs. Readings, lectures, videos, onboarding and
social tasks check nothing.

## Invalid

```yaml
module: fractions
tasks:
  - {id: watch, title: Halves and thirds, kind: video}
assessments:
  - {id: test, title: Fractions, kind: exam, due: week 3 fri}
```

## Valid

```yaml
module: fractions
tasks:
  - {id: watch, title: Halves and thirds, kind: video}
  - {id: pizza, title: Share out three pizzas, kind: problem-set, due: week 2 fri}
assessments:
  - {id: test, title: Fractions, kind: exam, due: week 3 fri}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import written_units
from coursewright.design.formative import first_summative
from coursewright.design.module_work import work_is_open
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Module

META = Meta(
    code="ASM006",
    name="no-formative",
    statement="Students can try before it counts",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Gibbs & Simpson 2004", "OSCQR 4.0"),
    why="feedback helps only while there is something left to do with it",
    missing=True,
)

_HOLDERS = ("sessions", "tasks", "follow_up_activities", "assessments")
_FIRST_TRIES = {
    "exam": "a practice quiz",
    "quiz": "a practice quiz",
    "presentation": "a rehearsal",
    "practical": "a rehearsal",
    "essay": "a draft",
    "report": "a draft",
    "dissertation": "a draft",
    "project": "a first version",
    "portfolio": "a first piece",
}


def check(module: Module, context: Context) -> Iterable[Problem]:
    """Report an assessment that counts and has nothing to try before it."""
    first = first_summative(module, context.course)
    if first is None or work_is_open(module) or context.open_around(module, *_HOLDERS):
        return ()
    if any(unit.leaves_open("sessions") for unit in written_units(module)):
        return ()
    message = (
        f"{capital(first.label)}{when_phrase(first)} is the first check of {module.label}, and it counts."
    )
    such = _FIRST_TRIES.get(first.kind or "", "a first try")
    fix = f"add {such} before it, as an ungraded task or with `formative: true`"
    return (Problem(first, message, fix),)

"""No peer interaction.

## What it says

Nothing in the whole course brings its learners together: no discussion, debate or peer review, no task or
assessment in pairs, groups or with the class, no replies to each other, and no session.

## Why

Isolation is what most often spoils learning at a distance, and company is what most often saves it. Garrison,
Anderson and Archer made the presence of others, social presence, one of the three parts of a community of
inquiry; Danaher and Danaher, who review what followed, find the gains neither automatic nor easy. They take a
design that gives learners something to do with each other, and a teacher who joins in.

One occasion anywhere in the course is enough for this rule. In a `prepared` course, whose learners seldom
overlap, it only informs; in a `self-taught` one it is silent. Left alone: a course with anything still open
that could be such an occasion, or one whose modules all say `replies: {none: ...}`.

## Invalid

```yaml
module: beekeeping
title: The first year with bees
tasks:
  - {id: hive, title: Choose a place for the hive, kind: case-study}
```

## Valid

```yaml
module: beekeeping
title: The first year with bees
tasks:
  - id: hive
    title: Choose a place for the hive
    kind: case-study
    replies: {expected: 1, protocol: post-first}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.company import never_meet
from coursewright.design.contents import as_written
from coursewright.lint.api import SUPPORTED, Context, Evidence, Meta, Problem, Severity
from coursewright.rules.support_models import most_demanding
from coursewright.rules.wording import capital, first_name
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.lint.api import SupportModel
    from coursewright.spec.model import Course

META = Meta(
    code="PRE001",
    name="no-peer-interaction",
    statement="Learners meet each other",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Garrison et al. 2000", "OSCQR 4.0", "Danaher & Danaher"),
    why="isolation puts learners off, and company at a distance comes only by design",
    missing=True,
    essential=True,
    models=SUPPORTED,
    on_purpose="replies",
)

_WORTH_SHARING = frozenset({"case-study", "project", "investigation", "blog", "journal", "portfolio"})
_SEVERITIES: dict[SupportModel | None, Severity] = {"led": Severity.WARNING, "prepared": Severity.INFO}


def check(course: Course, context: Context) -> Iterable[Problem]:
    """Report a course in which no two learners ever do something together."""
    if not never_meet(course):
        return ()
    severity = _SEVERITIES.get(most_demanding(course, context))
    if severity is None:
        return ()
    at = as_written(course)
    message = f"{capital(at.label)} never brings its learners together."
    return (Problem(at, message, _fix(course), severity=severity),)


def _fix(course: Course) -> str:
    shared = (task for task in course.every(Task) if task.produces or task.kind in _WORTH_SHARING)
    named = first_name(shared)
    if named is None:
        return "add a discussion, a peer review, a task in pairs or a session"
    return f"let students answer each other in `{named}` (`replies: {{expected: 1}}`), or add a task in pairs"

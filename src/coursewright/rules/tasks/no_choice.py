"""No choice.

## What it says

Nothing in this module is left to its students: no task or follow-up activity has `choices`, and no
assessment offers `options`.

## Why

A choice of topic, route, format, partner or pace is the cheapest way to make work one's own. The guidelines
for universal design for learning ask for it, so that people can take part who would not if there were one
way only. Patall and colleagues looked at 41 studies and found that choosing raises motivation and effort;
the gain was largest with two to four choices. One in a module is enough for this rule.

Left alone: modules with nothing that could offer a choice (onboarding, social tasks and surveys do not
count), modules in which a choice may still come because something is `TODO`, and `choices: {none: ...}` on
the module, on each of its units or on each of its tasks.

## Invalid

```yaml
module: portraits
tasks:
  - {id: sitter, title: Draw a person who moves, kind: project}
assessments:
  - {id: folder, title: Six finished sheets, kind: portfolio}
```

## Valid

```yaml
module: portraits
tasks:
  - id: sitter
    title: Draw a person who moves
    kind: project
    choices: {of: topic, options: [somebody at work, somebody asleep, yourself in a window]}
assessments:
  - {id: folder, title: Six finished sheets, kind: portfolio}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.module_work import is_apart, may_hold, work_is_open, works_of
from coursewright.design.on_purpose import said_around
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital
from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.design.alignment import Work
    from coursewright.spec.model import Module

META = Meta(
    code="TSK005",
    name="no-choice",
    statement="A module leaves some choice of route or product to students",
    severity=Severity.INFO,
    minutes=10,
    evidence=Evidence.RESEARCH,
    sources=("CAST 2024", "Patall et al. 2008", "Kent 2025"),
    why="people put more of themselves into work that they had a say in",
    missing=True,
    on_purpose="choices",
)

_PRODUCTS = ("project", "portfolio", "report", "essay", "presentation", "other", "practical", "dissertation")
_OWN_WORK = ("project", "portfolio", "blog", "journal", "investigation", "case-study", "wiki")


def check(module: Module, context: Context) -> Iterable[Problem]:
    """Report a module that leaves its students no choice."""
    works = works_of(module)
    for work in works:
        if _offers_choice(work):
            return ()
    candidates = [work for work in works if not is_apart(work) and not said_around(work.scope, "choices")]
    candidates = [work for work in candidates if not work.leaves_out("choices")]
    if not candidates or work_is_open(module) or context.course.leaves_open("tasks", "assessments"):
        return ()
    if any(may_hold(work, "choices", "options") for work in works):
        return ()
    message = f"{capital(module.label)} leaves its students nothing to choose."
    return (Problem(module, message, _fix(candidates)),)


def _offers_choice(work: Work) -> bool:
    return bool(work.options if isinstance(work, Assessment) else work.choices)


def _fix(candidates: Sequence[Work]) -> str:
    """Name the work that could most easily leave something open."""
    for kind in _PRODUCTS:
        for work in candidates:
            if isinstance(work, Assessment) and work.kind == kind:
                return f"add `options:` to {work.label} with two or three formats that show the same thing"
    activities = [work for work in candidates if not isinstance(work, Assessment)]
    for kind in _OWN_WORK:
        for work in activities:
            if isinstance(work, Task) and work.kind == kind:
                return f"add `choices:` to {work.label}, for example of the topic or the format"
    if activities:
        return (
            f"add `choices:` to {activities[0].label}, for example of the case they work on, or of the route"
        )
    return f"add `options:` to {candidates[0].label}, or `choices:` to a task that leads to it"

"""Course outcome never revisited.

## What it says

The course promises this outcome, and nothing in it comes back to it: no outcome of a module supports it,
and no task and no assessment names it.

## Why

The outcomes of a course are written first and the modules later, often by other people. What no module
takes up is a promise on the front page. Biggs and Tang ask for the same line of sight between a programme
and its parts as between an outcome and its assessment; it also shows which of the modules carries what.

Left alone: outcomes written as plain sentences, which have no `id` to be named by; courses whose modules
write all theirs as plain sentences, which leave no room for `supports`; and those with anything still
open that could name the outcome. What a module file says by itself, without its course, is not looked at.

## Invalid

```yaml
course: joinery
outcomes:
  - {id: joint, statement: Choose a joint for the load it will carry}
  - {id: price, statement: Price a piece so that it feeds its maker}
tasks:
  - {id: shelf, title: Three joints for one shelf, kind: project, outcomes: [joint]}
```

## Valid

```yaml
course: joinery
outcomes:
  - {id: joint, statement: Choose a joint for the load it will carry}
  - {id: price, statement: Price a piece so that it feeds its maker}
tasks:
  - {id: shelf, title: Three joints for one shelf, kind: project, outcomes: [joint]}
  - {id: quote, title: A quote for your shelf, kind: case-study, outcomes: [price]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import Work, alignment_of
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, outcome_phrase
from coursewright.spec.model import Assessment, Course, FollowUpActivity, Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

META = Meta(
    code="ALN008",
    name="outcome-never-revisited",
    statement="Each course outcome is supported by some module",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Biggs & Tang 2011", "OSCQR 4.0"),
    why="the course promises it, and no part of the course is there to keep the promise",
)

_COULD_NAME = ("outcomes", "supports", "tasks", "assessments", "follow_up_activities", "units")


def check(course: Course, _context: Context) -> Iterator[Problem]:
    """Report the outcomes of a course that nothing in it names."""
    if course.implicit or not course.complete or not any(outcome.id for outcome in course.outcomes):
        return
    works: tuple[Work, ...] = (
        *course.every(Task),
        *course.every(Assessment),
        *course.every(FollowUpActivity),
    )
    if not works and not course.modules:
        return
    below = [outcome for outcome in course.every(Outcome) if outcome.scope is not course.scope]
    if below and all(outcome.shorthand for outcome in below):
        return
    named = {ref.target for work in works for ref in work.outcomes}
    named.update(ref.target for outcome in course.every(Outcome) for ref in outcome.supports)
    alignment = alignment_of(course)
    for outcome in course.outcomes:
        if not outcome.id or outcome in named or any(alignment.may_serve(outcome)):
            continue
        if not alignment.is_open(outcome, *_COULD_NAME):
            message = f"{capital(outcome_phrase(outcome))} is promised by the course and taken up nowhere."
            fix = (
                f"add `supports: [{outcome.id}]` to the outcome of a module that leads to it, or name it "
                "under the `outcomes` of a task or an assessment"
            )
            yield Problem(outcome, message, fix)

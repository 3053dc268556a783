"""Outcome not practised.

## What it says

No task lets students do what this outcome asks of them, and no follow-up activity does. At best they read or
watch something about it.

## Why

People learn to do what they do. If an outcome asks for a decision, students need to decide, and to hear how
it went, before it counts; reading about other people's decisions is not the same thing. Biggs and Tang put
the learning activity at the centre of constructive alignment for this reason.

Every task counts that is more than taking something in (reading, lecture, video), whatever its kind, and so
does one of those that asks questions, sets decisions or invites replies. Follow-up activities and formative
assessments count too. Work that names no outcomes stands for those without an `id` around it, a follow-up
activity besides for what its task serves, and a course outcome is also practised through the outcomes that
support it.

Left alone: outcomes that something still marked `TODO` may yet serve; those around a task that names none,
because another rule first asks what that task is for; and those of a unit made of nothing but sessions
without an agenda.

## Invalid

```yaml
module: triage
outcomes:
  - {id: sort, statement: Sort six casualties by urgency}
tasks:
  - {id: film, title: Watch a triage nurse at work, kind: video, outcomes: [sort]}
assessments:
  - {id: desk, kind: practical, outcomes: [sort]}
```

## Valid

```yaml
module: triage
outcomes:
  - {id: sort, statement: Sort six casualties by urgency}
tasks:
  - {id: film, title: Watch a triage nurse at work, kind: video, outcomes: [sort]}
  - {id: shift, title: Take the first hour of a night shift, kind: simulation, outcomes: [sort]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.alignment import alignment_of
from coursewright.design.alignment_gaps import is_not_practised
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, outcome_phrase
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Outcome

META = Meta(
    code="ALN002",
    name="outcome-not-practised",
    statement="Each outcome is practised",
    severity=Severity.WARNING,
    minutes=20,
    evidence=Evidence.RESEARCH,
    sources=("Biggs & Tang 2011",),
    why="people learn to do what they do, not what they read about",
    missing=True,
    essential=True,
)


def check(outcome: Outcome, context: Context) -> Iterable[Problem]:
    """Report an outcome that students never practise."""
    if not is_not_practised(outcome, context.course):
        return ()
    named = f"name `{outcome.id}`" if outcome.id else "give it an `id` and name it"
    serving = alignment_of(context.course).served_by(outcome)
    taken_in = next((work for work in serving if isinstance(work, Task)), None)
    if taken_in is not None:
        said = f"is only taken in ({taken_in.label}), never practised"
        fix = f"add a task or a follow-up in which students do it, and {named} under its `outcomes`"
    else:
        said = "is assessed but never practised" if serving else "is never practised"
        fix = f"{named} under the `outcomes` of the task in which students do it, or add one"
    return (Problem(outcome, f"{capital(outcome_phrase(outcome))} {said}.", fix),)

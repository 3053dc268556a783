"""No AI, unsupervised.

## What it says

Work that counts is to be done without generative AI (`ai_use: no-ai`, its own or from the stance around it),
and nothing says that it is done under supervision.

## Why

Work without AI is the first level of the scale of Perkins, Roe and Furze, and the only one that they tie to
a controlled setting: a room, an oral, a lab. At a kitchen table the level rests on each student alone, and
weighs most on those who take it most seriously; and what the result then shows, nobody can say. Their advice,
a published framework and not an experiment, is to change the setting or to change the task. Both are open to
you: say `supervised: true` where somebody is there, or choose a level that fits work at home.

Left alone: formative assessments and ungraded tasks, where the level is a request; marks for taking part; an
assessment all of whose tasks are supervised; and whatever is still `TODO`. A task that counts towards an
assessment is read only where it says `ai_use` itself.

## Invalid

```yaml
module: statistics
assessments:
  - {id: essay, title: What a p-value is not, kind: essay, ai_use: no-ai}
```

## Valid

```yaml
module: statistics
assessments:
  - {id: oral, title: What a p-value is not, kind: presentation, ai_use: no-ai, supervised: true}
  - {id: notebook, title: An analysis with its dead ends, kind: report, ai_use: collaboration}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.ai_use import rests_on_each_student, stance_around
from coursewright.lint.api import Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Assessment, Task

META = Meta(
    code="AIR003",
    name="no-ai-unsupervised",
    statement="Work that counts and is done without AI has a supervised setting",
    severity=Severity.WARNING,
    minutes=10,
    evidence=Evidence.RESEARCH,
    sources=("Perkins et al. 2024",),
    why="the scale ties this level to a controlled setting: at home it rests on each student alone",
)

_MOVES = {
    "essay": "let them defend it in five minutes of talk",
    "report": "let them present it and answer a question",
    "quiz": "hold it in a session",
    "exam": "hold it in a room",
    "project": "let them show it and answer for a decision in it",
    "portfolio": "let them talk through two pieces of it",
}


def check(work: Task | Assessment, context: Context) -> Iterable[Problem]:
    """Report work that counts, is to be done without AI, and has no supervised setting."""
    if not rests_on_each_student(work, context.course):
        return ()
    message = (
        f"{capital(work.label)}{when_phrase(work)} is to be done without AI,"
        " and nothing says that it is done under supervision."
    )
    move = _MOVES.get(work.kind or "", "do it where somebody is present")
    fix = f"{move} (`supervised: true`), or choose a level that fits work at home, such as `ai_use: planning`"
    stance = stance_around(work)
    if work.ai_use is None and stance is not None:
        related = (Related(stance, "says `no-ai` for all of it", key="use"),)
        return (Problem(work, message, fix, related=related),)
    return (Problem(work, message, fix, key="ai_use"),)

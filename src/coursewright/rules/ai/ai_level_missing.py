"""AI level missing.

## What it says

Nothing says what part generative AI may play in a piece of work that counts: neither the work itself, nor
its unit, module or course.

## Why

Where nothing is said, every student guesses, and the careful ones guess against themselves. Perkins, Roe and
Furze propose a scale of five levels, from work without AI to work that explores it, so that teachers and
students can talk about the same thing. The scale is published and widely used; that naming a level helps is
reasoned there, and reported from practice, more than measured. Kent goes one further and asks for a stance on
the whole module before any on its assessments, and so one line of `ai:` for a module or course is enough.

It is asked of assessments that are not formative, and of tasks that are graded. Left alone: supervised work,
whose setting settles the matter; marks for taking part; tasks that count towards an assessment, which speaks
for them; an assessment all of whose tasks say it; a stance in words alone; and whatever is still `TODO`.

## Invalid

```yaml
module: translation
assessments:
  - {id: letter, title: A letter in two registers, kind: report}
```

## Valid

```yaml
module: translation
ai:
  use: planning
  text: Collect variants with it if you like; the choice between them is yours, with a reason.
assessments:
  - {id: letter, title: A letter in two registers, kind: report}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.ai_use import is_untold
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity, adding
from coursewright.rules.wording import capital, when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Assessment, Task

META = Meta(
    code="AIR001",
    name="ai-level-missing",
    statement="Work that counts says what part AI may play",
    severity=Severity.INFO,
    minutes=2,
    evidence=Evidence.RESEARCH,
    sources=("Perkins et al. 2024", "Kent 2025"),
    why="where nothing is said every student guesses, and the careful ones guess against themselves",
    fix="unsafe",
    missing=True,
)

_LEVELS = "TODO: no-ai, planning, collaboration, full or exploration"


def check(work: Task | Assessment, context: Context) -> Iterable[Problem]:
    """Report work that counts and says nothing about AI, nor does anything around it."""
    if not is_untold(work, context.course):
        return ()
    message = (
        f"{capital(work.label)}{when_phrase(work)} counts, and nothing says what part AI may play in it."
    )
    whole = "module" if context.course.implicit else "course"
    fix = f"add `ai_use:` here, such as `planning`, or `ai:` once for the whole {whole}"
    return (Problem(work, message, fix, edits=adding(work, {"ai_use": _LEVELS})),)

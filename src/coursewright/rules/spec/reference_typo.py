"""References are written exactly as the id they mean.

## What it says

A reference names something only once stray punctuation, a folder, a file ending or a capital letter is
taken off: `board,` for `board`, `Ethics-Board` for `ethics-board`, `tasks/cases.md` for `cases`.

## Why

We can guess what is meant, and do: the reference counts as resolved, and no other rule stumbles over it.
Other tools that read the file may not guess, and a search for the id misses this place. In the public
courses we looked at, commas left at the end of a reference were the commonest slip of the kind.

Left alone: a slip that would fit two ids, or none. That one is an `unresolved-reference`, because guessing
there would be deciding for you.

## Invalid

```yaml
module: ethics
tasks:
  - {id: rule-on-cases, title: Rule on three cases, follow_up: Board}
follow_up_activities:
  - {id: board, title: Sit on the board, kind: role-play}
```

## Valid

```yaml
module: ethics
tasks:
  - {id: rule-on-cases, title: Rule on three cases, follow_up: board}
follow_up_activities:
  - {id: board, title: Sit on the board, kind: role-play}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.faults import problems
from coursewright.spec.faults import FaultKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Course

META = Meta(
    code="SPC009",
    name="reference-typo",
    statement="References carry no stray punctuation, path or capital",
    severity=Severity.WARNING,
    minutes=1,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="what we can guess here, another tool that reads the file may not",
    fix="safe",
)


def check(course: Course, _context: Context) -> Sequence[Problem]:
    """Report references that resolve only after trimming."""
    return problems(course, FaultKind.TYPO)

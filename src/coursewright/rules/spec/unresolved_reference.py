"""Every id that is referred to exists.

## What it says

A reference leads nowhere: nothing has the id, or what has it is of another kind than the key takes, or the
reference names the very item it stands in, or times are counted from each other in a circle. A module that
a course lists and that is not there is one too.

## Why

A reference is a promise that something is there. One that leads nowhere is a dead end for students; in the
design it hides which task serves which outcome and what takes a task up again. So that one slip does not
become ten findings, the other rules count the key as said.

A reference looks in its own module first, then in the course; `module-id/item-id` names an item elsewhere.

Left alone: `feeds`, which may be plain text. Without the course's own file, `prerequisites`, `supports` and
references into other modules are not judged either. A reference that is right but for a stray comma or a
capital is `reference-typo`.

## Invalid

```yaml
module: circuits
outcomes:
  - {id: size-fuse, statement: Choose a fuse for an appliance and defend the choice}
tasks:
  - title: Fuses in your kitchen
    outcomes: [size-fuze]
```

## Valid

```yaml
module: circuits
outcomes:
  - {id: size-fuse, statement: Choose a fuse for an appliance and defend the choice}
tasks:
  - title: Fuses in your kitchen
    outcomes: [size-fuse]
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
    code="SPC002",
    name="unresolved-reference",
    statement="Every id referred to exists",
    severity=Severity.ERROR,
    minutes=2,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="students follow a reference that leads nowhere to a dead end, and no rule can follow it at all",
    fix="unsafe",
)


def check(course: Course, _context: Context) -> Sequence[Problem]:
    """Report references that lead nowhere."""
    return problems(course, FaultKind.UNRESOLVED)

"""A spec can be read: it is YAML, and its keys and values are those of the format.

## What it says

Something in the file could not be understood: a line that is no YAML, a key that nothing knows, a word that
is not in a list, a time or a length that cannot be read, a value of the wrong shape.

## Why

What cannot be read cannot be checked. After a fault in the YAML itself, no other rule looks at the file.
After any other fault the one value counts as still open, and the rules about it say nothing until it is
mended.

This rule judges no design: nearly everything in the format may be left out, and each finding says what to
write instead. It always runs, whatever is selected or ignored.

Left alone: keys that start with `x-`, which are yours for data of your own, and `TODO`, which may stand for
any value.

## Invalid

```yaml
module: circuits
outcome: Predict which of three fuses blows first
```

## Valid

```yaml
module: circuits
outcomes: Predict which of three fuses blows first
x-room-budget: 40
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
    code="SPC001",
    name="invalid-spec",
    statement="A spec matches the format",
    severity=Severity.ERROR,
    minutes=2,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="what cannot be read is checked by no other rule",
    fix="unsafe",
)


def check(course: Course, _context: Context) -> Sequence[Problem]:
    """Report what could not be read."""
    return problems(course, FaultKind.INVALID)

"""What is left out on purpose says why.

## What it says

A key says `none`, or `{none: ...}` with a reason that is empty or shorter than ten characters.

## Why

`{none: reason}` is how a design says that something is missing because it should be. The rules about the
key then say nothing, and reports list it as "on purpose" together with its reason. Without the reason it is
a switch that turns a rule off, and whoever takes over the course next year cannot tell the decision from
the shortcut. Half a sentence is enough: "the field trip on Friday takes it up".

Which reason is a good one is yours to judge: beyond its length it is not read. Letters of Chinese, Japanese
and Korean, which say more, count twice.

Left alone: keys that start with `x-`. `TODO` is not `none`: it says that the decision is still to come.

## Invalid

```yaml
module: circuits
tasks:
  - title: Read Ohm's law
    follow_up: {none: n/a}
```

## Valid

```yaml
module: circuits
tasks:
  - title: Read Ohm's law
    follow_up: {none: the visit to the power station on Friday takes it up}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.on_purpose import leaving_out
from coursewright.design.reasons import says_why
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital
from coursewright.spec.element import Item
from coursewright.spec.model import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Course

META = Meta(
    code="FUP012",
    name="none-without-reason",
    statement="What is left out on purpose says why",
    severity=Severity.WARNING,
    minutes=1,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="whoever takes over the course cannot tell a decision without its reason from a shortcut",
)


def check(course: Course, _context: Context) -> Iterator[Problem]:
    """Report each deliberate absence without a reason, once where it is written."""
    seen: set[int] = set()
    for element in leaving_out(course):
        if isinstance(element, Settings):
            continue  # what a scope passes on is written at the course, module or unit, which has it too
        for key, absence in element.on_purpose.items():
            reason = absence.reason.strip()
            if id(absence) in seen or absence.todo is not None or says_why(reason):
                continue
            seen.add(id(absence))
            what = (
                f"{capital(element.label)} leaves out `{key}`"
                if isinstance(element, Item)
                else f"`{key}` is left out"
            )
            message = (
                f'{what}, and "{reason}" hardly says why.' if reason else f"{what}, and nothing says why."
            )
            fix = f'give the reason in half a sentence: `{key}: {{none: "..."}}`'
            yield Problem(absence, message, fix)

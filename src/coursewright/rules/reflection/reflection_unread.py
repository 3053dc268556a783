"""Someone reads reflections, and they feed something.

## What it says

A reflection says neither who reads it (`read_by`) nor what it changes (`feeds`).

## Why

Kent gives weekly reflection two purposes. Students settle what they learned, and the teacher hears what
is still open in time to do something about it. Without a reader the second is lost, and after a week or
two the first suffers as well, because writing into the void is soon given up. The advice comes from
practice.

One of the two keys is enough. `read_by: learner` is a good answer: some reflection is for the writer alone,
and says so. `feeds` takes the id of a session or task, or words of your own.

Left alone: prompts written the short way, as a string or a list, where there is no room for either key; a
reflection `for: instructors`, who read their own; keys that are still `TODO`; and courses that nobody
oversees (`support_model: prepared` or `self-taught`).

## Invalid

```yaml
module: field-geology
reflection:
  prompts: [What did the outcrop show you?, What did it not explain?, Where else would you look?]
  when: fri 18:00
week: 2
```

## Valid

```yaml
module: field-geology
reflection:
  prompts: [What did the outcrop show you?, What did it not explain?, Where else would you look?]
  when: fri 18:00
  read_by: tutor
  feeds: the choice of Monday's outcrop
week: 2
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.reflection_prompts import is_prompts_alone
from coursewright.design.reflections import is_for_learners
from coursewright.design.teaching import reader_for
from coursewright.lint.api import LED, Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Reflection

META = Meta(
    code="REF004",
    name="reflection-unread",
    statement="Someone reads reflections, and they feed something",
    severity=Severity.WARNING,
    minutes=2,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="what nobody reads changes nothing, and students soon stop writing it",
    missing=True,
    models=LED,
)


def check(reflection: Reflection, _context: Context) -> Iterable[Problem]:
    """Report a reflection that has no reader and changes nothing."""
    if reflection.says("read_by") or reflection.says("feeds") or is_prompts_alone(reflection):
        return ()
    place = reflection.scope.element
    if place is None or reflection.leaves_open("for") or not is_for_learners(reflection):
        return ()
    message = f"Nobody reads the reflection of {place.label}{when_phrase(reflection)}, and it feeds nothing."
    session = next((f", such as `{one.id}`" for one in place.sessions if one.id), "")
    fix = (
        f"add `read_by: {reader_for(reflection.scope)}`, or `feeds:` with what the answers change{session}; "
        "if it is for the writer alone, `read_by: learner`"
    )
    return (Problem(reflection, message, fix),)

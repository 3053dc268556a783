"""No value is still a placeholder.

## What it says

A value is still to be written: `TODO` with or without a hint, a key with nothing after it, or a text, or a
part of it in brackets, that is TBC, TBA, TBD, XXX, lorem ipsum or a numbered name such as "Learning
objective 2". The commonest of these words are known in English, Spanish, French, German and Portuguese.

## Why

A placeholder is the honest way to put a decision off, and all other rules respect it: they say nothing
about the key, nor about what a value there could mend. This one rule is the list of what is left to decide.
What slips through it is read by students, and it does slip through: published courses carry `[TBC]` rooms
and outcomes called "Objective 3".

Left alone: code in Markdown, where `<xxx>` is somebody's syntax; a title such as "Objective 3", which may
be meant; keys that start with `x-`; a `tbd` duration, which `duration-without-unit` judges; and a
placeholder word in the middle of a sentence.

## Invalid

```yaml
module: circuits
outcomes: [Learning objective 1]
sessions:
  - title: Wire a plug
    place: Workshop 2 [TBC]
    starts:
```

## Valid

```yaml
module: circuits
outcomes: [Choose a fuse for an appliance and defend the choice]
sessions:
  - title: Wire a plug
    place: Workshop 2
    starts: week 3 tue 10:00
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.placeholder_text import placeholder_in, suspects
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import shortened
from coursewright.spec.nodes import Node, Scalar, Todo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Course

META = Meta(
    code="SPC004",
    name="placeholder-text",
    statement="No value is still a placeholder",
    severity=Severity.WARNING,
    minutes=5,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="the checks pass over what is still to be written, and students will not",
    essential=True,
)

_LENGTHS = frozenset({"duration", "within"})
_A_HINT = 2
"""Words from which on a placeholder says what belongs there."""
_LONGEST = 400
"""Characters of a hint that are told."""
_NAMES = frozenset({"title", "name", "id"})


def check(course: Course, _context: Context) -> Iterator[Problem]:
    """Report each value that only keeps a place."""
    for source in course.sources:
        for key, value in suspects(source):
            if isinstance(value, Scalar):
                name = key.text
                said = placeholder_in(value.text, label=name not in _NAMES)
                if said is not None and name not in _LENGTHS:
                    yield _still_says(name, value, said)
            elif said := _said(value):
                yield _still_says(key.text, value, said)
            else:
                yield _empty(key, value)


def _said(value: Todo) -> str:
    """Return a placeholder as its author would read it out: `{TODO: hint}` keeps only its hint."""
    if value.written.lstrip("{ ").startswith("TODO") and not value.text.startswith("TODO"):
        return f"TODO: {value.text}".rstrip(": ")
    return value.text


def _still_says(name: str, value: Node, said: str) -> Problem:
    fix = "write the real text, or delete it until you know"
    hint = " ".join(said.removeprefix("TODO").lstrip(" :").split()) if said.startswith("TODO") else ""
    if len(hint.split()) < _A_HINT:
        return Problem(value, f'`{name}` still says "{shortened(said)}".', fix)
    hint = hint if len(hint) <= _LONGEST else f"{hint[: _LONGEST - 1].rstrip()}…"
    return Problem(value, f"`{name}` is still to be written: {hint}", fix, todo=hint)


def _empty(key: Scalar, value: Node) -> Problem:
    """Point to the key, since there is no value to point to; in a list only the entry's place is left."""
    between = key.source.text[key.end : value.start].strip()
    fix = "give it a value, or delete it until you know"
    if between in {":", ""}:
        return Problem(key, f"The key `{key.text}` is empty.", fix)
    return Problem(value, f"An entry of `{key.text}` is empty.", fix)

"""No example text of a template is left in.

## What it says

A text is, word for word, one that a template put there as an example to be replaced. Templates of other
systems are known too, because courses carried over from them bring such texts along.

## Why

An example in a template is well written on purpose, so it is easily taken for the course's own. Students
then read outcomes that nobody chose. In published courses we found the objectives of the starter lesson of
The Carpentries, of the Galaxy Training Network and of other systems above content that has nothing to do
with them: they tell a learner of statistics to explain how to use Markdown.

Texts are compared whole, without regard to case and spacing, so a single word of your own is enough.

Left alone: texts of fewer than four words, which may be anyone's own; reflection prompts, which are good as
they come; and keys that start with `x-`.

## Invalid

```yaml
module: linear-regression
outcomes:
  - Explain how to use markdown with the new lesson template
```

## Valid

```yaml
module: linear-regression
outcomes:
  - Explain to a patient what the slope of the dose line means
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules import template_texts
from coursewright.rules.wording import shortened
from coursewright.spec.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Course

META = Meta(
    code="SPC007",
    name="leftover-template-text",
    statement="No example text of a template is left in",
    severity=Severity.WARNING,
    minutes=5,
    evidence=Evidence.RESEARCH,
    sources=("corpus of public courses",),
    why="students take it for what this course promises them",
    essential=True,
)

_PROMPTS = frozenset({"reflection", "reflection_prompts", "prompts", "learned", "questions", "apply"})


def check(course: Course, _context: Context) -> Iterator[Problem]:
    """Report each text that came with a template."""
    known = template_texts.known_texts()
    for source in course.sources:
        for key, value in known.suspects(source):
            origin = known.origin(value.text) if isinstance(value, Scalar) else None
            if origin is not None and key.text not in _PROMPTS:
                message = f'"{shortened(value.text)}" is still an example text of {origin}.'
                yield Problem(value, message, "write what is true of this course, or delete it")

"""Reflection stays low-pressure.

## What it says

A reflection counts for more than a few per cent of the mark.

## Why

Kent's advice is regular reflection with little pressure. Once a mark hangs on it, students write what
they think is wanted: the question that is still open, which is what you hoped to hear about, looks like a
gap and stays unsaid. A weight also gives the least interested the best reason to have it written for
them. This is experience, not proof, and a few per cent for taking part seem to do no harm.

A reflection that is `graded` without a `weight` is left alone, because it may be pass or fail; so are one
`for: instructors` and one whose weight is still `TODO`. Journals, portfolios and essays that look back
are work of their own, with criteria and feedback: set as a task or an assessment, they may count for
whatever they deserve.

## Invalid

```yaml
module: palliative-care
reflection:
  prompts: [What stayed with you?, What would you ask the family?, What will you do differently?]
  weight: 20%
```

## Valid

```yaml
module: palliative-care
reflection:
  prompts: [What stayed with you?, What would you ask the family?, What will you do differently?]
  read_by: tutor
assessments:
  - {id: case, title: A case you were part of, kind: essay, weight: 20%}
```

## Options

- `most`: the weight, in per cent, up to which reflection is still low-pressure. The source gives no number;
  the default of 5 is our judgement of what rewards taking part and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.reflections import is_for_learners
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Severity
from coursewright.rules.wording import when_phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Reflection

META = Meta(
    code="REF003",
    name="graded-reflection",
    statement="Reflection stays low-pressure",
    severity=Severity.WARNING,
    minutes=2,
    evidence=Evidence.PRACTICE,
    sources=("Kent 2025",),
    why="where a mark hangs on it, students write what they think is wanted",
    options=(Option("most", 5, 0, 100, "the weight, in per cent, up to which reflection is low-pressure"),),
)


def check(reflection: Reflection, context: Context) -> Iterable[Problem]:
    """Report a reflection that weighs too much."""
    weight = reflection.weight
    if weight is None:
        return ()
    most = context.option("most")
    place = reflection.scope.element
    if weight <= most or place is None or not is_for_learners(reflection):
        return ()
    if reflection.leaves_open("graded", "for"):
        return ()
    message = (
        f"The reflection of {place.label}{when_phrase(reflection)} counts {weight:g}%, "
        "so it will be written for the mark."
    )
    fix = "delete `weight:`, or set what is to be marked as a task with `criteria:`"
    if most:
        fix = f"lower it to {most:g}% or less, or set what is to be marked as a task with `criteria:`"
    return (Problem(reflection, message, fix, key="weight"),)

"""Material without purpose.

## What it says

A material is required, no task uses it, and it does not say what it is for.

## Why

Choosing and ordering materials is teaching: Garrison, Anderson and Archer count it to the presence of the
teacher, and so do Danaher and Danaher in their review of what followed. A chapter that merely lies there
leaves the choosing to the student: read it all, skim it, or skip it? A task that uses it answers that
question, and so does a sentence on what to look for.

One of three things is enough: a task that names it in its `materials`, a `purpose`, or `required: false`.
Left alone: a material whose title, file or address is named in a text or page of the course; the
`alternative` of another; decoration; a material that goes without on purpose, `purpose: {none: ...}`; and
any that could still be used by something marked `TODO`, or by a reference that leads nowhere yet.

## Invalid

```yaml
module: bread
materials:
  - {id: gluten, title: The chemistry of gluten, kind: reading, path: gluten.pdf, pages: 24}
tasks:
  - {id: bake, title: Bake two loaves and cut them, kind: investigation}
```

## Valid

```yaml
module: bread
materials:
  - {id: gluten, title: The chemistry of gluten, kind: reading, path: gluten.pdf, pages: 24}
  - id: mills
    title: Three mills
    kind: video
    url: https://example.org/mills
    purpose: Look at what happens to the bran
tasks:
  - {id: bake, title: Bake two loaves and cut them, kind: investigation, materials: [gluten]}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import materials_in_use
from coursewright.design.mentions import is_mentioned
from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, shortened, when_phrase
from coursewright.spec.model import Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Content, Course, Material

META = Meta(
    code="MAT006",
    name="material-without-purpose",
    statement="A required material is used by a task, or says what it is for",
    severity=Severity.INFO,
    minutes=2,
    evidence=Evidence.RESEARCH,
    sources=("Garrison et al. 2000", "Danaher & Danaher"),
    why="choosing and ordering materials is teaching, and this one is left for students to make sense of",
    on_purpose="purpose",
)


def check(material: Material, context: Context) -> Iterable[Problem]:
    """Report a required material that nothing uses and that does not say what it is for."""
    course = context.course
    if not material.required or not material.lacks("purpose") or material.decorative:
        return ()
    if material in materials_in_use(course) or material.leaves_open("required", "decorative"):
        return ()
    if _may_be_used(material, course) or is_mentioned(material, course):
        return ()
    message = (
        f"{capital(material.label)}{when_phrase(material)} is required, but no task uses it"
        " and it does not say what it is for."
    )
    fix = f"name it in the `materials` of {_task(material)}, give it a `purpose`, or say `required: false`"
    return (Problem(material, message, fix),)


def _may_be_used(material: Material, course: Course) -> bool:
    """Whether something still open, or not understood, could be a task that uses it."""
    home = material.scope.up("module")
    modules = [module for module in course.modules if home in (None, module.scope)]
    places: list[Content] = [course, *modules, *(unit for module in modules for unit in module.units)]
    if not course.complete or any(place.leaves_open("tasks", "units") for place in places):
        return True
    return any(
        task.leaves_open("materials") or any(ref.target is None for ref in task.materials)
        for task in course.every(Task)
        if home is None or task.scope.up("module") is home
    )


def _task(material: Material) -> str:
    place = material.scope.element
    first = next((task for task in place.tasks if task.title), None) if place is not None else None
    return f'a task, such as "{shortened(first.title or "")}"' if first else "a task"

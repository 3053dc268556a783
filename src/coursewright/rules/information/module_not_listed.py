"""Module not listed.

## What it says

A module file lies in the folder of a course, or somewhere below it, and no course lists it.

## Why

It may be an old version, a draft, or next week's module that somebody forgot to add. As long as nothing
lists it, it inherits nothing from the course, is checked as if it stood alone, and is missing from every
export, which learners notice before anybody else does. This follows from the format, not from anybody's
opinion of design.

Where the file is wanted, list it under `modules`; where it is not, a folder whose name starts with a dot is
passed over. Left alone: what another course lists, folders that hold a course file of their own,
repositories inside this one, hidden folders, `node_modules` and virtual environments; and a course with
entries of `modules` that are open, or lead to nothing. Where several course files share a folder, the first
of them has the finding.

## Invalid

```yaml
# course.yaml
course: knots
modules: [01-bends.module.yaml]
```

```yaml
# 01-bends.module.yaml
module: bends
```

```yaml
# 02-splices.module.yaml
module: splices
```

## Valid

```yaml
# course.yaml
course: knots
modules: ["*.module.yaml"]
```

```yaml
# 01-bends.module.yaml
module: bends
```

```yaml
# 02-splices.module.yaml
module: splices
```
"""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from coursewright.lint.api import Change, Context, Evidence, Meta, Problem, Severity, adding_items, changes
from coursewright.spec.nodes import Mapping, Scalar, Sequence
from coursewright.spec.unlisted import unlisted_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.model import Course

META = Meta(
    code="INF009",
    name="module-not-listed",
    statement="A module below a course is listed by it",
    severity=Severity.INFO,
    minutes=1,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="what no course lists inherits nothing from it and is missing from its exports",
    fix="unsafe",
)


def check(course: Course, context: Context) -> Iterator[Problem]:
    """Report each module file below the course that no course lists."""
    for path in unlisted_modules(course):
        if context.excluded is not None and context.excluded(path):
            continue
        written = path.relative_to(course.path.parent).as_posix()
        message = f"The module file {written} lies below this course, and no course lists it."
        fix = f"add `{written}` to `modules`, or move the file out of the course's folder"
        yield Problem(course, message, fix, key="modules", edits=_edits(course, written))


def _edits(course: Course, path: str) -> tuple[Change, ...]:
    """List a module at its place where those that are listed stand in the order of their paths."""
    from coursewright.spec.editing import insert_item  # noqa: PLC0415 - hardly any course needs it

    node = course.node
    listed = node.value("modules") if isinstance(node, Mapping) else None
    items = listed.items if isinstance(listed, Sequence) else []
    paths = [item.text for item in items if isinstance(item, Scalar)]
    if isinstance(listed, Sequence) and paths and len(paths) == len(items) and paths == sorted(paths):
        return changes(insert_item(listed, bisect(paths, path), path))
    return adding_items(course, "modules", [path])

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

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
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
        yield Problem(course, message, fix, key="modules")

"""Prerequisites come earlier, and lead in no circle.

## What it says

A module needs another one that the course teaches later; or modules need each other in a circle, so that
none of them can come first.

## Why

The list of modules is the order of teaching, and `prerequisites` say what has to come before: where the
two contradict each other, one of them is wrong, and students find out at the wrong moment. It happens
when a module is moved, or a course is put together from others. A circle cannot be taught in any order.

Left alone: what is not a module of this course, which is an unresolved reference; modules that say in
which `week` they are, if that puts the prerequisite first after all; and a module by itself, without its
course.

## Invalid

```yaml
# course.yaml
course: acoustics
modules: [rooms.module.yaml, waves.module.yaml]
```

```yaml
# rooms.module.yaml
module: rooms
prerequisites: [waves]
```

```yaml
# waves.module.yaml
module: waves
```

## Valid

```yaml
# course.yaml
course: acoustics
modules: [waves.module.yaml, rooms.module.yaml]
```

```yaml
# rooms.module.yaml
module: rooms
prerequisites: [waves]
```

```yaml
# waves.module.yaml
module: waves
```
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Related, Severity
from coursewright.rules.wording import capital
from coursewright.spec.model import Module

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.spec.element import Ref
    from coursewright.spec.model import Course

META = Meta(
    code="ALN007",
    name="prerequisite-cycle",
    statement="Prerequisites come earlier and lead in no circle",
    severity=Severity.ERROR,
    minutes=10,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="the modules cannot be taught in this order",
)


def check(course: Course, _context: Context) -> Iterator[Problem]:
    """Report each circle of prerequisites once, and each prerequisite that comes later."""
    place = {module: number for number, module in enumerate(course.modules)}
    circles: set[frozenset[Module]] = set()
    for module in course.modules:
        for ref in module.prerequisites:
            needed = ref.target
            if needed not in place or place[needed] <= place[module]:
                continue
            way = _way(needed, module)  # every circle has a step to a later module
            if way is None:
                if not _earlier_by_week(needed, module):
                    yield _too_late(module, ref, needed)
            elif frozenset(way) not in circles:
                circles.add(frozenset(way))
                yield _in_circle(module, ref, way)


def _way(start: Module, goal: Module) -> Sequence[Module] | None:
    """Return the shortest way from one prerequisite to the next that ends with the goal, if there is one."""
    ways = [[start]]
    seen = {start}
    for way in ways:
        for ref in way[-1].prerequisites:
            needed = ref.target
            if needed is goal:
                return [*way, goal]
            if isinstance(needed, Module) and needed not in seen:
                seen.add(needed)
                ways.append([*way, needed])
    return None


def _earlier_by_week(needed: Module, module: Module) -> bool:
    """Whether the weeks of two modules say another order than the list."""
    return needed.week is not None and module.week is not None and needed.week.last < module.week.first


def _too_late(module: Module, ref: Ref, needed: Module) -> Problem:
    message = f"{capital(module.label)} needs {needed.label}, which comes later in the course."
    fix = f"move {needed.label} up in the `modules` of the course, or delete this prerequisite"
    return Problem(ref, message, fix, related=(Related(needed, "this one comes later"),))


def _in_circle(module: Module, ref: Ref, way: Sequence[Module]) -> Problem:
    chain = ", which needs ".join(one.label for one in way)
    none = "neither" if len(way) == 2 else "none of them"
    message = f"{capital(module.label)} needs {chain}: {none} can come first."
    steps = [next(one for one in here.prerequisites if one.target is there) for here, there in pairwise(way)]
    fix = "delete one of these prerequisites, or put what they share into a module before them"
    return Problem(ref, message, fix, related=tuple(Related(step, "and this one") for step in steps))

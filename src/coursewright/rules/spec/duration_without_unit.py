"""Every length of time says in which unit it is.

## What it says

A duration is a bare number, or not decided yet: `45`, `tbd`, `XX`.

## Why

Forty-five of what? Nearly half of the 346 lengths of time that we counted in public course files were bare
numbers, some meant as minutes and some as hours, and any sum over them is wrong. A number without a unit is
therefore unknown to every other rule: it is in no workload and in no week. A range as a first guess, `30-60
min`, is worth more than a blank, because the week can be summed up with it.

Left alone: `tbd` and its like while the item, or the unit, module or course that it stands in, is a
`draft`. The nearest `status` counts. Staff `minutes` of monitoring and feedback need no unit, since their
key names it. What cannot be read at all, such as `about an hour`, is `invalid-spec`.

## Invalid

```yaml
module: circuits
tasks:
  - title: Wire a plug
    duration: 45
```

## Valid

```yaml
module: circuits
tasks:
  - title: Wire a plug
    duration: 45 min
  - title: Find the fuse box at home
    status: draft
    duration: tbd
```
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.faults import as_problem
from coursewright.spec.faults import FaultKind
from coursewright.spec.model import Assessment, Task
from coursewright.spec.nodes import Mapping, Merged, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

META = Meta(
    code="SPC008",
    name="duration-without-unit",
    statement="Durations carry a unit",
    severity=Severity.ERROR,
    minutes=1,
    evidence=Evidence.STANDARD,
    sources=("coursewright format",),
    why="a number without a unit is in no sum of anybody's week",
    fix="unsafe",
)


def check(course: Course, context: Context) -> Iterator[Problem]:
    """Report bare numbers, and outside drafts what is not decided yet."""
    for fault in course.faults_of(FaultKind.DURATION):
        if fault.undecided and fault.node is not None and _only_in_drafts(fault.node, course, context):
            continue
        yield as_problem(fault, course)


def _only_in_drafts(node: Node, course: Course, context: Context) -> bool:
    """Whether every element that has the value, by inheritance too, is still a draft."""
    holders = list(_holders(node, course))
    return bool(holders) and all(_is_draft(holder, course, context) for holder in holders)


def _is_draft(element: Element, course: Course, context: Context) -> bool:
    """Ask the task or assessment it is a part of, where there is one: feedback has no status of its own."""
    if isinstance(element, Task | Assessment):
        return context.is_draft(element)
    wholes = [whole for whole in _holders(element.node, course) if isinstance(whole, Task | Assessment)]
    return all(context.is_draft(whole) for whole in wholes) if wholes else context.is_draft(element)


def _holders(node: Node, course: Course) -> Iterator[Element]:
    """Yield the elements that have a value directly under one of their keys."""
    wanted = _as_written(node)
    for element in chain.from_iterable(course.elements.values()):
        if isinstance(element.node, Mapping) and any(
            _as_written(value) is wanted or (isinstance(value, Sequence) and wanted in value.items)
            for _, value in element.node.pairs.values()
        ):
            yield element


def _as_written(node: Node) -> Node:
    return node.origin if isinstance(node, Merged) else node

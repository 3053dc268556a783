"""From what a rule points at to a place in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.api import Spot
from coursewright.lint.place import place
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.model import Course, Module, Outcome, Task, Unit

if TYPE_CHECKING:
    from coursewright.lint.api import Target

SPEC = """\
module: m
title: The module
defaults:
  tasks: {duration: 30 min, monitoring: {by: tutor}}
x-base: &base
  kind: quiz
  title: Shared
outcomes: [Draw a map, {statement: Name it}]
units:
  - title: A unit
    week: 2
    tasks:
      - title: Before its id
        id: a
        due: tue 12:00
        follow_up: b
        monitoring:
          looks_for: the gap
      - <<: *base
        id: b
      - *base
"""


def read() -> Course:
    return load_documents(read_document(Path("/c/m.module.yaml"), SPEC.encode()))


def shown(target: Target, key: str = "") -> tuple[int, str, str]:
    """Return the line, the marked text and the node."""
    mark, _ = place(target, key, "a label")
    assert mark.label == "a label"
    start, end = mark.span.start, mark.span.end
    line = mark.source.line(start.line)
    return start.line, line[start.column - 1 : end.column - 1 if end.line == start.line else None], mark.node


COURSE = read()
A, B, C = COURSE.every(Task)
MODULE = COURSE.every(Module)[0]
UNIT = next(unit for unit in COURSE.every(Unit) if not unit.implicit)


@pytest.mark.parametrize(
    ("target", "key", "line", "text", "node"),
    [
        (A, "", 14, "id: a", "units[1].tasks[a]"),
        (A, "due", 15, "due: tue 12:00", "units[1].tasks[a].due"),
        (A, "monitoring", 17, "monitoring", "units[1].tasks[a].monitoring"),
        (A, "purpose", 14, "id: a", "units[1].tasks[a]"),
        (A.follow_up[0], "", 16, "b", "units[1].tasks[a].follow_up"),
        (A.due, "", 15, "tue 12:00", "units[1].tasks[a].due"),
        (A.node, "", 14, "id: a", "units[1].tasks[a]"),
        (B, "", 20, "id: b", "units[1].tasks[b]"),
        (UNIT, "", 10, "title: A unit", "units[1]"),
        (MODULE, "", 1, "module: m", ""),
        (COURSE, "", 1, "module: m", ""),
        (COURSE.every(Outcome)[0], "", 8, "Draw a map", "outcomes[1]"),
        (COURSE.every(Outcome)[0], "why", 8, "Draw a map", "outcomes[1]"),
        (COURSE.every(Outcome)[1], "", 8, "statement: Name it", "outcomes[2]"),
        (Spot(COURSE.sources[0], 10, 15), "", 2, "title", ""),
    ],
)
def test_where_a_finding_stands(target: Target, key: str, line: int, text: str, node: str) -> None:
    assert shown(target, key) == (line, text, node)


def test_an_inherited_value_points_to_where_it_is_written_and_to_its_heir() -> None:
    mark, heir = place(A, "duration")
    assert mark.span.start.line == 4
    assert mark.node == "defaults.tasks.duration"
    assert heir is not None
    assert (heir.span.start.line, heir.label) == (14, "for this item")


def test_a_value_of_its_own_has_no_heir() -> None:
    assert place(A, "due")[1] is None
    assert place(A, "monitoring")[1] is None


def test_a_value_by_way_of_an_alias_points_to_the_alias_or_to_what_it_repeats() -> None:
    line, text, _ = shown(C)
    assert (line, text) == (21, "*base")
    mark, heir = place(B, "kind")
    assert mark.span.start.line == 6
    assert heir is not None
    assert heir.span.start.line == 20

"""Steps share out all items of a course, and none twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_in, module_of

from coursewright.design.analyses.steps import steps_of
from coursewright.shipped import shipped
from coursewright.spec.element import Item
from coursewright.spec.load import load
from coursewright.spec.model import (
    Assessment,
    Course,
    FollowUpActivity,
    Material,
    Outcome,
    Session,
    Task,
)

if TYPE_CHECKING:
    from pathlib import Path

KINDS = (Task, Session, FollowUpActivity, Assessment, Outcome, Material)


def items_of(course: Course) -> list[Item]:
    return [item for kind in KINDS for item in course.every(kind)]


def shared_out(course: Course) -> dict[str, list[str | None]]:
    steps = steps_of(course).sorted_out(items_of(course))
    return {step.name: [item.id for item in items if isinstance(item, Item)] for step, items in steps.items()}


def check_sharing(course: Course) -> None:
    items = items_of(course)
    steps = steps_of(course)
    found = [item for inside in steps.sorted_out(items).values() for item in inside]
    assert len(found) == len(items)
    assert set(map(id, found)) == set(map(id, items))
    assert len(set(steps.teaching)) == len(steps.teaching)


def test_weeks_of_a_flat_module() -> None:
    course = module_of("""
tasks: [{id: a, week: 2}, {id: b, week: 1}, {id: c}]
sessions: [{id: s, starts: week 2 mon 10:00}]
assessments: [{id: e, due: week 5 fri}]
""")
    # c carries no week and the module has two, so it belongs to no one of them; nothing is taught in week 5.
    assert shared_out(course) == {"Week 1": ["b"], "Week 2": ["a", "s"], "Whole module": ["c", "e"]}


def test_units_without_a_week_are_steps_and_keep_their_number() -> None:
    course = module_of("""
units:
  - {title: One, tasks: [{id: a}]}
  - {title: Two}
  - {title: Three, tasks: [{id: b, follow_up: {id: f}}]}
outcomes: [{id: o}]
""")
    assert shared_out(course) == {
        "Unit 1": ["a"],
        "Unit 2": [],
        "Unit 3": ["b", "f"],
        "Whole module": ["o"],
    }
    assert [step.name for step in steps_of(course).teaching] == ["Unit 1", "Unit 3"]


def test_week_0_is_a_step_that_does_not_teach() -> None:
    course = module_of("""
units:
  - {title: Before, week: 0, tasks: [{id: a}]}
  - {title: First, week: 1, tasks: [{id: b}]}
""")
    steps = steps_of(course)
    assert shared_out(course) == {"Week 0": ["a"], "Week 1": ["b"]}
    assert [step.number for step in steps.teaching] == [1]


def test_what_stands_beside_the_units_belongs_to_the_week_it_says() -> None:
    course = module_of("""
units:
  - {title: One, week: 1, tasks: [{id: a}]}
  - {title: Two, week: 2, tasks: [{id: b}]}
sessions: [{id: s, starts: week 2 thu 10:00, duration: 1 h}, {id: t}]
""")
    assert shared_out(course) == {"Week 1": ["a"], "Week 2": ["b", "s"], "Whole module": ["t"]}


def test_a_unit_of_two_weeks_is_shared_out_once() -> None:
    course = module_of("""
units: [{title: Long, week: 2-3, tasks: [{id: a}, {id: b, week: 3}, {id: c, due: week 3 fri}]}]
""")
    assert shared_out(course) == {"Week 2": ["a", "c"], "Week 3": ["b"]}


def test_modules_have_steps_of_their_own(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": "course: c\nmodules: [a.module.yaml, b.module.yaml]\ntasks: [{id: z}]\n",
            "a.module.yaml": "module: a\nweek: 1\ntasks: [{id: x}]\n",
            "b.module.yaml": "module: b\nweek: 1\ntasks: [{id: y}]\n",
        },
    )
    steps = steps_of(course).sorted_out(items_of(course))
    found = {
        (step.module.id if step.module else None, step.name): len(inside) for step, inside in steps.items()
    }
    assert found == {("a", "Week 1"): 1, ("b", "Week 1"): 1, (None, "Whole course"): 1}


def test_examples_are_shared_out() -> None:
    for path in sorted(shipped("examples").rglob("*.yaml")):
        if path.name.endswith("module.yaml") or path.name == "course.yaml":
            check_sharing(load(path))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10_000))
def test_any_course_is_shared_out(seed: int) -> None:
    check_sharing(random_course(seed))


def test_an_assessment_can_stand_where_it_is_due() -> None:
    course = module_of("""
units:
  - title: One
    week: 1
    tasks: [{id: a}]
    assessments: [{id: x, due: week 2 fri}, {id: y, due: week 6 fri}, {id: z}]
  - {title: Two, week: 2, tasks: [{id: b}]}
""")
    assert shared_out(course) == {"Week 1": ["a", "x", "y", "z"], "Week 2": ["b"]}
    due = steps_of(course).sorted_out(items_of(course), when_due=True)
    ids = {step.name: [item.id for item in items if isinstance(item, Item)] for step, items in due.items()}
    assert ids == {"Week 1": ["a", "z"], "Week 2": ["b", "x"], "Whole module": ["y"]}


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Consent", "Week 3: Consent"),
        ("Week 3: Consent", "Week 3: Consent"),
        ("WEEK 3 - Consent", "WEEK 3 - Consent"),
        ("Week 3", "Week 3"),
        ("Week 30 years on", "Week 3: Week 30 years on"),
    ],
)
def test_a_title_that_begins_with_the_week_is_not_told_twice(title: str, called: str) -> None:
    (step,) = steps_of(module_of("week: 3\ntasks: [{title: t}]")).teaching
    assert step.called(title) == called

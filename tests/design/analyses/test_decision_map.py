"""The decision map: each decision once, in its step; a unit lacks one where the rule says so."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import module_of

from coursewright.design.analyses.decision_map import decisions_by_step, unit_standing
from coursewright.lint.api import Clock, Context
from coursewright.rules.tasks import unit_without_decision
from coursewright.shipped import shipped
from coursewright.spec.load import load
from coursewright.spec.model import Course, DecisionPoint, FollowUpActivity, Task, Unit

TODAY = Clock(dt.date(2026, 1, 1))


def by_step(course: Course) -> dict[str, tuple[str, int]]:
    """How each step stands, and how many decisions it has."""
    return {one.step.name: (one.state, len(one.decisions)) for one in decisions_by_step(course)}


def check(course: Course) -> None:
    """Compare with the course, in which no decision is lost or stands twice, and with the rule."""
    found = [decision.point for one in decisions_by_step(course) for decision in one.decisions]
    activities: list[Task | FollowUpActivity] = [*course.every(Task), *course.every(FollowUpActivity)]
    held = [point for one in activities for point in one.decision_points]
    assert len(found) == len(held)
    assert set(map(id, found)) == set(map(id, held)) <= set(map(id, course.every(DecisionPoint)))
    context = Context(course, TODAY)
    for unit in course.every(Unit):
        missing = unit_standing(unit, course).state == "missing"
        assert missing == bool([*unit_without_decision.check(unit, context)])


def test_decisions_of_tasks_and_of_what_takes_them_up() -> None:
    course = module_of("""
units:
  - week: 1
    tasks: [{id: a, decision_points: [Go or stay?, Why?], follow_up: {id: f, decision_points: And now?}}]
  - {week: 2, tasks: [{id: b, kind: quiz}]}
""")
    assert by_step(course) == {"Week 1": ("there", 3), "Week 2": ("missing", 0)}


def test_a_unit_of_two_weeks_needs_one_decision() -> None:
    course = module_of("""
units: [{week: 2-3, tasks: [{id: a, week: 2}, {id: b, week: 3, decision_points: Go or stay?}]}]
""")
    assert by_step(course) == {"Week 2": ("elsewhere", 0), "Week 3": ("there", 1)}


def test_a_follow_up_beside_the_units_serves_each_unit_and_stands_once() -> None:
    course = module_of("""
units: [{title: One, tasks: [{id: a, follow_up: f}]}, {title: Two, tasks: [{id: b, follow_up: f}]}]
follow_up_activities: [{id: f, decision_points: Go or stay?}]
""")
    assert by_step(course) == {
        "Unit 1": ("elsewhere", 0),
        "Unit 2": ("elsewhere", 0),
        "Whole module": ("there", 1),
    }


def test_two_units_of_one_week_are_told_apart() -> None:
    course = module_of("""
units:
  - {title: One, week: 1, tasks: [{id: a, decision_points: Go or stay?}]}
  - {title: Two, week: 1, tasks: [{id: b}]}
""")
    (step,) = decisions_by_step(course)
    assert step.state == "there"
    assert [one.state for one in step.units] == ["there", "missing"]


@pytest.mark.parametrize(
    ("unit", "state", "said"),
    [
        ("tasks: [{id: a}]", "missing", ""),
        ("tasks: [{id: a, decision_points: TODO}]", "unknown", ""),
        ("tasks: [{id: a, follow_up: TODO}]", "unknown", ""),
        ("tasks: [{id: a, kind: TODO}]", "unknown", ""),
        ("tasks: [{id: a}], follow_up_activities: TODO", "unknown", ""),
        ("tasks: [{id: a}], decision_points: TODO", "unknown", ""),
        ("tasks: [{id: a}], decision_points: {none: A week of rest}", "purpose", "A week of rest"),
        ("tasks: [{id: a, decision_points: {none: It is a drill}}]", "purpose", "It is a drill"),
        ("tasks: [{id: a, decision_points: {none: It is a drill}}, {id: b}]", "missing", ""),
        ("tasks: [{id: a, kind: survey}]", "none", ""),
        ("sessions: [{id: s}]", "none", ""),
    ],
)
def test_how_a_unit_without_a_decision_stands(unit: str, state: str, said: str) -> None:
    (step,) = decisions_by_step(module_of(f"units: [{{week: 1, {unit}}}]"))
    assert (step.state, step.said) == (state, said)


def test_an_open_decision_is_not_known_whatever_the_units_of_its_week_lack() -> None:
    course = module_of("""
units:
  - {title: One, week: 1, tasks: [{id: a, decision_points: TODO}]}
  - {title: Two, week: 1, tasks: [{id: b}]}
tasks: [{id: c, decision_points: TODO}, {id: d, decision_points: {none: A drill}}]
""")
    found = [(one.step.name, one.state, len(one.undecided)) for one in decisions_by_step(course)]
    assert found == [("Week 1", "unknown", 1), ("Whole module", "unknown", 1)]
    assert [unit.state for unit in decisions_by_step(course)[0].units] == ["unknown", "missing"]


def test_none_in_the_module_on_purpose() -> None:
    course = module_of('decision_points: {none: "Drills only"}\nunits: [{week: 1, tasks: [{id: a}]}]')
    assert [(one.state, one.said) for one in decisions_by_step(course)] == [("purpose", "Drills only")]


def test_examples_agree_with_the_rule() -> None:
    for path in sorted(shipped("examples").rglob("*.yaml")):
        if path.name.endswith("module.yaml") or path.name == "course.yaml":
            check(load(path))


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_any_course_agrees_with_the_rule(seed: int) -> None:
    check(random_course(seed))


KEYS = st.lists(
    st.sampled_from(
        [
            "decision_points: Go?",
            "decision_points: TODO",
            "decision_points: {none: A drill}",
            "kind: survey",
            "kind: TODO",
            "follow_up: f",
            "follow_up: TODO",
        ]
    ),
    max_size=3,
    unique_by=lambda one: one.split(":")[0],
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(KEYS, max_size=3), max_size=3), st.sampled_from(["", "TODO", "{none: Drills}"]), KEYS
)
def test_any_units_agree_with_the_rule(units: list[list[list[str]]], around: str, shared: list[str]) -> None:
    """Random trees seldom hold units with tasks; these always do."""
    written = []
    for number, tasks in enumerate(units):
        inside = [", ".join([f"id: t{number}{at}", *keys]) for at, keys in enumerate(tasks)]
        written.append(f"{{title: U{number}, tasks: [{', '.join('{' + one + '}' for one in inside)}]}}")
    point = next((key for key in shared if key.startswith("decision_points")), "title: Talk")
    spec = f"units: [{', '.join(written)}]\nfollow_up_activities: [{{id: f, {point}}}]\n"
    check(module_of(spec + (f"decision_points: {around}" if around else "")))

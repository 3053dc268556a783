"""The agency map: what each step leaves to students, in five respects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_in, module_of

from coursewright.design.analyses.agency_map import RESPECTS, agency_by_step
from coursewright.design.analyses.steps import steps_of
from coursewright.design.reflections import weeks_without_reflection
from coursewright.shipped import shipped
from coursewright.spec.element import Item
from coursewright.spec.load import load
from coursewright.spec.model import Assessment, Course, FollowUpActivity, Task

if TYPE_CHECKING:
    from pathlib import Path


def states(course: Course) -> dict[str, list[str]]:
    """How each step stands in the five respects, in their order."""
    return {one.step.name: [one.respect(name).state for name in RESPECTS] for one in agency_by_step(course)}


def traces(course: Course, name: str) -> dict[str, list[str | None]]:
    """Where each step has something, by ids."""
    return {
        one.step.name: [
            trace.item.id if isinstance(trace.item, Item) else trace.item.noun
            for trace in getattr(one, name).there
        ]
        for one in agency_by_step(course)
    }


SPEC = """
units:
  - title: One
    week: 1
    tasks:
      - {id: a, choices: Your topic, decision_points: [Go?, When?], own_context: Your street, follow_up: f}
      - {id: b, own_context: Your town, reflection_prompts: What changed?}
    follow_up_activities: [{id: f, choices: Your side}, {id: alone}]
  - title: Two
    week: 2
    tasks: [{id: c}]
    assessments: [{id: essay, options: [a text, a film]}]
"""


def test_what_two_weeks_leave_to_students() -> None:
    course = module_of(SPEC)
    # f takes up a, so it stands with a; nothing leads to `alone`, which is a follow-up of its own.
    assert traces(course, "choice") == {"Week 1": ["a", "f"], "Week 2": ["essay"]}
    assert traces(course, "decision") == {"Week 1": ["a"], "Week 2": []}
    assert traces(course, "own_context") == {"Week 1": ["a", "b"], "Week 2": []}
    assert traces(course, "reflection") == {"Week 1": ["b"], "Week 2": []}
    assert traces(course, "follow_up") == {"Week 1": ["a", "alone"], "Week 2": []}
    assert states(course) == {
        "Week 1": ["there"] * 5,
        "Week 2": ["there", "missing", "missing", "missing", "missing"],
    }


def test_a_choice_of_format_stands_in_the_week_in_which_the_work_is_due() -> None:
    course = module_of("""
units:
  - title: One
    week: 1
    tasks: [{id: a}]
    assessments: [{id: essay, options: [a text, a film], due: week 2 fri}]
  - {title: Two, week: 2, tasks: [{id: b}], assessments: [{id: talk, options: [live, taped], due: week 9}]}
""")
    # In week 9 nothing is taught any more.
    assert traces(course, "choice") == {"Week 1": [], "Week 2": ["essay"], "Whole module": ["talk"]}


def test_a_follow_up_names_what_takes_the_task_up() -> None:
    one = agency_by_step(module_of(SPEC))[0]
    assert [[item.id for item in trace.by] for trace in one.follow_up.there] == [["f"], []]


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("choices: TODO", ["unknown", "missing", "missing", "missing", "missing"]),
        ("choices: {none: One case for all}", ["purpose", "missing", "missing", "missing", "missing"]),
        ("own_context: {none: Private}", ["missing", "missing", "purpose", "missing", "missing"]),
        ("reflection_prompts: TODO", ["missing", "missing", "missing", "unknown", "missing"]),
        # What follows up could also ask for a decision.
        ("follow_up: TODO", ["missing", "unknown", "missing", "missing", "unknown"]),
        ("follow_up: {none: The last one}", ["missing", "missing", "missing", "missing", "purpose"]),
        ("kind: survey", ["none", "none", "none", "missing", "none"]),
    ],
)
def test_how_a_week_with_one_task_stands(task: str, expected: list[str]) -> None:
    assert states(module_of(f"week: 1\ntasks: [{{id: a, {task}}}]"))["Week 1"] == expected


def test_one_task_without_on_purpose_excuses_no_other() -> None:
    course = module_of("week: 1\ntasks: [{id: a, choices: {none: One case for all}}, {id: b}]")
    (one,) = agency_by_step(course)
    assert one.choice.state == "missing"
    assert [(trace.state, trace.said) for trace in one.choice.traces] == [("purpose", "One case for all")]


def test_left_out_for_a_whole_module() -> None:
    course = module_of(
        'week: 1\nchoices: {none: "One route"}\nreflection: {none: "Too short"}\ntasks: [{id: a}]'
    )
    (one,) = agency_by_step(course)
    assert (one.choice.state, one.choice.said) == ("purpose", "One route")
    assert (one.reflection.state, one.reflection.said) == ("purpose", "Too short")


def test_what_is_open_is_not_known_whatever_stands_around_it() -> None:
    course = module_of('week: 1\nchoices: {none: "One route"}\ntasks: [{id: a, choices: TODO}]')
    assert [one.choice.state for one in agency_by_step(course)] == ["unknown"]


@pytest.mark.parametrize(
    ("reflection", "weeks"),
    [
        ("{prompts: What changed?, when: weekly}", {"Week 1": ["reflection"], "Week 2": ["reflection"]}),
        ("{prompts: What changed?, when: week 2 fri}", {"Week 1": [], "Week 2": ["reflection"]}),
        ("{prompts: What changed?, when: weekly, for: instructors}", {"Week 1": [], "Week 2": []}),
    ],
)
def test_in_which_weeks_a_reflection_of_the_module_is(reflection: str, weeks: dict[str, list[str]]) -> None:
    course = module_of(f"reflection: {reflection}\ntasks: [{{id: a, week: 1}}, {{id: b, week: 2}}]")
    assert {week: found for week, found in traces(course, "reflection").items() if "Week" in week} == weeks


def test_a_reflection_of_a_unit_is_in_each_of_its_weeks() -> None:
    course = module_of("""
units:
  - {title: Long, week: 1-2, reflection: What changed?, tasks: [{id: a, week: 1}]}
  - {title: Short, week: 3, tasks: [{id: b}]}
""")
    assert traces(course, "reflection") == {"Week 1": ["reflection"], "Week 2": ["reflection"], "Week 3": []}


def test_a_reflection_of_the_course_is_in_the_week_it_says(tmp_path: Path) -> None:
    files = {
        "course.yaml": "course: c\nmodules: [m.module.yaml]\nreflection: {prompts: What?, when: week 2 fri}",
        "m.module.yaml": "module: m\ntasks: [{id: a, week: 1}, {id: b, week: 2}]",
    }
    found = traces(course_in(tmp_path, files), "reflection")
    assert found == {"Week 1": [], "Week 2": ["reflection"], "Whole course": []}


def check(course: Course) -> None:
    """Check that nothing stands twice, and that unknown and missing agree with the rules."""
    found = agency_by_step(course)
    for name in ("choice", "decision", "own_context", "follow_up"):
        items = [trace.item for one in found for trace in getattr(one, name).traces]
        assert len(set(items)) == len(items)
    works = (*course.every(Task), *course.every(FollowUpActivity), *course.every(Assessment))
    choosing = sum(
        bool(getattr(one, "options" if isinstance(one, Assessment) else "choices")) for one in works
    )
    assert sum(len(one.choice.there) for one in found) == choosing
    assert [one.step for one in found if one.step.teaches] == list(steps_of(course).teaching)
    for one in found:
        for name in RESPECTS:
            respect = one.respect(name)
            assert (respect.state == "there") == bool(respect.there)
    bare = {
        (week.module, week.number, week.units) for run in weeks_without_reflection(course) for week in run
    }
    for one in found:
        if one.reflection.state == "missing":
            assert (one.step.module, one.step.number, one.step.units) in bare


def test_examples_hold_together() -> None:
    for path in sorted(shipped("examples").rglob("*.yaml")):
        if path.name.endswith("module.yaml") or path.name == "course.yaml":
            check(load(path))


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_any_course_holds_together(seed: int) -> None:
    check(random_course(seed))

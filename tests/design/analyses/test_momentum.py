"""How many decisions, choices and reflections each step asks for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_of

from coursewright.design.analyses.momentum import momentum_of
from coursewright.spec.model import Assessment, FollowUpActivity, Task


def numbers(spec: str) -> list[tuple[str, int | None, int | None, int | None]]:
    return [
        (one.step.name, one.decisions.number, one.choices.number, one.reflections.number)
        for one in momentum_of(course_of(f"module: m\n{spec}\n"))
    ]


def test_each_counts_in_its_step() -> None:
    """An assessment with two formats is one choice; a weekly reflection is one in each week."""
    assert numbers("""
units:
  - week: 1
    tasks: [{id: t, decision_points: [A?, B?], choices: [x, y], reflection_prompts: [Why?]}]
    reflection: [What did you learn?]
  - week: 2
    tasks: [{id: u, kind: reading}]
    assessments: [{id: a, options: [essay, talk]}]
reflection: {prompts: What next?, when: weekly}
""") == [("Week 1", 2, 2, 3), ("Week 2", 0, 1, 1)]


def test_what_is_open_is_unknown_and_what_is_left_out_is_none() -> None:
    spec = """
units:
  - {week: 1, tasks: [{id: t, choices: TODO, decision_points: {none: a demonstration}}]}
  - {week: 2, tasks: [{id: u, choices: x}, {id: v, choices: TODO}]}
"""
    first, second = momentum_of(course_of(f"module: m\n{spec}"))

    assert (first.choices.number, first.choices.undecided) == (None, 1)
    assert (first.decisions.number, first.decisions.on_purpose) == (0, True)
    assert (second.choices.number, second.choices.undecided) == (1, 1)


@given(st.integers(0, 10**9))
def test_nothing_is_lost_and_nothing_counted_twice(seed: int) -> None:
    course = random_course(seed)
    activities: list[Task | FollowUpActivity] = [*course.every(Task), *course.every(FollowUpActivity)]
    found = momentum_of(course)

    assert sum(one.decisions.number or 0 for one in found) == sum(
        len(one.decision_points) for one in activities
    )
    choices = sum(len(one.choices) for one in activities)
    choices += sum(bool(one.options) for one in course.every(Assessment))
    assert sum(one.choices.number or 0 for one in found) == choices

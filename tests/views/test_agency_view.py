"""The agency view: what is left to students, without any total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from view_reading import rows, view_named

from coursewright.views.charts import Matrix
from coursewright.views.plan import Focus
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from coursewright.views.model import View

SPEC = """module: m
title: Triage
units:
  - title: First night
    week: 1
    tasks:
      - {id: shift, title: Take a shift, choices: Your ward, decision_points: [Go?, When?], follow_up: talk}
      - {id: own, title: Your ward, own_context: Where you work, reflection_prompts: What changed?}
    follow_up_activities: [{id: talk, title: Talk}]
  - {title: Second night, week: 2, tasks: [{id: b, title: Count}]}
  - title: Third night
    week: 3
    tasks: [{id: c, title: Pick, choices: TODO, own_context: {none: The data are secret}}]
assessments: [{id: essay, title: The essay, options: [a text, a film]}]
"""
NAMES = ("choice", "decision", "own_context", "reflection", "follow_up")


def matrix(view: View) -> Matrix:
    (chart,) = view.charts
    assert isinstance(chart, Matrix)
    return chart


def signs(view: View) -> list[tuple[str, list[str]]]:
    """Return the signs of each row, column by column, as characters."""
    return [
        (row.label.text, ["".join(mark.sign.character for mark in cell.signs) for cell in row.cells])
        for row in matrix(view).rows
    ]


def test_the_answer_has_no_total() -> None:
    view = view_named("agency", SPEC)
    assert view.answer == (
        (
            "Of 3 weeks, students choose something in 1, decide in 1, bring in their own life or work in 1, "
            "look back in 1 and have their work taken up again in 1."
        ),
        'None of the five is planned in week 2 ("Second night").',
        'Still to be decided: choice in week 3 ("Third night").',
        'Left out on purpose: own context in week 3 ("Third night").',
    )
    assert view.tone == "gap"


def test_one_sign_for_each_activity() -> None:
    view = view_named("agency", SPEC)
    assert signs(view) == [
        ("Week 1: First night", ["⑂", "◇", "⌖", "❍", "↻"]),
        ("Week 2: Second night", ["✗", "✗", "✗", "✗", "✗"]),
        ("Week 3: Third night", ["?", "✗", "–", "✗", "✗"]),
        ("Whole module: Triage", ["⑂", "", "", "", ""]),
    ]
    assert [key.words for key in matrix(view).legend] == [
        *("choice", "decision", "own context", "reflection", "follow-up"),
        *("none is planned", "left out on purpose", "not known"),
    ]
    first = matrix(view).rows[0].cells
    assert first[4].said == '"Take a shift" (taken up by "Talk")'
    assert first[0].signs[0].spot is not None
    assert first[0].signs[0].spot.line == 7
    third = matrix(view).rows[2].cells
    assert third[2].signs[0].label == '"Pick", on purpose: "The data are secret"'


def test_a_choice_is_not_asked_of_each_week() -> None:
    second = matrix(view_named("agency", SPEC)).rows[1]
    assert [cell.tone for cell in second.cells] == ["", "gap", "", "gap", "gap"]


def test_no_follow_up_is_asked_of_those_who_teach_themselves() -> None:
    second = matrix(view_named("agency", SPEC.replace("title: Triage", "support_model: self-taught"))).rows[1]
    assert [cell.tone for cell in second.cells] == ["", "gap", "", "gap", ""]


def test_the_table_says_the_same() -> None:
    view = view_named("agency", SPEC)
    assert [[row[name] for name in NAMES] for row in rows(view, "agency")] == [
        [1, 1, 1, 1, 1],
        [0, 0, 0, 0, 0],
        [None, 0, 0, 0, 0],
        [1, 0, 0, 0, 0],
    ]
    assert rows(view, "agency")[0]["follow_up_where"] == '"Take a shift" (taken up by "Talk")'


@pytest.mark.parametrize(
    ("spec", "answer"),
    [
        ("module: m", ("There is no unit or week here that could leave something to students.",)),
        ("module: m\nweek: 1\ntasks: [{id: a}]", ("The plan of the only week speaks of none of the five.",)),
        (
            "module: m\nweek: 1\ntasks: [{id: a, choices: Your topic, own_context: Your street}]",
            (
                "In the only week students choose something and bring in their own life or work.",
                "There the plan says nothing of decision, reflection or follow-up.",
            ),
        ),
        (
            """module: m
reflection: {prompts: What?, when: weekly}
tasks: [{id: a, week: 1}, {id: b, week: 2, choices: A}]
""",
            (
                (
                    "In both weeks students look back; they choose something in 1; in none do they decide, "
                    "bring in their own life or work or have their work taken up again."
                ),
            ),
        ),
    ],
)
def test_small_courses(spec: str, answer: tuple[str, ...]) -> None:
    assert view_named("agency", spec).answer == answer


def test_of_one_week() -> None:
    assert [label for label, _ in signs(view_named("agency", SPEC, Focus(weeks=(2, 2))))] == [
        "Week 2: Second night"
    ]


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_any_course_has_the_same_facts_in_chart_and_table(seed: int) -> None:
    view = view_named("agency", random_course(seed))
    if not view.charts:
        assert not rows(view, "agency")
        return
    there = (Sign.CHOICE, Sign.DECISION, Sign.CONTEXT, Sign.REFLECTION, Sign.FOLLOW_UP)
    for line, row in zip(matrix(view).rows, rows(view, "agency"), strict=True):
        for cell, name, sign in zip(line.cells, NAMES, there, strict=True):
            number = sum(mark.sign is sign for mark in cell.signs)
            unknown = any(mark.sign is Sign.UNKNOWN for mark in cell.signs)
            assert row[name] == (None if unknown and not number else number)
            assert cell.said
            assert cell.signs or cell.text

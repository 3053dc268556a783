"""The alignment view: whether every outcome is practised and assessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from view_reading import rows, texts, view_named

from coursewright.spec.errors import UsageError
from coursewright.views.charts import Matrix
from coursewright.views.plan import Focus
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from coursewright.views.model import View

SPEC = """module: m
title: Triage
outcomes:
  - {id: sort, statement: Sort casualties}
  - {id: tell, statement: Tell relatives, assessed_elsewhere: The licence exam}
  - {id: lead, statement: Lead a ward}
units:
  - title: First night
    week: 1
    tasks:
      - {id: film, title: Watch a nurse, kind: video, outcomes: [sort, lead]}
      - {id: shift, title: Take a shift, kind: simulation, outcomes: [sort, tell]}
      - {id: odd, title: Count bandages, kind: quiz}
  - title: Second night
    week: 2
    tasks: [{id: later, title: Later, kind: quiz, outcomes: TODO}]
assessments:
  - {id: desk, title: The desk, outcomes: [sort]}
"""


def matrix(view: View) -> Matrix:
    (chart,) = view.charts
    assert isinstance(chart, Matrix)
    return chart


def signs(view: View) -> dict[str, list[str]]:
    """Return the signs of each outcome, column by column, as characters."""
    return {
        row.label.text: ["".join(mark.sign.character for mark in cell.signs) for cell in row.cells]
        for row in matrix(view).rows
    }


def test_the_answer_counts_and_names_the_exceptions() -> None:
    view = view_named("alignment", SPEC)
    # Practised: sort and tell by the shift; of lead only the quiz to come may be practice.
    # Assessed: sort by the desk; tell elsewhere; lead by nothing, since the quiz to come is not graded.
    assert view.answer == (
        "1 of 3 outcomes is practised and assessed, as far as the plan says.",
        '1 outcome is not assessed: "Lead a ward".',
        '1 outcome is assessed elsewhere: "Tell relatives".',
        'Whether "Lead a ward" is practised is not known: for "Later" that is still to be decided.',
        '1 task serves no outcome: "Count bandages".',
        '1 task has outcomes still to be decided: "Later".',
    )
    assert view.tone == "gap"


def test_the_matrix_has_a_sign_for_each_piece_of_work() -> None:
    view = view_named("alignment", SPEC)
    assert signs(view) == {
        "Sort casualties": ["I", "P?", "A"],
        "Tell relatives": ["", "P?", "–"],
        "Lead a ward": ["I", "?", "✗"],
    }
    marks = {mark.label: mark for row in matrix(view).rows for cell in row.cells for mark in cell.signs}
    assert marks["Take a shift, week 1"].spot is not None
    assert marks["Take a shift, week 1"].spot.line == 12
    assert "Later, week 2, still to be decided" in marks
    assert "The desk, whole module" in marks
    assert matrix(view).rows[1].cells[0].text == "no task"
    assert {key.sign for key in matrix(view).legend} == {
        Sign.INTRODUCED, Sign.PRACTISED, Sign.ASSESSED, Sign.MISSING, Sign.ON_PURPOSE, Sign.UNKNOWN,
    }  # fmt: skip


def test_the_tables_say_the_same() -> None:
    view = view_named("alignment", SPEC)
    assert [
        [row[role] for role in ("introduced", "practised", "assessed")] for row in rows(view, "outcomes")
    ] == [
        [1, 1, 1],
        [0, 1, 0],
        [1, None, 0],
    ]
    assert texts(view, "outcomes")[1][6:] == ["none", 'assessed elsewhere: "The licence exam"']
    assert [list(row.values()) for row in rows(view, "links")][:4] == [
        ["Sort casualties", "The desk", "assessment", "assessed", "Whole module", "named", ""],
        ["Sort casualties", "Watch a nurse", "task", "introduced", "Week 1", "named", ""],
        ["Sort casualties", "Take a shift", "task", "practised", "Week 1", "named", ""],
        ["Sort casualties", "Later", "task", "perhaps practised", "Week 2", "open", ""],
    ]
    assert texts(view, "orphans") == [
        ["Count bandages", "task", "Week 1", "serves no outcome", ""],
        ["Later", "task", "Week 2", "not known", "still to be decided"],
    ]


UNLINKED = """module: m
outcomes: [{id: ask, statement: Ask}, {id: judge, statement: Judge}, {id: edit, statement: Edit}]
tasks:
  - {id: a, title: Listen, kind: reading, outcomes: [ask, edit]}
  - {id: b, title: Interview, kind: project, outcomes: [ask, edit]}
  - {id: c, title: Watch, kind: video}
  - {id: d, title: Transcribe, kind: project}
assessments: [{id: x, title: Essay, outcomes: [ask, judge, edit]}]
"""


def test_work_that_names_no_outcome_is_named_where_it_may_serve_one() -> None:
    view = view_named("alignment", UNLINKED)
    # Of the work that names none, a video could introduce "Judge", and a project give practice in it.
    said = '"Transcribe" names no outcome, and nothing else practises it'
    assert view.answer == (
        "2 of 3 outcomes are practised and assessed, as far as the plan says.",
        f'Whether "Judge" is practised is not known: {said}.',
        '2 tasks serve no outcome: "Watch" and "Transcribe".',
    )
    assert view.tone == "gap"
    assert signs(view)["Judge"] == ["?", "?", "A"]
    assert matrix(view).rows[1].cells[0].text == ""
    assert texts(view, "outcomes")[1][2:6] == [
        "not known",
        'not known whether introduced: "Watch" names no outcome, and nothing else introduces it',
        "not known",
        f"not known whether practised: {said}",
    ]
    assert matrix(view).rows[1].cells[1].said == f"not known whether practised: {said}"
    assert any(note.startswith("`outcomes: [id]`") for note in view.notes)


@pytest.mark.parametrize(
    ("outcomes", "tasks", "answer"),
    [
        (
            2,
            2,
            (
                'Whether "Outcome 0" and "Outcome 1" are practised is not known: "Task 0" and "Task 1" name '
                "no outcome, and nothing else practises them."
            ),
        ),
        (
            3,
            9,
            (
                'Whether 3 outcomes are practised is not known: "Task 0", "Task 1", "Task 2" and 6 more name '
                "no outcome, and nothing else practises them."
            ),
        ),
    ],
)
def test_much_work_without_an_outcome_is_counted(outcomes: int, tasks: int, answer: str) -> None:
    stated = "".join(f"  - {{id: o{one}, statement: Outcome {one}}}\n" for one in range(outcomes))
    asked = "".join(f"  - {{id: t{one}, title: Task {one}, kind: quiz}}\n" for one in range(tasks))
    assert answer in view_named("alignment", f"module: m\noutcomes:\n{stated}tasks:\n{asked}").answer


@pytest.mark.parametrize("units", [3, 4])
def test_each_unit_has_a_sentence_unless_there_are_many(units: int) -> None:
    spec = "module: m\nunits:\n" + "".join(
        f"  - {{title: U, outcomes: [{{id: o{one}, statement: Outcome {one}}}], "
        f"tasks: [{{id: t{one}, title: Task {one}, kind: quiz}}]}}\n"
        for one in range(units)
    )
    said = [one for one in view_named("alignment", spec).answer if one.startswith("Whether")]
    if units == 3:
        assert said == [
            f'Whether "Outcome {one}" is practised is not known: "Task {one}" names no outcome, and nothing '
            "else practises it."
            for one in range(3)
        ]
    else:
        assert said == [
            (
                'Whether 4 outcomes are practised is not known: "Task 0", "Task 1", "Task 2" and "Task 3" '
                "name no outcome, and nothing else practises them."
            )
        ]


def test_all_in_order() -> None:
    view = view_named(
        "alignment",
        "module: m\noutcomes: [{id: o, statement: Do it}, {id: p, statement: Do that}]\n"
        "tasks: [{id: t, kind: quiz, outcomes: [o, p], graded: true}]\n",
    )
    assert view.answer == ("Both outcomes are practised and assessed.",)
    assert view.tone == "good"
    assert texts(view, "orphans") == []


@pytest.mark.parametrize(
    ("spec", "answer", "tone"),
    [
        ("module: m", "No outcome is stated, so nothing can be said to practise or assess one.", "gap"),
        ("module: m\noutcomes: TODO", "Which outcomes the course has is still to be decided.", "unknown"),
        (
            "module: m\nunits: [{outcomes: TODO}]",
            "Which outcomes the course has is still to be decided.",
            "unknown",
        ),
    ],
)
def test_without_outcomes(spec: str, answer: str, tone: str) -> None:
    view = view_named("alignment", spec)
    assert (view.answer[0], view.tone, view.charts) == (answer, tone, ())


def test_a_week_shows_the_outcomes_it_serves_with_all_their_work() -> None:
    view = view_named("alignment", SPEC, Focus(weeks=(2, 2)))
    assert [row["outcome"] for row in rows(view, "outcomes")] == [
        "Sort casualties",
        "Tell relatives",
        "Lead a ward",
    ]
    assert [row["work"] for row in rows(view, "orphans")] == ["Later"]
    only_first = SPEC.replace("outcomes: TODO", "outcomes: sort")
    view = view_named("alignment", only_first, Focus(weeks=(2, 2)))
    assert signs(view) == {"Sort casualties": ["I", "PP", "A"]}
    assert view.answer[0] == "The only outcome is practised and assessed."


def test_no_outcome_in_a_week() -> None:
    view = view_named("alignment", SPEC, Focus(weeks=(9, 9)))
    assert view.answer == ("No outcome is stated or served in this part.",)
    with pytest.raises(UsageError):
        view_named("alignment", SPEC, Focus(module="nowhere"))


def test_the_texts_of_authors_are_marked_as_such() -> None:
    hostile = '<b onclick="x()">**Sort** `casualties`</b>'
    view = view_named("alignment", f"module: m\nlanguage: de\noutcomes: [{{id: o, statement: '{hostile}'}}]")
    label = matrix(view).rows[0].label
    assert (label.text, label.quoted, label.language) == (hostile, True, "de")
    (row,) = next(table for table in view.tables if table.name == "outcomes").rows
    assert (row.cells[1].quoted, row.cells[1].language) == (True, "de")


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_any_course_has_the_same_facts_in_chart_and_tables(seed: int) -> None:
    view = view_named("alignment", random_course(seed))
    assert view.answer[0].endswith(".")
    shown = rows(view, "outcomes")
    if not shown:
        assert not view.charts
        return
    sure = {"introduced": Sign.INTRODUCED, "practised": Sign.PRACTISED, "assessed": Sign.ASSESSED}
    for row, line in zip(shown, matrix(view).rows, strict=True):
        for cell, (role, sign) in zip(line.cells, sure.items(), strict=True):
            assert cell.said
            number = sum(mark.sign is sign for mark in cell.signs)
            unknown = row[role] is None
            assert unknown == (number == 0 and any(mark.sign is Sign.UNKNOWN for mark in cell.signs))
            assert unknown or row[role] == number
    roles = [str(row["role"]).split(", ") for row in rows(view, "links")]
    for role in sure:
        numbers = [row[role] for row in shown]
        assert sum(one for one in numbers if isinstance(one, int)) == sum(role in each for each in roles)

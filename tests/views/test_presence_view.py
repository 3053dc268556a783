"""The presence view: who is there in each step, in words, signs and tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from view_reading import rows, texts, view_named

from coursewright.spec.load import load
from coursewright.views.charts import Matrix
from coursewright.views.plan import Focus
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from coursewright.views.model import View

EXAMPLES = Path(__file__).parents[2] / "examples"
SPEC = """module: m
title: Triage
units:
  - title: First night
    week: 1
    tasks:
      - {id: shift, title: Take a shift, kind: case-study, monitoring: {by: tutor}, replies: {expected: 1}}
  - title: Second night
    week: 2
    tasks: [{id: read, title: Read, kind: reading}]
  - title: Third night
    week: 3
    tasks: [{id: pick, title: Pick, kind: quiz, follow_up: TODO}]
    announcements: [{at: week 3 mon 09:00, text: Hello there}]
announcements: [{at: week 0 fri 09:00, text: Welcome all}]
"""


def matrix(view: View) -> Matrix:
    (chart,) = view.charts
    assert isinstance(chart, Matrix)
    return chart


def test_the_answer_counts_weeks_and_names_the_silent_one() -> None:
    # Teaching: the tutor in week 1, the announcement in week 3. Social: replies in week 1; a follow-up still
    # open may bring students together in week 3. Cognitive: the case; the rest is open.
    view = view_named("presence", SPEC)
    assert view.answer == (
        (
            "Somebody who teaches is there in 2 of 3 weeks, students meet each other in 1 (not known in 1), "
            "and work reaches a phase of inquiry in 1 (not known in 1)."
        ),
        'Week 2 ("Second night") passes without a sign of whoever teaches.',
    )
    assert view.tone == "gap"


def test_signs_of_each_week() -> None:
    chart = matrix(view_named("presence", SPEC))
    assert [
        (row.label.text, ["".join(mark.sign.character for mark in cell.signs) for cell in row.cells])
        for row in chart.rows
    ] == [
        ("Week 1: First night", ["◎", "⇄", "C"]),
        ("Week 2: Second night", ["✗", "✗", "✗"]),
        ("Week 3: Third night", ["!", "?", "?"]),
        ("Week 0", ["!", "", ""]),
    ]
    assert [cell.tone for cell in chart.rows[1].cells] == ["gap", "", ""]
    assert chart.rows[0].cells[0].said == 'task "Take a shift": work read by whoever teaches'
    assert chart.rows[3].cells[0].said == 'announcement "Welcome all": announcement'
    assert {key.sign for key in chart.legend} >= {Sign.READ, Sign.MISSING, Sign.UNKNOWN}


def test_tables_say_the_same() -> None:
    view = view_named("presence", SPEC)
    assert [(row["teaching"], row["social"], row["cognitive"]) for row in rows(view, "steps")] == [
        (1, 1, 1),
        (0, 0, 0),
        (1, None, None),
    ]
    occasions = rows(view, "occasions")
    assert [(row["step"], row["presence"], row["state"]) for row in occasions] == [
        ("Week 1", "teaching", True),
        ("Week 1", "social", True),
        ("Week 1", "cognitive", True),
        ("Week 3", "social", None),
        ("Week 3", "cognitive", None),
        ("Week 3", "teaching", True),
        ("Week 0", "teaching", True),
    ]
    assert sum(len(cell.signs) for row in matrix(view).rows for cell in row.cells) == len(occasions) + 3


def test_one_week_alone() -> None:
    view = view_named("presence", SPEC, Focus(weeks=(2, 2)))
    assert view.answer[0] == (
        "In the only week nobody who teaches is there, students do not meet each other, and no work is "
        "known to reach a phase of inquiry."
    )
    assert not rows(view, "occasions")


def test_students_who_moderate_share_the_teaching() -> None:
    view = view_named(
        "presence", "module: m\nweek: 1\ntasks: [{id: a, replies: {expected: 1, moderator: student}}]\n"
    )
    assert [mark.sign for mark in matrix(view).rows[0].cells[0].signs] == [Sign.TEACHING, Sign.MISSING]
    assert "Students share the teaching in 1 week." in view.answer
    assert texts(view, "steps")[0][2] == "only what students take over"


def test_nothing_to_look_at() -> None:
    view = view_named("presence", "module: m\n")
    assert not view.charts
    assert view.answer[0].startswith("There is no week or unit of teaching to look at")


def test_nobody_oversees_it() -> None:
    view = view_named(
        "presence", "module: m\nsupport_model: self-taught\nweek: 1\ntasks: [{id: a, kind: quiz}]\n"
    )
    assert view.answer[1:] == (
        "Nobody oversees the course while it runs, so nobody who teaches is expected.",
    )
    assert matrix(view).rows[0].cells[0].text == "nobody"
    assert not view.tone


def test_how_far_inquiry_gets() -> None:
    # Week 1 has a discussion, which explores, and week 2 a debate, which resolves.
    view = view_named(
        "presence",
        "module: m\nunits:\n"
        "  - {title: A, week: 1, tasks: [{id: a, kind: discussion, monitoring: {by: tutor}}]}\n"
        "  - {title: B, week: 2, tasks: [{id: b, kind: debate, monitoring: {by: tutor}}]}\n",
    )
    assert view.answer == (
        (
            "Somebody who teaches is there in both weeks, students meet each other in both, and work reaches "
            "a phase of inquiry in both."
        ),
        "Work is known to get as far as integration or resolution in 1.",
    )


LOGS = "monitoring: {by: tutor, evidence: logs}"


@pytest.mark.parametrize(
    ("monitoring", "more", "said"),
    [
        (LOGS, "", "somebody who teaches only checks the logs"),
        (
            LOGS,
            "sessions: [{id: s}]",
            "somebody who teaches is there (work is only checked in the logs)",
        ),
        (f"{LOGS}, feedback: {{form: written}}", "", "somebody who teaches is there"),
        ("monitoring: {by: tutor, evidence: [logs, posts]}", "", "somebody who teaches is there"),
        ("monitoring: {by: tutor, evidence: [logs, TODO]}", "", "somebody who teaches is there"),
    ],
)
def test_logs_tell_who_was_there_and_are_not_reading(monitoring: str, more: str, said: str) -> None:
    view = view_named("presence", f"module: m\nweek: 1\ntasks: [{{id: a, {monitoring}}}]\n{more}\n")
    assert view.answer[0].startswith(f"In the only week {said}, ")


def test_a_week_by_logs_alone_is_there_and_not_in_order() -> None:
    view = view_named(
        "presence",
        "module: m\nunits:\n"
        f"  - {{title: A, week: 1, tasks: [{{id: a, {LOGS}}}]}}\n"
        f"  - {{title: B, week: 2, tasks: [{{id: b, {LOGS}}}], sessions: [{{id: s}}]}}\n"
        "  - {title: C, week: 3, tasks: [{id: c, monitoring: {by: tutor}}]}\n",
    )
    assert view.answer[0].startswith(
        "Somebody who teaches is there in all 3 weeks (in 1 only to check the logs; in 1 work is only "
        "checked in the logs), "
    )
    chart = matrix(view)
    first, second, third = (row.cells[0] for row in chart.rows)
    assert first.said == 'task "a": checked in the logs, which is not reading'
    assert [(one.tone, [mark.sign for mark in one.signs]) for one in (first, second, third)] == [
        ("", [Sign.PART]),
        ("good", [Sign.SESSION, Sign.PART]),
        ("good", [Sign.READ]),
    ]
    assert [key.words for key in chart.legend if key.sign is Sign.PART] == [
        "checked in the logs, which is not reading"
    ]
    assert [row[2] for row in texts(view, "steps")] == ["only checked in the logs", "there", "there"]
    assert [row["teaching"] for row in rows(view, "steps")] == [1, 2, 1]


def test_the_trap_and_its_mended_twin_are_told_apart() -> None:
    trap, mended = (
        view_named("presence", load(EXAMPLES / name / "photosynthesis.module.yaml")).answer[0]
        for name in ("homework-trap", "homework-fixed")
    )
    assert "only checked in the logs" in trap
    assert "logs" not in mended


def test_the_furthest_phase_is_named() -> None:
    view = view_named(
        "presence",
        "module: m\nweek: 1\n"
        "tasks: [{id: a, kind: discussion}, {id: b, level: analyze, decision_points: Which?}]\n",
    )
    cell = matrix(view).rows[0].cells[2]
    assert cell.text == "integration"
    assert cell.said == 'task "a": reaches exploration; task "b": reaches triggering and integration'

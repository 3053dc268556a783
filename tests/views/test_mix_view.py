from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from random_work import Planner
from spec_helpers import course_of
from view_reading import rows, texts, view_named

from coursewright.views.charts import Tracks
from coursewright.views.mix.view import view
from coursewright.views.plan import Focus, Plan

if TYPE_CHECKING:
    from coursewright.spec.model import Course
    from coursewright.views.model import View

SPEC = """
module: m
units:
  - week: 1
    title: Beams
    tasks:
      - {id: a, kind: reading, duration: 20-40 min}
      - {id: b, kind: discussion, duration: 1 h, title: "Who <b>pays</b>?"}
      - {id: c, kind: quiz}
    sessions: [{id: s, duration: 50 min}]
  - week: 2
    title: Arches
    tasks: [{id: d, kind: other, duration: 30 min}]
    assessments: [{id: essay, kind: essay, duration: 3 h, due: week 4}, {id: talk, kind: presentation}]
"""


def chart(found: View, name: str) -> Tracks:
    one = next(chart for chart in found.charts if chart.name == name)
    assert isinstance(one, Tracks)
    return one


def test_shares_by_type() -> None:
    found = view_named("mix", SPEC)
    # Reading takes 30 min in the middle, so that of 2 h a quarter is acquisition and half is discussion.
    assert found.answer == (
        "Of 1.8 to 2.2 h in 3 tasks, 50% is discussion, 25% acquisition and 25% of unknown type.",
        "There is no inquiry, collaboration or production, as far as is known.",
        "1 task has no known minutes and comes on top, not in these shares.",
        (
            "By the activity types of the Open University, 50% is communication, 25% assimilative and 25% of "
            "unknown type."
        ),
        "By the modes of ICAP, 50% is interactive, 25% passive and 25% of unknown type.",
        (
            "Not in it, because they say no type of learning: 1 session (50 min) and 2 assessments "
            "(3 h, others unknown)."
        ),
    )


def test_types_as_a_table() -> None:
    found = rows(view_named("mix", SPEC), "learning")
    whole = [
        (row["class"], row["low"], row["high"], row["share"]) for row in found if row["week"] == "All of it"
    ]
    assert whole == [
        ("acquisition", 20, 40, 25),
        ("inquiry", 0, 0, 0),
        ("discussion", 60, 60, 50),
        ("practice", None, None, None),
        ("collaboration", 0, 0, 0),
        ("production", 0, 0, 0),
        (None, 30, 30, 25),
    ]
    first = [(row["class"], row["share"], row["untimed"]) for row in found if row["week"] == "Week 1: Beams"]
    assert first == [("acquisition", 33.33, 0), ("discussion", 66.67, 0), ("practice", None, 1)]


def test_items_as_a_table() -> None:
    found = view_named("mix", SPEC)
    assert texts(found, "items") == [
        ["Week 1: Beams", "a", "reading", "acquisition", "assimilative", "passive", "20 min", "40 min"],
        [
            "Week 1: Beams",
            "Who <b>pays</b>?",
            "discussion",
            "discussion",
            "communication",
            "interactive",
            "1 h",
            "1 h",
        ],
        ["Week 1: Beams", "c", "quiz", "practice", "assessment", "active", "not known", "not known"],
        [
            "Week 2: Arches",
            "d",
            "other",
            "of unknown type",
            "of unknown type",
            "of unknown type",
            "30 min",
            "30 min",
        ],
    ]
    table = next(one for one in found.tables if one.name == "items")
    assert table.rows[1].cells[1].quoted


def test_what_stands_beside() -> None:
    assert texts(view_named("mix", SPEC), "beside") == [
        ["assessment", "essay", "1", "3 h", "3 h", "0"],
        ["assessment", "presentation", "1", "not known", "not known", "1"],
        ["session", "", "1", "50 min", "50 min", "0"],
    ]


def test_bars_of_minutes() -> None:
    head, weeks = chart(view_named("mix", SPEC), "learning").groups
    assert [(one.label, one.hue) for one in head.rows[0].segments] == [
        ("acquisition 30 min", 1),
        ("discussion 1 h", 3),
        ("of unknown type 30 min", 7),
    ]
    assert [row.said for row in weeks.rows] == [
        "acquisition 30 min, discussion 1 h and 1 item without minutes",
        "of unknown type 30 min",
    ]


def test_where_few_minutes_are_known_bars_count() -> None:
    spec = "module: m\nweek: 1\ntasks: [{id: a, kind: quiz}, {id: b, kind: quiz}, {id: c, kind: reading}]\n"
    found = view_named("mix", spec)
    assert found.answer[0] == "No minutes are known; of 3 tasks, 2 are practice and 1 is acquisition."
    bars = chart(found, "learning")
    assert bars.title == "Tasks and materials by type of learning"
    assert bars.groups[0].rows[0].said == "1 acquisition and 2 practice"
    assert [tick.label for tick in bars.groups[0].ticks] == ["0", "1", "2", "3"]


def test_tasks_in_a_unit_with_its_own_duration_are_counted() -> None:
    spec = "module: m\nunits: [{week: 1, duration: 2 h, tasks: [{id: a, kind: quiz}]}]\n"
    assert view_named("mix", spec).answer == (
        "No minutes are known; of 1 task, all is practice, going by its kind.",
        "There is no acquisition, inquiry, discussion, collaboration or production.",
        "By the activity types of the Open University, all is assessment.",
        "By the modes of ICAP, all is active.",
        "Not in it, because they say no type of learning: 1 unit's own duration (2 h).",
    )


@pytest.mark.parametrize("spec", ["title: Empty", "outcomes: [Name a bridge]", "units: []"])
def test_nothing_to_do(spec: str) -> None:
    found = view_named("mix", f"module: m\n{spec}\n")
    assert found.answer == ("The plan has no tasks, and no materials that count by themselves.",)
    assert not found.charts
    assert not any(table.rows for table in found.tables)


def test_a_week_alone() -> None:
    found = view_named("mix", SPEC, Focus("", (2, 2)))
    assert found.answer[0] == "Of 30 min in 1 task, all is of unknown type."
    assert found.tone == "unknown"


def check(course: Course) -> None:
    """Hold the whole against the weeks, through every lens."""
    found = view(Plan(course))
    for name in ("learning", "activity", "engagement"):
        for key in ("low", "high"):
            whole = [row[key] for row in rows(found, name) if row["week"] == "All of it"]
            parts = [row[key] for row in rows(found, name) if row["week"] != "All of it"]
            sums = [sum(one for one in each if isinstance(one, int | float)) for each in (whole, parts)]
            assert sums[0] == pytest.approx(sums[1], abs=0.01 * len(parts))
        for row in rows(found, name):
            if row["items"] and row["items"] == row["untimed"]:
                assert row["low"] is row["high"] is row["share"] is None


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_the_weeks_add_up_to_the_whole(seed: int) -> None:
    check(course_of(Planner(seed).text()))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_there_is_a_view_whatever_is_written(seed: int) -> None:
    check(random_course(seed))


@pytest.mark.parametrize(
    ("tasks", "said"),
    [
        ("{id: a, kind: quiz, duration: 1 h}", "Of 1 h in 1 task, all is practice, going by its kind."),
        (
            "{id: a, kind: quiz}, {id: b, kind: quiz}",
            "No minutes are known; of 2 tasks, all is practice, going by their kind.",
        ),
        ("{id: a, learning_type: practice, duration: 1 h}", "Of 1 h in 1 task, all is practice."),
        ("{id: a, duration: 1 h}", "Of 1 h in 1 task, all is of unknown type."),
    ],
)
def test_where_the_kind_alone_decides_that_is_said(tasks: str, said: str) -> None:
    assert view_named("mix", f"module: m\nweek: 1\ntasks: [{tasks}]\n").answer[0] == said

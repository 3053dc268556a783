"""The course on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spec_helpers import course_in
from view_reading import plan_of, rows, texts, view_named

from coursewright.shipped import shipped
from coursewright.spec.load import load
from coursewright.spec.model import Task
from coursewright.views.asked_first import QUESTIONS
from coursewright.views.catalogue import VIEWS, Entry, view_of, views_of
from coursewright.views.charts import Matrix
from coursewright.views.signs import Sign
from coursewright.views.standing import steps_noun, steps_said

if TYPE_CHECKING:
    from pathlib import Path

WEEKS = """module: m
support_model: led
calendar: {weeks: 2}
workload: {hours_per_week: 2}
units:
  - title: One
    week: 1
    tasks:
      - {id: a, kind: case-study, duration: 60-90 min, decision_points: Yes or no?}
      - {id: b, kind: reading, duration: 30 min, follow_up: {none: it is for later}}
      - {id: c, kind: journal}
  - title: Two
    week: 2
    sessions: [{id: s, title: Meet, duration: 1 h}]
"""


def test_a_step_in_numbers() -> None:
    view = view_named("overview", WEEKS)
    first, second = rows(view, "steps")
    # 60 to 90 min and 30 min are declared; c has no time. a and c are never taken up, b is not on purpose.
    assert {key: first[key] for key in ("tasks", "least", "most", "untimed")} == {
        "tasks": 3,
        "least": 90,
        "most": 120,
        "untimed": 1,
    }
    assert (first["closed"], first["broken"], first["open"]) == (0, 2, 1)
    assert (first["decisions"], first["reflections"]) == (1, 1)
    assert (second["tasks"], second["least"], second["most"], second["untimed"]) == (0, 60, 60, 0)
    assert (second["closed"], second["broken"], second["open"]) == (0, 0, 0)
    assert view.answer[0] == "2 teaching weeks, 3 tasks and 1 session."
    assert view.answer[1] == "Its tasks open 3 loops: 2 broken and 1 left open on purpose."


def test_a_step_in_signs() -> None:
    _, matrix = view_named("overview", WEEKS).charts
    assert isinstance(matrix, Matrix)
    hours, loops, decisions, reflection = matrix.rows[0].cells
    assert hours.said == "1.5 to 2 h, 2 h planned, 1 without a time"
    assert [(segment.start, segment.end, segment.fill) for segment in hours.segments] == [
        (0, 0.75, "solid"),
        (0.75, 1, "range"),
    ]
    assert hours.limit == 1
    assert [mark.sign for mark in loops.signs] == [Sign.HOMEWORK, Sign.ON_PURPOSE, Sign.HOMEWORK]
    assert loops.said == "2 broken and 1 left open on purpose"
    assert [mark.sign for mark in (*decisions.signs, *reflection.signs)] == [Sign.DECISION, Sign.REFLECTION]


def test_unknown_hours_are_not_none() -> None:
    view = view_named("overview", "module: m\ntasks: [{id: a, kind: quiz}]\n")
    (row,) = rows(view, "steps")
    assert (row["least"], row["most"], row["untimed"]) == (None, None, 1)


def test_the_first_questions_are_answered_as_their_views_do() -> None:
    plan = plan_of(WEEKS)
    view = view_of(VIEWS[0], plan)
    answers = {one.name: one for one in views_of(plan)}
    assert texts(view, "questions") == [
        [answers[name].question, answers[name].answer[0], name] for name in QUESTIONS
    ]


@pytest.mark.parametrize("entry", VIEWS, ids=lambda entry: entry.name)
def test_a_view_is_called_as_the_catalogue_says(entry: Entry) -> None:
    view = view_named(entry.name, WEEKS)
    assert (view.name, view.title) == (entry.name, entry.title)


def test_each_task_of_the_examples_is_counted_once() -> None:
    for path in sorted(shipped("examples").rglob("*.yaml")):
        if path.name.endswith("module.yaml") or path.name == "course.yaml":
            course = load(path)
            shown = rows(view_of(VIEWS[0], plan_of(course)), "steps")
            assert sum(int(str(row["tasks"])) for row in shown) == len(course.every(Task))


def test_weeks_that_several_modules_count_anew_are_told_apart(tmp_path: Path) -> None:
    week = "week: 1\ntasks: [{id: %s, kind: quiz}]\n"
    course = course_in(
        tmp_path,
        {
            "course.yaml": "course: c\nmodules: [a.module.yaml, b.module.yaml]\n",
            "a.module.yaml": "module: a\ntitle: Rivers\n" + week % "x",
            "b.module.yaml": "module: b\ntitle: Lakes\n" + week % "y",
        },
    )
    plan = plan_of(course)
    assert steps_said(plan, plan.steps) == 'week 1 of "Rivers" and week 1 of "Lakes"'
    assert steps_noun(plan.steps) == "week"


def test_presence_of_an_assessment_is_in_the_week_it_is_due() -> None:
    spec = "module: m\nunits: [{week: 1, tasks: [{id: a, kind: quiz}], assessments: [%s]}]\n"
    due = spec % "{id: e, kind: project, grouping: pairs, due: week 4 fri}"
    view = view_named("presence", due)
    assert [(row["step"], row["presence"]) for row in rows(view, "occasions")] == [
        ("Week 4", "social"),
        ("Week 4", "cognitive"),
    ]


def test_what_could_not_be_read_is_not_passed_over() -> None:
    broken = view_named("overview", "module: m\ntasks: [{id: a\n")
    assert "1 file could not be read, so what is in it is missing." in broken.answer
    wrong = view_named("overview", "module: m\nmode: remotely\nweek: often\ntasks: [{id: a}]\n")
    assert "2 values could not be understood and are left out: see `findings`." in wrong.answer
    assert "could not be" not in " ".join(view_named("overview", "module: m\ntasks: [{id: a}]\n").answer)

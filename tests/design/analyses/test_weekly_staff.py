from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from random_work import Planner
from spec_helpers import course_in, course_of, module_of

from coursewright.design.analyses.weekly_staff import course_staff
from coursewright.design.staff_time import staff_times, staff_weeks
from coursewright.design.workload import added_up
from coursewright.spec.model import Assessment, Session, Task

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.design.analyses.weekly_staff import WeekStaff
    from coursewright.design.staff_time import StaffTime
    from coursewright.spec.model import Course


def weeks_of(spec: str) -> list[WeekStaff]:
    return list(course_staff(module_of(spec)).weeks)


def times(task: str, more: str = "") -> list[tuple[str, object]]:
    course = module_of(f"week: 1\ntasks: [{{id: t, {task}}}]\n{more}")
    return [(one.work, one.minutes) for one in staff_times(course.every(Task)[0], course)]


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("kind: quiz", []),
        ("monitoring: {by: tutor, minutes: 90}", [("monitoring", (90, 90))]),
        ("monitoring: {by: tutor}", [("monitoring", None)]),
        ("monitoring: {by: tutor, minutes: TODO}", [("monitoring", None)]),
        ("monitoring: {by: peer}", []),
        ("monitoring: {by: system}", []),
        ("monitoring: {by: peer, minutes: 5}", [("monitoring", (5, 5))]),
        ("monitoring: {none: nobody oversees it}", []),
        ("feedback: {minutes: 60}", [("feedback", (60, 60))]),
        ("feedback: {form: written}", [("feedback", None)]),
        ("feedback: {form: [automatic, peer]}", []),
        ("feedback: {form: [automatic, written]}", [("feedback", None)]),
        ("feedback: {at: s, minutes: 60}", []),
        ("feedback: {at: s, form: written, minutes: 60}", [("feedback", (60, 60))]),
    ],
)
def test_what_a_task_asks_of_the_team(task: str, expected: list[tuple[str, object]]) -> None:
    assert times(task, "sessions: [{id: s, duration: 50 min}]") == expected


def test_a_team_member_may_be_called_peer() -> None:
    team = "team: [{id: peer, name: A mentor, role: tutor}]"
    assert times("monitoring: {by: peer}", team) == [("monitoring", None)]


def test_a_week_of_staff_time_without_declared_hours() -> None:
    first, second = weeks_of("""
units:
  - week: 1
    tasks:
      - {id: a, monitoring: {by: tutor, minutes: 40}, feedback: {form: written, minutes: 20}}
      - {id: b, monitoring: {by: tutor}}
    sessions: [{id: s, duration: 50-60 min}]
  - {week: 2, tasks: [{id: c}]}
""")
    found = [
        first.minutes("monitoring"),
        first.minutes("feedback"),
        first.minutes("session"),
        first.minutes(),
    ]
    assert found == [(40, 40), (20, 20), (50, 60), (110, 120)]
    assert [(one.item.id, one.work) for one in first.unknown] == [("b", "monitoring")]
    assert first.hours is None
    assert not first.is_above
    assert not second.parts


def test_work_of_several_weeks_is_shared_out() -> None:
    weeks = weeks_of("units: [{week: 1-2, tasks: [{id: a, monitoring: {by: tutor, minutes: 90}}]}]")
    assert [week.minutes() for week in weeks] == [(45, 45), (45, 45)]


@pytest.mark.parametrize(("hours", "above"), [(1, True), (1.5, False)])
def test_declared_hours_are_a_limit(hours: float, above: bool) -> None:
    (week,) = weeks_of(
        f"workload: {{staff_hours_per_week: {hours}}}\nweek: 1\ntasks: [{{id: a, feedback: {{minutes: 90}}}}]"
    )
    assert (week.hours, week.is_above) == (hours, above)


def test_feedback_on_assessments_stands_beside_the_weeks() -> None:
    staff = course_staff(
        module_of("""
assessments: [{id: essay, due: week 1, feedback: {minutes: 300}}, {id: talk, feedback: {form: written}}]
units:
  - {week: 0, sessions: [{id: hello, duration: 30 min}]}
  - {week: 1, tasks: [{id: a, feedback: {minutes: 60}}]}
""")
    )
    assert [week.minutes() for week in staff.weeks] == [(60, 60)]
    beside = {row.beside.name if row.beside else None: row for row in staff.rest}
    assert {name: row.minutes() for name, row in beside.items()} == {"Week 0": (30, 30), None: (300, 300)}
    assert [one.item.id for one in beside[None].unknown] == ["talk"]


@pytest.mark.parametrize(
    ("assessment", "more", "marked"),
    [
        ("kind: essay", "", True),
        ("feedback: {minutes: 5}", "", False),
        ("feedback: TODO", "", True),
        ("formative: true", "", False),
        ("formative: TODO", "", False),
        ("kind: participation", "", False),
        ("kind: quiz", "", False),
        ("kind: quiz, questions: [{prompt: Why?, type: essay}]", "", True),
        ("kind: essay", "support_model: self-taught", False),
        ("kind: portfolio", "tasks: [{id: t, counts_towards: a, feedback: {minutes: 30}}]", False),
        ("kind: portfolio", "tasks: [{id: t, counts_towards: a}]", True),
    ],
)
def test_marking_is_work_of_unknown_length(assessment: str, more: str, *, marked: bool) -> None:
    staff = course_staff(module_of(f"week: 1\nassessments: [{{id: a, {assessment}}}]\n{more}"))
    unknown = [one.item.id for row in staff.rest for one in row.unknown]
    assert unknown == (["a"] if marked else [])


@pytest.mark.parametrize(
    ("whole", "own", "expected"),
    [
        ("", "", [(2, None, 180)]),
        ("  staff_hours_per_week: 2\n", "", [(2, 2, 180)]),
        ("", "workload: {staff_hours_per_week: 1}\n", [(1, 1, 60), (1, None, 120)]),
        ("  staff_hours_per_week: 2\n", "workload: {staff_hours_per_week: 1}\n", [(2, 2, 180)]),
    ],
)
def test_modules_share_the_hours_of_the_course(
    tmp_path: Path, whole: str, own: str, expected: list[tuple[int, float | None, float]]
) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": f"course: c\nworkload:\n  hours_per_week: 6\n{whole}"
            "calendar: {starts: 2026-09-21}\nmodules: [a.module.yaml, b.module.yaml]\n",
            "a.module.yaml": f"module: a\n{own}week: 1\nsessions: [{{id: x, duration: 1 h}}]\n",
            "b.module.yaml": "module: b\nweek: 1\nsessions: [{id: y, duration: 2 h}]\n",
        },
    )
    weeks = course_staff(course).weeks
    assert [(len(week.steps), week.hours, week.minutes()[0]) for week in weeks] == expected


def check(course: Course) -> None:
    """Nothing is lost, nothing counts twice, what is unknown has no number, and the rule agrees."""
    staff = course_staff(course)
    rows = (*staff.weeks, *staff.rest)
    found: dict[tuple[object, str], list[StaffTime]] = {}
    for row in rows:
        for part in row.parts:
            found.setdefault((part.item, part.work), []).append(part)
    expected: dict[tuple[object, str], object] = {}
    items: list[Task | Session | Assessment] = [
        *course.every(Task),
        *course.every(Session),
        *course.every(Assessment),
    ]
    for item in items:
        for time in staff_times(item, course):
            expected[time.item, time.work] = time.minutes
    for marked, work in found.keys() - expected.keys():  # nothing speaks of it
        assert isinstance(marked, Assessment)
        assert marked.feedback is None
        expected[marked, work] = None
    assert found.keys() == expected.keys()
    for key, parts in found.items():
        known = [part.minutes for part in parts if part.minutes is not None]
        if expected[key] is None:
            assert not known
        else:
            assert len(known) == len(parts)
            assert added_up(known) == pytest.approx(expected[key])

    shown = {(step.module, step.number, step.units[:1]): week for week in staff.weeks for step in week.steps}
    for load in staff_weeks(course):
        week = shown[load.week.module, load.week.number, load.week.units[:1]]
        if len(week.steps) == 1:
            assert week.minutes()[0] == pytest.approx(load.minutes)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_nothing_is_lost_and_nothing_counts_twice(seed: int) -> None:
    check(course_of(Planner(seed).text()))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_the_same_holds_whatever_is_written(seed: int) -> None:
    check(random_course(seed))

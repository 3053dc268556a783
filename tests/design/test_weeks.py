from __future__ import annotations

from pathlib import Path

import pytest

from coursewright.design.weeks import TeachingWeek, teaching_weeks, week_of_time
from coursewright.spec.load import load, load_documents, read_document
from coursewright.spec.model import Assessment, Course, FollowUpActivity, Item, Session, Task, Unit


def course_of(spec: str) -> Course:
    course = load_documents(read_document(Path("example.module.yaml"), f"module: m\n{spec}".encode()))
    assert not course.faults, [fault.message for fault in course.faults]
    return course


def weeks_of(spec: str) -> list[tuple[int | None, tuple[str | None, ...]]]:
    course = course_of(spec)
    return [
        (week.number, tuple(unit.id for unit in week.units))
        for week in teaching_weeks(course).of_module(course.modules[0])
    ]


def numbers_of(spec: str) -> list[int | None]:
    return [number for number, _ in weeks_of(spec)]


def item(course: Course, name: str) -> Item:
    kinds: tuple[type[Item], ...] = (Task, Session, FollowUpActivity, Assessment)
    return next(one for kind in kinds for one in course.every(kind) if one.id == name)


UNITS = """
calendar: {weeks: 8, breaks: [4]}
units:
  - {id: zero, week: 0, tasks: [{id: a}]}
  - {id: one, week: 1, tasks: [{id: b}]}
  - {id: two, week: 2-5, tasks: [{id: c}]}
  - {id: also, week: 5, sessions: [{id: s}]}
  - {id: exam, week: 6, assessments: [{id: e}], announcements: [{text: Good luck}]}
  - {id: empty, week: 7}
  - {id: read, week: 8, materials: [{title: To the end}]}
  - {id: after, week: 9, tasks: [{id: d}]}
"""


def test_units_teach_in_their_weeks_but_not_in_breaks_week_0_or_examinations() -> None:
    assert weeks_of(UNITS) == [
        (1, ("one",)),
        (2, ("two",)),
        (3, ("two",)),
        (5, ("two", "also")),
        (8, ("read",)),
    ]


def test_a_unit_alone() -> None:
    course = course_of(UNITS)
    teaching = teaching_weeks(course)
    units = {unit.id: unit for unit in course.every(Unit)}
    assert teaching.of_place(units["two"]) == (2, 3, 5)
    assert teaching.of_place(units["zero"]) == ()
    assert teaching.of_place(course.modules[0]) == ()
    assert [name for name, unit in units.items() if teaching.teaches(unit)] == ["one", "two", "also", "read"]


@pytest.mark.parametrize(
    ("spec", "numbers"),
    [
        ("week: 3\ntasks: [{id: a, week: 5, due: week 6}]", [3]),
        ("week: 3-4\ntasks: [{id: a}]", [3, 4]),
        ("tasks: [{id: a, week: 2}, {id: b, week: 4-5}, {id: c, due: week 7}]", [2, 4, 5]),
        ("tasks: [{id: a}]\nsessions: [{id: s, week: 2}]", [2]),
        ("tasks: [{id: a, due: week 3 fri}]\nsessions: [{id: s, starts: week 2 mon 09:00}]", [2, 3]),
        ("tasks: [{id: a, due: week 3}]\nassessments: [{id: e, due: week 5}]", [3]),
        ("tasks: [{id: a, due: week 3}]\nfollow_up_activities: [{id: f, due: week 4}]", [3]),
        ("calendar: {starts: 2026-09-23}\ntasks: [{id: a, due: 2026-09-28}]", [2]),
        ("calendar: {starts: 2026-09-21, breaks: [2]}\ntasks: [{id: a, due: 2026-09-28}]", []),
        ("pacing: self-paced\ntasks: [{id: a, due: day 3}, {id: b, due: day 8}]", [1, 2]),
        ("tasks: [{id: a, due: 2026-09-28}]", [None]),
        ("tasks: [{id: a}]", [None]),
        ("materials: [{title: Handbook}]", [None]),
        ("assessments: [{id: e, due: week 5}]", []),
        ("title: Nothing yet", []),
        ("week: TODO\ntasks: [{id: a, due: week 3}]", []),
    ],
)
def test_a_flat_module(spec: str, numbers: list[int | None]) -> None:
    assert numbers_of(spec) == numbers


def test_a_flat_module_has_a_unit_for_each_week_of_its_tasks() -> None:
    course = course_of("tasks: [{id: a, week: 1}, {id: b, week: 2}]\nsessions: [{id: s, week: 3}]")
    weeks = teaching_weeks(course).of_module(course.modules[0])
    assert [[task.id for unit in week.units for task in unit.tasks] for week in weeks] == [["a"], ["b"], []]
    assert [week.place for week in weeks] == [course.modules[0]] * 3


def test_a_flat_module_of_several_weeks_leaves_out_those_with_only_an_assessment() -> None:
    spec = """
week: 1-4
tasks: [{id: a, week: 1}, {id: b, week: 4}]
assessments: [{id: e, due: week 3 fri}]
"""
    assert numbers_of(spec) == [1, 2, 4]
    assert numbers_of(f"{spec}materials: [{{title: For all weeks}}]") == [1, 2, 3, 4]


def test_units_without_a_week_take_that_of_the_module_or_of_their_items_or_count_as_one() -> None:
    units = "units:\n  - {id: one, tasks: [{id: a, due: week 2 fri}]}\n  - {id: two, tasks: [{id: b}]}\n"
    assert weeks_of(units) == [(2, ("one",)), (None, ("two",))]
    assert weeks_of(f"week: 6\n{units}") == [(6, ("one", "two"))]
    assert weeks_of(f"week: 1-2\n{units}") == [(2, ("one",)), (None, ("two",))]
    assert weeks_of(f"week: TODO\n{units}") == []


def test_a_finding_stands_at_the_unit_where_there_is_one() -> None:
    course = course_of("units: [{id: one, week: 1, tasks: [{id: a}]}]")
    week: TeachingWeek = teaching_weeks(course).of_module(course.modules[0])[0]
    assert week.place is course.modules[0].units[0]


def test_each_module_of_a_course_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("course: c\nmodules: [a.module.yaml, b.module.yaml]\n")
    (tmp_path / "a.module.yaml").write_text("module: a\nweek: 1\ntasks: [{id: x}]\n")
    (tmp_path / "b.module.yaml").write_text("module: b\nweek: 1-2\ntasks: [{id: y}]\n")
    course = load(tmp_path / "course.yaml")
    teaching = teaching_weeks(course)
    assert [[week.number for week in teaching.of_module(one)] for one in course.modules] == [[1], [1, 2]]
    assert teaching.of_place(course) == ()


@pytest.mark.parametrize(
    ("name", "weeks"),
    [
        ("own", (1,)),
        ("due", (1, 2)),
        ("meet", (2,)),
        ("back", (1, 2)),
        ("beside", (3,)),
        ("nowhere", ()),
    ],
)
def test_an_item_of_declared_weeks(name: str, weeks: tuple[int, ...]) -> None:
    course = course_of("""
tasks: [{id: beside, due: week 3 fri}, {id: nowhere}]
units:
  - week: 1-2
    tasks: [{id: own, week: 1}, {id: due, due: week 2}]
    sessions: [{id: meet, starts: week 2 thu 10:00}]
    follow_up_activities: [{id: back, builds_on: own}]
""")
    assert teaching_weeks(course).of_item(item(course, name)) == weeks


@pytest.mark.parametrize(
    ("name", "weeks"), [("a", (1,)), ("b", (2,)), ("open", ()), ("f", (2,)), ("g", (3,))]
)
def test_an_item_of_weeks_worked_out(name: str, weeks: tuple[int, ...]) -> None:
    course = course_of("""
tasks: [{id: a, due: week 1}, {id: b, due: week 2}, {id: open}]
follow_up_activities: [{id: f, builds_on: [a, b]}, {id: g, builds_on: a, due: week 3}]
""")
    assert teaching_weeks(course).of_item(item(course, name)) == weeks


def test_the_week_of_a_time() -> None:
    course = course_of("""
calendar: {starts: 2026-09-23, time_zone: Europe/London, breaks: ["2026-10-05..2026-10-09"]}
assessments:
  - {id: weekly, due: week 9 fri}
  - {id: dated, due: 2026-10-12T09:00}
  - {id: away, due: 2026-10-07}
  - {id: abroad, due: "2026-10-05T00:30+02:00"}
  - {id: none}
""")
    found = {one.id: week_of_time(one, course) for one in course.every(Assessment)}
    assert found == {"weekly": 9, "dated": 3, "away": None, "abroad": 2, "none": None}

"""What a module teaches in one go: its units, or itself, or a week of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spec_helpers import module_of, shown

from coursewright.spec.element import Item
from coursewright.spec.model import (
    Assessment,
    Course,
    DecisionPoint,
    FollowUpActivity,
    Material,
    Outcome,
    Replies,
    Session,
    Task,
    Unit,
)

if TYPE_CHECKING:
    from coursewright.spec.element import Element


def course_of(more: str) -> Course:
    course = module_of(more)
    assert not course.faults, shown(course.faults)
    return course


def ids(course: Course, unit: Unit, kind: type[Element]) -> list[str | None]:
    return [element.id for element in course.within(unit, kind) if isinstance(element, Item)]


def test_a_flat_module_is_one_unit() -> None:
    course = course_of(
        "title: T\ndescription: D\nweek: 3\noutcomes: [{id: o}]\nmaterials: [{id: m}]\nreflection: [a?]\n"
        "tasks: [{id: t, due: week 4, materials: {id: inline}, follow_up: {id: f}, decision_points: [a?]}]\n"
        "sessions: [{id: s}]\nassessments: [{id: a}]\nannouncements: [{id: n}]\nreplies: {none: alone}"
    )
    module = course.modules[0]
    (unit,) = module.units
    assert module.flat
    assert unit.implicit
    assert (unit.id, unit.title, unit.description, str(unit.week)) == ("consent", "T", "D", "3")
    assert unit.label == 'module "T"'
    for name in ("outcomes", "materials", "tasks", "sessions", "reflection", "assessments", "announcements"):
        assert getattr(unit, name) is getattr(module, name)
    assert ids(course, unit, Material) == ["m", "inline"]
    assert ids(course, unit, FollowUpActivity) == ["f"]
    assert len(list(course.within(unit, DecisionPoint))) == 1
    assert unit.leaves_out("replies")
    assert list(course.every(Unit)) == [unit]


def test_even_an_empty_module_is_a_unit() -> None:
    assert [unit.label for unit in course_of("x-a: b").modules[0].units] == ['module "consent"']


WEEKLY = """\
materials: [{id: reader}]
outcomes: [{id: o}]
tasks:
  - {id: a, week: 2, materials: [reader, {id: note}], decision_points: [{prompt: a?}], replies: {expected: 1}}
  - {id: b, week: 3-4, follow_up: [{id: inline, decision_points: b?}, board]}
  - {id: c, due: week 5 fri}
  - {id: d}
sessions:
  - {id: s, starts: week 3 fri, agenda: [{activity: board}]}
  - {id: x, week: 6}
follow_up_activities: [{id: board}, {id: late, week: 0}]
assessments: [{id: e, due: week 5 sun}, {id: f, due: week 9}]
announcements: [{id: n, at: week 2 mon}]
"""


def test_a_flat_module_whose_items_carry_weeks_is_one_unit_a_week() -> None:
    course = course_of(WEEKLY)
    units = course.modules[0].units
    assert [str(unit.week) for unit in units] == ["0", "2", "3", "5", "6"]
    expected: list[tuple[type[Element], list[list[str]]]] = [
        (Task, [[], ["a"], ["b"], ["c"], []]),
        (Session, [[], [], ["s"], [], ["x"]]),
        (FollowUpActivity, [["late"], [], ["board", "inline"], [], []]),
        (Assessment, [[], [], [], ["e"], []]),
        (Material, [[], ["reader", "note"], [], [], []]),
        (Outcome, [[], [], [], [], []]),
    ]
    for kind, names in expected:
        assert [sorted(map(str, ids(course, unit, kind))) for unit in units] == [
            sorted(each) for each in names
        ]
    assert [len(list(course.within(unit, DecisionPoint))) for unit in units] == [0, 1, 1, 0, 0]
    assert [len(list(course.within(unit, Replies))) for unit in units] == [0, 1, 0, 0, 0]
    assert all(unit.implicit and unit.own is not None for unit in units)


@pytest.mark.parametrize(
    ("more", "weeks"),
    [
        ("tasks: [{id: a, due: week 2}, {id: b, due: week 3}]", ["None"]),
        ("week: 3\ntasks: [{id: a}]", ["3"]),
        ("sessions: [{id: a, week: 2}, {id: b, week: 4}]", ["2", "4"]),
        ("tasks: [{id: a}]\nfollow_up_activities: [{id: f, week: 2}]", ["2"]),
        ("assessments: [{id: a, due: week 2}]", ["None"]),
    ],
)
def test_what_makes_a_flat_module_weekly(more: str, weeks: list[str]) -> None:
    assert [str(unit.week) for unit in course_of(more).modules[0].units] == weeks


@pytest.mark.parametrize(
    ("more", "week"),
    [
        ("sessions: [{id: s, week: 4}]\nfollow_up_activities: [{id: f, session: s}]", "4"),
        ("sessions: [{id: s, week: 0}]\nfollow_up_activities: [{id: f, session: s}]", "0"),
        (
            "tasks: [{id: t, week: 3}, {id: u, week: 5}]\nfollow_up_activities: [{id: f, builds_on: [t, u]}]",
            "5",
        ),
        ("tasks: [{id: t, week: 3}]\nfollow_up_activities: [{id: f, due: week 3 fri, builds_on: t}]", "3"),
    ],
)
def test_the_week_of_a_follow_up(more: str, week: str) -> None:
    course = course_of(more)
    holding = [str(unit.week) for unit in course.modules[0].units if unit.follow_up_activities]
    assert holding == [week]


def test_units_that_are_written_out() -> None:
    course = course_of(
        "outcomes: [{id: o}]\nassessments: [{id: a}]\ntasks: [{id: beside}]\n"
        "units:\n  - {id: one, title: First, tasks: [{id: t, materials: {id: m}}], outcomes: [{id: p}]}\n"
        "  - {week: 2-3, overview: O, duration: 3 h}"
    )
    module = course.modules[0]
    first, second = module.units
    assert not module.flat
    assert not first.implicit
    assert [task.id for task in module.tasks] == ["beside"]
    assert (ids(course, first, Task), ids(course, first, Material)) == (["t"], ["m"])
    assert ids(course, first, Outcome) == ["p"]
    assert ids(course, second, Task) == []
    assert [task.id for task in course.within(module, Task)] == ["beside", "t"]
    assert (first.label, second.label, second.overview) == ('unit "First"', "this unit", "O")
    assert [element.scope.element for element in course.every(Task)] == [module, first]
    assert second.scope.up("module") is module.scope


@pytest.mark.parametrize("written", ["TODO", "[]", "3"])
def test_units_that_are_still_open_make_no_other_unit(written: str) -> None:
    module = module_of(f"units: {written}\ntasks: [{{id: t}}]").modules[0]
    assert (module.flat, module.units) == (False, ())


def test_one_unit_may_stand_without_brackets() -> None:
    assert [unit.id for unit in course_of("units: {id: u}").modules[0].units] == ["u"]

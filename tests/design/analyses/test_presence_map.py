"""The occasions of the three presences, and how each stands in each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_in, course_of, module_of

from coursewright.design.analyses.presence_kinds import DEEP_PHASES, PHASES, moments_in
from coursewright.design.analyses.presence_map import PresenceMap
from coursewright.design.company import meets
from coursewright.design.inquiry import reaches_depth
from coursewright.design.presence import presence_in
from coursewright.design.weeks import teaching_weeks
from coursewright.spec.model import Assessment, FollowUpActivity, Task

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.design.analyses.presence_map import Stand
    from coursewright.design.company import Work
    from coursewright.spec.model import Course

SPEC = """
units:
  - title: One
    week: 1
    tasks:
      - id: rule
        kind: case-study
        monitoring: {by: tutor}
        feedback: {within: 2 days}
        replies: {expected: 1, moderator: student}
    sessions: [{id: meet, starts: week 1 thu 10:00}]
  - title: Two
    week: 2
    tasks: [{id: read, kind: reading}]
  - title: Three
    week: 3
    tasks: [{id: pick, kind: poll, decision_points: Go or stay?, monitoring: TODO}]
announcements: [{at: week 2 mon 09:00, text: Hello}]
"""


def stands(course: Course, presence: str) -> list[Stand]:
    return [one.stands[presence] for one in PresenceMap(course).by_step]  # type: ignore[index]


def found(course: Course, presence: str) -> list[list[tuple[str | None, tuple[str, ...]]]]:
    """Return the occasions of each step: the item's id, and the ways."""
    return [
        [(getattr(one.item, "id", None), one.ways) for one in step.moments if one.presence == presence]
        for step in PresenceMap(course).by_step
    ]


def test_who_teaches() -> None:
    # Week 1: the session, the reading of the task and the feedback on it; students moderate its replies.
    # Week 2: the announcement. Week 3: whether anybody reads the poll is open.
    course = module_of(SPEC)
    assert found(course, "teaching") == [
        [
            ("meet", ("session",)),
            ("rule", ("reading",)),
            ("rule", ("feedback",)),
            ("rule", ("moderation-shared",)),
        ],
        [(None, ("announcement",))],
        [("pick", ("reading",))],
    ]
    assert stands(course, "teaching") == ["there", "there", "unknown"]


def test_who_meets() -> None:
    # A case study with replies, and the session; the reading and the poll bring nobody together.
    course = module_of(SPEC)
    assert found(course, "social") == [[("meet", ("session",)), ("rule", ("replies",))], [], [("pick", ())]]
    assert stands(course, "social") == ["there", "missing", "unknown"]  # monitoring: TODO may name peers


def test_who_thinks() -> None:
    course = module_of(SPEC)
    assert found(course, "cognitive") == [[("rule", ("integration",))], [], [("pick", ("triggering",))]]
    assert stands(course, "cognitive") == ["there", "missing", "there"]


def test_students_who_moderate_are_no_sign_of_the_instructor() -> None:
    course = module_of("week: 1\ntasks: [{id: a, replies: {expected: 1, moderator: student}}]")
    (step,) = PresenceMap(course).by_step
    assert [(one.ways, one.shared) for one in step.of("teaching")] == [(("moderation-shared",), True)]
    assert step.stands["teaching"] == "missing"


def test_what_has_no_week_may_fall_into_any() -> None:
    course = module_of(
        "sessions: [{id: s}]\n"
        "units: [{title: A, week: 1, tasks: [{id: a}]}, {title: B, week: 2, tasks: [{id: b}]}]"
    )
    map_ = PresenceMap(course)
    assert stands(course, "teaching") == ["unknown", "unknown"]
    assert [(one.presence, one.weeks) for one in map_.unplaced if one.ways == ("session",)] == [
        ("teaching", ()),
        ("social", ()),
    ]


def test_work_of_two_weeks_stands_in_both_and_is_one_occasion() -> None:
    course = module_of("units: [{title: A, week: 1-2, tasks: [{id: a, monitoring: {by: tutor}}]}]")
    assert found(course, "teaching") == [[("a", ("reading",))], [("a", ("reading",))]]
    assert sum(one.presence == "teaching" for one in PresenceMap(course).moments) == 1


def test_weekly_reflections_that_are_read_stand_in_every_week() -> None:
    course = module_of(
        "reflection: {prompts: What changed?, when: weekly, read_by: tutor}\n"
        "units: [{title: A, week: 1, tasks: [{id: a}]}, {title: B, week: 2, tasks: [{id: b}]}]"
    )
    assert found(course, "teaching") == [[(None, ("reflection",))]] * 2


def test_the_week_after_the_teaching_stands_apart() -> None:
    # Marked in week 1, and 14 days later: week 3 teaches nothing, and holds the feedback too.
    course = module_of(
        "calendar: {starts: 2026-09-21, weeks: 3}\n"
        "units: [{title: A, week: 1, tasks: [{id: a}], "
        "assessments: [{id: e, due: week 3 mon, feedback: {within: 1 day}}]}]"
    )
    marks = [one for one in PresenceMap(course).moments if one.ways == ("feedback",)]
    assert [one.weeks for one in marks] == [(1, 3)]


@pytest.mark.parametrize(
    ("spec", "stand"),
    [
        ("support_model: prepared\ntasks: [{id: a}]", "not-asked"),
        ("support_model: TODO\ntasks: [{id: a}]", "unknown"),
        ("tasks: [{id: a, monitoring: {none: they meet in the lab}}]", "purpose"),
        ("tasks: [{id: a}]", "missing"),
        ("tasks: [{id: a}]\nannouncements: TODO", "unknown"),
    ],
)
def test_weeks_without_a_teacher(spec: str, stand: Stand) -> None:
    assert stands(module_of(f"week: 1\n{spec}"), "teaching") == [stand]


def test_replies_left_out_on_purpose() -> None:
    assert stands(module_of("week: 1\nreplies: {none: they may not talk}\ntasks: [{id: a}]"), "social") == [
        "purpose"
    ]


def test_a_week_in_which_only_another_module_is_there(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": (
                "course: c\ncalendar: {starts: 2026-09-21}\nmodules: [a.module.yaml, b.module.yaml]\n"
            ),
            "a.module.yaml": "module: a\nweek: 1\ntasks: [{id: t, monitoring: {by: tutor}}]\n",
            "b.module.yaml": "module: b\nweek: 1\ntasks: [{id: t}]\n",
        },
    )
    assert stands(course, "teaching") == ["there", "elsewhere"]
    assert found(course, "teaching") == [[("t", ("reading",))], []]


def test_a_course_that_could_not_be_read_whole_is_not_called_empty(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": "course: c\nmodules: [a.module.yaml, gone.module.yaml]\n",
            "a.module.yaml": "module: a\nweek: 1\ntasks: [{id: t, kind: reading}]\n",
        },
    )
    assert {stand for kind in ("teaching", "social", "cognitive") for stand in stands(course, kind)} == {
        "unknown"
    }


def test_no_task_and_no_week() -> None:
    presence = PresenceMap(course_of("module: m\n"))
    assert not presence.by_step
    assert not presence.moments


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10_000_000))
def test_any_spec(seed: int) -> None:
    course = random_course(seed)
    if not course.sources:
        return
    presence = PresenceMap(course)
    moments = list(presence.moments)
    assert len(set(moments)) == len(moments)
    for kind in ("social", "cognitive"):
        items = [one.item for one in moments if one.presence == kind]
        assert len(set(items)) == len(items), "an item is one occasion of a presence"
    for step in presence.by_step:
        assert len(set(step.moments)) == len(step.moments)
        for kind, stand in step.stands.items():
            settled = any(one.settled and not one.shared for one in step.of(kind))
            assert settled == (stand == "there")
            if stand == "missing":
                assert not [one for one in step.of(kind) if not one.shared], "what is open is not missing"
    placed = {one for step in presence.by_step for one in step.moments}
    assert placed | set(presence.unplaced) == set(moments)
    assert not placed & set(presence.unplaced)
    _as_the_rules_have_it(course, presence)


def _as_the_rules_have_it(course: Course, presence: PresenceMap) -> None:
    for module in course.modules:
        for week in teaching_weeks(course).of_module(module):
            stand = next(
                one.stands["teaching"]
                for one in presence.by_step
                if one.step[1:4] == (module, week.number, week.units)
            )
            if week.number is not None and course.complete:
                reached = presence_in(course).reaches(week)
                assert reached == (stand in {"there", "elsewhere", "unknown"}) or stand == "unknown"
    deep = {one.item for one in presence.moments if not DEEP_PHASES.isdisjoint(one.ways)}
    met = {one.item for one in presence.moments if one.presence == "social" and one.settled}
    works: tuple[Work, ...] = (
        *course.every(Task),
        *course.every(FollowUpActivity),
        *course.every(Assessment),
    )
    for work in works:
        assert (work in deep) == (reaches_depth(work) is True)
        assert (work in met) == meets(work)


def test_the_phases_of_the_table_are_those_of_inquiry() -> None:
    ways = {way for one in moments_in(module_of(SPEC)) if one.presence == "cognitive" for way in one.ways}
    assert ways <= set(PHASES)
    assert set(PHASES) >= DEEP_PHASES

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from random_work import Planner
from spec_helpers import course_in, course_of, module_of

from coursewright.design.analyses.weekly_work import course_work, items_of, summed
from coursewright.design.analyses.work_ledger import ledger_of
from coursewright.design.contents import places_in
from coursewright.design.rates import shipped_rates
from coursewright.design.totals import total_of
from coursewright.design.workload import added_up, workload_of
from coursewright.spec.model import Assessment, FollowUpActivity, Material, Session, Task

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.design.analyses.weekly_work import CourseWork, WeekWork
    from coursewright.design.analyses.work_ledger import Work
    from coursewright.spec.element import Item
    from coursewright.spec.model import Course


def work_of(course: Course) -> CourseWork:
    return course_work(course, shipped_rates())


def weeks_of(spec: str) -> list[WeekWork]:
    return list(work_of(module_of(spec)).weeks)


def works(spec: str) -> dict[str | None, Work]:
    course = module_of(spec)
    ledger = ledger_of(course, shipped_rates())
    found = [work for place in places_in(course) for work in ledger.of(place)]
    return {work.item.id: work for work in (*found, *ledger.inside)}


def test_ranges_optional_work_and_what_has_no_time() -> None:
    (week,) = weeks_of("""
workload: {hours_per_week: 2}
units:
  - week: 1
    tasks:
      - {id: a, duration: 30-45 min, materials: {id: map, duration: 20 min}}
      - {id: extra, optional: true, duration: 1 h}
      - {id: b}
    sessions: [{id: s, duration: 50 min}]
""")
    # The map is inside a: 30 + 50 to 45 + 50 minutes.
    assert [week.declared, week.estimated, summed(week.optional)] == [(80, 95), (0, 0), (60, 60)]
    assert [item.id for item in week.untimed] == ["b"]
    assert [item.id for item in items_of(week.asked)] == ["a", "b", "s"]
    assert week.hours == 2


def test_an_inline_material_counts_once() -> None:
    spec = """
week: 1
tasks:
  - {id: a, kind: problem-set, materials: {id: map, duration: 10 min}}
  - {id: b, kind: problem-set, materials: map}
"""
    (week,) = weeks_of(spec)
    assert [week.declared] == [(10, 10)]
    assert [item.id for item in week.untimed] == ["a", "b"]


def test_a_unit_of_two_weeks_is_split_evenly() -> None:
    spec = "units: [{week: 1-2, tasks: [{id: a, duration: 60-90 min}, {id: b}]}]"
    first, second = weeks_of(spec)
    assert [first.declared, second.declared] == [(30, 45), (30, 45)]
    assert [len(week.untimed) for week in (first, second)] == [1, 1]


def test_breaks_hold_no_work() -> None:
    spec = "calendar: {breaks: [2]}\nunits: [{week: 1-3, tasks: [{id: a, duration: 60 min}]}]"
    assert [(week.steps[0].number, week.declared) for week in weeks_of(spec)] == [
        (1, (30, 30)),
        (3, (30, 30)),
    ]


@pytest.mark.parametrize(
    ("task", "minutes"),
    [
        # 1,800 words with some new ideas, 180 a minute, by readers a quarter faster and slower: 225 and 135.
        ("kind: reading, materials: {words: 1800, difficulty: some}", (8, 1800 / 135)),
        # Pages of 450 to 750 words; of unknown difficulty, 250 to 130 words a minute.
        ("kind: reading, materials: {pages: 2}", (900 / 250, 1500 / 130)),
        # 45 min for 250 words of reflection without revising, 75 with.
        ("kind: journal, produces: 200-300 words", (36, 90)),
        # Both, and 10 to 25 min for a reply; 250 words of a post take an hour.
        (
            "kind: discussion, produces: 50 words, replies: {expected: 2}, materials: {words: 450}",
            (12 + 20 + 450 / 250, 12 + 50 + 450 / 130),
        ),
    ],
)
def test_estimates_with_the_rates_that_are_shipped(task: str, minutes: tuple[float, float]) -> None:
    (week,) = weeks_of(f"week: 1\ntasks: [{{id: a, {task}}}]")
    assert [week.declared] == [(0, 0)]
    assert week.estimated == pytest.approx(minutes)
    assert not week.untimed
    assert [item.id for item in items_of(week.parts)] == ["a"]


def test_the_length_of_a_recording_is_declared_and_the_task_is_inside_it() -> None:
    found = works("week: 1\ntasks: [{id: a, kind: video, materials: {id: film, duration: 10 min}}]")
    assert (found["film"].time, found["film"].effort) == ("declared", (10, 10))
    assert (found["a"].time, found["a"].effort) == ("inside", None)
    assert found["a"].inside is found["film"].item


def test_what_is_known_of_a_task_without_a_time_counts() -> None:
    found = works(
        "week: 1\ntasks: [{id: a, kind: project, materials: {id: m, words: 2250, difficulty: some}}]"
    )
    assert found["a"].time == "unknown"
    assert found["m"].time == "estimated"
    assert found["m"].effort == pytest.approx((10, 2250 / 135))


def test_materials_that_cannot_be_estimated_are_one_unknown_time_with_their_task() -> None:
    found = works("week: 1\ntasks: [{id: a, kind: project, materials: [{id: m1, kind: dataset}, {id: m2}]}]")
    assert {name: work.time for name, work in found.items()} == {
        "a": "unknown",
        "m1": "inside",
        "m2": "inside",
    }


def test_a_text_that_two_tasks_name_is_estimated_once() -> None:
    found = works("""
week: 1
materials: [{id: text, words: 1800, difficulty: some}]
tasks: [{id: a, kind: reading, materials: text}, {id: b, kind: reading, materials: text}]
""")
    assert found["a"].effort == pytest.approx((8, 1800 / 135))
    assert found["text"].inside is found["a"].item
    assert (found["b"].time, found["b"].inside) == ("inside", found["text"].item)


def test_optional_materials_are_no_part_of_an_estimate() -> None:
    found = works("""
week: 1
tasks:
  - id: a
    kind: reading
    materials: [{id: text, words: 1800, difficulty: some}, {id: more, pages: 9, required: false}]
""")
    assert found["a"].effort == pytest.approx((8, 1800 / 135))
    assert found["more"].optional
    assert found["more"].time == "estimated"


def test_a_material_of_optional_and_of_required_work_counts_as_required() -> None:
    found = works("""
week: 1
materials: [{id: text, words: 1800, difficulty: some}]
tasks:
  - {id: extra, kind: discussion, optional: true, materials: text}
  - {id: a, kind: reading, materials: text}
""")
    assert found["extra"].optional
    assert found["a"].effort == pytest.approx((8, 1800 / 135))
    assert found["text"].inside is found["a"].item


def test_a_text_in_the_time_of_a_task_is_in_no_estimate() -> None:
    found = works("""
week: 1
materials: [{id: text, words: 1800, difficulty: some}]
tasks:
  - {id: extra, kind: discussion, optional: true, materials: text}
  - {id: a, kind: reading, duration: 1 h, materials: text}
  - {id: b, kind: reading, materials: text}
""")
    assert found["text"].inside is found["a"].item
    assert (found["b"].time, found["b"].effort) == ("inside", None)


def test_what_is_still_open_is_unknown() -> None:
    found = works("""
week: 1
materials: [{id: m, required: TODO, words: 900}]
tasks: [{id: a, optional: TODO, duration: 1 h}, {id: b, duration: TODO}]
""")
    assert {name: (work.time, work.effort) for name, work in found.items()} == {
        "m": ("unknown", None),
        "a": ("unknown", None),
        "b": ("unknown", None),
    }


def test_follow_ups_in_a_session_are_inside_it() -> None:
    found = works("""
week: 1
sessions: [{id: s, duration: 50 min, agenda: [{activity: f}]}]
follow_up_activities: [{id: f, duration: 20 min}, {id: later, session: TODO}, {id: alone, duration: 15 min}]
""")
    assert (found["f"].time, found["f"].inside) == ("inside", found["s"].item)
    assert (found["later"].time, found["later"].inside) == ("inside", None)
    assert found["alone"].effort == (15, 15)


def test_a_unit_with_its_own_duration_holds_its_work() -> None:
    spec = "units: [{id: one, week: 1-2, duration: 6 h, tasks: [{id: a}, {id: b, duration: 1 h}]}]"
    first, second = weeks_of(spec)
    assert [first.declared, second.declared] == [(180, 180), (180, 180)]
    assert [item.id for item in items_of(first.parts)] == ["one"]
    found = works(spec)
    assert found["a"].inside is found["b"].inside is found["one"].item
    assert found["b"].said == (60, 60)


def test_the_time_of_a_unit_includes_what_its_tasks_name() -> None:
    found = works("""
materials: [{id: text, words: 1800}]
units: [{id: one, week: 1, duration: 2 h, tasks: [{id: a, kind: project, materials: text}]}]
""")
    assert (found["a"].inside, found["text"].inside) == (found["one"].item, found["a"].item)


def test_no_hours_a_week_are_no_limit() -> None:
    (week,) = weeks_of("workload: {hours_per_week: 0}\nweek: 1\ntasks: [{id: a, duration: 1 h}]")
    assert week.hours is None


def test_what_belongs_to_no_week_stands_beside() -> None:
    work = work_of(
        module_of("""
assessments: [{id: final, duration: 5-6 h, due: week 9}]
units:
  - {week: 0, tasks: [{id: hello, duration: 10 min}]}
  - week: 1
    tasks: [{id: a, duration: 1 h, counts_towards: essay}]
    assessments: [{id: essay, duration: 3 h, due: week 1}, {id: long, duration: 2 h, due: week 4}]
""")
    )
    # Of the essay, one of its three hours at least may be the task.
    assert [(week.steps[0].number, week.declared) for week in work.weeks] == [(1, (60 + 120, 60 + 180))]
    beside = {row.beside.name if row.beside else None: row.declared for row in work.rest}
    assert beside == {"Week 0": (10, 10), None: (300 + 120, 360 + 120)}


def test_learners_who_set_their_own_pace_have_no_weekly_limit() -> None:
    spec = "workload: {hours_per_week: 1}\npacing: self-paced\nunits: [{tasks: [{id: a, duration: 2 h}]}]"
    (week,) = weeks_of(spec)
    assert week.hours is None
    assert week.load() == ""
    (week,) = weeks_of(spec.replace("self-paced", "scheduled"))
    assert week.load() == "above"


@pytest.mark.parametrize(
    ("task", "load", "far"),
    [
        ("duration: 60 min", "within", "within"),
        ("duration: 61 min", "above", "within"),
        ("duration: 76 min", "above", "above"),
        ("duration: 50-70 min", "perhaps above", "within"),
        # 22,500 words at 225 a minute take 100 min at the least.
        ("kind: reading, materials: {words: 22500, difficulty: some}", "estimated above", "estimated above"),
    ],
)
def test_how_a_week_stands_to_its_plan(task: str, load: str, far: str) -> None:
    (week,) = weeks_of(f"workload: {{hours_per_week: 1}}\nweek: 1\ntasks: [{{id: a, {task}}}]")
    assert (week.load(), week.load(125)) == (load, far)


def test_modules_side_by_side_share_a_week(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": "course: c\nworkload: {hours_per_week: 6}\ncalendar: {starts: 2026-09-21}\n"
            "modules: [a.module.yaml, b.module.yaml]\n"
            "tasks: [{id: all, week: 1, duration: 5 min}, {id: any, duration: 7 min}]\n",
            "a.module.yaml": "module: a\nweek: 1\ntasks: [{id: x, duration: 1 h}]\n",
            "b.module.yaml": "module: b\nweek: 1\ntasks: [{id: y, duration: 2 h}]\n",
        },
    )
    work = work_of(course)
    (week,) = work.weeks
    assert [step.module.id for step in week.steps if step.module] == ["a", "b"]
    assert [week.declared] == [(185, 185)]
    assert all(work.of_step(step) is week for step in week.steps)
    assert [(row.beside.name, row.declared) for row in work.rest if row.beside] == [("Whole course", (7, 7))]


def check(course: Course) -> None:
    """Nothing is lost, nothing counts twice, what is unknown has no number, and the rules agree."""
    work = work_of(course)
    rows = (*work.weeks, *work.rest)
    declared = added_up([row.declared for row in rows])
    assert declared == pytest.approx(total_of(course, course).effort)
    for load, week in zip(workload_of(course).weeks(), work.weeks, strict=True):
        assert week.declared == pytest.approx(load.effort)

    whole = {part.work for row in rows for part in row.parts}
    for one in whole:
        parts = [part.effort for row in rows for part in row.parts if part.work == one]
        if one.effort is None:
            assert set(parts) == {None}
            assert one.time == "unknown"
        else:
            assert added_up([part for part in parts if part is not None]) == pytest.approx(one.effort)
            assert None not in parts

    every: list[Item] = [
        item
        for kind in (Task, Session, FollowUpActivity, Material, Assessment)
        for item in course.every(kind)
    ]
    counted = [one.item for one in (*whole, *work.inside) if isinstance(one.item, tuple(map(type, every)))]
    assert len(counted) == len(set(counted))
    assert set(counted) == set(every)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_nothing_is_lost_and_nothing_counts_twice(seed: int) -> None:
    check(course_of(Planner(seed).text()))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6))
def test_the_same_holds_whatever_is_written(seed: int) -> None:
    check(random_course(seed))

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.design.workload import Effort, effort, in_words, timed, workload_of
from coursewright.spec.load import load, load_documents, read_document
from coursewright.spec.model import Course, Session, Task


def course_of(spec: str) -> Course:
    course = load_documents(read_document(Path("example.module.yaml"), f"module: m\n{spec}".encode()))
    assert not course.faults, [fault.message for fault in course.faults]
    return course


def asked(spec: str) -> dict[str | None, Effort | None]:
    course = course_of(spec)
    return {share.item.id: share.effort for share in workload_of(course).of(course.modules[0])}


def weekly(course: Course) -> list[tuple[int | None, float | None, Effort]]:
    return [(load.week.number, load.hours, load.effort) for load in workload_of(course).weeks()]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("45 min", (45, 45)),
        ("30-45 min", (30, 45)),
        ("1 h 30 min", (90, 90)),
        ("2 days", None),
        ("1 week", None),
    ],
)
def test_effort_of_a_duration(written: str, minutes: Effort | None) -> None:
    assert effort(course_of(f"tasks: [{{id: a, duration: {written}}}]").every(Task)[0]) == minutes


@pytest.mark.parametrize(
    ("session", "minutes"),
    [
        ("duration: 50 min, slot: lab", (50, 50)),
        ("slot: lab", (90, 90)),
        ("agenda: [{talk: News, duration: 10 min}, {activity: f}]", (30, 40)),
        ("agenda: [{talk: News, duration: 10 min}, {talk: Questions}]", None),
        ("duration: TODO, agenda: [{talk: News, duration: 10 min}]", None),
        ("place: Room 4", None),
    ],
)
def test_effort_of_a_session(session: str, minutes: Effort | None) -> None:
    course = course_of(f"""
calendar: {{timetable: [{{id: lab, day: thu, at: "14:00", duration: 90 min}}]}}
week: 1
sessions: [{{id: s, {session}}}]
follow_up_activities: [{{id: f, duration: 20-30 min}}]
""")
    assert effort(course.every(Session)[0]) == minutes


def test_a_task_includes_the_materials_it_names() -> None:
    spec = """
materials:
  - {id: ch3, duration: 20 min}
  - {id: ch4, duration: 10 min}
  - {id: more, required: false, duration: 9 h}
tasks: [{id: a, duration: 60 min, materials: [ch3, {id: map, duration: 5 min}]}]
"""
    assert asked(spec) == {"a": (60, 60), "ch4": (10, 10)}


def test_materials_of_a_task_without_a_time_count_once() -> None:
    spec = """
materials: [{id: ch3, duration: 20 min}]
tasks: [{id: a, materials: ch3}, {id: b, materials: [ch3, {id: map, duration: 5 min}]}]
"""
    assert asked(spec) == {"a": None, "b": None, "ch3": (20, 20), "map": (5, 5)}


def test_what_is_optional_is_not_asked_for() -> None:
    spec = """
tasks:
  - {id: a, optional: true, duration: 60 min, materials: {id: film, duration: 2 h}}
  - {id: b, optional: TODO, duration: 60 min}
sessions: [{id: s, optional: true, duration: 60 min}]
"""
    assert asked(spec) == {"b": None}


def test_follow_up_activities_are_inside_their_sessions() -> None:
    spec = """
tasks: [{id: a, duration: 10 min, follow_up: {id: inline, duration: 15 min}}]
sessions: [{id: s, duration: 50 min, agenda: [{activity: listed}]}]
follow_up_activities:
  - {id: alone, duration: 20 min}
  - {id: listed, duration: 20 min}
  - {id: named, session: s, duration: 20 min}
"""
    assert asked(spec) == {"a": (10, 10), "s": (50, 50), "alone": (20, 20), "inline": (15, 15)}


def test_tasks_that_count_towards_an_assessment_may_be_parts_of_it() -> None:
    spec = """
tasks: [{id: plan, duration: 2 h, counts_towards: report}]
assessments: [{id: report, duration: 5-6 h}, {id: quiz, duration: 1 h}]
"""
    assert asked(spec) == {"plan": (120, 120), "report": (180, 360), "quiz": (60, 60)}


def test_a_unit_of_several_weeks_is_split_evenly_over_those_that_teach() -> None:
    course = course_of("""
workload: {hours_per_week: 5}
calendar: {breaks: [2]}
units:
  - week: 1-4
    tasks: [{id: a, duration: 60-90 min}]
    materials: [{id: m1, duration: 30 min}]
""")
    assert weekly(course) == [(number, 5, (30, 40)) for number in (1, 3, 4)]


def test_an_item_counts_in_its_own_week() -> None:
    course = course_of("""
units:
  - week: 1-2
    tasks: [{id: a, duration: 60 min}, {id: b, week: 2, duration: 30 min}, {id: c, week: 7, duration: 9 h}]
    sessions: [{id: s, starts: week 1 mon 09:00, duration: 50 min}]
""")
    assert weekly(course) == [(1, None, (80, 80)), (2, None, (60, 60))]


def test_a_flat_module_by_what_is_due() -> None:
    course = course_of("""
tasks:
  - {id: a, due: week 1, duration: 60 min}
  - {id: b, due: week 2, duration: 30 min}
  - {id: c, duration: 9 h}
assessments:
  - {id: essay, due: week 2, duration: 9 h}
  - {id: exam, due: week 2, supervised: true, duration: 2 h}
""")
    assert weekly(course) == [(1, None, (60, 60)), (2, None, (150, 150))]


def test_an_assessment_counts_where_it_takes_no_more_than_its_week() -> None:
    course = course_of("""
units:
  - week: 1
    tasks: [{id: a, duration: 60 min}]
    assessments: [{id: check, duration: 10 min}, {id: essay, due: week 5, duration: 9 h}]
""")
    assert weekly(course) == [(1, None, (70, 70))]


def test_a_unit_without_timed_items_has_its_own_duration() -> None:
    units = "units: [{id: one, week: 1-2, duration: 6 h, tasks: [{id: a}, {id: b, duration: 1 h}]}]"
    assert weekly(course_of(units)) == [(1, None, (180, 180)), (2, None, (180, 180))]
    assert weekly(course_of(units.replace("{id: a}, ", ""))) == [(1, None, (30, 30)), (2, None, (30, 30))]


def test_where_nothing_carries_a_week_each_unit_counts_as_one() -> None:
    units = "units: [{tasks: [{id: a, duration: 1 h}]}, {tasks: [{id: b, duration: 2 h}]}]"
    assert weekly(course_of(units)) == [(None, None, (60, 60)), (None, None, (120, 120))]
    assert weekly(course_of("tasks: [{id: a, duration: 1 h}]")) == [(None, None, (60, 60))]


def test_items_without_a_time_are_known_to_be_unknown() -> None:
    course = course_of("week: 1\ntasks: [{id: a, duration: 1 h}, {id: b}, {id: c, duration: 3 days}]")
    assert workload_of(course).weeks()[0].timed == pytest.approx(1 / 3)
    assert timed(()) == 0


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        ("calendar: {starts: 2026-09-21}", [(1, 6, (180, 180))]),
        ("", [(1, 6, (60, 60)), (1, 6, (120, 120))]),
    ],
)
def test_modules_share_a_week_only_in_a_calendar(
    tmp_path: Path, calendar: str, expected: list[object]
) -> None:
    head = f"course: c\nworkload: {{hours_per_week: 6}}\n{calendar}\n"
    (tmp_path / "course.yaml").write_text(f"{head}modules: [a.module.yaml, b.module.yaml]\n")
    (tmp_path / "a.module.yaml").write_text("module: a\nweek: 1\ntasks: [{id: x, duration: 1 h}]\n")
    (tmp_path / "b.module.yaml").write_text("module: b\nweek: 1\ntasks: [{id: y, duration: 2 h}]\n")
    assert weekly(load(tmp_path / "course.yaml")) == expected


def test_modules_with_their_own_hours_do_not_share_a_week(tmp_path: Path) -> None:
    head = "course: c\nworkload: {hours_per_week: 6}\ncalendar: {starts: 2026-09-21}\n"
    (tmp_path / "course.yaml").write_text(f"{head}modules: [a.module.yaml, b.module.yaml]\n")
    (tmp_path / "a.module.yaml").write_text("module: a\nweek: 1\ntasks: [{id: x, duration: 1 h}]\n")
    own = "module: b\nweek: 1\nworkload: {hours_per_week: 4}\ntasks: [{id: y, duration: 2 h}]\n"
    (tmp_path / "b.module.yaml").write_text(own)
    assert weekly(load(tmp_path / "course.yaml")) == [(1, 6, (60, 60)), (1, 4, (120, 120))]


@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.integers(0, 4), st.integers(1, 600), st.integers(0, 600)), max_size=8
    )
)
def test_no_minute_is_lost_or_made(units: list[tuple[int, int, int, int]]) -> None:
    written = "".join(
        f"  - {{week: {first}-{first + more}, tasks: [{{id: t{number}, duration: {low}-{low + up} min}}]}}\n"
        for number, (first, more, low, up) in enumerate(units)
    )
    loads = workload_of(course_of(f"units:\n{written}" if units else "title: Empty")).weeks()
    assert sum(load.effort[0] for load in loads) == pytest.approx(sum(low for _, _, low, _ in units))
    assert sum(load.effort[1] for load in loads) == pytest.approx(
        sum(low + more for _, _, low, more in units)
    )


@pytest.mark.parametrize(("minutes", "words"), [(1140, "19 h"), (140.4, "2 h 20 min"), (0.2, "0 min")])
def test_in_words(minutes: float, words: str) -> None:
    assert in_words(minutes) == words

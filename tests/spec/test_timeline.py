"""Every time of a course as a moment, where that is known, and none where it is not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from spec_helpers import NOWHERE, fixes, module_of, shown

from coursewright.spec.faults import FaultKind
from coursewright.spec.load import load_documents, read_document
from coursewright.spec.model import (
    Announcement,
    Assessment,
    Course,
    FollowUpActivity,
    Material,
    Reflection,
    Session,
    Task,
)
from coursewright.spec.moments import compare
from coursewright.spec.occasion import Occasion

if TYPE_CHECKING:
    from coursewright.spec.element import Element

LONDON = "calendar: {starts: 2026-09-21, time_zone: Europe/London, breaks: [3, 2026-10-12..2026-10-18]}\n"
KEYS: dict[str, tuple[str, type[Element], str, str]] = {
    # key → form, class, the day at 00:00 or 23:59
    "release": ("tasks: [{{id: x, week: 2, release: {}}}]", Task, "release", "start"),
    "due": ("tasks: [{{id: x, week: 2, due: {}}}]", Task, "due", "end"),
    "replies.by": ("tasks: [{{id: x, week: 2, replies: {{by: {}}}}}]", Task, "replies.by", "end"),
    "feedback.at": ("tasks: [{{id: x, week: 2, feedback: {{at: {}}}}}]", Task, "feedback.at", "start"),
    "starts": ("sessions: [{{id: x, week: 2, starts: {}}}]", Session, "starts", "start"),
    "follow-up due": ("follow_up_activities: [{{id: x, week: 2, due: {}}}]", FollowUpActivity, "due", "end"),
    "assessment due": ("week: 2\nassessments: [{{id: x, due: {}}}]", Assessment, "due", "end"),
    "assessment feedback": (
        "week: 2\nassessments: [{{id: x, feedback: {{at: {}}}}}]",
        Assessment,
        "feedback.at",
        "start",
    ),
    "announcement": ("week: 2\nannouncements: [{{id: x, at: {}}}]", Announcement, "at", "start"),
    "reflection": ("week: 2\nreflection: {{prompts: [a?], when: {}}}", Reflection, "when", "end"),
    "material": ("week: 2\nmaterials: [{{id: x, available_until: {}}}]", Material, "available_until", "end"),
}


def moment(more: str, kind: type[Element], key: str, number: int = 0) -> str | None:
    course = module_of(more)
    assert not course.faults, shown(course.faults)
    found = course.timeline.moment(course.every(kind)[number], key)
    return str(found) if found is not None else None


def due(more: str, name: str, starts: dt.date | None = None) -> str | None:
    """Return when the item of that id is due, or starts."""
    course = load_documents(
        read_document(NOWHERE, f"module: m\n{more}\n".encode()), occasion=Occasion(starts)
    )
    items: list[Any] = [*course.every(Task), *course.every(Session), *course.every(Assessment)]
    item = next(one for one in items if one.id == name)
    found = course.timeline.moment(item, "starts" if isinstance(item, Session) else "due")
    return str(found) if found is not None else None


@pytest.mark.parametrize("key", KEYS)
def test_every_kind_of_time_on_every_key(key: str) -> None:
    form, kind, name, edge = KEYS[key]
    clock = "23:59" if edge == "end" else "00:00"
    sunday, monday = ("Sun 4 Oct", "Mon 28 Sep")
    expected = {
        "2026-10-01": f"Thu 1 Oct 2026 {clock}",
        "2026-10-01T10:00": "Thu 1 Oct 2026 10:00",
        "2026-10-01T10:00Z": "Thu 1 Oct 2026 10:00 UTC",
        "2026-10-01T10:00+09:00": "Thu 1 Oct 2026 10:00 UTC+09:00",
        "week 2": f"{sunday if edge == 'end' else monday} 2026 {clock}",
        "thu": f"Thu 1 Oct 2026 {clock}",
        "Thursday 10:00": "Thu 1 Oct 2026 10:00",
        "week 1 fri 09:30": "Fri 25 Sep 2026 09:30",
        "week 5 fri": f"Fri 30 Oct 2026 {clock}",
    }
    for written, meant in expected.items():
        assert moment(LONDON + form.format(written), kind, name) == meant, written


def test_a_weekday_takes_the_week_of_the_nearest_that_says_one() -> None:
    text = LONDON + (
        "week: 1\nunits:\n  - {week: 2, tasks: [{id: a, due: fri}, {id: b, week: 4, due: fri}]}\n"
        "  - {tasks: [{id: c, due: fri}]}"
    )
    assert [due(text, name) for name in "abc"] == [
        "Fri 2 Oct 2026 23:59",
        "Fri 23 Oct 2026 23:59",
        "Fri 25 Sep 2026 23:59",
    ]


@pytest.mark.parametrize(
    ("around", "message", "fix"),
    [
        ("", "`fri` does not say of which week, and no week is known here.", "write `week 3 fri`"),
        ("week: 3-4\n", "`fri` does not say of which week, and weeks 3-4 are a range.", "write `week 3 fri`"),
    ],
)
@pytest.mark.parametrize("key", [key for key in KEYS if "week: 2\n" in KEYS[key][0]])
def test_a_weekday_without_one_week_is_a_fault(key: str, around: str, message: str, fix: str) -> None:
    form, kind, name, _ = KEYS[key]
    course = module_of(around + form.replace("week: 2\n", "").format("fri"))
    assert [fault.message for fault in course.faults] == [message]
    assert fixes(course.faults)[0].startswith(fix)
    assert course.timeline.moment(course.every(kind)[0], name) is None


def test_an_inherited_weekday_points_to_the_item_that_has_no_week() -> None:
    course = module_of("defaults: {tasks: {due: fri}}\ntasks: [{id: a, week: 1}, {id: b}, {id: c}]")
    (fault,) = course.faults
    assert shown([fault]) == ["2:25 `fri` does not say of which week, and no week is known here."]
    assert [(node.source.node_path(node), label) for node, label in fault.related] == [
        ("tasks[b].id", "for this item")
    ]


# Breaks


def test_a_numbered_break_keeps_its_number_and_a_dated_week_has_none() -> None:
    text = LONDON + "tasks: [{id: a, due: week 3 mon}, {id: b, due: week 4 mon}]"
    assert (due(text, "a"), due(text, "b")) == ("Mon 5 Oct 2026 23:59", "Mon 19 Oct 2026 23:59")


def test_while_a_break_is_open_no_week_has_a_date() -> None:
    text = "calendar: {starts: 2026-09-21, breaks: [7, TODO]}\ntasks: [{id: a, due: week 9 fri}]"
    assert due(text, "a") == "week 9, Fri 23:59"


def test_daylight_saving() -> None:
    text = LONDON + (
        "sessions: [{id: s, starts: 2026-10-26T09:00}]\n"
        "tasks: [{id: a, due: 2 days before s}, {id: b, due: 48 h before s}]"
    )
    assert (due(text, "a"), due(text, "b")) == ("Sat 24 Oct 2026 09:00", "Sat 24 Oct 2026 10:00")


# Slots

SLOT = "calendar: {starts: 2026-09-21, timetable: {id: slot, day: thu, at: 10:00, duration: 50 min}}\n"


@pytest.mark.parametrize(
    ("session", "meant"),
    [
        ("{id: x, slot: slot, week: 2}", "Thu 1 Oct 2026 10:00"),
        ("{id: x, slot: slot, starts: week 3}", "Thu 8 Oct 2026 10:00"),
        ("{id: x, slot: slot, starts: week 3 fri 12:00}", "Fri 9 Oct 2026 12:00"),
        ("{id: x, slot: slot, starts: 2026-10-02T09:00}", "Fri 2 Oct 2026 09:00"),
        ("{id: x, slot: slot, starts: 1 day after t}", "Sat 3 Oct 2026 12:00"),
        ("{id: x, slot: slot}", None),
        ("{id: x, slot: slot, week: 2-3}", None),
        ("{id: x, slot: nowhere, starts: week 3}", "Mon 5 Oct 2026 00:00"),
        ("{id: x, week: 2}", None),
    ],
)
def test_a_session_in_the_timetable(session: str, meant: str | None) -> None:
    assert due(f"{SLOT}tasks: [{{id: t, due: 2026-10-02T12:00}}]\nsessions: [{session}]", "x") == meant


def test_a_slot_without_a_day_or_a_time() -> None:
    text = (
        "calendar: {starts: 2026-09-21, timetable: {id: slot, %s}}\nsessions: [{id: x, slot: slot, week: 2}]"
    )
    assert due(text % "day: thu", "x") == "Thu 1 Oct 2026 00:00"
    assert due(text % "at: 10:00", "x") is None


def test_a_slot_that_cannot_be_read() -> None:
    course = module_of("calendar: {timetable: [{id: a, day: someday, at: 25:00}]}")
    assert [fault.kind for fault in course.faults] == [FaultKind.INVALID] * 2


def test_when_a_session_is_over() -> None:
    course = module_of(
        f"{SLOT}sessions: [{{slot: slot, week: 2}}, {{starts: 2026-10-01T10:00, "
        f"duration: 2 h}}, {{starts: 2026-10-01}}]"
    )
    assert [str(course.timeline.ends(session)) for session in course.every(Session)] == [
        "Thu 1 Oct 2026 10:50",
        "Thu 1 Oct 2026 12:00",
        "None",
    ]


def test_a_session_may_have_a_time_zone_of_its_own() -> None:
    text = LONDON + (
        "sessions: [{id: s, starts: 2026-10-01T10:00, time_zone: Asia/Seoul}]\n"
        "tasks: [{id: t, due: 2026-10-01T02:00}]"
    )
    course = module_of(text)
    session, task = course.every(Session)[0], course.every(Task)[0]
    starts, is_due = course.timeline.moment(session, "starts"), course.timeline.moment(task, "due")
    assert starts is not None
    assert is_due is not None
    assert compare(starts, is_due) == 0
    assert (
        due("sessions: [{id: s, starts: 2026-10-01T10:00, time_zone: Asia/Seoul}]", "s")
        == "Thu 1 Oct 2026 10:00"
    )
    assert due(text.replace("Asia/Seoul", "TODO"), "s") is None


# Relative times


def test_before_a_start_and_after_an_end() -> None:
    text = (
        "sessions: [{id: s, starts: 2026-10-01T10:00, duration: 50 min}]\n"
        "tasks: [{id: a, due: 30 min before s}, {id: b, due: 10 min after s}, {id: c, due: 1 week after b},"
        " {id: d, due: 2 days before e}]\nassessments: [{id: e, due: 2026-12-01}]"
    )
    assert [due(text, name) for name in "abcd"] == [
        "Thu 1 Oct 2026 09:30",
        "Thu 1 Oct 2026 11:00",
        "Thu 8 Oct 2026 11:00",
        "Sun 29 Nov 2026 23:59",
    ]


@pytest.mark.parametrize(
    "anchor", ["sessions: [{id: s, starts: 2026-10-01T10:00}]", "tasks: [{id: s}]", "assessments: [{id: s}]"]
)
def test_after_what_has_no_known_end(anchor: str) -> None:
    text = f"{anchor}\nfollow_up_activities: [{{id: f, due: 1 day after s}}]"
    assert moment(text, FollowUpActivity, "due") is None


def test_a_session_may_start_after_another() -> None:
    text = (
        "sessions: [{id: a, starts: 2026-10-01T10:00, duration: 1 h}, {id: b, "
        "starts: 30 min after a, duration: 1 h}, {id: c, starts: 0 min after b}]"
    )
    assert due(text, "c") == "Thu 1 Oct 2026 12:30"


@pytest.mark.parametrize("backwards", [False, True])
def test_a_long_chain(backwards: bool) -> None:
    tasks = [f"{{id: t{n}, due: 1 day after t{n - 1}}}" for n in range(1, 1500)]
    tasks = ["{id: t0, due: 2026-01-01}", *tasks]
    text = "tasks:\n" + "\n".join(f"  - {task}" for task in (reversed(tasks) if backwards else tasks))
    assert due(text, "t1499") == "Fri 8 Feb 2030 23:59"


def test_a_circle_is_reported_once_with_all_that_are_in_it() -> None:
    course = module_of(
        "tasks:\n  - {id: x, due: 1 day after a}\n  - {id: a, due: 1 day before b}\n"
        "  - {id: b, due: 1 day after c}\n  - {id: c, due: 1 day after a}\n  - {id: d, due: 2026-01-01}"
    )
    (fault,) = course.faults
    assert shown([fault]) == ["4:31 This time is counted from itself, by way of the items it names."]
    assert [(node.span.start.line, label) for node, label in fault.related] == [
        (5, "and this one from there"),
        (6, "and this one from there"),
    ]
    assert fault.kind is FaultKind.UNRESOLVED
    assert [course.timeline.moment(task, "due") is None for task in course.every(Task)] == [True] * 4 + [
        False
    ]


def test_a_time_counted_from_its_own_item() -> None:
    course = module_of("tasks: [{id: a, due: 1 day after a}]")
    assert shown(course.faults) == ["2:34 This time is counted from the very item it belongs to."]


def test_release_may_count_from_its_own_due() -> None:
    text = "tasks: [{id: a, release: 1 week before a, due: 2026-10-08T12:00}]"
    assert moment(text, Task, "release") == "Thu 1 Oct 2026 12:00"


def test_a_relative_time_names_its_anchor_at_its_place() -> None:
    course = module_of("tasks: [{id: a, due: 1 day after nowhere}]")
    (fault,) = course.faults
    assert shown([fault]) == ["2:34 Nothing here has the id `nowhere`."]
    assert fault.node is not None
    assert fault.node.source.node_path(fault.node) == "tasks[a].due"
    course = module_of("tasks: [{id: a, due: 1 day before o}]\noutcomes: [{id: o}]")
    assert course.faults[0].message.startswith("`o` is an outcome; this key takes a session or a task or")


# Without dates


def test_weeks_without_a_start_compare_among_themselves() -> None:
    course = module_of(
        "tasks: [{id: a, due: week 2}, {id: b, due: week 3 mon}, "
        "{id: c, due: 2026-10-01}, {id: d, due: day 3}]"
    )
    first, second, third, fourth = (course.timeline.moment(task, "due") for task in course.every(Task))
    assert first is not None
    assert second is not None
    assert third is not None
    assert fourth is not None
    assert compare(first, second) == -1
    assert compare(first, third) is None
    assert compare(first, fourth) is None


def test_floating_times_do_not_compare_with_instants() -> None:
    course = module_of("tasks: [{id: a, due: 2026-10-01T10:00}, {id: b, due: 2026-10-01T10:00Z}]")
    first, second = (course.timeline.moment(task, "due") for task in course.every(Task))
    assert first is not None
    assert second is not None
    assert compare(first, second) is None


SELF_PACED = (
    "pacing: self-paced\ncalendar: {starts: 2026-09-21}\n"
    "tasks: [{id: a, due: day 4}, {id: b, due: week 2}, {id: c, due: day 4 10:00}]"
)


def test_a_self_paced_course_has_dates_only_from_its_caller() -> None:
    assert [due(SELF_PACED, name) for name in "abc"] == ["day 4 23:59", "day 14 23:59", "day 4 10:00"]
    starts = dt.date(2027, 1, 6)
    assert [due(SELF_PACED, name, starts) for name in "abc"] == [
        "Sat 9 Jan 2027 23:59",
        "Tue 19 Jan 2027 23:59",
        "Sat 9 Jan 2027 10:00",
    ]


def test_a_start_from_the_caller_stands_in_for_one_that_is_not_said() -> None:
    starts = dt.date(2027, 1, 4)
    assert (
        due("calendar: {weeks: 3}\ntasks: [{id: a, due: week 1 fri}]", "a", starts) == "Fri 8 Jan 2027 23:59"
    )
    assert (
        due("calendar: {starts: 2026-09-21}\ntasks: [{id: a, due: week 1 fri}]", "a", starts)
        == "Fri 25 Sep 2026 23:59"
    )


def test_a_reflection_may_be_weekly() -> None:
    course = module_of("reflection: {prompts: [a?], when: Weekly}")
    reflection = course.modules[0].reflection
    assert not course.faults
    assert reflection is not None
    assert reflection.when == "weekly"
    assert course.timeline.moment(reflection, "when") is None


def test_the_calendar_in_force_in_each_place() -> None:
    course: Course = module_of("calendar: {weeks: 3}\nunits: [{id: u, pacing: self-paced}]")
    module = course.modules[0]
    assert course.timeline.calendar(module.scope).weeks == 3
    assert course.timeline.calendar(module.units[0].scope).weeks == 3
    bare = module_of("title: T")
    assert bare.timeline.calendar(bare.modules[0].scope).weeks is None

"""What happens to the work of a task, and how many hours after its deadline."""

from __future__ import annotations

import datetime as dt

import pytest
from spec_helpers import course_of

from coursewright.design.analyses.loop_events import Event, Happening, events_of
from coursewright.spec.model import Task


def events(spec: str) -> tuple[Event, ...]:
    course = course_of(f"module: m\n{spec}\n")
    return events_of(course.every(Task)[0], course)


def kinds(spec: str) -> list[str]:
    return [event.what.value for event in events(spec)]


def hours(spec: str, what: Happening) -> list[float | None]:
    """Return the hours from the deadline to what happens."""
    found = [event.after for event in events(spec) if event.what is what]
    return [None if after is None else after / dt.timedelta(hours=1) for after in found]


LOOP = """
tasks:
  - {id: t, kind: discussion, DUE, follow_up: f}
sessions: [{id: s, STARTS, requires: [t], agenda: [{feedback: t}, {activity: f}]}]
follow_up_activities: [{id: f, title: Again}]
"""


def loop(due: str, starts: str) -> str:
    return LOOP.replace("DUE", f"due: {due}").replace("STARTS", f"starts: {starts}")


def calendar(zone: str, starts: str, breaks: str = "") -> str:
    return f"calendar: {{time_zone: {zone}, starts: {starts}, weeks: 12{breaks}}}\n"


@pytest.mark.parametrize(
    ("zone", "starts", "passed"),
    [
        # Saturday 17:00 to Monday 10:00 are 41 h by the clocks.
        ("Europe/London", "2027-03-15", 41),  # no change: 20 to 22 March
        ("Europe/London", "2027-03-22", 40),  # 28 March 2027, an hour is skipped
        ("Europe/London", "2026-10-19", 42),  # 25 October 2026, an hour is shown twice
        ("America/New_York", "2027-03-22", 41),  # changed two weeks before London
        ("America/New_York", "2027-03-08", 40),  # 14 March 2027
        ("America/New_York", "2026-10-19", 41),
        ("America/New_York", "2026-10-26", 42),  # 1 November 2026
    ],
)
def test_hours_pass_over_a_change_of_the_clocks(zone: str, starts: str, passed: float) -> None:
    spec = calendar(zone, starts) + loop("week 1 sat 17:00", "week 2 mon 10:00")

    assert hours(spec, Happening.SESSION) == [passed]
    assert hours(spec, Happening.FEEDBACK) == [passed]
    assert hours(spec, Happening.FOLLOW_UP) == [passed]


def test_a_session_in_another_zone() -> None:
    """Tuesday 6 October 17:00 in London is 16:00 UTC; Thursday 10:00 in New York is 14:00 UTC: 46 h."""
    spec = calendar("Europe/London", "2026-10-05") + loop(
        "week 1 tue 17:00", "week 1 thu 10:00, time_zone: America/New_York"
    )
    assert hours(spec, Happening.SESSION) == [46]


@pytest.mark.parametrize(
    ("breaks", "starts", "passed"),
    [
        # Friday 17:00 of one week to Monday 10:00 of the next are 65 h, and a week more is 168 h.
        ("", "week 2 mon 10:00", 65),
        (", breaks: [2]", "week 3 mon 10:00", 233),  # a numbered break keeps its number
        (", breaks: [2026-10-12..2026-10-16]", "week 2 mon 10:00", 233),  # a dated one has none
        (", breaks: [2026-10-12]", "week 2 mon 10:00", 65),  # a holiday moves nothing
    ],
)
def test_a_break_between_deadline_and_session(breaks: str, starts: str, passed: float) -> None:
    spec = calendar("Europe/London", "2026-10-05", breaks) + loop("week 1 fri 17:00", starts)

    assert hours(spec, Happening.SESSION) == [passed]


@pytest.mark.parametrize(
    ("plan", "passed"),
    [
        ("", 65),
        ("calendar: {breaks: [2]}\n", 65),
        ("calendar: {breaks: [2026-10-12..2026-10-16]}\n", None),  # nobody knows whether it lies between
    ],
)
def test_weeks_without_dates(plan: str, passed: float | None) -> None:
    assert hours(plan + loop("week 1 fri 17:00", "week 2 mon 10:00"), Happening.SESSION) == [passed]


@pytest.mark.parametrize(
    ("within", "passed"),
    [("24 h", 24), ("1 day", 23), ("1-2 days", 47), ("90 min", 1.5)],
)
def test_feedback_within_a_while_of_the_deadline(within: str, passed: float) -> None:
    """Saturday 27 March 2027 17:00: an hour of the next night is skipped, which a day does not see."""
    spec = calendar("Europe/London", "2027-03-22") + (
        f"tasks: [{{id: t, kind: quiz, due: week 1 sat 17:00, feedback: {{within: {within}}}}}]"
    )
    assert hours(spec, Happening.FEEDBACK) == [passed]


def test_a_deadline_counted_from_its_session() -> None:
    """Two days before Monday 29 March 10:00 is Saturday 10:00, and 47 h pass in between."""
    spec = calendar("Europe/London", "2027-03-22") + loop("2 days before s", "week 2 mon 10:00")

    assert hours(spec, Happening.SESSION) == [47]


@pytest.mark.parametrize(
    ("due", "starts", "passed"),
    [
        ("tue", "thu 10:00", 34 + 1 / 60),  # the end of Tuesday is 23:59
        ("week 3", "week 4 thu 10:00", None),  # any time of the week
        ("tue 17:00", "thu", None),  # any time of the day
        ("thu 12:00", "thu 10:00", -2),
        ("TODO", "thu 10:00", None),
        ("tue 17:00", "TODO", None),
        ("2026-10-06", "thu 10:00", None),  # a date and a week do not compare
    ],
)
def test_distances_that_nobody_can_know_are_unknown(due: str, starts: str, passed: float | None) -> None:
    assert hours("week: 3\n" + loop(due, starts), Happening.SESSION) == [
        None if passed is None else pytest.approx(passed)
    ]


def test_events_stand_in_the_order_of_the_loop() -> None:
    spec = """
week: 3
tasks:
  - id: t
    kind: discussion
    release: mon 09:00
    due: tue 17:00
    replies: {expected: 1, by: wed 12:00}
    monitoring: {by: tutor, looks_for: x}
    feedback: {at: s, addresses: y, form: [automatic, spoken]}
    follow_up: [later, f]
  - {id: later, kind: project, due: sun 18:00}
sessions: [{id: s, starts: thu 10:00, requires: [t]}]
follow_up_activities: [{id: f, title: Again, session: s}]
"""
    assert kinds(spec) == [
        *("release", "due", "automatic", "replies", "read"),
        *("session", "feedback", "follow-up", "follow-up"),
    ]
    assert [event.item.id for event in events(spec)[-2:]] == ["f", "later"]
    assert hours(spec, Happening.FOLLOW_UP) == [41, 121]  # Tue 17:00 to Thu 10:00 and to Sun 18:00


def test_replies_by_a_day_end_with_it() -> None:
    """From Tuesday 17:00 to Wednesday 12:00 are 19 h, to the end of Wednesday, 23:59, almost 31."""
    spec = "week: 3\ntasks: [{id: t, kind: discussion, due: tue 17:00, replies: {expected: 1, by: BY}}]"
    assert hours(spec.replace("BY", "wed 12:00"), Happening.REPLIES) == [19]
    assert hours(spec.replace("BY", "wed"), Happening.REPLIES) == [pytest.approx(30 + 59 / 60)]
    assert hours(spec.replace("BY", "week 3"), Happening.REPLIES) == [None]


@pytest.mark.parametrize(
    ("evidence", "what"),
    [("", "read"), (", evidence: logs", "checked"), (", evidence: [logs, posts]", "read")],
)
def test_logs_alone_are_not_reading(evidence: str, what: str) -> None:
    assert kinds(f"tasks: [{{id: t, monitoring: {{by: tutor{evidence}}}}}]") == ["due", what]


def test_nothing_happens_twice() -> None:
    """The session requires the task, gives its feedback and holds its follow-up, said from both ends."""
    spec = """
tasks: [{id: t, kind: discussion, feedback: {at: s}, follow_up: f}]
sessions: [{id: s, requires: [t], agenda: [{feedback: t}, {activity: f}]}]
follow_up_activities: [{id: f, builds_on: [t], session: s}]
"""
    assert kinds(spec) == ["due", "session", "feedback", "follow-up"]


def test_a_task_alone_is_due_and_nothing_else() -> None:
    (event,) = events("tasks: [{id: t, kind: reading}]")

    assert event.what is Happening.DUE
    assert event.at is None

"""The loop timeline: what its answer, its rows, its axis and its tables say."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_specs import Author
from spec_helpers import NOWHERE, course_of
from view_reading import plan_of, rows, texts, view_named

from coursewright.design.analyses.loops import loops_of
from coursewright.spec.load import load, load_documents, read_document
from coursewright.spec.model import Task
from coursewright.views.charts import Tracks
from coursewright.views.plan import Focus, Plan
from coursewright.views.signs import Sign
from coursewright.views.timeline.places import NEAR, apart, spread
from coursewright.views.timeline.view import view

if TYPE_CHECKING:
    from coursewright.views.charts import TrackGroup, TrackRow
    from coursewright.views.model import View

ROOT = Path(__file__).parents[2]
CLOSED = (
    "kind: discussion, monitoring: {by: tutor, looks_for: x}, feedback: {at: s, addresses: y}, follow_up: f"
)
SEMINAR = """
sessions:
  - id: s
    title: The seminar
    starts: thu 10:00
    requires: [t]
    agenda: [{feedback: t}, {activity: f}]
follow_up_activities: [{id: f, title: Sit on the board}]
"""


def seen(spec: str) -> View:
    return view_named("timeline", f"module: m\n{spec}\n")


def chart(view: View, name: str = "loops") -> Tracks:
    found = next(one for one in view.charts if one.name == name)
    assert isinstance(found, Tracks)
    return found


def loop_rows(view: View) -> list[TrackRow]:
    return [row for group in chart(view).groups for row in group.rows]


def only_group(spec: str) -> TrackGroup:
    (group,) = chart(seen(spec)).groups
    return group


def signs(row: TrackRow) -> list[str]:
    return [mark.sign.value for mark in row.marks]


def said(task: str, more: str = SEMINAR) -> str:
    (row, *_) = loop_rows(seen(f"week: 3\ntasks: [{{id: t, title: Rule, {task}}}]\n{more}"))
    return row.said


@pytest.mark.parametrize(
    ("task", "sentence"),
    [
        (
            f"due: tue 17:00, {CLOSED}",
            (
                'Due Tue 17:00, read by the tutor, feedback opens "The seminar" Thu 10:00 (41 h later), '
                'taken up there in "Sit on the board".'
            ),
        ),
        (
            f"due: fri 12:00, {CLOSED}",
            (
                "Due Fri 12:00, after the session that requires it, read by the tutor, "
                'feedback opens "The seminar" Thu 10:00 (26 h earlier), taken up there in "Sit on the board".'
            ),
        ),
        (
            f"due: wed 23:59, {CLOSED}",
            (
                'Due Wed 23:59, read by the tutor, feedback opens "The seminar" Thu 10:00 (10 h later), '
                '10 h is too little time to read it, taken up there in "Sit on the board".'
            ),
        ),
    ],
)
def test_a_loop_in_one_sentence(task: str, sentence: str) -> None:
    assert said(task) == sentence


@pytest.mark.parametrize(
    ("task", "sentence"),
    [
        (
            "kind: discussion",
            (
                "No due time is said, nobody is named to read the work, no feedback is planned, "
                "and nothing takes the work up again. This is the homework pattern."
            ),
        ),
        (
            (
                "kind: discussion, due: tue, monitoring: {by: peer, looks_for: x}, "
                "feedback: {within: 2 days, addresses: y, form: peer}, follow_up: {title: Again, due: sun}"
            ),
            (
                "Due by the end of Tue, read by fellow students, feedback from fellow students within 2 days "
                '(by the end of Thu), taken up in "Again" by the end of Sun (5 days later).'
            ),
        ),
        (
            (
                'kind: discussion, due: TODO, monitoring: {none: "it is a rehearsal"}, '
                "feedback: {none: ''}, follow_up: TODO"
            ),
            (
                'Its due time is still open, deliberately not read ("it is a rehearsal"), '
                "deliberately without feedback (no reason is given), what takes it up is still open."
            ),
        ),
        ("kind: reading, optional: true, due: week 3", "Due by the end of week 3."),
    ],
)
def test_what_is_missing_open_or_left_out_is_told_apart(task: str, sentence: str) -> None:
    assert said(task, "") == sentence


def test_marks_and_their_hours() -> None:
    (row,) = loop_rows(seen(f"week: 3\ntasks: [{{id: t, due: tue 17:00, {CLOSED}}}]\n{SEMINAR}"))

    assert signs(row) == ["due", "read", "session", "feedback", "follow-up"]
    due, read, session, feedback, follow_up = [mark.at for mark in row.marks]
    # Three days from Tuesday: 17:00 on the first, 10:00 on the third, and reading halfway.
    assert [due, session] == pytest.approx([17 / 72, 58 / 72])
    assert read == pytest.approx((due + session) / 2)
    assert session == feedback == follow_up
    assert [(link.start, link.end, link.label, link.dashed) for link in row.links] == [
        (due, session, "41 h", False)
    ]


def test_a_broken_loop_says_where() -> None:
    (row,) = loop_rows(
        view_named("timeline", load(ROOT / "examples/homework-trap/photosynthesis.module.yaml"))
    )

    assert signs(row).count("broken") == 4
    assert signs(row)[-1] == "homework"
    assert all(mark.label.startswith("Breaks here: ") for mark in row.marks if mark.sign is Sign.BROKEN)
    assert row.tone == "gap"


def test_without_times_the_order_alone_is_drawn() -> None:
    group = only_group("tasks: [{id: t, kind: reading, follow_up: {title: Again}}]")

    assert group.axis == "order only, times not known"
    assert not group.ticks
    assert [mark.at for mark in group.rows[0].marks] == [0, 1]
    assert [link.dashed for link in group.rows[0].links] == [True]


def test_what_has_times_and_what_has_none_are_groups_of_one_step() -> None:
    view = seen("week: 3\ntasks: [{id: t, kind: reading}, {id: u, kind: reading, due: tue}]")

    timed, untimed = chart(view).groups
    assert timed.title == untimed.title
    assert [row.label.text for row in timed.rows] == ["u"]
    assert [row.label.text for row in untimed.rows] == ["t"]


def test_days_weekends_and_breaks_on_the_axis() -> None:
    """Thursday 8 October to Tuesday 13 October, with a holiday on the Monday: six days."""
    group = only_group(
        "calendar: {starts: 2026-10-05, time_zone: Europe/London, breaks: [2026-10-12]}\n"
        "tasks:\n"
        "  - {id: t, kind: reading, week: 1, due: week 1 thu 17:00, follow_up: f}\n"
        "follow_up_activities: [{id: f, due: week 2 tue 09:00}]"
    )
    assert [tick.label for tick in group.ticks] == [
        *("Thu 8 Oct", "Fri 9 Oct", "Sat 10 Oct", "Sun 11 Oct", "Mon 12 Oct", "Tue 13 Oct")
    ]
    assert [(band.label, round(band.start * 6), round(band.end * 6)) for band in group.bands] == [
        ("weekend", 2, 4),
        ("break", 4, 5),
    ]
    assert group.axis == "days, by the clocks of Europe/London"


def test_what_lies_far_off_stands_at_the_edge_and_says_so() -> None:
    group = only_group(
        "tasks:\n"
        "  - {id: t, kind: reading, week: 1, due: week 1 mon 12:00, follow_up: [a, z]}\n"
        "follow_up_activities: [{id: a, due: week 1 wed 12:00}, {id: z, due: week 9 mon 12:00}]"
    )
    assert group.axis == "days; 1 mark lies beyond it and stands at its edge"
    assert group.rows[0].marks[-1].at == 1
    assert [(link.label, link.dashed) for link in group.rows[0].links] == [("48 h", False), ("56 days", True)]


def test_days_of_a_learners_own_have_no_weekend() -> None:
    group = only_group(
        "pacing: self-paced\ntasks: [{id: t, kind: reading, due: day 4, follow_up: {title: A, due: day 9}}]"
    )
    assert [tick.label for tick in group.ticks] == [f"day {number}" for number in range(4, 10)]
    assert not group.bands
    assert group.axis == "days since the learner began"


@pytest.mark.parametrize(
    ("spec", "first"),
    [
        ("", "There are no tasks here, so there is no loop to follow."),
        ("tasks: [{kind: discussion}]", "The loop of the only task that asks for an answer is broken."),
        (
            "tasks: [{kind: discussion}, {kind: quiz}]",
            "None of 2 tasks that ask for an answer are read, answered and taken up again.",
        ),
        (
            "tasks: [{kind: reading, follow_up: {title: A}}, {kind: onboarding}]",
            (
                "No task here asks for an answer: none of 2 tasks are answered, "
                "and 1 of 2 tasks is taken up again."
            ),
        ),
        (
            "support_model: self-taught\ntasks: [{kind: quiz, feedback: {form: automatic}}]",
            (
                "Learners teach themselves here, so no loop is asked for: the only task is answered, "
                "and is not taken up again."
            ),
        ),
        (
            "support_model: prepared\ntasks: [{kind: quiz, feedback: {form: automatic}}, {kind: quiz}]",
            "1 of 2 tasks that ask for an answer is answered and taken up again where that is asked for.",
        ),
    ],
)
def test_the_first_sentence_of_the_answer(spec: str, first: str) -> None:
    assert seen(spec).answer[0] == first


def test_loops_that_break_alike_share_a_sentence() -> None:
    tasks = ", ".join(f"{{id: t{number}, kind: reading}}" for number in range(7))
    view = seen(f"tasks: [{tasks}]")

    assert view.answer[1] == (
        '7 loops break, since nothing takes the work up again: "t0", "t1", "t2", "t3" and 3 more.'
    )
    assert view.tone == "gap"


def test_the_table_has_what_the_chart_has() -> None:
    view = seen(f"week: 3\ntasks: [{{id: t, due: tue 17:00, {CLOSED}}}, {{id: u, kind: quiz}}]\n{SEMINAR}")

    first, second = rows(view, "loops")
    assert first["due"] == "week 3, Tue 17:00"
    assert (first["feedback_hours"], first["session_hours"], first["follow_up_hours"]) == (41, 41, 41)
    assert (first["state"], first["homework"]) == ("closed", False)
    assert second["due"] is None
    assert second["feedback_hours"] is None
    assert (second["state"], second["homework"]) == ("broken", True)


def test_times_in_each_zone() -> None:
    view = seen(
        "audience: {who: all, time_zones: [Europe/London, Asia/Kolkata]}\n"
        "calendar: {starts: 2026-10-19, time_zone: Europe/London}\n"
        "units:\n"
        "  - {week: 1, tasks: [{id: t, due: tue 22:00}], sessions: [{id: s, starts: thu 14:00}]}\n"
        "  - {week: 2, sessions: [{id: z, starts: thu 14:00}]}"
    )
    assert texts(view, "times") == [
        ["Week 1", "t", "due", "Tue 20 Oct 22:00", "Wed 21 Oct 02:30, a day later"],
        ["Week 1", "s", "starts", "Thu 22 Oct 14:00", "Thu 22 Oct 18:30"],
        ["Week 2", "z", "starts", "Thu 29 Oct 14:00", "Thu 29 Oct 19:30"],
    ]
    assert rows(view, "times")[0]["asia_kolkata"] == "2026-10-21T02:30+05:30"
    assert "The clocks change on the way: Thu 14:00 in London is 18:30 or 19:30 in Kolkata, by the date." in (
        view.notes
    )


def test_without_dates_the_season_decides() -> None:
    view = seen(
        "audience: {who: all, time_zones: [America/New_York]}\ncalendar: {time_zone: Europe/London}\n"
        "sessions: [{id: s, starts: week 1 thu 23:00}, {id: n, starts: week 1 thu}]"
    )
    assert [row[-1] for row in texts(view, "times")] == ["Thu 18:00 or 19:00, by the season", "not known"]
    assert [row["america_new_york"] for row in rows(view, "times")] == [
        "Thu 18:00 or 19:00, by the season",
        None,
    ]


def test_momentum_counts_each_once() -> None:
    """Two decisions and one choice in the task, one of each in its follow-up, and a weekly reflection."""
    view = seen("""
units:
  - week: 1
    tasks:
      - id: t
        kind: discussion
        decision_points: [A or b?, C or d?]
        choices: Which case
        follow_up: {id: f, title: Again, decision_points: E or f?, choices: [x, y]}
  - week: 2
    tasks: [{id: u, kind: reading, decision_points: TODO}]
reflection: {prompts: What next?, when: weekly}
""")
    assert rows(view, "momentum") == [
        {"step": "Week 1", "decisions": 3, "choices": 3, "reflections": 1, "undecided": 0},
        {"step": "Week 2", "decisions": None, "choices": 0, "reflections": 1, "undecided": 1},
    ]
    (group,) = chart(view, "momentum").groups
    assert [row.said for row in group.rows] == [
        "3 decisions, 3 choices and 1 reflection",
        "decisions still open, no choice and 1 reflection",
    ]


def test_a_part_of_a_course() -> None:
    course = course_of(
        "module: m\nunits:\n"
        "  - {week: 1, tasks: [{id: a}]}\n"
        "  - {week: 2, tasks: [{id: b}], sessions: [{starts: mon}]}"
    )
    view = view_named("timeline", course, Focus(weeks=(1, 1)))

    assert [row["task"] for row in rows(view, "loops")] == ["a"]
    assert rows(view, "times") == []
    assert [row["step"] for row in rows(view, "momentum")] == ["Week 1"]


places = st.lists(st.none() | st.floats(0, 1), min_size=1, max_size=14)


@given(places)
def test_marks_of_different_places_never_touch(known: list[float | None]) -> None:
    before = spread(known)
    after = apart(before)

    assert len(after) == len(known)
    assert all(0 <= place <= 1 for place in after)
    least = min(NEAR, 1 / max(len(set(before)) - 1, 1))
    assert all(two - one >= least - 1e-9 for one, two in pairwise(sorted(set(after))))
    order = sorted(zip(before, after, strict=True))
    assert [two for _, two in order] == sorted(after)
    assert len(set(after)) == len(set(before))


def test_marks_with_room_stay_where_they_are() -> None:
    assert apart([0.2, 0.5, 0.2, 0.9]) == [0.2, 0.5, 0.2, 0.9]
    assert apart([0.97, 1.0]) == [1 - NEAR, 1.0]
    assert spread([None, 0.5, None, None, 0.8]) == pytest.approx([0.42, 0.5, 0.6, 0.7, 0.8])


@given(st.integers(0, 10**9))
def test_any_document_can_be_looked_at(seed: int) -> None:
    """Each task once, in the chart and in the table; what is not known has no number."""
    course = load_documents(read_document(NOWHERE, Author(seed).text().encode()))
    found = view(Plan(course))

    tasks = len(course.every(Task))
    assert found.answer
    assert len(rows(found, "loops")) == tasks == len(loops_of(course))
    if tasks:
        drawn = loop_rows(found)
        assert len(drawn) == tasks
        assert all(row.said and row.marks for row in drawn)
        assert all(0 <= mark.at <= 1 for row in drawn for mark in row.marks)
    for row in rows(found, "loops"):
        for key in ("feedback", "session", "follow_up"):
            assert row[f"{key}_hours"] is None or row["due"] is not None


def test_the_plan_of_an_example_has_no_unknown_hours() -> None:
    found = view(plan_of(load(ROOT / "examples/research-ethics/course.yaml")))

    assert found.tone == "good"
    assert found.answer[0] == "All 16 tasks that ask for an answer are read, answered and taken up again."
    assert len(rows(found, "loops")) == 18

"""The loop timeline: what its answer, its rows, its axis and its tables say."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_of
from view_reading import plan_of, rows, texts, view_named

from coursewright.design.analyses.loops import loops_of
from coursewright.spec.load import load
from coursewright.spec.model import Task
from coursewright.views.charts import Tracks
from coursewright.views.plan import Focus, Plan
from coursewright.views.signs import Sign
from coursewright.views.timeline.places import NEAR, apart, spread
from coursewright.views.timeline.view import view
from coursewright.views.timeline.words import named

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    assert group.axis == "days; 1 mark comes later and stands at the edge"
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
        (
            "tasks: [{kind: discussion}]",
            (
                "The loop of the only task that asks for an answer is broken: nobody is named to read it, "
                "and no answer to it is planned."
            ),
        ),
        (
            "tasks: [{kind: discussion}, {kind: quiz}]",
            (
                "None of 2 tasks that ask for an answer are read, answered and taken up again: "
                "nobody is named to read them, and no answer to them is planned."
            ),
        ),
        (
            "tasks: [{kind: reading, follow_up: {title: A}}, {kind: onboarding}]",
            (
                "No task here asks for an answer: none of 2 tasks are answered "
                "and 1 of 2 tasks is taken up again."
            ),
        ),
        (
            "support_model: self-taught\ntasks: [{kind: quiz, feedback: {form: automatic}}]",
            (
                "Learners teach themselves here, so no loop is asked for: the only task is answered "
                "automatically at once and not taken up again."
            ),
        ),
        (
            "support_model: prepared\ntasks: [{kind: quiz, feedback: {form: automatic}}, {kind: quiz}]",
            (
                "1 of 2 tasks that ask for an answer is answered and taken up again where that is asked for: "
                "students hear back on 1 automatically at once."
            ),
        ),
        (
            "tasks: [{kind: TODO}, {kind: onboarding}]",
            (
                "No task here is known to ask for an answer: the other task is not answered "
                "and not taken up again."
            ),
        ),
        ("tasks: [{kind: TODO}]", "No task here is known to ask for an answer."),
    ],
)
def test_the_first_sentence_of_the_answer(spec: str, first: str) -> None:
    assert seen(spec).answer[0] == first


def team(tasks: str) -> str:
    members = "[{id: a, name: Devika Rao}, {id: b, name: Mr Hale}, {id: c, name: رنا}]"
    return f"team: {members}\nweek: 3\n{tasks}"


def task(by: str, due: str, feedback: str) -> str:
    """Return a task the loop of which is closed."""
    return (
        f"{{kind: discussion, due: {due}, monitoring: {{by: {by}, looks_for: x}}, "
        f"feedback: {{addresses: y, {feedback}}}, follow_up: {{title: Again}}}}"
    )


@pytest.mark.parametrize(
    ("tasks", "first"),
    [
        (  # one reader, one time
            [task("a", "tue", "within: 48 h")],
            (
                "The only task that asks for an answer is read by Devika Rao, answered within 48 h "
                "and taken up again."
            ),
        ),
        (  # from 20 h to three days; the peer and the tutor are no names
            [task("a", "tue", "within: 20 h"), task("peer", "tue", "within: 72 h")],
            (
                "Both tasks that ask for an answer are read by Devika Rao and fellow students, "
                "answered within 20 to 72 h and taken up again."
            ),
        ),
        (  # automatic answers come at once, of one nobody says when, and one comes after five days
            [
                task("a", "tue", "form: automatic"),
                task("b", "tue", "within: 5 days"),
                task("b", "tue", "form: written"),
            ],
            (
                "All 3 tasks that ask for an answer are read by Mr Hale and Devika Rao, answered at once or "
                "within 5 days (the time is known for 2 of 3) and taken up again."
            ),
        ),
        (  # logs are not read; a name that runs to the left is isolated
            [
                task("a, evidence: logs", "tue", "within: 1 day"),
                task("c", "tue", "form: written"),
            ],
            (
                'Both tasks that ask for an answer are read by "رنا" or checked in the logs by Devika Rao, '
                "answered within 24 h (the time is known for 1 of 2) and taken up again."
            ),
        ),
        (  # five readers
            [task(by, "tue", "form: written") for by in ("a", "b", "b", "tutor", "peer", "assistant")],
            (
                "All 6 tasks that ask for an answer are read by Mr Hale, Devika Rao, the tutor and 2 more, "
                "answered (it is not known when) and taken up again."
            ),
        ),
        (  # one loop is broken: what there is all the same
            [task("a", "tue", "within: 2 days"), "{kind: discussion, monitoring: {by: b}}"],
            (
                "1 of 2 tasks that ask for an answer is read, answered and taken up again: "
                "both are read by Devika Rao and Mr Hale, and students hear back on 1 within 48 h."
            ),
        ),
    ],
)
def test_the_first_sentence_says_who_and_when(tasks: Sequence[str], first: str) -> None:
    assert seen(team(f"tasks: [{', '.join(tasks)}]")).answer[0] == first


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Devika Rao", "Devika Rao"),
        ("J. van der Berg-O'Neil", "J. van der Berg-O'Neil"),
        ("李明", "李明"),
        ("רות לוי", '"רות לוי"'),
        ("devika", '"devika"'),
        ("Read `x`", '"Read `x`"'),
        ("See www.example.org", '"See www.example.org"'),
        ("A, answered by nobody", '"A, answered by nobody"'),
        ("Someone who never reads anything", '"Someone who never reads anything"'),
        ("Mr  Hale", '"Mr Hale"'),
        ("Rao.", "Rao."),
        ("", '""'),
    ],
)
def test_only_plain_names_stand_without_quotes(name: str, shown: str) -> None:
    assert named(name) == shown


LATE = """
tasks:
  - id: t
    title: One
    kind: quiz
    due: tue 10:00
    FEEDBACK
    monitoring: {by: tutor, looks_for: x}
    follow_up: u
  - {id: u, title: Two, kind: reading, due: tue 12:00, follow_up: {title: Again}}
sessions: [{id: s, starts: thu 10:00}]
"""


@pytest.mark.parametrize(
    ("feedback", "sentences", "clause"),
    [
        (
            "feedback: {at: s, addresses: y}",
            [
                (
                    "For 1 task the feedback comes only after the next task is due, too late to help there: "
                    '"One".'
                )
            ],
            "by Tue 12:00 (2 h later), before the feedback comes.",
        ),
        (
            "feedback: {within: 3 h, addresses: y}",
            [
                (
                    "For 1 task the feedback may come only after the next task is due, too late to help "
                    'there: "One".'
                )
            ],
            "by Tue 12:00 (2 h later), before the feedback has to come.",
        ),
        (
            "feedback: {at: s, addresses: y, form: [automatic, spoken]}",
            [
                (
                    "For 1 task the feedback comes only after the next task is due, too late to help there: "
                    '"One" (1 of them is answered automatically at once).'
                )
            ],
            "by Tue 12:00 (2 h later), before the feedback comes.",
        ),
        ("feedback: {within: 2 h, addresses: y}", [], "by Tue 12:00 (2 h later)."),
        ("feedback: {at: TODO, addresses: y}", [], "by Tue 12:00 (2 h later)."),
    ],
)
def test_feedback_that_comes_too_late_for_what_takes_the_work_up(
    feedback: str, sentences: list[str], clause: str
) -> None:
    view = seen("week: 3" + LATE.replace("FEEDBACK", feedback))

    assert [one for one in view.answer if "too late to help" in one] == sentences
    assert loop_rows(view)[0].said.endswith(clause)
    assert view.tone == "good"


def test_the_least_time_is_that_of_whoever_reads() -> None:
    """From Tuesday 17:00 to Thursday 10:00 are 41 h; the task due 2 h after the deadline is not meant."""
    follow_up = CLOSED.replace("follow_up: f", "follow_up: [f, u]")
    first = f"{{id: t, title: One, due: tue 17:00, {follow_up}}}"
    view = seen(f"week: 3\ntasks: [{first}, {{id: u, kind: reading, due: tue 19:00}}]\n{SEMINAR}")

    assert view.answer[-1] == (
        'Whoever reads has at least 41 h before a session needs the work: "One" before "The seminar".'
    )


def test_a_kind_that_is_not_known_belongs_to_neither_count() -> None:
    view = seen(
        "tasks: [{title: A, kind: TODO}, {title: B, kind: reading}, "
        "{title: C, kind: reading, follow_up: TODO}, {title: D, kind: discussion}]"
    )
    assert view.answer[1] == "None of 2 tasks that leave nothing to answer are known to be taken up again."
    assert 'Whether 1 task asks for an answer is not known, since its kind is not: "A".' in view.answer
    assert 'For 1 task it is still open how the loop goes on: "C".' in view.answer
    assert "it is not known whether it asks for an answer" in loop_rows(view)[0].said
    found = rows(view, "loops")
    assert [(row["read"], row["feedback"]) for row in found[:2]] == [
        (None, None),
        ("not asked for", "not asked for"),
    ]


@pytest.mark.parametrize(
    ("keys", "part"),
    [
        ("monitoring: {by: tutor}", "read by the tutor (it is not said what for)"),
        ("monitoring: {by: tutor, looks_for: TODO}", "read by the tutor (what for is still to be decided)"),
        ("monitoring: {by: tutor, looks_for: x, evidence: logs}", "checked by the tutor in the logs,"),
        ("monitoring: {by: tutor, looks_for: x, evidence: [logs, posts]}", "read by the tutor,"),
        (
            "feedback: {within: 2 days, addresses: TODO}",
            "feedback within 2 days (by Thu 17:00), what the feedback addresses is still to be decided",
        ),
        ("feedback: TODO", "its feedback is still to be decided"),
    ],
)
def test_what_is_still_to_be_decided_is_named(keys: str, part: str) -> None:
    assert part in said(f"kind: discussion, due: tue 17:00, {keys}", "")


def test_logs_have_a_sign_of_their_own() -> None:
    view = seen("tasks: [{kind: discussion, monitoring: {by: tutor, looks_for: x, evidence: logs}}]")

    assert "read" not in signs(loop_rows(view)[0])
    assert "Checked by the tutor in the logs (nobody says when)" in [
        mark.label for mark in loop_rows(view)[0].marks if mark.sign is Sign.PART
    ]
    assert "checked in the logs" in [key.words for key in chart(view).legend]


def test_the_homework_pattern_says_what_is_true_of_it() -> None:
    """Somebody reads it, and feedback is planned, but for nothing that anybody named."""
    view = seen("tasks: [{kind: discussion, monitoring: {by: tutor}, feedback: {within: 2 days}}]")

    assert view.answer[2] == (
        "1 task shows the homework pattern: nothing takes the work up again, and nobody is set to read it "
        "for something, or no feedback is planned that meets a gap."
    )


def test_tasks_alike_share_a_row_where_nothing_has_a_time() -> None:
    """Ten with two places each: nine have room in a row, so there are two of five."""
    tasks = ", ".join(f"{{id: t{number}, kind: reading}}" for number in range(10))
    view = seen(f"tasks: [{tasks}, {{id: d, kind: discussion}}]")

    first, second, other = loop_rows(view)
    assert first.label.text == '5 tasks alike: "t0", "t1" and 3 more'
    assert second.label.text == '5 tasks alike: "t5", "t6" and 3 more'
    assert signs(first) == ["due"] * 5 + ["broken"] * 5
    assert [mark.at for mark in first.marks] == pytest.approx([number / 9 for number in range(10)])
    assert first.marks[6].label == '"t1": Breaks here: nothing takes the work up again'
    assert [(link.start, link.end) for link in first.links] == [pytest.approx((4 / 9, 5 / 9))]
    assert other.label.text == "d"
    assert len(rows(view, "loops")) == 11
    assert any("share a row of the chart" in note for note in view.notes)


@pytest.mark.parametrize(
    "tasks",
    [
        "tasks: [{id: a, kind: reading}, {id: b, kind: reading}]",  # two keep their rows
        "week: 3\ntasks: [{id: a}, {id: b}, {id: c}, {id: d, due: tue}]",  # something has a time
        "tasks: [{id: a}, {id: b, kind: reading}, {id: c, release: TODO, due: TODO}]",  # nothing is alike
    ],
)
def test_rows_that_are_not_to_be_folded(tasks: str) -> None:
    view = seen(tasks)

    assert [row.label.quoted for row in loop_rows(view)] == [True] * len(rows(view, "loops"))


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


def test_momentum_tells_what_is_left_out_on_purpose() -> None:
    (group,) = chart(
        seen("week: 3\ntasks: [{id: t, kind: quiz, choices: {none: x}}]\nreflection: {none: too early}"),
        "momentum",
    ).groups
    assert [row.said for row in group.rows] == ["no decision; choices and reflections left out on purpose"]


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
    course = random_course(seed)
    plan = Plan(course)
    found = view(plan)

    tasks = course.every(Task)
    assert found.answer
    assert len(rows(found, "loops")) == len(tasks) == len(loops_of(course))
    if tasks:
        drawn = loop_rows(found)
        assert_each_task_once(drawn, tasks, plan)
        assert all(row.said and row.marks for row in drawn)
        assert all(0 <= mark.at <= 1 for row in drawn for mark in row.marks)
    for row in rows(found, "loops"):
        for key in ("feedback", "session", "follow_up"):
            assert row[f"{key}_hours"] is None or row["due"] is not None


def assert_each_task_once(drawn: Sequence[TrackRow], tasks: Sequence[Task], plan: Plan) -> None:
    """Each task has one mark for its due time, at its own line, and rows say of how many tasks they are."""
    due = {row: [mark for mark in row.marks if mark.sign is Sign.DUE] for row in drawn}
    assert Counter(mark.spot for marks in due.values() for mark in marks) == Counter(
        plan.spot(task, "due") for task in tasks
    )
    for row, marks in due.items():
        if len(marks) > 1:
            assert row.label.text.startswith(f"{len(marks)} tasks alike: ")
    alone = Counter(row.label for row, marks in due.items() if len(marks) == 1)
    assert alone <= Counter(map(plan.label, tasks))


@pytest.mark.parametrize("name", ["learn-to-cloud", "git-novice"])
def test_real_courses_have_each_task_once(name: str) -> None:
    found = next(iter(sorted((ROOT.parent / "shared/real" / name).glob("*course.yaml"))), None) or next(
        iter(sorted((ROOT.parent / "shared/real" / name).glob("*.module.yaml"))), None
    )
    if found is None:
        pytest.skip("the real courses are not here")
    plan = Plan(load(found))
    drawn = loop_rows(view(plan))

    assert_each_task_once(drawn, plan.course.every(Task), plan)
    assert len(drawn) < len(plan.course.every(Task))


def test_the_plan_of_an_example_has_no_unknown_hours() -> None:
    found = view(plan_of(load(ROOT / "examples/research-ethics/course.yaml")))

    assert found.tone == "good"
    assert found.answer[0] == (
        "All 16 tasks that ask for an answer are read by Devika Rao, answered at once or within 20 to 72 h "
        "and taken up again."
    )
    assert len(rows(found, "loops")) == 18

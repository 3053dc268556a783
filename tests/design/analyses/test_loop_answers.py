"""How soon each loop answers, and where that is too late."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_of

from coursewright.design.analyses.loop_answers import answers_of, first_after, overtaken_by
from coursewright.design.analyses.loop_events import Happening
from coursewright.design.analyses.loops import Loop, Stance, loops_of

TASK = """
week: 3
tasks:
  - {id: t, kind: discussion, due: tue 17:00, KEYS}
  - {id: u, kind: reading, due: wed 12:00}
sessions: [{id: s, starts: thu 10:00}, {id: z, starts: fri 10:00}]
follow_up_activities: [{id: f, session: s}, {id: w, due: TODO}]
"""


def loop_of(keys: str, model: str = "led") -> Loop:
    spec = TASK.replace("KEYS", keys)
    return loops_of(course_of(f"module: m\nsupport_model: {model}\n{spec}"))[0]


def hours(keys: str, model: str = "led") -> float | None:
    after = first_after(loop_of(keys, model))
    return None if after is None else after / dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("keys", "passed"),
    [
        ("feedback: {at: s}", 41),  # Tue 17:00 to Thu 10:00
        ("feedback: {within: 2 days}", 48),
        ("feedback: {at: s, form: [automatic, spoken]}", 0),
        ("feedback: {at: mon 17:00}", -24),
        ("feedback: {form: written}", None),
        ("feedback: TODO", None),
        ("follow_up: u", None),
        ("replies: {expected: 1, by: wed 17:00}", None),  # fellow students are not enough
    ],
)
def test_the_first_answer_in_a_led_course(keys: str, passed: float | None) -> None:
    assert hours(keys) == passed


def test_fellow_students_answer_where_nobody_teaches() -> None:
    assert hours("replies: {expected: 1, by: wed 17:00}", "prepared") == 24
    assert hours("replies: {expected: 1}", "prepared") is None


@pytest.mark.parametrize(
    ("keys", "by"),
    [
        ("feedback: {at: s}, follow_up: u", "u"),  # due 22 h before
        ("feedback: {at: z}, follow_up: f", "f"),  # in the session of the day before
        ("feedback: {at: z}, follow_up: [f, u]", "u"),  # the first of two
        ("feedback: {within: 19 h}, follow_up: u", None),  # at the very time
        ("feedback: {within: 20 h}, follow_up: u", "u"),
        ("feedback: {at: s}, follow_up: f", None),  # in the same session
        ("feedback: {at: s}, follow_up: w", None),  # nobody knows when that is
        ("feedback: {form: written}, follow_up: u", None),
        ("feedback: {form: automatic}, follow_up: u", None),
    ],
)
def test_what_comes_before_feedback(keys: str, by: str | None) -> None:
    event = overtaken_by(loop_of(keys))

    assert (None if event is None else event.item.id) == by


@given(st.integers(0, 10**9))
def test_times_are_those_of_events(seed: int) -> None:
    """What is not known never becomes a time; what is overtaken has both times known."""
    course = random_course(seed)
    for loop in loops_of(course):
        after, times = first_after(loop), {event.after for event in answers_of(loop)}
        automatic = any(event.what is Happening.AUTOMATIC for event in loop.events)
        assert after in times - {None} or (after is None and times <= {None}) or automatic
        if loop.answered.stance is Stance.THERE and loop.answered.asked:
            assert answers_of(loop) or loop.task.kind == "peer-review"
        late = overtaken_by(loop)
        if late is not None:
            assert late.after is not None
            assert None not in {one.after for one in loop.events if one.what is Happening.FEEDBACK}

"""What a plan is told that is still to be written: no answer is in order while a placeholder touches it."""

from __future__ import annotations

import pytest
from view_reading import view_named

from coursewright.views.asked_first import QUESTIONS
from coursewright.views.charts import Outline
from coursewright.views.signs import Sign

WHOLE = """module: m
support_model: led
calendar: {weeks: 1}
workload: {hours_per_week: 5}
outcomes:
  - {id: rule, statement: Decide who gets the wall, level: evaluate}
  - {id: write, statement: Write to those who lose by it, level: create}
tasks:
  - id: a
    kind: case-study
    outcomes: [rule, write]
    duration: 1 h
    due: week 1 wed
    monitoring: {by: instructor, looks_for: Costs that nobody counts}
    feedback: {form: spoken, addresses: Who pays, at: s}
    follow_up: f
    decision_points:
      - prompt: Which bank of the river gets the wall?
        options:
          - {option: The hospital, consequence: Nine farms flood.}
          - {option: The farms, consequence: The patients move.}
  - id: b
    kind: case-study
    outcomes: [rule]
    duration: 1 h
    due: week 1 thu
    monitoring: {by: instructor, looks_for: Reasons of others}
    feedback: {form: spoken, addresses: What both banks share, at: s}
    follow_up: f
sessions: [{id: s, duration: 1 h, starts: week 1 sat 10:00}]
follow_up_activities: [{id: f, session: s}]
assessments: [{id: letter, kind: essay, duration: 1 h, outcomes: [rule, write], due: week 1 sun}]
"""
STATEMENTS = ("Decide who gets the wall", "Write to those who lose by it")
AIMS = ("Costs that nobody counts", "Reasons of others")
CONSEQUENCES = ("Nine farms flood.", "The patients move.")
BOTH = "Both outcomes are practised and assessed"
DECIDED = "Students decide in the only week: 1 decision with 2 options"
LOOPS = "both are read by the instructor, and students hear back on both "


def opened(*texts: str) -> str:
    """Return the plan with placeholders for some of its texts."""
    spec = WHOLE
    for text in texts:
        assert text in spec
        spec = spec.replace(text, '"TODO: write it"')
    return spec


def answer(name: str, spec: str) -> tuple[str, str]:
    """Return the first sentence of a view, and how it stands."""
    view = view_named(name, spec)
    return view.answer[0], view.tone


def signs(spec: str) -> list[Sign | None]:
    """Return the signs of the answers on the first screen, in the order of the questions."""
    chart = view_named("overview", spec).charts[0]
    assert isinstance(chart, Outline)
    assert {key.sign for key in chart.legend} == {item.sign for item in chart.items} - {None}
    return [item.sign for item in chart.items if item.depth]


@pytest.mark.parametrize(
    ("texts", "said", "tone"),
    [
        ((), f"{BOTH}.", "good"),
        (STATEMENTS[:1], f"{BOTH}, but 1 of them is still to be written.", "unknown"),
        (STATEMENTS, f"{BOTH}, but both are still to be written.", "unknown"),
    ],
)
def test_outcomes_that_are_still_to_be_written(texts: tuple[str, ...], said: str, tone: str) -> None:
    assert answer("alignment", opened(*texts)) == (said, tone)


def test_a_list_of_outcomes_that_is_open_in_part() -> None:
    more = WHOLE.replace("tasks:\n", "  - TODO\ntasks:\n", 1)
    assert answer("alignment", more) == (f"{BOTH}, but some outcomes are still to be written.", "unknown")
    more = opened(STATEMENTS[0]).replace("tasks:\n", "  - TODO\ntasks:\n", 1)
    said = f"{BOTH}, but 1 of them is still to be written, and so are others."
    assert answer("alignment", more) == (said, "unknown")


@pytest.mark.parametrize(
    ("texts", "said", "tone"),
    [
        ((), f"{DECIDED}, each with its consequence.", "good"),
        (
            CONSEQUENCES[:1],
            f"{DECIDED}, 1 of them with its consequence; 1 consequence is still to be written.",
            "unknown",
        ),
        (CONSEQUENCES, f"{DECIDED}; 2 consequences are still to be written.", "unknown"),
        (
            ("Which bank of the river gets the wall?", "The hospital", "The farms", *CONSEQUENCES),
            f"{DECIDED}; 1 question, 2 options and 2 consequences are still to be written.",
            "unknown",
        ),
    ],
)
def test_decisions_that_are_still_to_be_written(texts: tuple[str, ...], said: str, tone: str) -> None:
    assert answer("decisions", opened(*texts)) == (said, tone)


def test_decisions_still_to_be_written_beside_others() -> None:
    more = WHOLE.replace("    due: week 1 thu\n", "    due: week 1 thu\n    decision_points: TODO\n")
    said = f"{DECIDED}, each with its consequence; 1 more decision is still to be written."
    assert answer("decisions", more) == (said, "unknown")


OPEN = "The loops of both tasks that ask for an answer are still open"


@pytest.mark.parametrize(
    ("texts", "head", "end"),
    [
        (
            AIMS[:1],
            "1 of 2 tasks that ask for an answer is read, answered and taken up again",
            " for 1: what the work is read for.",
        ),
        (AIMS, OPEN, " for both: what the work is read for."),
        ((*AIMS, "Who pays"), OPEN, " for both: what the work is read for and what the feedback addresses."),
    ],
)
def test_loops_that_are_still_open(texts: tuple[str, ...], head: str, end: str) -> None:
    said, tone = answer("timeline", opened(*texts))
    assert said.startswith(f"{head}: {LOOPS}")
    assert said.endswith(f"; still to be written{end}")
    assert tone == "unknown"


def test_loops_that_leave_nothing_open() -> None:
    said, tone = answer("timeline", WHOLE)
    assert said.startswith("Both tasks that ask for an answer are read")
    assert "still" not in said
    assert tone == "good"


def test_a_time_that_is_still_to_be_written() -> None:
    said, tone = answer("workload", WHOLE.replace("duration: 1 h\n    due: week 1 thu", "duration: TODO"))
    assert "as far as is known and while 1 time is still to be written" in said
    assert tone == "unknown"


def test_hours_a_week_that_are_still_to_be_written() -> None:
    said, tone = answer("workload", WHOLE.replace("hours_per_week: 5", "hours_per_week: TODO"))
    assert said.endswith(
        "how many hours a week are planned is still to be written (`workload.hours_per_week`)."
    )
    assert tone == "unknown"


def test_the_first_screen_has_the_sign_of_what_is_not_known() -> None:
    whole = dict(zip(QUESTIONS, signs(WHOLE), strict=True))
    assert [whole[name] for name in ("alignment", "timeline", "decisions")] == [Sign.PRESENT] * 3
    half = dict(zip(QUESTIONS, signs(opened(STATEMENTS[0], AIMS[0])), strict=True))
    assert [half[name] for name in ("alignment", "timeline")] == [Sign.UNKNOWN] * 2
    assert half["decisions"] is Sign.PRESENT


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (WHOLE, ["Its tasks open 2 loops: all closed."]),
        (
            opened(AIMS[0]),
            [
                "1 value is still to be written: see `findings`.",
                "Its tasks open 2 loops: 1 closed and 1 not known yet.",
            ],
        ),
        (
            opened(*AIMS),
            [
                "2 values are still to be written: see `findings`.",
                "Whether the 2 loops of its tasks close is not known yet: each is open in part.",
            ],
        ),
        (
            (
                "module: m\nsupport_model: led\n"
                "tasks: [{id: a, kind: case-study, monitoring: TODO, feedback: TODO, follow_up: TODO}]\n"
            ),
            [
                "3 values are still to be written: see `findings`.",
                "Whether the only loop that it opens closes is not known yet: a part is still open.",
            ],
        ),
    ],
)
def test_the_overview_counts_what_is_still_to_be_written(spec: str, said: list[str]) -> None:
    assert list(view_named("overview", spec).answer[1:]) == said


def test_a_reason_that_is_still_to_be_written() -> None:
    plan = "module: m\ntasks: [{id: a, title: A, follow_up: {none: %s}, monitoring: {none: %s}}]\n"
    named = 'follow up of task "A" and monitoring of task "A"'
    head = "2 things are left out on purpose"
    told = "Somebody else reads it"
    assert answer("on-purpose", plan % (told, told)) == (f"{head}, each with a reason: {named}.", "")
    one = f"{head}: {named}; 1 reason is still to be written."
    assert answer("on-purpose", plan % ("TODO", told)) == (one, "unknown")
    both = f"{head}: {named}; 2 reasons are still to be written."
    assert answer("on-purpose", plan % ("TODO", '"TODO: why"')) == (both, "unknown")
    none = f"{head}, 1 of them without a reason: {named}; 1 reason is still to be written."
    assert answer("on-purpose", plan % ("", "TODO")) == (none, "gap")

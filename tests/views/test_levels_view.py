"""The levels view: ranges step by step, and whether follow-ups climb."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from view_reading import rows, texts, view_named

from coursewright.views.charts import Tracks

if TYPE_CHECKING:
    from coursewright.views.model import View

SPEC = """module: m
title: Bones
units:
  - title: The hand
    week: 1
    outcomes: [{id: name, statement: List the bones of the hand, level: apply}]
    tasks: [{id: a, title: Label them, level: understand, follow_up: f}, {id: b, title: Look at yours}]
    follow_up_activities: [{id: f, title: Explain it, level: evaluate}]
  - title: The foot
    week: 2
    tasks: [{id: c, title: Compare, level: analyze, follow_up: g}]
    follow_up_activities: [{id: g, title: Repeat, level: apply}]
"""


def tracks(view: View) -> list[Tracks]:
    return [chart for chart in view.charts if isinstance(chart, Tracks)]


def test_the_answer() -> None:
    # Known: the outcome, a, f, c and g; b declares nothing. Of two follow-ups f is above its task, g below.
    view = view_named("levels", SPEC)
    assert view.answer == (
        (
            "Levels of thinking are known of 5 of 6 outcomes and pieces of work; these go from understand to "
            "evaluate."
        ),
        'Week 1 ("The hand") goes up to evaluate, week 2 ("The foot") up to analyse.',
        "1 of 2 follow-ups of tasks climbs above the task; 1 goes below the task.",
        '"Repeat" asks for no more than the tasks taken up.',
    )
    assert view.tone == "gap"


def test_ranges_lie_on_six_levels() -> None:
    # Levels are sixths of the axis: understand to evaluate is 1/6 to 5/6, apply to analyse 2/6 to 4/6.
    progression, items = tracks(view_named("levels", SPEC))
    (group,) = progression.groups
    assert [tick.label for tick in group.ticks] == [
        "remember",
        "understand",
        "apply",
        "analyse",
        "evaluate",
        "create",
    ]
    assert [(row.label.text, row.said) for row in group.rows] == [
        ("Week 1: The hand", "understand to evaluate; 3 of 4 known"),
        ("Week 2: The foot", "apply to analyse; 2 of 2 known"),
    ]
    assert [(row.segments[0].start, row.segments[0].end) for row in group.rows] == [
        (1 / 6, 5 / 6),
        (2 / 6, 4 / 6),
    ]
    shown = [(row.label.text, [round(mark.at * 6) for mark in row.marks]) for row in items.groups[0].rows]
    assert shown == [("List the bones of the hand", [2]), ("Label them", [2]), ("Explain it", [4])]


def test_the_table_keeps_what_is_not_known() -> None:
    found = rows(view_named("levels", SPEC), "items")
    assert [(row["item"], row["levels"], row["declared"]) for row in found] == [
        ("List the bones of the hand", "apply", "apply"),
        ("Label them", "understand", "understand"),
        ("Look at yours", None, None),
        ("Explain it", "evaluate", "evaluate"),
        ("Compare", "analyze", "analyze"),
        ("Repeat", "apply", "apply"),
    ]
    assert texts(view_named("levels", SPEC), "follow-ups") == [
        ["Label them", "understand", "Explain it", "evaluate", "above the task"],
        ["Compare", "analyse", "Repeat", "apply", "below the task"],
    ]


def test_what_only_verbs_tell_is_said_so() -> None:
    view = view_named(
        "levels",
        "module: m\nunits:\n"
        "  - {title: A, week: 1, outcomes: [Explain the hand], tasks: [{id: a}]}\n"
        "  - {title: B, week: 2, outcomes: [Explain the foot], tasks: [{id: b}]}\n",
    )
    assert (
        view.answer[1]
        == 'Week 1 ("A") goes up to understand by its verbs, week 2 ("B") up to understand by its verbs.'
    )
    (row,) = tracks(view)[1].groups[0].rows
    assert [segment.fill for segment in row.segments] == ["range"]
    assert not row.marks


def test_outcomes_that_stay_low() -> None:
    view = view_named(
        "levels", "module: m\ntitle: Names\noutcomes: [{id: o, statement: List them, level: remember}]\n"
    )
    assert 'No outcome of the module "Names" goes beyond understanding.' in view.answer


def test_nothing_known_and_nothing_there() -> None:
    assert view_named("levels", "module: m\ntasks: [{id: a}, {id: b}]\n").answer == (
        "The level of thinking is known of none of 2 outcomes and pieces of work.",
    )
    empty = view_named("levels", "module: m\n")
    assert empty.answer == ("There is no outcome and no work yet.",)
    assert not empty.charts


@pytest.mark.parametrize(
    ("levels", "said"),
    [
        (
            [("evaluate", "create")],
            "No follow-up of a task climbs above the task; 1 stays at the same high level.",
        ),
        (
            [("evaluate", "create"), ("create", "evaluate")],
            "None of 2 follow-ups of tasks climb above the task; 2 stay at the same high level.",
        ),
        ([("apply", "create")], "The only follow-up of a task climbs above the task."),
        (
            [("apply", "create"), ("apply", "apply"), ("apply", "TODO")],
            (
                "1 of 3 follow-ups of tasks climbs above the task; 1 stays at the level of the task and 1 is "
                "of unknown level."
            ),
        ),
    ],
)
def test_how_follow_ups_stand_to_their_tasks(levels: list[tuple[str, str]], said: str) -> None:
    tasks = ", ".join(
        f"{{id: t{at}, level: {of_task}, follow_up: {{id: f{at}, level: {of_follow_up}}}}}"
        for at, (of_task, of_follow_up) in enumerate(levels)
    )
    assert said in view_named("levels", f"module: m\nweek: 1\ntasks: [{tasks}]\n").answer


def test_one_piece_of_unknown_level() -> None:
    assert view_named("levels", "module: m\ntasks: [{id: a}]\n").answer == (
        "The level of thinking is known of no outcome or piece of work.",
    )


@pytest.mark.parametrize(
    ("tasks", "said"),
    [
        ("{id: a, level: apply}, {id: b}", "1 of 2 outcomes and pieces of work; it stands at apply."),
        (
            "{id: a, level: apply}, {id: b, level: apply}",
            "both outcomes and pieces of work; all of these stand at apply.",
        ),
    ],
)
def test_one_level_is_no_range(tasks: str, said: str) -> None:
    view = view_named("levels", f"module: m\ntasks: [{tasks}]\n")
    assert view.answer[0] == f"Levels of thinking are known of {said}"

"""The decisions view: where students decide, between what, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_in
from view_reading import rows, texts, view_named

from coursewright.views.charts import Outline
from coursewright.views.plan import Focus
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.views.charts import OutlineItem
    from coursewright.views.model import View

SPEC = """module: m
title: Triage
units:
  - title: First night
    week: 1
    tasks:
      - id: shift
        title: Take a shift
        decision_points:
          - prompt: Who goes first?
            feedback: The nurse tells you on Friday.
            options:
              - {option: The child, consequence: The old man faints.}
              - {option: The old man, consequence: TODO}
              - Nobody
          - {prompt: What would you change?, open: true}
          - {prompt: Whom do you call?, options: TODO}
      - {id: drill, title: Drill, decision_points: {none: It is a drill}}
      - {id: later, title: Later, decision_points: TODO}
  - {title: Second night, week: 2, tasks: [{id: b, title: Count}]}
  - {title: Day off, week: 3, decision_points: {none: A week of rest}, tasks: [{id: c, title: Rest}]}
  - {title: Talk, week: 4, sessions: [{id: s}]}
  - {title: Open, week: 5, tasks: [{id: d, title: To come, decision_points: TODO}]}
"""


def items(view: View) -> tuple[OutlineItem, ...]:
    (chart,) = view.charts
    assert isinstance(chart, Outline)
    return chart.items


def lines(view: View) -> list[tuple[int, str, str, str]]:
    """Return the outline as people read it."""
    return [
        (one.depth, one.sign.character if one.sign else "", one.label.text, one.said) for one in items(view)
    ]


def test_the_answer() -> None:
    view = view_named("decisions", SPEC)
    # Options: the child, the old man, nobody; the first has its consequence, that of the second is open.
    # "What would you change?" is free, and of "Whom do you call?" the options are open.
    assert view.answer == (
        (
            "Students decide in 1 of 5 weeks: 3 decisions, 1 of which lists 3 options, 1 of them with "
            "its consequence; 1 leaves the answer free and 1 has options still to be decided; 1 consequence "
            "and 2 more decisions are still to be written."
        ),
        'No decision is asked for in week 2 ("Second night").',
        'Whether there will be one is not known in week 5 ("Open").',
        'Nothing that could ask for one is planned in week 4 ("Talk").',
        'There is none on purpose in week 3 ("Day off"): "A week of rest".',
    )
    assert view.tone == "gap"


def test_the_outline() -> None:
    view = view_named("decisions", SPEC)
    assert lines(view) == [
        (0, "", "Week 1: First night", "3 decisions"),
        (1, "◇", "Who goes first?", 'in "Take a shift"'),
        (2, "→", "The child", '"The old man faints."'),
        (2, "?", "The old man", "what comes of it is still to be decided"),
        (2, "", "Nobody", "what comes of it is not said"),
        (2, "✎", "The nurse tells you on Friday.", "whatever is decided"),
        (1, "◇", "What would you change?", 'in "Take a shift"; students are free to answer in their own way'),
        (1, "◇", "Whom do you call?", 'in "Take a shift"'),
        (2, "?", "options still to be decided", ""),
        (1, "?", "still to be decided", 'in "Later"'),
        (1, "–", "none on purpose", 'in "Drill": "It is a drill"'),
        (0, "✗", "Week 2: Second night", "asks for no decision"),
        (0, "–", "Week 3: Day off", 'no decision, on purpose: "A week of rest"'),
        (0, "", "Week 4: Talk", "no task or follow-up that could ask for one"),
        (0, "?", "Week 5: Open", "not known yet"),
        (1, "?", "still to be decided", 'in "To come"'),
    ]
    options = [one for one in items(view) if one.label.text == "The old man"]
    assert [(one.label.quoted, one.label.spot and one.label.spot.line) for one in options] == [(True, 14)]


def test_one_row_for_each_option() -> None:
    view = view_named("decisions", SPEC)
    assert [list(row.values())[2:] for row in rows(view, "decisions")] == [
        ["Who goes first?", "The child", "The old man faints.", "The nurse tells you on Friday."],
        ["Who goes first?", "The old man", None, "The nurse tells you on Friday."],
        ["Who goes first?", "Nobody", None, "The nurse tells you on Friday."],
        ["What would you change?", "free", None, None],
        ["Whom do you call?", None, None, None],
    ]
    assert texts(view, "decisions")[4][3] == "still to be decided"


def test_the_steps_add_up() -> None:
    view = view_named("decisions", SPEC)
    found = [
        [row[key] for key in ("state", "decisions", "options", "leading")] for row in rows(view, "steps")
    ]
    assert found == [
        ["there", 3, 3, 1],
        ["missing", 0, 0, 0],
        ["purpose", 0, 0, 0],
        ["none", 0, 0, 0],
        ["unknown", None, None, None],
    ]


@pytest.mark.parametrize(
    ("spec", "answer", "tone"),
    [
        ("module: m", "There is no unit or week here in which students could decide.", ""),
        ("module: m\nweek: 1\ntasks: [{id: a}]", "The only week asks for no decision.", "gap"),
        (
            "module: m\nweek: 1\ntasks: [{id: a, decision_points: Go or stay?}]",
            "Students decide in the only week: 1 decision; no options are listed.",
            "good",
        ),
        (
            """module: m
week: 1
tasks: [{id: a, decision_points: {prompt: Go?, options: {option: Yes, consequence: Right}}}]
""",
            "Students decide in the only week: 1 decision with 1 option and its consequence.",
            "good",
        ),
    ],
)
def test_small_courses(spec: str, answer: str, tone: str) -> None:
    view = view_named("decisions", spec)
    assert (view.answer[0], view.tone) == (answer, tone)


@pytest.mark.parametrize(
    ("points", "counted"),
    [
        ("[{prompt: Go?, options: [A, B]}]", "1 decision with 2 options, none with its consequence"),
        ("[{prompt: Go?, options: [A]}]", "1 decision with 1 option and no consequence"),
        (
            "[{prompt: Go?, options: [{option: A, consequence: TODO}]}]",
            "1 decision with 1 option; 1 consequence is still to be written",
        ),
        (
            "[{prompt: Go?, options: [{option: A, consequence: C}, {option: B, consequence: D}]}]",
            "1 decision with 2 options, each with its consequence",
        ),
        (
            "[{prompt: Go?, options: [{option: A, consequence: C}, B]}, Stay?, Return?]",
            "3 decisions, 1 of which lists 2 options, 1 of them with its consequence; 2 list no options",
        ),
        (
            "[{prompt: Go?, open: true}, Stay?]",
            "2 decisions; 1 leaves the answer free and 1 lists no options",
        ),
        ("[{prompt: Go?, options: TODO}]", "1 decision; 1 has options still to be decided"),
    ],
)
def test_what_is_said_of_options_is_counted_and_what_is_not(points: str, counted: str) -> None:
    view = view_named("decisions", f"module: m\nweek: 1\ntasks: [{{id: a, decision_points: {points}}}]")
    assert view.answer[0] == f"Students decide in the only week: {counted}."


def test_choices_are_told_where_students_decide_little() -> None:
    choosing = "- {title: U, tasks: [{id: t%d, choices: [{text: A topic}, {text: A partner}]}]}"
    plain = "- {title: U, tasks: [{id: t%d}]}"
    deciding = "- {title: U, tasks: [{id: t%d, decision_points: Go?}]}"

    def answer(*units: str) -> tuple[str, ...]:
        written = "\n".join(unit % number for number, unit in enumerate(units))
        return view_named("decisions", f"module: m\nunits:\n{written}").answer

    said = "4 choices in 2 units: see the view `agency`."  # two tasks with two choices each
    assert answer(choosing, choosing, plain)[:2] == ("Students decide in none of 3 units.", said)
    assert said in answer(choosing, choosing, deciding)
    assert said not in answer(choosing, choosing, deciding, deciding)
    assert answer(plain, plain) == ("Students decide in none of 2 units.",)
    assert answer(choosing)[1:] == ("2 choices in 1 unit: see the view `agency`.",)


def test_a_unit_without_one_beside_another_of_the_same_week() -> None:
    view = view_named(
        "decisions",
        """module: m
units:
  - {title: One, week: 1, tasks: [{id: a, decision_points: Go?}]}
  - {title: Two, week: 1, tasks: [{id: b}]}
""",
    )
    assert view.answer[1:] == ('Beside others of the same week, "Two" asks for none.',)
    assert lines(view)[-1] == (1, "✗", "Two", "asks for no decision")
    assert rows(view, "steps")[0]["remarks"] == 'not asked for in "Two"'
    assert view.tone == "gap"


def test_modules_of_several_steps_are_headings(tmp_path: Path) -> None:
    files = {
        "course.yaml": "course: c\ntitle: All\nmodules: [a.module.yaml, b.module.yaml]",
        "a.module.yaml": """
module: a
title: Alpha
units: [{title: U, tasks: [{id: x}]}, {title: V, tasks: [{id: y}]}]
""",
        "b.module.yaml": """
module: b
title: Beta
units: [{title: W, tasks: [{id: z, decision_points: Go?}]}]
""",
    }
    course = course_in(tmp_path, files)
    view = view_named("decisions", course)
    assert [line[:3] for line in lines(view)] == [
        (0, "", "Alpha"),
        (1, "✗", "Unit 1: U"),
        (1, "✗", "Unit 2: V"),
        (0, "", "Beta"),
        (1, "", "Unit 1: W"),
        (2, "◇", "Go?"),
    ]
    assert view.answer[0] == "Students decide in 1 of 3 units: 1 decision; no options are listed."
    part = view_named("decisions", course, Focus(module="a"))
    assert part.answer[0] == "Students decide in none of 2 units."
    assert [line[2] for line in lines(part)] == ["Unit 1: U", "Unit 2: V"]


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_any_course_has_the_same_facts_in_chart_and_tables(seed: int) -> None:
    view = view_named("decisions", random_course(seed))
    if not view.charts:
        assert not rows(view, "steps")
        return
    decisions = sum(one.sign is Sign.DECISION for one in items(view))
    found = [row["decisions"] for row in rows(view, "steps")]
    assert decisions == sum(one for one in found if isinstance(one, int))
    options = [row["options"] for row in rows(view, "steps")]
    alone = sum(row["option"] in {None, "free"} for row in rows(view, "decisions"))
    assert len(rows(view, "decisions")) <= sum(one for one in options if isinstance(one, int)) + alone
    assert decisions <= len(rows(view, "decisions"))

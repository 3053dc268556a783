"""The AI view: what part it may play, where that is said, and what needs the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spec_helpers import course_in
from view_reading import rows, texts, view_named

from coursewright.views.charts import Matrix
from coursewright.views.plan import Focus
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.views.model import View

SPEC = """module: m
title: Statistics
units:
  - title: Means
    week: 1
    ai: planning
    tasks:
      - {id: notes, title: Your notes, kind: problem-set, level: remember}
      - {id: own, title: Your own data, own_context: A number from your day, choices: Which number?}
    assessments: [{id: essay, title: The essay, kind: essay, ai_use: no-ai, weight: 40%}]
  - title: Spread
    week: 2
    assessments:
      - {id: quiz, title: The quiz, kind: quiz, weight: 20%}
      - {id: oral, title: The oral, kind: presentation, supervised: true, weight: 40%}
    tasks: [{id: later, title: Later, replies: TODO}]
"""


def cells(view: View) -> dict[str, list[tuple[str, str]]]:
    """Return the cells of each row, as what stands there and the tone."""
    (chart,) = view.charts
    assert isinstance(chart, Matrix)
    return {
        row.label.text: [
            ((cell.text + " " + "".join(mark.sign.character for mark in cell.signs)).strip(), cell.tone)
            for cell in row.cells
        ]
        for row in chart.rows
    }


def test_the_answer() -> None:
    # Three pieces count: the essay has a level, the oral is supervised, the quiz says nothing and has 20 of
    # 100 per cent.
    view = view_named("ai", SPEC)
    assert view.answer == (
        (
            "What part AI may play is settled for 2 of 3 pieces of work that count: no AI in 1 and without a "
            "level in 1."
        ),
        '"The quiz" counts and says nothing about AI.',
        '"The essay" is to be done without AI, and nothing says that it is done under supervision.',
        '"Your notes" stays at recall, is done alone, and would be the same whoever did it.',
        (
            "Quizzes without an essay question carry 20% of all the weight in the course: taking in and "
            "recalling are what generative AI does best."
        ),
    )
    assert view.tone == "gap"


def test_what_each_piece_says() -> None:
    assert cells(view_named("ai", SPEC)) == {
        "Your notes": [("AI planning", ""), ("said for the unit", ""), ("no", ""), ("✗", "gap")],
        "Your own data": [("AI planning", ""), ("said for the unit", ""), ("no", ""), ("⌖⑂", "")],
        "The essay": [("no AI", ""), ("said here", ""), ("no ✗", "gap"), ("none said", "")],
        "Later": [("not known", "unknown"), ("not said", "unknown"), ("no", ""), ("?", "unknown")],
        "The quiz": [("not said ✗", "gap"), ("not said", "unknown"), ("no", ""), ("none said", "")],
        "The oral": [("not known", "unknown"), ("not said", "unknown"), ("yes", ""), ("none said", "")],
    }


def test_the_table_of_levels_adds_up() -> None:
    view = view_named("ai", SPEC)
    levels = {row["level"]: row for row in rows(view, "levels")}
    assert sum(int(row["all"] or 0) for row in levels.values()) == len(rows(view, "work")) == 6
    # The essay counts; the notes and the own data do not.
    assert (levels["no-ai"]["counting"], levels["planning"]["other"], levels[None]["all"]) == (1, 2, 3)
    assert all(row["all"] == row["counting"] + row["other"] + row["unknown"] for row in levels.values())  # type: ignore[operator]


def test_unknown_is_none_and_on_purpose_is_said() -> None:
    view = view_named(
        "ai",
        "module: m\ntasks: [{id: a, level: remember, kind: quiz, supervised: TODO, "
        "own_context: {none: everybody needs the same}}]\n",
    )
    (row,) = rows(view, "work")
    assert (row["level"], row["supervised"], row["own_context"], row["counts"]) == (None, None, False, False)
    (chart,) = view.charts
    assert isinstance(chart, Matrix)
    assert [mark.sign for mark in chart.rows[0].cells[3].signs] == [Sign.ON_PURPOSE]


def test_work_that_does_not_count_and_no_work_at_all() -> None:
    assert view_named("ai", "module: m\ntasks: [{id: a}]\n").answer == (
        (
            "No work is known to count towards a result; what part AI may play is settled for no piece "
            "of work."
        ),
    )
    empty = view_named("ai", "module: m\n")
    assert empty.answer == ("There is no task or assessment, so there is nothing to say about AI yet.",)
    assert not empty.charts


def test_one_week_alone() -> None:
    assert list(cells(view_named("ai", SPEC, Focus(weeks=(2, 2))))) == ["Later", "The quiz", "The oral"]


def test_no_word_of_suspicion() -> None:
    view = view_named("ai", SPEC)
    said = " ".join((*view.answer, *view.notes)).lower()
    assert not any(word in said for word in ("cheat", "proof", "detect", "misconduct"))


def test_how_much_time_only_takes_in() -> None:
    # 30 of 30 + 90 = 120 minutes, which is a quarter; of the third task no minutes are known.
    view = view_named(
        "ai",
        "module: m\nweek: 1\ntasks:\n  - {id: a, kind: lecture, duration: 30 min}\n"
        "  - {id: b, kind: project, duration: 90 min}\n  - {id: c, kind: project}\n",
    )
    assert view.answer[-1] == (
        "For 25% of the time in tasks, students only take in, not counting 1 without known minutes: taking "
        "in and recalling are what generative AI does best."
    )


@pytest.mark.parametrize(
    ("around", "said"),
    [
        ("ai: planning", "said for the module"),
        ("ai: {text: As you like}", "said for the module, in words"),
        ("defaults: {tasks: {ai_use: planning}}", "said as a default"),
        ("ai: TODO", "still to be decided"),
        ("title: A module", "not said"),
    ],
)
def test_where_it_is_said_in_words(around: str, said: str) -> None:
    view = view_named("ai", f"module: m\n{around}\ntasks: [{{id: a, graded: true}}]\n")
    assert [row[5] for row in texts(view, "work")] == [said]
    assert cells(view)["a"][1][0] == said


def test_a_stance_of_the_course(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": "course: c\nai: planning\nmodules: [a.module.yaml]\n",
            "a.module.yaml": "module: a\nweek: 1\ntasks: [{id: x}]\n",
        },
    )
    assert texts(view_named("ai", course), "work")[0][5] == "said for the course"

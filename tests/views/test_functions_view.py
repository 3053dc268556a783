"""The functions view: what technology is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from view_reading import rows, texts, view_named

from coursewright.views.charts import Matrix
from coursewright.views.plan import Focus
from coursewright.views.signs import Sign

if TYPE_CHECKING:
    from coursewright.views.model import View

SPEC = """module: m
tools:
  - {id: forum, name: The forum, functions: [protocol, content-structuring]}
  - {id: polls, name: Quick polls, functions: [voting, protocol]}
  - {id: sheet, name: A sheet}
units:
  - title: One
    week: 1
    tasks:
      - {id: talk, title: Talk it over, tool: forum, functions: protocol}
      - {id: sums, title: Sums, tool: sheet}
  - {title: Two, week: 2, tasks: [{id: links, title: Link it, functions: hypertext}]}
"""


def matrix(view: View) -> Matrix:
    (chart,) = view.charts
    assert isinstance(chart, Matrix)
    return chart


def shown(view: View) -> dict[str, list[str]]:
    """Return what stands in each cell: signs, else a text."""
    return {
        row.label.text: [
            "".join(mark.sign.character for mark in cell.signs) or cell.text for cell in row.cells
        ]
        for row in matrix(view).rows
    }


def test_what_is_used_and_what_is_not() -> None:
    view = view_named("functions", SPEC)
    assert view.answer == (
        "3 of 6 functions are used: hypertext, protocol and content structuring.",
        "Not used: voting, scaling and visualisation.",
        '1 tool is used by no task: "Quick polls".',
        "1 of 3 tasks names no function and uses no tool that has one.",
    )
    assert view.tone == ""
    assert shown(view) == {
        "Voting": ["not used", "", "◐"],
        "Scaling": ["not used", "", ""],
        "Content structuring": ["", "✓", ""],
        "Hypertext": ["✓", "", ""],
        "Visualisation": ["not used", "", ""],
        "Protocol": ["✓", "", "◐"],
    }
    groups = [row.group for row in matrix(view).rows]
    assert groups == [
        "Between students and instructors",
        *["Among students"] * 2,
        *["Between students and materials"] * 3,
    ]


def test_the_tables_say_the_same() -> None:
    view = view_named("functions", SPEC)
    assert {row["function"]: row["tasks"] for row in rows(view, "functions")} == {
        "voting": 0,
        "scaling": 0,
        "hypertext": 1,
        "visualization": 0,
        "protocol": 1,
        "content-structuring": 1,
    }
    assert texts(view, "uses") == [
        ["Hypertext", "Link it", "Week 2", "the task itself"],
        ["Protocol", "Talk it over", "Week 1", "the task itself"],
        ["Content structuring", "Talk it over", "Week 1", "The forum"],
    ]
    assert texts(view, "tools") == [
        ["The forum", "protocol and content structuring", "1", '"Talk it over"'],
        ["Quick polls", "voting and protocol", "none", ""],
        ["A sheet", "not said", "1", '"Sums"'],
    ]
    assert rows(view, "tools")[2]["functions"] is None


def test_of_one_week() -> None:
    view = view_named("functions", SPEC, Focus(weeks=(2, 2)))
    assert view.answer[0] == "1 of 6 functions is used: hypertext."
    assert texts(view, "tools") == []


@pytest.mark.parametrize(
    ("spec", "answer", "cell", "tone"),
    [
        ("module: m", "There is no task here that could use technology.", "?", "unknown"),
        (
            "module: m\ntasks: [{id: a}]",
            "What technology is for is not said: no task and no tool names a function.",
            "?",
            "unknown",
        ),
        (
            "module: m\ntools: [{id: x, functions: voting}]\ntasks: [{id: a}]",
            "Tools offer functions, and no task uses one of them.",
            "not used",
            "",
        ),
        (
            "module: m\ntasks: [{id: a, functions: TODO}, {id: b, functions: voting}]",
            "1 of 6 functions is used: voting.",
            "?",
            "unknown",
        ),
    ],
)
def test_what_is_not_said_is_not_known(spec: str, answer: str, cell: str, tone: str) -> None:
    view = view_named("functions", spec)
    assert (view.answer[0], shown(view)["Scaling"][0], view.tone) == (answer, cell, tone)
    scaling = next(row for row in rows(view, "functions") if row["function"] == "scaling")
    assert scaling["tasks"] == (None if cell == "?" else 0)


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_any_course_has_the_same_facts_in_chart_and_tables(seed: int) -> None:
    view = view_named("functions", random_course(seed))
    numbers = {row["function"]: row["tasks"] for row in rows(view, "functions")}
    uses = [row["function"] for row in rows(view, "uses")]
    titles = {
        cells[0]: row["function"]
        for cells, row in zip(texts(view, "functions"), rows(view, "functions"), strict=True)
    }
    assert sum(one for one in numbers.values() if isinstance(one, int)) == len(uses)
    for row in matrix(view).rows:
        used = sum(mark.sign is Sign.PRESENT for cell in row.cells for mark in cell.signs)
        assert used == uses.count(titles[row.label.text])
        assert (numbers[titles[row.label.text]] or 0) == used

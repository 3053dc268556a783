"""The evidence view: deep and surface measures, and the work that shows use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spec_helpers import course_in
from view_reading import rows, texts, view_named

from coursewright.views.charts import Matrix
from coursewright.views.plan import Focus

if TYPE_CHECKING:
    from pathlib import Path

SPEC = """module: m
title: Debates
evaluation:
  - {measure: Speeches that answer, evidence: [application, completion], when: week 4, used_for: Cases}
  - {measure: Who came back, evidence: logins}
  - {measure: Something else}
assessments:
  - {id: speech, title: A speech, kind: presentation, real_world: The town council hears it}
  - {id: test, title: A test, kind: quiz}
  - {id: other, title: Another}
"""


def test_the_answer() -> None:
    view = view_named("evidence", SPEC)
    assert view.answer == (
        "1 of 3 measures of success looks past the surface; 1 on the surface alone and 1 of unknown depth.",
        "1 of 3 pieces of assessed or graded work asks students to use what they learn.",
        'Whether "Another" does is not known.',
    )
    assert not view.tone


@pytest.mark.parametrize(
    ("evidence", "answer"),
    [
        ("evidence: [logins, application]", "The only measure of success looks past the surface."),
        ("evidence: logins", "The only measure of success stays on the surface."),
        ("evidence: TODO", "How far the only measure of success looks is not known."),
    ],
)
def test_a_single_measure(evidence: str, answer: str) -> None:
    spec = f"module: m\nevaluation: [{{measure: What they do, {evidence}}}]\n"
    assert view_named("evidence", spec).answer[0] == answer


@pytest.mark.parametrize(
    ("kinds", "who", "verb", "more"),
    [
        (["quiz"], "No piece", "asks", []),
        ([""], "No piece", "is known to ask", ['Whether "Work 0" does is not known.']),
        (["quiz", ""], "None of 2 pieces", "is known to ask", ['Whether "Work 1" does is not known.']),
        (["", ""], "None of 2 pieces", "is known to ask", ['Whether "Work 0" and "Work 1" do is not known.']),
        (["quiz", "quiz"], "None of 2 pieces", "asks", []),
        (["project", "quiz"], "1 of 2 pieces", "asks", []),
        (["project", ""], "1 of 2 pieces", "asks", ['Whether "Work 1" does is not known.']),
        (["project"], "The only piece", "asks", []),
        (["project"] * 2, "Both pieces", "ask", []),
        (["project"] * 3, "All 3 pieces", "ask", []),
    ],
)
def test_how_much_work_shows_use(kinds: list[str], who: str, verb: str, more: list[str]) -> None:
    works = "".join(
        f"  - {{id: w{number}, title: Work {number}{f', kind: {kind}' if kind else ''}}}\n"
        for number, kind in enumerate(kinds)
    )
    view = view_named("evidence", f"module: m\nassessments:\n{works}")
    first = f"{who} of assessed or graded work {verb} students to use what they learn."
    assert view.answer[1 : 2 + len(more)] == (first, *more)


def test_tables() -> None:
    view = view_named("evidence", SPEC)
    assert [(row["deep"], row["surface"], row["depth"], row["when"]) for row in rows(view, "measures")] == [
        ("application", "completion", "both", "week 4"),
        (None, "logins", "surface", None),
        (None, None, None, None),
    ]
    assert [(row["work"], row["shows"]) for row in rows(view, "work")] == [
        ("A speech", True),
        ("A test", False),
        ("Another", None),
    ]
    kinds = {row["evidence"]: row["measures"] for row in rows(view, "kinds")}
    assert (len(kinds), kinds["application"], kinds["completion"], kinds["clicks"]) == (11, 1, 1, 0)
    assert texts(view, "work")[0][-1] == "its kind and whom it serves or what it decides"


def test_signs() -> None:
    measures, work = view_named("evidence", SPEC).charts
    assert isinstance(measures, Matrix)
    assert isinstance(work, Matrix)
    assert [
        ["".join(mark.sign.character for mark in cell.signs) for cell in row.cells] for row in measures.rows
    ] == [
        ["✓", "✓", "", ""],
        ["", "✓", "", ""],
        ["?", "?", "", ""],
    ]
    assert ["".join(mark.sign.character for mark in row.cells[0].signs) for row in work.rows] == [
        "✓",
        "✗",
        "?",
    ]


def test_the_surface_alone() -> None:
    view = view_named(
        "evidence",
        "module: m\nevaluation: [{measure: Finished, evidence: completion}]\n"
        "assessments: [{id: a, kind: quiz}]\n",
    )
    assert view.answer[1] == "The evaluation looks only at completion."
    assert view.answer[-1] == "Nothing in the plan shows yet whether students can use what they learn."
    assert view.tone == "gap"


def test_without_an_evaluation() -> None:
    absent = view_named("evidence", "module: m\n")
    assert absent.answer[0] == "The plan does not say how the team will know that it worked."
    purpose = view_named("evidence", "module: m\nevaluation: {none: a pilot}\n")
    assert purpose.answer[0] == 'A plan for evaluating the course is left out on purpose: "a pilot".'
    still_open = view_named("evidence", "module: m\nevaluation: TODO\n")
    assert still_open.answer[0] == "How the team will know that it worked is still to be decided."


def test_measures_of_a_course_and_of_its_modules(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": (
                "course: c\nevaluation: [{measure: All, evidence: decision}]\n"
                "modules: [a.module.yaml, b.module.yaml]\n"
            ),
            "a.module.yaml": "module: a\ntitle: A\nevaluation: [{measure: One, evidence: clicks}]\n",
            "b.module.yaml": "module: b\ntitle: B\nevaluation: [{measure: Two, evidence: reflection}]\n",
        },
    )
    assert [row[:2] for row in texts(view_named("evidence", course), "measures")] == [
        ["Whole course", "All"],
        ["A", "One"],
        ["B", "Two"],
    ]
    focused = view_named("evidence", course, Focus(module="b"))
    assert [row[1] for row in texts(focused, "measures")] == ["All", "Two"]

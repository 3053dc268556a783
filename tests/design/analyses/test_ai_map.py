"""What is said of AI in each piece of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_in, module_of

from coursewright.design.analyses.ai_map import ai_levels, ai_map, recall_share
from coursewright.spec.model import Assessment, Task

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.design.analyses.ai_map import AiUse


def uses(spec: str) -> dict[str | None, AiUse]:
    return {use.work.id: use for use in ai_map(module_of(spec))}


@pytest.mark.parametrize(
    ("spec", "told", "level"),
    [
        ("assessments: [{id: a, ai_use: planning}]", "own", "planning"),
        ("ai: full\nassessments: [{id: a}]", "around", "full"),
        ("ai: {use: full}\nassessments: [{id: a, ai_use: no-ai}]", "own", "no-ai"),
        ("ai: {text: Ask first}\nassessments: [{id: a}]", "words", None),
        ("ai: TODO\nassessments: [{id: a}]", "open", None),
        ("ai: full\nassessments: [{id: a, ai_use: TODO}]", "open", None),
        ("assessments: [{id: a}]", "not said", None),
        ("defaults: {assessments: {ai_use: full}}\nassessments: [{id: a}]", "default", "full"),
        ("tasks: [{id: t, counts_towards: a, ai_use: full}]\nassessments: [{id: a}]", "parts", None),
        ("tasks: [{id: t, counts_towards: a}]\nassessments: [{id: a}]", "not said", None),
    ],
)
def test_where_it_is_said(spec: str, told: str, level: str | None) -> None:
    use = uses(spec)["a"]
    assert (use.told, use.level) == (told, level)


def test_a_stance_of_the_course_taken_away(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": "course: c\nai: full\nmodules: [a.module.yaml]\n",
            "a.module.yaml": "module: a\nai: {none: they decide in week 1}\nassessments: [{id: a}]\n",
        },
    )
    assert [(use.told, use.level) for use in ai_map(course)] == [("purpose", None)]


def test_what_counts() -> None:
    found = uses(
        "tasks: [{id: plain}, {id: graded, graded: true}, {id: part, counts_towards: e}, "
        "{id: open, graded: TODO}]\n"
        "assessments: [{id: e}, {id: f, formative: true}, {id: p, kind: participation}, "
        "{id: g, formative: TODO}]"
    )
    assert {name: use.counts for name, use in found.items()} == {
        "plain": False,
        "graded": True,
        "part": True,
        "open": None,
        "e": True,
        "f": False,
        "p": False,
        "g": None,
    }


def test_supervised_work_is_settled() -> None:
    found = uses("assessments: [{id: a, supervised: true}, {id: b, supervised: TODO}, {id: c}]")
    assert [(use.supervised, use.settled, use.untold) for use in found.values()] == [
        (True, True, False),
        (None, False, False),
        (False, False, True),
    ]


def test_what_needs_the_person() -> None:
    found = uses(
        "tasks:\n"
        "  - {id: a, own_context: Your ward, choices: Which?, decision_points: Go?, replies: {expected: 1}}\n"
        "  - {id: b, grouping: pairs, follow_up: a}\n"
        "  - {id: c, replies: TODO}\n"
        "  - {id: d, level: remember}\n"
        "sessions: [{id: s, requires: [e]}]\n"
        "assessments: [{id: x, options: [a film], grouping: groups}]\n"
    )
    assert found["a"].reasons == ("own_context", "choices", "decision_points", "replies")
    assert found["b"].reasons == ("grouping", "follow_up")
    assert (found["c"].reasons, found["c"].may_have_more) == ((), True)
    assert (found["d"].reasons, found["d"].predictable) == ((), True)
    assert found["x"].reasons == ("choices", "grouping")


def test_the_share_of_recall() -> None:
    # 30 of 100 per cent by a quiz without an essay question; the other quiz has one.
    course = module_of(
        "assessments:\n"
        "  - {id: a, kind: quiz, weight: 30%, questions: [{prompt: Which?, type: single}]}\n"
        "  - {id: b, kind: quiz, weight: 20%, questions: [{prompt: Why?, type: essay}]}\n"
        "  - {id: c, kind: essay, weight: 50%}\n"
    )
    assert recall_share(course) == pytest.approx(0.3)
    assert recall_share(module_of("assessments: [{id: a, kind: quiz}]")) is None


def test_the_scale_has_the_levels_of_the_format() -> None:
    assert list(ai_levels()) == ["no-ai", "planning", "collaboration", "full", "exploration"]


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000_000))
def test_any_spec(seed: int) -> None:
    course = random_course(seed)
    found = ai_map(course)
    works = [use.work for use in found]
    assert len(set(works)) == len(works) == len(course.every(Task)) + len(course.every(Assessment))
    for use in found:
        assert not (use.untold and use.settled)
        assert not (use.untold and use.counts is not True), "only what is known to count is asked"
        if use.level is not None:
            assert use.told in {"own", "default", "around"}
        if use.predictable:
            assert not use.reasons
            assert not use.may_have_more

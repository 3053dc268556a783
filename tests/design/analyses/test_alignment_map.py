"""The alignment map: what introduces, practises and assesses each outcome, just as the rules see it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_in, module_of

from coursewright.design.alignment import alignment_of
from coursewright.design.analyses.alignment_map import ROLES, aligned, loose_ends
from coursewright.lint.api import Clock, Context
from coursewright.rules.alignment import (
    assessment_without_outcome,
    orphan_activity,
    outcome_never_revisited,
    outcome_not_assessed,
    outcome_not_practised,
    task_without_outcome,
)
from coursewright.shipped import shipped
from coursewright.spec.load import load
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Task

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.design.analyses.alignment_map import Aligned
    from coursewright.spec.model import Course

TODAY = Clock(dt.date(2026, 1, 1))


def only(course: Course) -> Aligned:
    (found,) = aligned(course)
    return found


def states(course: Course) -> list[tuple[str, str]]:
    """How the only outcome stands: introduced, practised, assessed, each with the reason."""
    one = only(course)
    return [(one.standing(role).state, one.standing(role).reason) for role in ROLES]


def work_by_role(one: Aligned) -> dict[str, list[str | None]]:
    return {role: [link.work.id for link in one.doing(role)] for role in ROLES}


def loose(course: Course) -> list[tuple[str | None, str, str, str]]:
    return [(one.work.id, one.lacks, one.state, one.said) for one in loose_ends(course)]


def test_each_role_has_its_work() -> None:
    course = module_of("""
outcomes: [{id: o, statement: Sort casualties}]
materials: [{id: film}, {id: more, required: false}]
tasks:
  - {id: watch, kind: video, outcomes: o}
  - {id: answer, kind: video, outcomes: o, questions: {prompt: Who is first?}}
  - {id: shift, kind: simulation, outcomes: o, materials: film}
  - {id: night, kind: simulation, outcomes: o, materials: more, weight: 10%}
  - {id: part, kind: project, counts_towards: desk}
follow_up_activities: [{id: talk, builds_on: shift}]
assessments: [{id: desk, outcomes: o}, {id: trial, outcomes: o, formative: true}]
""")
    # Video is taken in, and practice besides where it asks questions; a required material introduces.
    assert work_by_role(only(course)) == {
        "introduced": ["watch", "answer", "shift"],
        "practised": ["trial", "answer", "shift", "night", "part", "talk"],
        "assessed": ["desk", "trial", "night", "part"],
    }
    ways = {link.work.id: (link.way, link.via.id if link.via else None) for link in only(course).links}
    assert ways["part"] == ("assessment", "desk")
    assert ways["talk"] == ("task", "shift")
    assert ways["watch"] == ("named", None)


def test_work_that_names_none_serves_what_has_no_id() -> None:
    one = only(module_of("outcomes: Sort casualties\ntasks: [{id: shift, kind: simulation}]"))
    assert [(link.work.id, link.way) for link in one.links] == [("shift", "unnamed")]


def test_a_course_outcome_through_those_that_support_it_and_each_work_once(tmp_path: Path) -> None:
    course = course_in(
        tmp_path,
        {
            "course.yaml": "course: c\nmodules: [m.module.yaml]\noutcomes: [{id: whole, statement: Run it}]",
            "m.module.yaml": """
module: m
outcomes: [{id: part, statement: Sort casualties, supports: whole}]
tasks: [{id: shift, kind: simulation, outcomes: [part, whole]}, {id: night, kind: simulation, outcomes: part}]
""",
        },
    )
    whole, part = aligned(course)
    assert [(link.work.id, link.way, link.via) for link in whole.links] == [
        ("shift", "named", None),
        ("night", "supports", part.outcome),
    ]
    assert [link.work.id for link in part.links] == ["shift", "night"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", [("none", ""), ("missing", ""), ("missing", "")]),
        ("tasks: TODO", [("unknown", "open"), ("unknown", "open"), ("unknown", "open")]),
        (
            "tasks: [{id: t, kind: TODO, outcomes: o}]",
            [("unknown", "work"), ("unknown", "work"), ("missing", "")],
        ),
        (
            "tasks: [{id: t, kind: quiz, outcomes: TODO, weight: 5%}]",
            [("none", ""), ("unknown", "work"), ("unknown", "work")],
        ),
        (
            "tasks: [{id: t, kind: quiz, weight: 5%}]",
            [("none", ""), ("unknown", "unlinked"), ("unknown", "unlinked")],
        ),
        (
            "assessments: [{id: a, formative: true}]",
            [("none", ""), ("unknown", "unlinked"), ("missing", "")],
        ),
        (
            "tasks: [{id: t, kind: video}]",
            [("unknown", "unlinked"), ("missing", ""), ("missing", "")],
        ),
        ("sessions: [{id: s}]", [("none", ""), ("unknown", "sessions"), ("missing", "")]),
        (
            "tasks: [{id: t, kind: reading, outcomes: o, graded: TODO}]",
            [("there", ""), ("missing", ""), ("unknown", "work")],
        ),
        (
            'assessments: {none: "It is a taster"}',
            [("none", ""), ("missing", ""), ("purpose", "assessments")],
        ),
    ],
)
def test_what_is_missing_and_what_is_not_known(more: str, expected: list[tuple[str, str]]) -> None:
    assert states(module_of(f"outcomes: [{{id: o, statement: Sort casualties}}]\n{more}")) == expected


def test_assessed_elsewhere_is_on_purpose_and_says_where() -> None:
    outcome = "{id: o, statement: Sort casualties, assessed_elsewhere: The licence exam}"
    standing = only(module_of(f"outcomes: [{outcome}]")).assessed
    assert standing == ("purpose", "elsewhere", "The licence exam")


def test_work_linked_to_nothing() -> None:
    course = module_of("""
outcomes: [{id: o, statement: Sort casualties}]
tasks:
  - {id: lost, kind: quiz}
  - {id: fun, kind: quiz, outcomes: {none: It is for fun}}
  - {id: later, kind: quiz, outcomes: TODO}
  - {id: hello, kind: social}
  - {id: extra, kind: quiz, optional: true}
  - {id: good, kind: quiz, outcomes: o}
follow_up_activities: [{id: stray}, {id: talk, builds_on: good}]
assessments: [{id: exam}]
""")
    assert loose(course) == [
        ("lost", "outcome", "missing", ""),
        ("fun", "outcome", "purpose", "It is for fun"),
        ("later", "outcome", "unknown", ""),
        ("exam", "outcome", "missing", ""),
        ("stray", "task", "missing", ""),
    ]


def test_a_course_without_anything() -> None:
    assert aligned(module_of("title: Nothing yet")) == []
    assert loose_ends(module_of("title: Nothing yet")) == []


def check_against_the_rules(course: Course) -> None:
    """Compare what is missing in the map with what the rules report: no more and no less."""
    context = Context(course, TODAY)
    found = {
        role: [one.outcome for one in aligned(course) if one.standing(role).state == "missing"]
        for role in ROLES
    }
    outcomes = course.every(Outcome)
    assert found["introduced"] == []
    assert found["practised"] == [one for one in outcomes if [*outcome_not_practised.check(one, context)]]
    assert found["assessed"] == [one for one in outcomes if [*outcome_not_assessed.check(one, context)]]
    missing = [one.work for one in loose_ends(course) if one.state == "missing"]
    assert missing == [
        *(one for one in course.every(Task) if [*task_without_outcome.check(one, context)]),
        *(one for one in course.every(Assessment) if [*assessment_without_outcome.check(one, context)]),
        *(one for one in course.every(FollowUpActivity) if [*orphan_activity.check(one, context)]),
    ]
    promised = [problem.at for problem in outcome_never_revisited.check(course, context)]
    assert not any(one.links for one in aligned(course) if one.outcome in promised and _sure(one))


def _sure(one: Aligned) -> bool:
    return any(link.way != "open" for link in one.links)


def check_sums(course: Course) -> None:
    """Each piece of work stands once with an outcome, in each role for sure or perhaps, never both."""
    alignment = alignment_of(course)
    for one in aligned(course):
        works = [link.work for link in one.links]
        assert len(set(works)) == len(works)
        assert set(alignment.served_by(one.outcome)) <= set(works)
        for link in one.links:
            assert not set(link.roles) & set(link.maybe)
            assert link.way != "open" or not link.roles
        for role in ROLES:
            assert (one.standing(role).state == "there") == bool(one.doing(role))


@pytest.mark.parametrize(
    "example", ["research-ethics", "data-literacy", "homework-trap", "workplace-refresher"]
)
def test_the_examples_agree_with_the_rules(example: str) -> None:
    course = load(next(iter(sorted((shipped("examples") / example).glob("*.yaml")))))
    check_against_the_rules(course)
    check_sums(course)


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_any_course_agrees_with_the_rules(seed: int) -> None:
    course = random_course(seed)
    check_against_the_rules(course)
    check_sums(course)


WORDS = st.sampled_from(["o", "p", "TODO", "{none: Because}", "nowhere"])


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_plan_of_outcomes_and_work_agrees_with_the_rules(data: st.DataObject) -> None:
    """Random trees seldom hold outcomes and work that belong together; these always do."""

    def work(number: int, kinds: list[str], extra: list[str]) -> str:
        kind = data.draw(st.sampled_from(kinds))
        keys = [f"id: w{number}", *([f"kind: {kind}"] if kind else [])]
        if data.draw(st.booleans()):
            keys.append(f"outcomes: {data.draw(WORDS)}")
        keys += data.draw(
            st.lists(st.sampled_from(extra), max_size=2, unique_by=lambda one: one.split(":")[0])
        )
        return "{" + ", ".join(keys) + "}"

    task_keys = [
        "graded: true",
        "graded: TODO",
        "counts_towards: w9",
        "follow_up: w8",
        "follow_up: TODO",
        "optional: true",
    ]
    tasks = [
        work(one, ["reading", "quiz", "social", "TODO", ""], task_keys)
        for one in range(data.draw(st.integers(0, 4)))
    ]
    activities = [work(8, ["debate"], ["builds_on: w0", "builds_on: TODO", "opens_with: News"])]
    assessments = [work(9, ["exam"], ["formative: true", "formative: TODO", "weight: 20%"])]
    first = data.draw(
        st.sampled_from(["id: o, ", "", "id: o, assessed_elsewhere: Exam, ", "id: o, supports: p, "])
    )
    lists = {
        "outcomes": f"[{{{first}statement: Do it}}, {{id: p, statement: Do that}}]",
        "tasks": f"[{', '.join(tasks)}]",
        "follow_up_activities": f"[{', '.join(activities)}]",
        "assessments": f"[{', '.join(assessments)}]",
    }
    for key in data.draw(st.sets(st.sampled_from(sorted(lists)))):
        lists[key] = data.draw(st.sampled_from(["[]", "TODO"]))
    course = module_of("\n".join(f"{key}: {value}" for key, value in lists.items()))
    check_against_the_rules(course)
    check_sums(course)

"""The levels of thinking that steps ask for, as sets and ranges."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from spec_helpers import course_of, module_of

from coursewright.design.analyses.level_steps import LevelMap, Range, range_of
from coursewright.design.climbing import goes_no_higher
from coursewright.design.lexicons import Lexicons
from coursewright.design.outcome_levels import levels_asked
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Task

SPEC = """
outcomes:
  - {id: o, statement: Zigzag the bones of the hand}
units:
  - title: One
    week: 1
    outcomes: [{id: declared, statement: List the bones, level: apply}]
    tasks:
      - {id: a, level: understand, follow_up: f}
      - {id: b}
    follow_up_activities: [{id: f, level: evaluate}]
  - title: Two
    week: 2
    tasks: [{id: c, level: evaluate, follow_up: g}, {id: d, level: analyze, follow_up: [g, h]}]
    follow_up_activities: [{id: g, level: create}, {id: h, level: apply}]
    assessments: [{id: e, level: TODO}]
  - {title: Three, week: 3, tasks: [{id: x}]}
"""


def test_ranges_of_steps() -> None:
    # Week 1 declares understand (2), apply (3) and evaluate (5); b is unknown. Week 2: apply (3) to create
    # (6), the assessment is open. Nothing is known of week 3, and of the verb of the module's outcome.
    levels = LevelMap(module_of(SPEC))
    assert [(one.step.name, one.range, one.unknown, len(one.asked)) for one in levels.by_step] == [
        ("Week 1", Range(2, 5), 1, 4),
        ("Week 2", Range(3, 6), 1, 5),
        ("Week 3", None, 1, 1),
        ("Whole module", None, 1, 1),
    ]


def test_a_declared_level_wins_and_the_verbs_are_kept() -> None:
    (outcome,) = [one for one in LevelMap(module_of(SPEC)).asked if one.declared == "apply" and one.verbs]
    assert outcome.levels == {"apply"}
    assert "remember" in outcome.verbs


def test_the_verbs_of_an_outcome_are_a_set() -> None:
    (outcome,) = LevelMap(module_of("outcomes: [Relate the parts to each other]")).asked
    assert outcome.declared is None
    assert len(outcome.levels) > 1
    assert outcome.levels == outcome.verbs


def test_how_follow_ups_stand_to_tasks() -> None:
    # a (understand) to f (evaluate); c (evaluate) to g (create), both at the top; d (analyze) to g, and to h
    # (apply).
    rises = LevelMap(module_of(SPEC)).rises
    assert [(one.task.id, one.follow_up.id, one.climb) for one in rises] == [
        ("a", "f", "higher"),
        ("c", "g", "top"),
        ("d", "g", "higher"),
        ("d", "h", "lower"),
    ]


def test_a_climb_of_unknown_level_is_unknown() -> None:
    rises = LevelMap(
        module_of("tasks: [{id: a, follow_up: f}]\nfollow_up_activities: [{id: f, level: apply}]")
    )
    assert [one.climb for one in rises.rises] == [None]


def test_another_language_is_unknown_without_its_lexicon() -> None:
    (outcome,) = LevelMap(module_of("language: mi\noutcomes: [Explain the parts]"), Lexicons()).asked
    assert not outcome.known


def test_no_range_of_nothing() -> None:
    assert range_of([]) is None
    assert not LevelMap(course_of("module: m\n")).asked


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000_000))
def test_any_spec(seed: int) -> None:
    course = random_course(seed)
    levels = LevelMap(course)
    items = [one.item for step in levels.by_step for one in step.asked]
    kinds = (Outcome, Task, FollowUpActivity, Assessment)
    assert len(items) == len(set(items)) == sum(len(course.every(kind)) for kind in kinds)
    assert sum(one.unknown for one in levels.by_step) == sum(not one.known for one in levels.asked)
    for step in levels.by_step:
        known = [one for one in step.asked if one.known]
        assert (step.range is None) == (not known)
        for one in known:
            span = range_of([one])
            assert step.range is not None
            assert span is not None
            assert step.range.lowest <= span.lowest <= span.highest <= step.range.highest
    for one in levels.asked:
        if isinstance(one.item, Outcome):
            assert one.levels == levels_asked(one.item, None)
        else:
            assert len(one.levels) <= 1
    for rise in levels.rises:
        if goes_no_higher(rise.follow_up, course):
            assert rise.climb in {"same", "lower"}

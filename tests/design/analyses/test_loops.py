"""How the loop of a task stands, as the rules see it."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from random_specs import Author, random_course
from spec_helpers import course_of

from coursewright.design.analyses.loops import Fault, Stance, State, loops_of
from coursewright.lint.api import Clock, Context
from coursewright.rules.follow_up import (
    feedback_misses_gap,
    gap_too_short,
    no_follow_up,
    no_monitoring,
    prepared_without_auto_feedback,
    unanswered_invitation,
)
from coursewright.rules.spec import date_order
from coursewright.spec.load import load
from coursewright.spec.model import Task
from coursewright.spec.schema_files import bundled

if TYPE_CHECKING:
    from coursewright.design.analyses.loops import Loop
    from coursewright.spec.model import Course

ROOT = Path(__file__).parents[3]
RULES: tuple[Any, ...] = (
    no_follow_up,
    no_monitoring,
    gap_too_short,
    feedback_misses_gap,
    unanswered_invitation,
    prepared_without_auto_feedback,
)
ALL = "monitoring: {by: tutor, looks_for: x}, feedback: {addresses: y}, follow_up: {title: Again}"


def loop_of(spec: str) -> Loop:
    """Return the loop of the first task of a module."""
    return loops_of(course_of(f"module: m\n{spec}\n"))[0]


def reported(course: Course) -> dict[Task, set[str]]:
    """Return the codes of the rules that report each task, as linting does."""
    context = Context(course, Clock(dt.date(2026, 1, 1)))
    found: dict[Task, set[str]] = {task: set() for task in course.every(Task)}
    for rule in RULES:
        options = {option.name: option.default for option in rule.META.options}
        for task, codes in found.items():
            is_open = task.scope.settings.leaves_open("support_model")
            applies = not is_open and context.model(task) in rule.META.models
            if applies and list(rule.check(task, context._replace(options=options))):
                codes.add(rule.META.code)
    for problem in date_order.check(course, context):
        if [one.label for one in problem.related] == ["the session that requires it"]:
            assert isinstance(problem.at, Task)
            found[problem.at].add("SPC005")
    return found


def check(course: Course) -> None:
    """Hold the loops of a course against what the rules report."""
    found = reported(course)
    for loop in loops_of(course):
        codes = {one.code for one in loop.breaks}
        assert codes == found[loop.task]
        assert (loop.read.stance is Stance.MISSING) == ("FUP002" in codes)
        assert (loop.answered.stance is Stance.MISSING) == bool(codes & {"FUP004", "FUP011"})
        assert (loop.taken_up.stance is Stance.MISSING) == ("FUP001" in codes)
        assert loop.homework == ("FUP001" in codes and bool(codes & {"FUP002", "FUP004"}))
        assert (loop.state is State.BROKEN) == bool(codes)


@pytest.mark.parametrize(
    ("task", "state"),
    [
        (f"kind: discussion, {ALL}", State.CLOSED),
        ("kind: discussion", State.BROKEN),
        ("kind: reading, follow_up: {title: Again}", State.CLOSED),
        ("kind: reading", State.BROKEN),
        ("kind: onboarding", State.NOT_ASKED),
        ("kind: discussion, optional: true", State.NOT_ASKED),
        (f"kind: discussion, {ALL.replace('{title: Again}', 'TODO')}", State.UNKNOWN),
        (f"kind: discussion, {ALL.replace('by: tutor', 'by: TODO')}", State.UNKNOWN),
        (f"kind: discussion, {ALL.replace('addresses: y', 'addresses: TODO')}", State.UNKNOWN),
        (f"kind: discussion, {ALL.replace('{title: Again}', '{none: it is the last}')}", State.ON_PURPOSE),
        (f"kind: TODO, {ALL}", State.CLOSED),
        ("kind: TODO", State.UNKNOWN),
    ],
)
def test_the_state_of_a_led_loop(task: str, state: State) -> None:
    assert loop_of(f"tasks: [{{id: t, {task}}}]").state is state


@pytest.mark.parametrize(
    ("task", "state"),
    [
        ("kind: discussion", State.BROKEN),
        ("kind: quiz, feedback: {form: automatic}", State.CLOSED),
        ("kind: discussion, replies: {expected: 1}, follow_up: {title: Again}", State.CLOSED),
        ("kind: quiz, feedback: TODO", State.UNKNOWN),
        ("kind: reading", State.BROKEN),
    ],
)
def test_in_a_prepared_course_answers_come_without_teachers(task: str, state: State) -> None:
    last = "{id: z, kind: reading}"
    assert loop_of(f"support_model: prepared\ntasks: [{{id: t, {task}}}, {last}]").state is state


def test_nothing_is_asked_of_a_self_taught_course() -> None:
    loop = loop_of("support_model: self-taught\ntasks: [{id: t, kind: discussion}]")

    assert loop.state is State.NOT_ASKED
    assert not any(part.asked for part in loop.parts)


def test_while_the_support_model_is_open_nothing_is_missing() -> None:
    loop = loop_of("support_model: TODO\ntasks: [{id: t, kind: discussion}]")

    assert loop.state is State.UNKNOWN
    assert [part.stance for part in loop.parts] == [Stance.OPEN] * 3


def test_the_homework_trap_breaks_in_four_places() -> None:
    (loop,) = loops_of(load(ROOT / "examples/homework-trap/photosynthesis.module.yaml"))

    assert [one.fault for one in loop.breaks] == [
        Fault.INVITATION,
        Fault.NO_AIM,
        Fault.MISSES_GAP,
        Fault.NOT_TAKEN_UP,
    ]
    assert loop.homework
    assert loop.use is not None
    assert loop.use.after == dt.timedelta(hours=17, minutes=15)  # Wed 18:00 to Thu 11:15


def test_the_mended_trap_is_closed() -> None:
    (loop,) = loops_of(load(ROOT / "examples/homework-fixed/photosynthesis.module.yaml"))

    assert loop.state is State.CLOSED
    assert [part.stance for part in loop.parts] == [Stance.THERE] * 3


@pytest.mark.parametrize(
    ("due", "fault"),
    [
        ("wed 22:30", Fault.GAP_TOO_SHORT),  # 11 h 30 min
        ("wed 22:00", None),  # 12 h
        ("thu 10:30", Fault.DUE_TOO_LATE),
    ],
)
def test_the_time_before_a_session(due: str, fault: Fault | None) -> None:
    loop = loop_of(f"""
week: 3
tasks: [{{id: t, kind: discussion, due: {due}, {ALL}}}]
sessions: [{{id: s, starts: thu 10:00, requires: [t]}}]
""")
    assert [one.fault for one in loop.breaks] == ([fault] if fault else [])


def test_another_least_time_can_be_asked_for() -> None:
    course = course_of(f"""
module: m
week: 3
tasks: [{{id: t, kind: discussion, due: tue 17:00, {ALL}}}]
sessions: [{{id: s, starts: thu 10:00, requires: [t]}}]
""")
    assert not loops_of(course, hours=41)[0].breaks
    assert [one.code for one in loops_of(course, hours=42)[0].breaks] == ["FUP003"]


@pytest.mark.parametrize(
    "path",
    sorted(
        [
            *ROOT.glob("examples/*/course.yaml"),
            *ROOT.glob("examples/*/*.module.yaml"),
            *ROOT.parent.glob("shared/real/*/course.yaml"),
            *ROOT.parent.glob("shared/real/*/*.module.yaml"),
        ]
    ),
    ids=lambda path: path.parent.name,
)
def test_loops_agree_with_the_rules_on_real_courses(path: Path) -> None:
    check(load(path))


@given(st.integers(0, 10**9))
def test_loops_agree_with_the_rules_on_any_document(seed: int) -> None:
    check(random_course(seed))


@pytest.mark.slow
@given(st.integers(0, 10**9))
def test_loops_agree_with_the_rules_on_any_task(seed: int) -> None:
    """Tasks with many of the keys that make a loop, among sessions and follow-ups of the same kind."""
    author, chance = Author(seed), random.Random(seed)  # noqa: S311 - for tests
    document: dict[str, Any] = {
        "module": "m",
        "week": 2,
        "support_model": chance.choice(["led", "led", "prepared", "self-taught", "TODO"]),
    }
    for key, ids in (("tasks", "abc"), ("sessions", "st"), ("follow_up_activities", "fg")):
        items = bundled("module")["properties"][key]
        document[key] = [{**_mapping(author.value(items, 2)), "id": one} for one in ids]
    for task in document["tasks"]:
        for key, values in _TELLING.items():
            if chance.random() < 0.6:
                task[key] = chance.choice(values)
    check(course_of(yaml.safe_dump(document, allow_unicode=True)))


_TELLING: dict[str, list[Any]] = {
    "kind": ["discussion", "reading", "quiz", "peer-review", "survey", "TODO"],
    "due": ["tue 17:00", "wed", "week 2", "TODO", "1 day before s"],
    "optional": [True, "TODO"],
    "follow_up": ["f", "b", "TODO", {"none": "because"}],
    "monitoring": [
        {"by": "tutor", "looks_for": "x", "answers": True},
        {"by": "tutor"},
        "TODO",
        {"none": "x"},
    ],
    "feedback": [{"at": "s", "addresses": "y"}, {"form": "automatic"}, {"within": "2 days"}, "TODO"],
    "replies": [{"expected": 1}, {"expected": 0}, {"none": "x"}, "TODO"],
}


def _mapping(value: Any) -> dict[str, Any]:
    found = value[0] if isinstance(value, list) and value else value
    return dict(found) if isinstance(found, dict) else {}

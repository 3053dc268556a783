"""What happens with your work, in sentences: true to the plan, and none where there is no plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editions import EXAMPLES, example, written

from coursewright.exporters.pages.loop import loop_sentences

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """
module: a
title: A
support_model: {model}
calendar: {{starts: 2026-10-05, time_zone: Europe/London}}
week: 1
team: [{{id: ada, name: Ada Byron, role: tutor}}]
"""


def _said(tmp_path: Path, items: str, key: str = "a/t", model: str = "led") -> tuple[str, ...]:
    edition = written(tmp_path, {"a.module.yaml": HEAD.format(model=model) + items})
    return loop_sentences(edition.by_key[key], edition)


def test_the_whole_loop_of_a_led_task() -> None:
    edition, session = example("research-ethics"), "“The board sits for the first time”"
    assert loop_sentences(edition.by_key["consent/rule-on-cases"], edition) == (
        "Devika Rao reads what you write and joins in with answers.",
        "What shows you that it was read: A comment on the first three rulings, and a tick on every other.",
        f"You hear back in the session {session}: Thursday 8 October 2026, 14:00 (London time).",
        f"You need it for “Sit on the board”, which takes it further in the session {session}.",
    )


def test_a_prepared_task_answers_by_itself() -> None:
    edition = example("workplace-refresher")
    first = next(entry for entry in edition.entries if entry.kind == "task")
    assert loop_sentences(first, edition)[:2] == (
        "Nobody collects this work; it is for you.",
        "You hear back at once, because every option shows you what follows from it.",
    )


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("monitoring: {by: ada, evidence: poll}", ["Ada Byron looks at how the votes fall."]),
        ("monitoring: {by: tutor, evidence: posts}", ["Your tutor reads what you post."]),
        ("monitoring: {by: peer}", ["A fellow student reads your work."]),
        ("monitoring: {by: system}", ["The learning platform checks this work; no person reads it."]),
        ("monitoring: {none: it is a warm-up}", ["This one is yours. Nobody reads it or checks it."]),
        (
            "feedback: {within: 48 h, form: audio}\n    due: fri 17:00",
            ["You hear back as a recording to listen to within 48 hours of the due time."],
        ),
        (
            "feedback: {at: sun 12:00, form: [written, video]}",
            ["You hear back in writing and as a short video by Sunday 11 October 2026, 12:00 (London time)."],
        ),
        ("feedback: {form: peer}", ["Fellow students answer you."]),
        (
            "replies: {expected: 1, by: sat 12:00}",
            ["Fellow students answer you by Saturday 10 October 2026, 12:00 (London time)."],
        ),
        ("duration: 10 min", []),
        ("monitoring: TODO\n    feedback: TODO", []),
    ],
)
def test_each_plan_has_its_sentence(tmp_path: Path, task: str, expected: list[str]) -> None:
    assert (
        list(_said(tmp_path, f"tasks:\n  - id: t\n    title: T\n    kind: journal\n    {task}\n")) == expected
    )


def test_reading_out_the_answers_is_not_called_feedback(tmp_path: Path) -> None:
    items = """
tasks: [{id: t, title: T, kind: journal}]
sessions: [{id: s, title: S, starts: fri 10:00, agenda: [answer_key: t]}]
"""
    said = "The session “S” goes through the answers: Friday 9 October 2026, 10:00 (London time)."
    assert _said(tmp_path, items) == (said,)


def test_who_teaches_oneself_is_alone(tmp_path: Path) -> None:
    said = _said(tmp_path, "tasks: [{id: t, title: T, kind: journal}]\n", model="self-taught")
    assert said == ("You work on your own here, so this work is yours alone.",)


@pytest.mark.parametrize(
    ("reader", "first"),
    [("learner", "What you write here is yours alone."), ("ada", "Ada Byron reads what you write.")],
)
def test_a_reflection_says_who_reads_it(tmp_path: Path, reader: str, first: str) -> None:
    text = f"reflection: {{prompts: [A?], read_by: {reader}, feeds: the next run}}\n"
    said = _said(tmp_path, text, "a/reflection")
    assert said == (
        first,
        "What your answers are for: the next run.",
        "It is not graded, and there are no right answers.",
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_sentences_are_few_and_whole(name: str) -> None:
    edition = example(name, drafts=True)
    for entry in edition.entries:
        said = loop_sentences(entry, edition)
        assert len(said) <= 5
        assert all(one.endswith(".") and "{" not in one and "  " not in one for one in said)

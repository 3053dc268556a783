"""What an entry is on a platform: a table of tasks and their forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editions import written

if TYPE_CHECKING:
    from pathlib import Path

TASKS = {
    "kind: discussion": "discussion",
    "kind: debate, functions: [voting]": "discussion",
    "kind: quiz, questions: [{prompt: a, type: essay}]": "quiz",
    "kind: quiz": "page",
    "kind: poll, questions: [{prompt: a, type: single, options: [x, y]}]": "poll",
    "kind: poll, decision_points: [{prompt: a, options: [x, y]}]": "poll",
    "kind: poll, produces: a vote": "hand-in",
    "kind: survey, questions: [{prompt: a, type: essay}]": "survey",
    "kind: survey": "page",
    "kind: wiki": "wiki",
    "kind: glossary": "glossary",
    "kind: case-study, replies: {expected: 1}": "discussion",
    "kind: case-study, produces: a ruling": "hand-in",
    "kind: case-study, graded: true": "hand-in",
    "kind: case-study, monitoring: {by: instructor}": "hand-in",
    "kind: case-study, monitoring: {by: instructor, evidence: [logs]}": "page",
    "kind: case-study, functions: [hypertext]": "wiki",
    "kind: case-study, functions: [content-structuring]": "glossary",
    "kind: case-study, functions: [scaling]": "page",
    "kind: case-study, functions: [voting], decision_points: [{prompt: a, options: [x, y]}]": "poll",
    "kind: project, tool: board, produces: a plan": "discussion",
    "kind: reading": "page",
    "kind: investigation, questions: [{prompt: a, type: numeric, answer: 3}]": "quiz",
}


@pytest.mark.parametrize(("task", "form"), TASKS.items())
def test_the_form_of_a_task(task: str, form: str, tmp_path: Path) -> None:
    text = f"module: m\ntools: [{{id: board, name: Board, kind: forum}}]\ntasks:\n  - {{id: t, {task}}}\n"
    assert written(tmp_path, {"m.module.yaml": text}).by_key["m/t"].form == form


OTHERS = {
    "follow_up_activities: [{id: x, title: X, kind: debate, due: week 1}]": "discussion",
    "follow_up_activities: [{id: x, title: X, kind: quick-write}]": "hand-in",
    "follow_up_activities: [{id: x, title: X, kind: other}]": "page",
    "follow_up_activities: [{id: x, kind: debate, session: s}]\nsessions: [{id: s, title: S}]": "page",
    "assessments: [{id: x, title: X, kind: essay}]": "hand-in",
    "assessments: [{id: x, title: X, kind: exam, supervised: true}]": "page",
    "assessments: [{id: x, title: X, kind: exam, questions: [{prompt: a, type: essay}]}]": "quiz",
    "materials: [{id: x, title: X, kind: page, path: x.md}]": "page",
    "materials: [{id: x, title: X, kind: video, url: 'https://example.org/v'}]": "file",
    "sessions: [{id: x, title: X}]": "meeting",
}


@pytest.mark.parametrize(("text", "form"), OTHERS.items())
def test_the_form_of_other_things(text: str, form: str, tmp_path: Path) -> None:
    assert written(tmp_path, {"m.module.yaml": f"module: m\n{text}\n"}).by_key["m/x"].form == form


@pytest.mark.parametrize(("reader", "form"), [("instructor", "hand-in"), ("learner", "page"), ("", "page")])
def test_a_reflection_is_handed_in_where_somebody_reads_it(reader: str, form: str, tmp_path: Path) -> None:
    read = f", read_by: {reader}" if reader else ""
    text = f"module: m\nreflection: {{prompts: [a, b]{read}}}\n"
    assert written(tmp_path, {"m.module.yaml": text}).by_key["m/reflection"].form == form

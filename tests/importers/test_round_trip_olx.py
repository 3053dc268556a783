"""A course that goes to Open edX and comes back is the same, less what its fidelity report says it loses."""

from __future__ import annotations

import os
import re
import tarfile
from typing import TYPE_CHECKING, Any

import pytest
from drafting import imported
from editions import EXAMPLES, example, written
from packed import pack
from question_values import Asked
from random_specs import random_course
from rich_courses import rich_edition
from same_design import Lesser, differences

from coursewright.exporters.choices import Choices
from coursewright.exporters.edition.building import edition_of
from coursewright.exporters.questions.reading import questions_of
from coursewright.spec.errors import UsageError
from coursewright.spec.slugs import is_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition, UnitPart

_SEEDS = range(int(os.environ.get("ROUND_TRIPS", "40")))


def _played_first(points: Any, _found: re.Match[str]) -> Any:
    """Return decision points as they come back: those that are played before those that are text."""
    return tuple(sorted(points, key=lambda point: sum(bool(option[0]) for option in point[1]) < 2))


def _on_the_page(one: Asked) -> Asked:
    """Return a question as it can be read: what is right is not told, nor which sides belong together."""
    halves = {half for left, right in one.raw["pairs"] for half in ((left, ""), ("", right)) if any(half)}
    options = tuple((text, False, "") for text, _, _ in one.raw["options"] if text)
    bare: dict[str, Any] = {"answer": (), "tolerance": None, "feedback": "", "pairs": frozenset(halves)}
    return Asked({**one.raw, **bare, "options": options})


def _voted_on(one: Asked) -> Asked:
    options = one.raw["options"] or (("true", False, ""), ("false", False, ""))
    return Asked(
        {**_on_the_page(Asked({**one.raw, "options": options})).raw, "type": "single", "points": None}
    )


def _as_noted(value: tuple[Asked, ...], found: re.Match[str]) -> tuple[Asked, ...]:
    """Return questions as the note says of each; those that stand on the page come after those that ask."""
    notes = dict(re.findall(r"question (\d+): (.*?)(?=; question \d|$)", found.string))
    asked, read = [], []
    for number, one in enumerate(value, 1):
        note = notes.get(str(number), "without its key" if "without keys" in found.string else "")
        if "without its key" in note:
            read.append(_on_the_page(one))
        elif "without a key" in note:
            asked.append(_voted_on(one))
        else:
            lost: dict[str, Any] = {"feedback": ""} if "feedback is not there" in note else {}
            lost |= {"points": None} if "points are those" in note else {}
            asked.append(Asked({**one.raw, **lost}, None if lost else one.meaning))
    return (*asked, *read)


_LESSER = [
    Lesser("questions", r"question \d+: |without keys", _as_noted, certain=False),
    Lesser("decision points", "the others as text, below them", _played_first, certain=False),
]


def _lost(edition: Edition, tmp_path: Path) -> list[str]:
    path, ledger = pack(edition, "olx", tmp_path)
    back = edition_of(imported(path, tmp_path).course, Choices(drafts=True))
    return differences(edition, back, ledger, _LESSER)


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_come_back_as_they_were(name: str, tmp_path: Path) -> None:
    assert _lost(example(name), tmp_path) == []


def test_what_is_the_courses_own_is_no_module(tmp_path: Path) -> None:
    path, _ = pack(example("research-ethics"), "olx", tmp_path)
    modules = imported(path, tmp_path).course.modules
    assert [one.id for one in modules] == ["consent", "deception", "data", "online"]


def _random_edition(seed: int) -> Edition | None:
    try:
        edition = edition_of(random_course(seed), Choices(drafts=True))
    except UsageError:
        return None
    if all(entry.kind == "announcement" for entry in edition.entries):
        return None  # they do not go along
    if any(unit.title and not (_shown(unit) or unit.overview or unit.outcomes) for unit in _units(edition)):
        return None  # there is nothing in it to show
    if any(one.problem for entry in edition.entries for one in questions_of(entry)):
        return None  # what cannot be asked comes back as far as a page shows it
    keys = [*edition.by_key, *edition.cards, *(module.key for module in edition.modules)]
    return edition if all(is_id(part) for key in keys for part in key.split("/")) else None


def _shown(unit: UnitPart) -> bool:
    return any(entry.kind != "announcement" for entry in unit.entries)


def _units(edition: Edition) -> Iterator[UnitPart]:
    return (unit for module in edition.modules for unit in module.units)


@pytest.mark.slow
def test_any_course_comes_back_as_it_was(tmp_path: Path) -> None:
    tried = 0
    for seed in _SEEDS:
        edition = _random_edition(seed)
        if edition is None:
            continue
        tried += 1
        folder = tmp_path / str(seed)
        folder.mkdir()
        assert _lost(edition, folder) == [], f"seed {seed}"
    assert tried > len(_SEEDS) // 5


@pytest.mark.slow
@pytest.mark.parametrize("seed", _SEEDS[: len(_SEEDS) // 5])
def test_a_course_that_says_much_comes_back_as_it_was(seed: int, tmp_path: Path) -> None:
    assert _lost(rich_edition(seed, tmp_path / "written"), tmp_path) == []


_WORK = """\
module: quizzes
title: Quizzes
pacing: self-paced
tasks:
  - id: all-kinds
    title: All kinds
    kind: quiz
    attempts: 2
    instructions: "Answer **all** of it, see https://example.org/a_b_c."
    questions:
      - prompt: Which *one*?
        type: single
        points: 2
        feedback: Because & so < that
        options: [{text: This, correct: true, feedback: "Yes, 5 < 6"}, That, {text: Neither, feedback: No}]
      - prompt: "Which ones?\\n\\nThink of `x < y`."
        type: multiple
        options: [{text: A, correct: true}, {text: B, correct: true, feedback: Right}, C]
      - {prompt: The earth is flat., type: true-false, answer: false}
      - prompt: Water is wet.
        type: true-false
        options: [{text: "True", correct: true, feedback: Indeed}, {text: "False", feedback: Really?}]
      - {prompt: Capital of France, type: short, answer: [Paris, Lutetia], feedback: On the Seine}
      - prompt: Capital of Spain
        type: short
        options: [{text: Madrid, correct: true, feedback: Well}, {text: Barcelona, feedback: Not yet}]
      - {prompt: Half of nine, type: numeric, answer: 4.5, tolerance: 0.25}
      - {prompt: Two or three, type: numeric, answer: [2, 3], tolerance: 0}
      - prompt: Match the years
        type: matching
        pairs: [{left: Belmont, right: "1979"}, {left: Helsinki, right: "1964"}, {left: Rome, right: "1957"}]
        feedback: Good
      - {prompt: Say why, type: essay, points: 5}
  - id: vote
    title: Vote
    kind: poll
    questions: [{prompt: Tea & *coffee*?, type: single, options: [Tea, "Coffee [black]"]}]
  - id: decide
    title: Decide
    kind: poll
    decision_points:
      - prompt: Approve?
        options: [{option: Yes & now, consequence: It rains **hard**}, {option: No}]
  - id: play
    title: Play
    kind: case-study
    decision_points:
      - {prompt: Go on?, options: [{option: Go, consequence: Far}, Stay], feedback: It was hard}
      - {prompt: Something free, open: true}
      - {prompt: Twice?, options: [A, B], open: true}
  - id: ask
    title: Ask
    kind: survey
    questions:
      - {prompt: Happy?, type: single, options: [Yes, No]}
      - {prompt: Rested?, type: single, options: [Yes, No]}
      - {prompt: When?, type: single, options: [Now, Later]}
      - {prompt: Anything else?, type: essay}
assessments:
  - id: exam
    title: Exam
    kind: exam
    weight: 60
    questions: [{prompt: 1 + 1, type: numeric, answer: 2, points: 3}]
  - id: essay
    title: Essay
    kind: essay
    weight: 40
    criteria: [{name: Clear, levels: [no, somewhat, very], points: 4}, Short]
"""


def test_questions_votes_and_decisions_come_back_as_they_were(tmp_path: Path) -> None:
    assert _lost(written(tmp_path, {"quizzes.module.yaml": _WORK}), tmp_path) == []


def test_what_a_teacher_changed_in_studio_comes_in(tmp_path: Path) -> None:
    path, _ = pack(example("research-ethics"), "olx", tmp_path)
    folder = tmp_path / "unpacked"
    with tarfile.open(path) as archive:  # `extractall` warns without a filter, and early 3.11 knows none
        for member in archive:
            if (file := archive.extractfile(member)) is not None:
                (folder / member.name).parent.mkdir(parents=True, exist_ok=True)
                (folder / member.name).write_bytes(file.read())
    unit = folder / "course" / "vertical" / "consent-rule-on-cases.xml"
    text = unit.read_text("utf-8")
    assert "2026-10-07T11:00:00Z" in text
    more = '<html url_name="more">&lt;p&gt;Bring a pen.&lt;/p&gt;</html><discussion url_name='
    text = text.replace("2026-10-07T11:00:00Z", "2026-10-07T15:00:00Z").replace("<discussion url_name=", more)
    unit.write_text(text.replace("Rule on three cases", "Rule on four cases"), "utf-8")

    back = edition_of(imported(folder, tmp_path).course, Choices(drafts=True))

    task = back.by_key["consent/rule-on-cases"]
    assert task.title == "Rule on four cases"
    assert task.due is not None
    assert task.due.on_axis.isoformat() == "2026-10-07T15:00:00+00:00"
    assert "Bring a pen." in str(task.element.instructions)  # type: ignore[union-attr]

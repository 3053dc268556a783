"""Lessons of the Carpentries on their way in, counted against the raw text of their episodes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.importers.carpentries.detecting import recognises
from coursewright.importers.carpentries.reading import read
from coursewright.importers.desk import Desk
from coursewright.importers.draft import Text
from coursewright.importers.source import open_source
from coursewright.spec.durations import parse_duration

if TYPE_CHECKING:
    from coursewright.importers.draft import CourseDraft, Item

_CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
_LESSONS = ("git-novice", "python-ecology-lesson")


def _imported(folder: Path) -> tuple[CourseDraft, Desk]:
    desk = Desk()
    return read(open_source(folder), desk), desk


def _items(draft: CourseDraft, kind: str) -> list[Item]:
    module = draft.modules[0]
    items = [*module.items, *(item for unit in module.units for item in unit.items)]
    return [item for item in items if item.kind == kind]


@pytest.fixture(params=_LESSONS)
def lesson(request: pytest.FixtureRequest) -> Path:
    folder = _CORPORA / str(request.param)
    if not folder.is_dir():
        pytest.skip("the corpora of the workplace are not here")
    return folder


def _raw(lesson: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((lesson / "episodes").glob("*.md"))]


def _boxes(texts: list[str], kind: str) -> int:
    return sum(len(re.findall(rf"^:{{3,}} *{kind}\b", text, re.MULTILINE)) for text in texts)


def _bullets(texts: list[str], kind: str) -> int:
    found = (
        re.findall(rf"^:{{3,}} *{kind}\b.*?$(.*?)^:{{3,}}", text, re.MULTILINE | re.DOTALL) for text in texts
    )
    return sum(len(re.findall(r"^- ", one, re.MULTILINE)) for several in found for one in several)


def _minutes(texts: list[str], key: str) -> int:
    return sum(int(number) for text in texts for number in re.findall(rf"^{key}: (\d+)", text, re.MULTILINE))


def _said(draft: CourseDraft, key: str) -> float:
    durations = [parse_duration(str(unit.data[key])) for unit in draft.modules[0].units if key in unit.data]
    return sum(one.low for one in durations)


def test_counts_are_those_of_the_raw_episodes(lesson: Path) -> None:
    draft, desk = _imported(lesson)
    texts = _raw(lesson)
    tasks = _items(draft, "tasks")
    assert len(draft.modules[0].units) == len(texts)
    assert len(_items(draft, "outcomes")) == _bullets(texts, "objectives")
    assert len(tasks) == _boxes(texts, "challenge") + _boxes(texts, "discussion")
    solutions = [task.data["x-solution"] for task in tasks if "x-solution" in task.data]
    assert sum(len(one) if isinstance(one, list) else 1 for one in solutions) == _boxes(texts, "solution")
    overviews = [str(unit.data.get("overview", "")) for unit in draft.modules[0].units]
    assert sum(text.count("\n- ") for text in overviews) == _bullets(texts, "questions")
    points = [page.rpartition("## Key points\n\n")[2] for page in _pages(draft) if "## Key points\n" in page]
    assert sum(len(re.findall(r"^- ", text, re.MULTILINE)) for text in points) == _bullets(texts, "keypoints")
    notes = [note for note in desk.account if note.what == "instructor note"]
    assert len(notes) == _boxes(texts, "instructor")


def _pages(draft: CourseDraft) -> list[str]:
    items = [item for unit in draft.modules[0].units for item in unit.items if item.kind == "materials"]
    return [_markdown(item.data["path"]) for item in items]


def _markdown(value: object) -> str:
    return value.markdown if isinstance(value, Text) else ""


def test_minutes_are_those_of_the_raw_episodes(lesson: Path) -> None:
    draft, _ = _imported(lesson)
    texts = _raw(lesson)
    teaching = sum(parse_duration(str(one.data["duration"])).low for one in _items(draft, "sessions"))
    assert teaching == _minutes(texts, "teaching")
    assert _said(draft, "duration") == _minutes(texts, "teaching") + _minutes(texts, "exercises")


def test_no_solution_stands_in_what_learners_read(lesson: Path) -> None:
    draft, _ = _imported(lesson)
    for task in _items(draft, "tasks"):
        solutions = task.data.get("x-solution", [])
        for solution in solutions if isinstance(solutions, list) else [solutions]:
            assert isinstance(solution, Text)
            told = max(solution.markdown.split("\n\n"), key=len)
            assert len(told) < 60 or told not in _markdown(task.data.get("instructions"))
            assert all(solution.markdown not in page for page in _pages(draft))


def test_nothing_of_the_system_is_left_in_the_texts(lesson: Path) -> None:
    draft, _ = _imported(lesson)
    for item in [*_items(draft, "materials"), *_items(draft, "tasks")]:
        for value in item.data.values():
            text = value.markdown if isinstance(value, Text) else str(value)
            assert not re.search(r"^\s*:::", text, re.MULTILINE)
            assert not re.search(r"\)\{alt=", text)


def test_everything_has_one_fate_and_its_own_source(lesson: Path) -> None:
    draft, desk = _imported(lesson)
    kinds = ("outcomes", "materials", "tasks", "sessions")
    items = [item.source for kind in kinds for item in _items(draft, kind)]
    assert len(set(items)) == len(items)
    fates = [(note.what, note.source) for note in desk.account if note.fate != "partly"]
    assert len(set(fates)) == len(fates)


def test_what_the_lesson_says_of_itself() -> None:
    folder = _CORPORA / "git-novice"
    if not folder.is_dir():
        pytest.skip("the corpora of the workplace are not here")
    source = open_source(folder)
    assert recognises(source)
    draft, desk = _imported(folder)
    module = draft.modules[0]
    assert draft.lone_module
    assert module.wanted_id == "git-novice"
    assert module.data["title"] == "Version Control with Git"
    assert module.data["licence"] == "CC-BY-4.0"
    assert module.data["language"] == "en"
    assert "Some previous experience with the shell" in str(module.data["audience"])
    assert "status" not in module.data
    assert "mode" not in module.data
    assert [kept.title for kept in desk.account.kept] == ["Instructor Notes"]
    placeholder = [note for note in desk.account if note.what == "learner profile"]
    assert [note.fate for note in placeholder] == ["left out"]

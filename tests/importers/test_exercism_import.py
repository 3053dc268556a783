"""An Exercism track: concepts, exercises that teach and that practise, and what has to be done first."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from drafting import imported

from coursewright.importers.desk import Desk
from coursewright.importers.exercism.detecting import recognises
from coursewright.importers.exercism.reading import read
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_CONFIG = {
    "language": "Quill",
    "slug": "quill",
    "blurb": "Write with a feather.",
    "tags": ["paradigm/slow"],
    "key_features": [{"title": "Patient", "content": "It waits for you."}],
    "concepts": [
        {"uuid": "1", "slug": "ink", "name": "Ink"},
        {"uuid": "2", "slug": "paper", "name": "Paper"},
        {"uuid": "3", "slug": "wax", "name": "Sealing wax"},
    ],
    "exercises": {
        "concept": [
            {"slug": "blot", "name": "Blot", "uuid": "4", "concepts": ["ink"], "prerequisites": []},
            {"slug": "fold", "name": "Fold", "uuid": "5", "concepts": ["paper"], "prerequisites": ["ink"]},
        ],
        "practice": [
            {
                "slug": "letter",
                "name": "A letter",
                "uuid": "6",
                "practices": ["ink", "paper"],
                "prerequisites": ["paper", "wax"],
                "difficulty": 3,
            },
            {"slug": "scroll", "name": "Scroll", "uuid": "7", "status": "deprecated", "difficulty": 1},
        ],
    },
}
_FILES = {
    "config.json": json.dumps(_CONFIG),
    "concepts/ink/about.md": "# About\n\nInk is [made][how] of galls.\n\n[how]: https://example.org/ink\n",
    "concepts/ink/introduction.md": "# Introduction\n\nInk runs.\n",
    "concepts/ink/links.json": json.dumps(
        [
            {"url": "https://example.org/a", "description": "On ink"},
            {"url": "http://x.org", "description": "TODO: x"},
        ]
    ),
    "concepts/paper/introduction.md": "# Introduction\n\nPaper folds, see [ink](../ink/about.md).\n",
    "concepts/wax/about.md": "#TODO: Add about for this concept.",
    "exercises/concept/blot/.docs/introduction.md": "# Introduction\n\nA blot is no fault.\n",
    "exercises/concept/blot/.docs/instructions.md": (
        "# Instructions\n\nMake one.\n\n~~~~exercism/note\nMind your sleeves.\n~~~~\n\n"
        "See ![it](img/blot.png).\n"
    ),
    "exercises/concept/blot/.docs/hints.md": "# Hints\n\n## General\n\n- Press.\n",
    "exercises/concept/blot/.docs/img/blot.png": "not really",
    "exercises/concept/blot/.meta/design.md": (
        "# Design\n\n## Learning objectives\n\n- Know how `ink` runs\n- Mend a [blot][b]\n\n"
        "## Out of scope\n\n- Tears\n"
    ),
    "exercises/concept/blot/.meta/config.json": json.dumps({"blurb": "Spill it.", "authors": ["me"]}),
    "exercises/concept/blot/blot.q": "stub",
    "exercises/concept/fold/.docs/instructions.md": "# Instructions\n\nFold.\n",
    "exercises/practice/letter/.docs/instructions.md": "# Instructions\n\nWrite home.\n",
    "exercises/practice/letter/.docs/instructions.append.md": "# Instructions append\n\nUse the track.\n",
    "exercises/practice/letter/letter_test.q": "test",
    "docs/config.json": json.dumps({"docs": [{"path": "docs/TESTS.md", "title": "How to test"}]}),
    "docs/TESTS.md": "# Tests\n\nRun them.\n",
    "docs/MAKERS.md": "# For makers\n\nKeep out.\n",
}


@pytest.fixture
def track(tmp_path: Path) -> Path:
    for name, text in _FILES.items():
        path = tmp_path / "quill" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "quill"


def test_a_track_comes_in_whole(track: Path, tmp_path: Path) -> None:
    come = imported(track, tmp_path)
    teaching, practice = come.course.modules
    assert (come.course.title, come.course.description) == ("Quill", "Write with a feather.")
    listed = _CONFIG["exercises"]
    assert isinstance(listed, dict)
    assert [task.id for unit in teaching.units for task in unit.tasks] == [
        one["slug"] for one in listed["concept"]
    ]
    assert [task.id for task in practice.tasks] == [one["slug"] for one in listed["practice"]]
    blot, fold = (unit.tasks[0] for unit in teaching.units)
    letter, scroll = practice.tasks
    assert [one.statement for one in teaching.units[0].outcomes] == ["Know how ink runs", "Mend a blot"]
    assert len(blot.outcomes) == 2
    assert [one.target for one in fold.requires] == [blot]
    assert [one.target for one in letter.requires] == [fold]
    assert [one.target for one in letter.builds_on] == [blot]
    assert (blot.status, scroll.status) == (None, "draft")
    assert [one.title for one in come.course.materials] == ["How to test"]


def test_texts_are_markdown_that_others_read(track: Path, tmp_path: Path) -> None:
    come = imported(track, tmp_path)
    written = "\n".join(path.read_text(encoding="utf-8") for path in sorted(come.folder.rglob("*.y*ml")))
    assert "> **Note**" in written
    assert "exercism/note" not in written
    assert "difficulty: 3" in written
    assert "Use the track." in written
    pages = {path.name: path.read_text(encoding="utf-8") for path in come.folder.rglob("*.md")}
    paper = next(text for name, text in pages.items() if "paper" in name)
    assert "pages/concept-exercises/ink.md)" in paper
    assert "[how]: https://example.org/ink" in next(text for name, text in pages.items() if name == "ink.md")
    assert [path.name for path in come.folder.rglob("*.png")] == ["blot.png"]


def test_what_is_not_there_is_told(track: Path) -> None:
    desk = Desk()
    read(open_source(track), desk)
    left_out = {(note.what, note.title): note.how for note in desk.account if note.fate == "left out"}
    assert left_out == {
        ("concept", "Sealing wax"): "nothing is written about it yet",
        ("link", "TODO: x"): "it is a placeholder",
        ("page", "For makers"): "the documents for learners do not list it",
    }
    partly = {note.title: note.how for note in desk.account if note.fate == "partly"}
    assert partly["A letter"] == "no exercise teaches what it asks for first: wax"
    assert partly["Quill"] == "2 files of code beside the exercises stay behind: stubs and tests"
    assert [kept.title for kept in desk.account.kept] == ["Ink", "Blot", "Patient"]


def test_an_archive_of_a_repository_is_the_same_track(track: Path, tmp_path: Path) -> None:
    path = tmp_path / "quill.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in _FILES.items():
            archive.writestr(f"quill-main/{name}", text)
    packed, unpacked = (read(open_source(one), Desk()) for one in (path, track))
    assert [item.source for item in packed.modules[1].items] == [
        item.source for item in unpacked.modules[1].items
    ]
    assert [len(module.units) for module in packed.modules] == [2, 0]


def test_other_configurations_are_none(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"exercises": 3}', encoding="utf-8")
    assert not recognises(open_source(tmp_path))
    with pytest.raises(UsageError, match="lists no exercises"):
        read(open_source(tmp_path), Desk())

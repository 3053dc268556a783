"""Markdown made to keep a reader busy: lessons, tutorials and courses of it come in within seconds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from coursewright.importers.carpentries.reading import read as read_lesson
from coursewright.importers.desk import Desk
from coursewright.importers.front_matter.reading import read as read_tutorials
from coursewright.importers.liascript.reading import read as read_liascript
from coursewright.importers.markup.lines import LONGEST
from coursewright.importers.source import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft
    from coursewright.importers.source import Source

_LETTERS = 150_000
"""A quarter of the longest page: what takes the square of its time shows well before."""
_MOST_SECONDS = 2
"""Of the processor. All take a fifth of that or less."""
_SEEDS = (
    "`",
    "[a](",
    "![a](b){",
    "{% ",
    "<details><summary>",
    "<!-- a -->",
    "::: challenge\n::: solution\n",
    "> ## T\n> a\n{: .challenge}\n\n",
    "[[a]] ",
    "# a\n",
)


def _lesson(folder: Path, text: str) -> None:
    (folder / "episodes").mkdir()
    (folder / "config.yaml").write_text("carpentry: swc\n", encoding="utf-8")
    (folder / "episodes" / "a.md").write_text(f"---\ntitle: A\n---\n{text}", encoding="utf-8")


def _tutorial(folder: Path, text: str) -> None:
    head = "---\nlayout: tutorial_hands_on\ntitle: A\n---\n"
    (folder / "tutorial.md").write_text(f"{head}{text}", encoding="utf-8")


def _liascript(folder: Path, text: str) -> None:
    head = "<!--\nauthor: A\nnarrator: B\n@a: x @0 @b\n@b: @a(@0)\n-->\n"
    (folder / "a.md").write_text(f"{head}{text}", encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("seed", _SEEDS)
@pytest.mark.parametrize(
    ("made", "read"),
    [(_lesson, read_lesson), (_tutorial, read_tutorials), (_liascript, read_liascript)],
    ids=["lesson", "tutorial", "liascript"],
)
def test_no_text_keeps_the_reader_busy(
    tmp_path: Path,
    made: Callable[[Path, str], None],
    read: Callable[[Source, Desk], CourseDraft],
    seed: str,
) -> None:
    made(tmp_path, (seed * _LETTERS)[:_LETTERS])
    start = time.process_time()
    draft = read(open_source(tmp_path), Desk())
    assert time.process_time() - start < _MOST_SECONDS
    assert draft.modules


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1)])
def test_a_page_beyond_measure_is_left_out_and_said(tmp_path: Path, text: str) -> None:
    _lesson(tmp_path, text)
    (tmp_path / "episodes" / "b.md").write_text("---\ntitle: B\n---\nText\n", encoding="utf-8")
    desk = Desk()
    draft = read_lesson(open_source(tmp_path), desk)
    assert [unit.data["title"] for unit in draft.modules[0].units] == ["B"]
    left = [(note.what, note.source) for note in desk.account if note.fate == "left out"]
    assert left == [("episode", "episodes/a.md")]

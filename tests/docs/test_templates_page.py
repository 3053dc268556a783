"""The page on writing templates: a sound template, commands that print what it shows, whole tables."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from coursewright.scaffold.checking import faults_in
from coursewright.scaffold.describe import read_template
from coursewright.scaffold.judging import template_schema
from coursewright.scaffold.model import STAGES, QuestionType
from coursewright.scaffold.vocabulary import Vocabulary
from coursewright.scaffold.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))
from live_examples import blocks, session  # noqa: E402 - it stands beside the documents

PAGE = (ROOT / "docs" / "templates.md").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for block in blocks(PAGE):
        if name := block.notes.get("file"):
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, "utf-8")
    return tmp_path


def test_its_template_is_sound(folder: Path) -> None:
    assert faults_in(read_template(folder / "field-visit")) == []


@pytest.mark.slow
def test_its_commands_print_what_it_shows(folder: Path) -> None:
    shown = [block.body for block in blocks(PAGE) if block.language == "console"]
    assert shown
    for body in shown:
        assert session(body, folder) == body


def words_in_tables(words: Iterable[str]) -> set[str]:
    tables = "\n".join(line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `"))
    return {word for word in words if f"`{word}`" in tables}


def test_its_tables_are_whole() -> None:
    schema: dict[str, Any] = template_schema()
    assert words_in_tables(schema["properties"]) == set(schema["properties"])
    assert words_in_tables(get_args(QuestionType)) == set(get_args(QuestionType))
    functions = Vocabulary(Words((), "en")).functions()
    assert {name for name in functions if re.search(rf"^\| `{name}\(", PAGE, re.MULTILINE)} == set(functions)
    assert all(f"`{stage}`" in PAGE for stage in STAGES)
    assert all(f"`{makes}`" in PAGE for makes in schema["properties"]["makes"]["enum"])

"""Whole courses are read back from their bare pages, in any language: what the marks do not say is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from editions import EXAMPLES, example
from marked_pages import come_back
from random_editions import random_editions
from rich_courses import rich_edition
from same_design import differences

from coursewright.exporters.fidelity.aspects import aspects
from coursewright.exporters.fidelity.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

LANGUAGES = ("ar", "de", "en", "es", "fr", "he", "pt", "zh")


def told(edition: Edition) -> Ledger:
    """Return the account of bare pages: all is said, but for what students must not see."""
    ledger = Ledger()
    lost = {
        "monitoring": "what staff look for is left out",
        "feedback": "what it addresses is left out",
        "questions": "without keys",
    }
    for entry in edition.entries:
        ledger.kept(entry.key)
        for aspect in aspects(entry)[1:]:
            if aspect == "questions" and entry.kind == "assessment" and entry.graded:
                ledger.dropped(entry.key, aspect, "a page would give them away")
            elif aspect in lost:
                ledger.changed(entry.key, aspect, lost[aspect])
            else:
                ledger.kept(entry.key, aspect)
    return ledger


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_pages_of_the_examples_give_the_same_design(name: str, tmp_path: Path) -> None:
    edition = example(name)
    assert differences(edition, come_back(edition, tmp_path), told(edition)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_marks_do_not_depend_on_the_language(language: str, tmp_path: Path) -> None:
    edition = example("homework-fixed", language=language)
    back = come_back(edition, tmp_path)
    assert differences(edition, back, told(edition)) == []
    assert back.course.modules[0].settings.language == language


def test_pages_of_random_courses_give_the_same_design(tmp_path: Path) -> None:
    compared = 0
    for seed, edition in random_editions(range(240)):
        back = come_back(edition, tmp_path / str(seed))
        assert differences(edition, back, told(edition)) == [], seed
        compared += 1
    assert compared >= 100


def test_pages_of_rich_courses_give_the_same_design(tmp_path: Path) -> None:
    for seed in range(20):
        edition = rich_edition(seed, tmp_path)
        back = come_back(edition, tmp_path / f"back-{seed}")
        assert differences(edition, back, told(edition)) == [], seed

"""Outlines in Markdown become courses: headings and depth decide, and nothing is made up."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.importers.desk import Desk
from coursewright.importers.draft import File, Text
from coursewright.importers.markdown.detecting import is_outline, recognises
from coursewright.importers.markdown.entries import entry_of
from coursewright.importers.markdown.reading import read
from coursewright.importers.markdown.words import ROLES, said_by, week_of
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft, Item

SYLLABUS = """---
title: Research ethics
authors: [A. One, B. Two]
license: CC BY 4.0
level: second year
---
# Research ethics, a first course

What this is about.

## Outcomes
By the end you can:
- Decide *which* process fits
- LO2: Explain why

## Week 1: Consent (2 h)
Welcome to the week.

**Reading:**
- [Belmont report](https://example.org/b) (30 min)
- Smith (2020). *Consent*. (12 pages)
- [Cases](cases.pdf)

### Tasks
1. Rule on three cases (45 min), due 2026-10-05
   Post your ruling.
   - a
   - b
2. **Write a memo**: 200 words (10 points)

### Discussion
What would you do?
- one
- two

### Seminar: the board sits (50 min)
- Feedback (10 min)
- Role play

## Week 2: Harm
- **Assigned reading:** One paper
- **Focus:** what harms
- **Assignment:** A page (1 h)

### Reflection
- What changed?
- What next?

### Assessment
- Essay (60%), due 5 October 2026
- Quiz, 40%

## Office hours
Mon 10-12
"""


def _read(tmp_path: Path, **files: str) -> tuple[CourseDraft, Desk]:
    for name, text in files.items():
        (tmp_path / name.replace("_md", ".md").replace("_pdf", ".pdf")).write_text(text, "utf-8")
    desk = Desk()
    return read(open_source(tmp_path), desk), desk


def _titles(items: list[Item]) -> list[tuple[str, object]]:
    return [(item.kind, item.data.get("title", item.data.get("statement"))) for item in items]


def test_a_syllabus_is_one_module_with_a_unit_a_week(tmp_path: Path) -> None:
    draft, desk = _read(tmp_path, ethics_md=SYLLABUS, cases_pdf="%PDF")
    assert draft.lone_module
    (module,) = draft.modules
    assert module.data == {
        "title": "Research ethics",
        "authors": ["A. One", "B. Two"],
        "licence": "CC-BY-4.0",
        "x-outline": {"level": "second year"},
        "description": "What this is about.",
    }
    assert [(item.data["statement"], item.wanted_id) for item in module.items] == [
        ("Decide which process fits", ""),
        ("Explain why", "lo2"),
    ]
    first, second = module.units
    assert first.data == {
        "title": "Consent",
        "week": "1",
        "duration": "2 h",
        "overview": "Welcome to the week.",
    }
    assert _titles(first.items) == [
        ("materials", "Belmont report"),
        ("materials", "Smith (2020). Consent. (12 pages)"),
        ("materials", "Cases"),
        ("tasks", "Rule on three cases"),
        ("tasks", "Write a memo"),
        ("tasks", "Discussion"),
        ("sessions", "the board sits"),
    ]
    belmont, smith, cases, rule, memo, discussion, session = (item.data for item in first.items)
    assert belmont == {
        "title": "Belmont report",
        "kind": "reading",
        "url": "https://example.org/b",
        "duration": "30 min",
    }
    assert smith["pages"] == 12
    assert cases["path"] == File("cases.pdf")
    assert rule == {
        "title": "Rule on three cases",
        "instructions": Text("Post your ruling.\n- a\n- b"),
        "duration": "45 min",
        "due": "2026-10-05",
    }
    assert memo["graded"] is True
    assert memo["x-points"] == 10
    assert discussion["kind"] == "discussion"
    assert session["agenda"] == [{"other": "Feedback", "duration": "10 min"}, {"other": "Role play"}]
    assert second.data["overview"] == "- **Focus:** what harms"
    assert _titles(second.items)[:2] == [("materials", "One paper"), ("tasks", "A page")]
    reflection, essay, quiz = second.items[2:]
    assert reflection.data == {"prompts": ["What changed?", "What next?"]}
    assert essay.data == {"title": "Essay", "due": "2026-10-05", "weight": "60%"}
    assert quiz.data == {"title": "Quiz", "weight": "40%"}
    assert [kept.title for kept in desk.account.kept] == ["Office hours"]
    sources = [item.source for unit in module.units for item in unit.items] + [
        unit.source for unit in module.units
    ]
    assert len(sources) == len(set(sources))


def test_parts_within_parts_are_modules_and_units(tmp_path: Path) -> None:
    text = (
        "# Course\n\n## Module 1: Ethics\n\nAbout it.\n\n### Week 1: Consent\n\n#### Tasks\n\n- Do it\n\n"
        "### Week 2\n\nOnly text.\n\n## Module 2: Law\n\n### Week 3\n\n#### Deeper\n\nmore\n"
    )
    draft, _ = _read(tmp_path, course_md=text)
    assert not draft.lone_module
    assert draft.data == {"title": "Course"}
    assert [module.data for module in draft.modules] == [
        {"title": "Ethics", "description": "About it."},
        {"title": "Law"},
    ]
    assert [[unit.data for unit in module.units] for module in draft.modules] == [
        [{"title": "Consent", "week": "1"}, {"title": "Week 2", "week": "2", "overview": "Only text."}],
        [{"title": "Week 3", "week": "3", "overview": "#### Deeper\n\nmore"}],
    ]


def test_a_table_can_be_the_plan(tmp_path: Path) -> None:
    text = (
        "# Functions\n\n## Weekly plan\n\n"
        "| Week | Topic | Reading | Assignment | Room |\n|:--|---|---|---|---|\n"
        "| 1 | Syntax | Fast and hard | - | 2 |\n"
        "| Week 2-3 | Types | [Ch. 3](https://e.org/3)<br>[Ch. 4](https://e.org/4) | A queue (2 h) | |\n"
    )
    draft, _ = _read(tmp_path, plan_md=text)
    first, second = draft.modules[0].units
    assert first.data == {"title": "Syntax", "week": "1", "overview": "Room: 2"}
    assert _titles(first.items) == [("materials", "Fast and hard")]
    assert second.data == {"title": "Types", "week": "2-3"}
    assert [item.data for item in second.items] == [
        {"title": "Ch. 3", "kind": "reading", "url": "https://e.org/3"},
        {"title": "Ch. 4", "kind": "reading", "url": "https://e.org/4"},
        {"title": "A queue", "duration": "2 h"},
    ]


def test_a_folder_is_a_course_of_files(tmp_path: Path) -> None:
    one = "# Consent\n\n## Outcomes\n\n- Decide\n\n## Tasks\n\n- Rule\n"
    draft, _ = _read(
        tmp_path, index_md="# All of it\n\nHello.\n", week1_md=one, week2_md=one.replace("Consent", "Law")
    )
    assert recognises(open_source(tmp_path))
    assert draft.data == {"title": "All of it", "description": "Hello."}
    assert [module.data["title"] for module in draft.modules] == ["Consent", "Law"]
    assert [_titles(module.items) for module in draft.modules] == [
        [("outcomes", "Decide"), ("tasks", "Rule")]
    ] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SYLLABUS, True),
        ("# C\n\n## Lernziele\n\n- a\n\n## Aufgaben\n\n- b\n", True),
        ("# C\n\n## Semana 1\n\n### Tareas\n\n- b\n", True),
        ("| Week | Topic |\n|---|---|\n| 1 | a |\n", True),
        (
            "# Tool\n\n## Installation\n\nx\n\n## Usage\n\n## Learning outcomes\n\n- x\n\n## Tasks\n\n- x\n",
            False,
        ),
        ("# Tool\n\n## Resources\n\n- x\n", False),
        ("# Notes\n\ntext\n\n```\n## Outcomes\n## Tasks\n```\n", False),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", False),
        ("", False),
    ],
)
def test_only_outlines_are_taken_for_one(text: str, expected: bool) -> None:
    assert is_outline(text) is expected


@pytest.mark.parametrize(
    ("heading", "topic", "subject"),
    [
        ("Learning Objectives:", "outcomes", ""),
        ("3.2 Aufgaben", "tasks", ""),
        ("Assignment 2: Build a website", "tasks", "Build a website"),
        ("Week 3 - Consent", "part", "Consent"),
        ("Unit IV", "part", ""),
        ("Reading response", None, ""),
        ("Exercise", "tasks", ""),
        ("Parts of speech", None, ""),
        ("Compétences", "outcomes", ""),
    ],
)
def test_words_of_headings(heading: str, topic: str | None, subject: str) -> None:
    said = said_by(heading)
    assert (said.role and said.role.topic, said.subject) == (topic, subject)


def test_every_word_says_what_it_is_listed_for() -> None:
    for word, role in ROLES.items():
        if role.topic != "part":
            assert said_by(word.title()).role == role
    assert week_of("Week 3-4: x") == "3-4"
    assert week_of("Weekly plan 3") == ""


@pytest.mark.parametrize(
    ("item", "title", "duration", "due"),
    [
        ("Rule (45 min)", "Rule", "45 min", ""),
        ("45 min: rule", "rule", "45 min", ""),
        ("Read, ca. 2 Stunden", "Read", "2 h", ""),
        ("Read the 30 minutes before", "Read the 30 minutes before", "", ""),
        ("Memo, due 2026-10-05 17:00", "Memo", "", "2026-10-05T17:00"),
        ("Memo (due: Oct 5, 2026)", "Memo", "", "2026-10-05"),
        ("Memo, due 05/10/2026", "Memo, due 05/10/2026", "", ""),
        ("Memo, due 2026-13-45", "Memo, due 2026-13-45", "", ""),
    ],
)
def test_times_in_items_are_read_where_they_are_sure(item: str, title: str, duration: str, due: str) -> None:
    entry = entry_of(item)
    assert (entry.title, entry.duration, entry.due) == (title, duration, due)


LINES = st.sampled_from(
    [
        *("# T", "## Week 1", "### Tasks", "## Outcomes", "- a (5 min)", "  - b", "1. c: d", "text", ""),
        *("**Reading:** x", "| Week | Task |", "|---|---|", "| 1 | x |", "```", "===", "---"),
        *("- **Discussion**: y", "###### z", "> q"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=25))
def test_any_text_is_read_and_no_source_is_used_twice(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.md"
    path.write_text("\n".join(["# Course", *lines]), "utf-8")
    desk = Desk()
    draft = read(open_source(path), desk)
    units = [unit for module in draft.modules for unit in module.units]
    items = [*draft.items, *(item for module in draft.modules for item in module.items)]
    items += [item for unit in units for item in unit.items]
    sources = [item.source for item in items] + [unit.source for unit in units]
    assert len(sources) == len(set(sources))
    assert all(value not in ("", [], {}) for item in items for value in item.data.values())
    assert {item.source for item in items} <= {note.source for note in desk.account}


@pytest.mark.parametrize(
    "text",
    [
        "## Tasks\n- a" + " " * 500_000 + "b\n",
        "## Tasks\n- " + "[a](" * 120_000,
        "## Tasks\n" + "- a (5 min)\n" * 7_000,
        "a|b\n-|-\n" * 60_000,
        "|" * 250_000 + "\n" + "|-" * 120_000,
    ],
)
def test_hostile_texts_are_read_in_little_time(tmp_path: Path, text: str) -> None:
    before = time.process_time()
    _read(tmp_path, a_md=text)
    assert time.process_time() - before < 3


def test_what_is_far_too_long_for_an_outline_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no outline"):
        _read(tmp_path, a_md="## Week 1\n" * 10_000)

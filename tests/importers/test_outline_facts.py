"""What outlines say in tables, in sentences with dates and in bold; what stays itself when it is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coursewright.importers.desk import Desk
from coursewright.importers.draft import Text
from coursewright.importers.markdown.detecting import is_outline
from coursewright.importers.markdown.entries import day_of, entry_of
from coursewright.importers.markdown.reading import read
from coursewright.importers.markdown.words import words_of
from coursewright.importers.source import open_source
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.draft import CourseDraft


def _read(tmp_path: Path, text: str) -> tuple[CourseDraft, Desk]:
    (tmp_path / "outline.md").write_text(text, "utf-8")
    desk = Desk()
    return read(open_source(tmp_path / "outline.md"), desk), desk


def test_a_table_of_assessments_gives_items_by_its_columns(tmp_path: Path) -> None:
    draft, desk = _read(
        tmp_path,
        "# C\n\n## Assessment\n\nThese count:\n\n"
        "| What | When | Weight | Criteria | Room |\n|---|---|---|---|---|\n"
        "| Essay | 5 October 2026 | 60% | Clear; fair | 2 |\n| **Forum** | weekly | 30 % | | |\n"
        "| Exam | Week 12 | 10% | - | |\n| Total | | 100% | | |\n",
    )
    essay, forum, exam = (item.data for item in draft.modules[0].items)
    assert essay == {
        "title": "Essay",
        "instructions": Text("Room: 2"),
        "due": "2026-10-05",
        "weight": "60%",
        "criteria": ["Clear", "fair"],
    }
    assert forum == {"title": "Forum", "instructions": Text("When: weekly"), "weight": "30%"}
    assert exam == {"title": "Exam", "due": "week 12", "weight": "10%"}
    assert [(note.title, note.how) for note in desk.account if note.fate == "left out"] == [
        ("Total | 100%", "it only adds the others up")
    ]


def test_tables_below_other_headings_give_their_items(tmp_path: Path) -> None:
    draft, _ = _read(
        tmp_path,
        "# C\n\n## Outcomes\n\n"
        "| LO | Outcome | Bloom |\n|---|---|---|\n| LO1 | Decide | Evaluate |\n\n"
        "## Readings\n\n"
        "| Author | Title | Link |\n|---|---|---|\n| Smith | Consent | https://e.org/c |\n\n"
        "## Tasks\n\n"
        "| # | Task | Due | Points |\n|---|---|---|---|\n| 1 | Memo (1 h) | 2026-10-05 17:00 | 10 |\n\n"
        "## Seminars\n\n"
        "| Date | Title | Length |\n|---|---|---|\n| 6 Oct 2026, 10:00 | The board | 50 min |\n\n"
        "## Reflection\n\n| Question |\n|---|\n| What changed? |\n",
    )
    outcome, reading, task, session, reflection = draft.modules[0].items
    assert (outcome.data, outcome.wanted_id) == (
        {"statement": "Decide", "x-details": ["Bloom: Evaluate"]},
        "lo1",
    )
    assert reading.data == {
        "title": "Consent",
        "kind": "reading",
        "url": "https://e.org/c",
        "x-text": Text("Author: Smith"),
    }
    assert task.data == {
        "title": "Memo",
        "duration": "1 h",
        "due": "2026-10-05T17:00",
        "graded": True,
        "x-points": 10,
    }
    assert session.data == {"title": "The board", "starts": "2026-10-06T10:00", "duration": "50 min"}
    assert reflection.data == {"prompts": ["What changed?"]}


def test_a_table_without_a_head_is_read_by_the_look_of_its_cells(tmp_path: Path) -> None:
    draft, _ = _read(tmp_path, "# C\n\n## Assessment\n\n| | |\n|---|---|\n| Essay | 60% |\n| Quiz | 40% |\n")
    assert [item.data for item in draft.modules[0].items] == [
        {"title": "Essay", "weight": "60%"},
        {"title": "Quiz", "weight": "40%"},
    ]


def test_a_table_in_code_gives_no_items(tmp_path: Path) -> None:
    text = "# C\n\n## Tasks\n\n- Draw this\n\n  ```\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n  ```\n"
    draft, _ = _read(tmp_path, text)
    assert [item.data["title"] for item in draft.modules[0].items] == ["Draw this"]


@pytest.mark.parametrize(
    ("item", "title", "due", "weight"),
    [
        (
            "Write one page on a refusal. Due 18 September 2026.",
            "Write one page on a refusal.",
            "2026-09-18",
            "",
        ),
        ("Write one page. Due on Fri, 18 Sept 2026 at 17:00.", "Write one page.", "2026-09-18T17:00", ""),
        ("Hand in a page, due 18 September 2026, to your tutor", "", "2026-09-18", ""),
        ("Due 18 September 2026: a page", "a page", "2026-09-18", ""),
        ("Essay, due 5 October 2026, 60%", "Essay", "2026-10-05", "60%"),
        ("Essay (60%), due 5 October 2026", "Essay", "2026-10-05", "60%"),
        ("Essay due 5 October 2026 (in print)", "Essay (in print)", "2026-10-05", ""),
        ("An essay\nDue: 5 October 2026", "An essay", "2026-10-05", ""),
        ("Read 50% of the book", "", "", ""),
        ("Quiz: 40%", "Quiz", "", "40%"),
        ("Memo, due 31 February 2026", "", "", ""),
    ],
)
def test_titles_have_no_holes_where_facts_stood(item: str, title: str, due: str, weight: str) -> None:
    entry = entry_of(item)
    assert (entry.title, entry.due, entry.weight) == (title or item, due, weight)


def test_days_are_days_alone() -> None:
    said = ["5 Oct 2026", "2026-10-05", "Week 4", "end of week 4", "week 4 or 5", "05/10/2026", "soon"]
    assert [day_of(one) for one in said] == ["2026-10-05", "2026-10-05", "week 4", "week 4", "", "", ""]


def test_a_text_without_any_structure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no heading, list or table.*in Word by style"):
        _read(tmp_path, "A course about **consent**.\n\nIn the first week we read.\n")


def test_one_text_among_outlines_that_has_no_structure_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n## Tasks\n\n- Do\n", "utf-8")
    (tmp_path / "b.md").write_text("---\ntitle: B\n---\nOnly words.\n", "utf-8")
    desk = Desk()
    draft = read(open_source(tmp_path), desk)
    assert [item.data["title"] for item in draft.modules[0].items] == ["Do"]
    assert [(kept.source, kept.markdown.strip()) for kept in desk.account.kept] == [
        ("b.md", "---\ntitle: B\n---\nOnly words.")
    ]


def test_what_has_only_a_title_and_a_text_says_so(tmp_path: Path) -> None:
    _, desk = _read(tmp_path, "# Consent\n\nWe read and talk.\n")
    assert [(note.fate, note.how.partition(":")[0]) for note in desk.account] == [
        ("imported", "as the description")
    ]


BOLD = (
    "**Nursing ethics**\n\nFor nurses.\n\n**Week 1 - Consent**\n\nRead it.\n\n**Tasks**\n\n- Write a page\n\n"
    "**Week 2 - Truth**\n\n**This is not one.**\n\nDiscuss.\n\n"
    "**Assessment**\n\n- Essay\n\n**Grading**\n\nAll counts.\n"
)


def test_lines_in_bold_are_headings_where_there_are_none(tmp_path: Path) -> None:
    draft, desk = _read(tmp_path, BOLD)
    (module,) = draft.modules
    assert module.data == {"title": "Nursing ethics", "description": "For nurses."}
    assert [unit.data for unit in module.units] == [
        {"title": "Consent", "week": "1", "overview": "Read it."},
        {"title": "Truth", "week": "2", "overview": "**This is not one.**\n\nDiscuss."},
    ]
    assert [item.data["title"] for item in module.units[0].items] == ["Write a page"]
    assert [item.data["title"] for item in module.items] == ["Essay"]
    assert [kept.title for kept in desk.account.kept] == ["Grading"]
    (note,) = [note for note in desk.account if note.what == "outline"]
    assert note.how == "6 lines in bold, each by itself, are read as headings, as it has no others"
    assert is_outline(BOLD)


def test_bold_lines_beside_headings_stay_text(tmp_path: Path) -> None:
    draft, _ = _read(tmp_path, "# C\n\n## Week 1: Truth\n\n**Week 9**\n\nText.\n")
    assert draft.modules[0].units[0].data["overview"] == "**Week 9**\n\nText."


WEEKS = (
    "# C\n\n## Week 1: Consent\n\n### Tasks\n\n- Rule\n\n## Week {}: Truth\n\n"
    "### 2.{} Tasks\n\n#### Exercise {}: Sort\n\n"
    "Do.\n\n### Seminar: the board\n\nx\n"
)


def test_a_part_that_is_moved_and_numbered_anew_stays_itself(tmp_path: Path) -> None:
    before, _ = _read(tmp_path, WEEKS.format(2, 1, 1))
    after, _ = _read(tmp_path, WEEKS.format(3, 4, 5))
    first, second = before.modules[0].units[1], after.modules[0].units[1]
    assert (first.data["week"], second.data["week"]) == ("2", "3")
    assert first.source == second.source == "outline.md#truth"
    assert [item.source for item in first.items] == [item.source for item in second.items]
    assert len(first.items) == 2


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Week 3: Truth", "Truth"),
        ("2.1 Loops", "Loops"),
        ("Exercise 3: Loops", "Loops"),
        ("3. Loops", "Loops"),
        ("Week 3", "Week 3"),
        ("1984", "1984"),
        ("Truth", "Truth"),
    ],
)
def test_words_of_a_heading_are_without_its_number(heading: str, words: str) -> None:
    assert words_of(heading) == words

"""The design report as Markdown."""

from __future__ import annotations

import cmarkgfm  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from portraits import HOSTILE, ROWS, portrait_of, table_of, view_with

from coursewright.reporters.views.as_markdown import markdown_text
from coursewright.views.model import Cell, Row


def test_a_view_is_a_section_with_its_tables() -> None:
    text = markdown_text(portrait_of(view_with(tables=[table_of(ROWS[0])]), part="week 1"))
    assert text == (
        "# Consent\n\nOnly week 1.\n\n## Hours\n\n_Which week is too heavy?_\n\n"
        'Week 2 asks for 5.5 h. The fullest task is "Read".\n\n### Items\n\n'
        "| What | Hours | Place |\n| --- | ---: | --- |\n| **Week 1** |  |  |\n"
        "| Read | 5.5 h | modules/a.module.yaml:&#8203;3 |\n\n- Bars are hours.\n\n"
        "Sources:\n\n- Somebody, 2020.\n"
    )


def test_an_empty_table_says_so() -> None:
    assert "### Items\n\nThere is no item.\n" in markdown_text(portrait_of(view_with(tables=[table_of()])))


def rows_of(text: str) -> list[str]:
    shown: str = cmarkgfm.github_flavored_markdown_to_html(text)
    return shown.split("<tr>")[2:]


def test_hostile_text_stays_in_its_cell() -> None:
    text = markdown_text(portrait_of(view_with(tables=[table_of(*ROWS)]), title=HOSTILE))
    assert "\x1b" not in text
    assert "@all" not in text, "a space of no width keeps it from being a mention"
    shown = cmarkgfm.github_flavored_markdown_to_html(text)
    assert "<b>" not in shown
    assert "<a " not in shown
    assert [row.count("<td") for row in rows_of(text)] == [3, 3, 3, 3]


@pytest.mark.parametrize("start", ["1. ", "- ", "# ", "> ", "+ ", "=== "])
def test_a_sentence_begins_no_list_or_heading(start: str) -> None:
    view = view_with()._replace(answer=(f"{start}things",), notes=())
    shown = cmarkgfm.github_flavored_markdown_to_html(markdown_text(portrait_of(view)))
    assert shown.count("<h") == 2
    assert "<ol" not in shown
    assert "<blockquote" not in shown
    assert shown.count("<ul") == 1, "the sources"


@given(st.text())
def test_any_text_stays_in_its_cell(text: str) -> None:
    row = Row((Cell(text), Cell(text)))
    shown = rows_of(markdown_text(portrait_of(view_with(tables=[table_of(row)]))))
    assert [one.count("<td") for one in shown] == [2]

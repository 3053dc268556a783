"""Places in files, drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.reporters.shared.frame import frame
from coursewright.reporters.shared.measure import safe, width
from coursewright.reporters.shared.style import Paint

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.lint.findings import Mark


def draw(mark: Mark, columns: int = 80) -> list[str]:
    return frame(mark, columns, Paint())


def test_the_line_and_marks_under_what_is_meant(mark: Callable[..., Mark]) -> None:
    text = "module: m\ntitle: A thing\n"
    assert draw(mark(text, 17, 24)) == ["  |", "2 | title: A thing", "  |        ^^^^^^^"]


def test_the_first_line_and_the_last(mark: Callable[..., Mark]) -> None:
    assert draw(mark("module: m", 0, 6)) == ["  |", "1 | module: m", "  | ^^^^^^"]
    assert draw(mark("module: m", 9, 9))[2] == "  |          ^", "past the end"
    assert draw(mark("module: m\n", 10, 10)) == ["  |", "2 |", "  | ^"]
    assert draw(mark("", 0, 0)) == ["  |", "1 |", "  | ^"]


def test_the_gutter_grows_with_the_number(mark: Callable[..., Mark]) -> None:
    text = "a: b\n" * 1234
    assert draw(mark(text, 5 * 1233, 5 * 1233 + 1)) == ["     |", "1234 | a: b", "     | ^"]


def test_of_many_lines_the_first_is_drawn(mark: Callable[..., Mark]) -> None:
    text = "why: |\n  one\n  two\nmodule: m\n"
    assert draw(mark(text, 5, 18)) == ["  |", "1 | why: |", "  |      ^"]


def test_tabs_are_a_space_and_so_are_their_marks(mark: Callable[..., Mark]) -> None:
    assert draw(mark("\t\tid: x\n", 2, 4)) == ["  |", "1 |   id: x", "  |   ^^"]


@pytest.mark.parametrize(
    ("text", "word", "pad", "carets"),
    [
        ("title: 递归 of lists", "of", 12, 2),
        ("title: 递归 of lists", "递归", 7, 4),
        ("title: 👍 of lists", "of", 10, 2),
        ("title: 👩\u200d💻 of lists", "of", 10, 2),
        ("title: de\u0301ja\u0300 vu", "vu", 12, 2),
        ("title: שלום עולם, of", "of", 18, 2),
        ("title: שלום עולם", "עולם", 12, 4),
        ("title: a\x1bb of", "of", 16, 2),
    ],
)
def test_marks_stand_under_what_they_mean(
    text: str, word: str, pad: int, carets: int, mark: Callable[..., Mark]
) -> None:
    start = text.index(word)
    shown = draw(mark(text, start, start + len(word)))
    assert shown[2] == f"  | {' ' * pad}{'^' * carets}"
    assert shown[1] == f"1 | {safe(text)}"


def test_long_lines_are_cut_around_the_marks(mark: Callable[..., Mark]) -> None:
    text = "x" * 100 + " HERE " + "y" * 100
    bar, line, carets = draw(mark(text, 101, 105), 60)
    assert (len(line), line[4], line[-1]) == (60, "…", "…")
    assert line[len(carets) - 4 : len(carets)] == "HERE"
    assert bar == "  |"
    start = draw(mark(text, 0, 4), 40)
    assert start[1] == f"1 | {'x' * 35}…"
    end = draw(mark(text, 203, 206), 40)
    assert end[1].endswith("yyy")
    assert len(end[2]) == len(end[1])


def test_long_marks_are_cut_themselves(mark: Callable[..., Mark]) -> None:
    text = "x" * 300
    shown = draw(mark(text, 10, 290), 40)
    assert len(shown[1]) == 40
    assert len(shown[2]) == 40
    wide = draw(mark("递" * 300, 10, 290), 40)
    assert width(wide[1]) <= 40
    assert width(wide[2]) <= 40


@given(st.text(st.characters(exclude_characters="\r\n"), max_size=120), st.data(), st.integers(20, 100))
def test_marks_are_as_wide_as_what_they_mark(text: str, data: st.DataObject, columns: int) -> None:
    from pathlib import Path

    from coursewright.lint.findings import Mark
    from coursewright.spec.source import Source

    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    source = Source(Path("/x.yaml"), text)
    bar, line, carets = draw(Mark(source, source.span(start, end), ""), columns)
    assert width(bar) == 3
    assert width(line) <= max(columns, 24)
    assert set(carets[4:]) <= {" ", "^"}
    assert carets.endswith("^")

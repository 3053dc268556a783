"""Text made safe, measured, cut and wrapped."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.reporters.shared.measure import flat, head, safe, shorten, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("plain", 5),
        ("déjà vu", 7),
        ("de\u0301ja\u0300", 4),  # combining accents
        ("递归", 4),
        ("ｆｕｌｌ", 8),
        ("ﾊﾝｶｸ", 4),
        ("한국어", 6),
        ("\u1112\u1161\u11ab", 2),  # one syllable of three letters
        ("שלום", 4),
        ("हिन्दी", 5),  # two of its vowels stand beside their letters
        ("👍", 2),
        ("👩\u200d💻", 2),  # joined into one
        ("e\u200b", 1),
        ("✓", 1),
    ],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("déjà 递归 שלום 👩\u200d💻", "déjà 递归 שלום 👩\u200d💻"),
        ("a\tb", "a b"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("bell\x07", "bell\\u0007"),
        ("\x9b31m", "\\u009b31m"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("a\u2028b\ufeff", "a\\u2028b\\ufeff"),
        ("\ud800", "\\ud800"),
        ("\U000e0001", "\\U000e0001"),
        ("a\nb", "a\\u000ab"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_flat_is_one_line() -> None:
    assert flat("  a\n\n  b\r\n\tc \x1b ") == "a b c \\u001b"


@given(st.text())
def test_nothing_unsafe_is_left(text: str) -> None:
    shown = safe(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert safe(shown) == shown
    shown.encode("utf-8")


@given(st.text(), st.integers(1, 60))
def test_head_fits_and_is_a_start(text: str, room: int) -> None:
    assert text.startswith(head(text, room))
    assert width(head(text, room)) <= room
    assert width(shorten(text, room)) <= room


def test_shorten() -> None:
    assert shorten("a short one", 20) == "a short one"
    assert shorten("a text that is too long", 10) == "a text th…"
    assert shorten("递归递归递归", 8) == "递归递…"


def test_wrap() -> None:
    assert wrap("one two three four", 9) == ["one two", "three", "four"]
    assert wrap("one two three four", 13, first=5) == ["one", "two three", "four"]
    assert wrap("", 10) == [""]
    assert wrap("a-word-that-is-longer-than-the-line x", 10) == ["a-word-that-is-longer-than-the-line", "x"]
    assert wrap("理解递归的思想，并解释它。", 10) == ["理解递归的", "思想，并解", "释它。"]
    assert wrap("ask 👩\u200d💻👩\u200d💻👩\u200d💻 now", 8) == ["ask 👩\u200d💻👩\u200d💻", "👩\u200d💻 now"]


@given(st.lists(st.text("abc déλж", min_size=1, max_size=12), max_size=30), st.integers(12, 60))
def test_wrapping_loses_nothing_and_fits(words: list[str], room: int) -> None:
    text = " ".join(" ".join(words).split())
    lines = wrap(text, room)
    assert " ".join(lines) == text
    assert all(width(line) <= room for line in lines)


@given(st.text("漢字かな。，abc ", max_size=80).map(lambda text: " ".join(text.split())), st.integers(4, 40))
def test_wrapping_scripts_without_spaces(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        longest = max((width(run) for run in re.findall(r"[abc]+[。，]*|[^abc ][。，]*", line)), default=0)
        assert width(line) <= max(room, longest)


@pytest.mark.parametrize("text", ["##[error]no", "a ##[add-mask]b", "#\u200d#\u00ad[group]", "é ##[x"])
def test_nothing_shown_is_a_command_to_a_runner(text: str) -> None:
    shown = safe(text)
    assert not re.search(r"#\W*#\W*\[", shown)
    assert shown.replace("\\u0023", "#", 1) == text
    assert safe("## [a heading] # 1") == "## [a heading] # 1"


@pytest.mark.parametrize(
    "text", ["one two ::error::no three", "é two ::error::no three", "a :: b ::c", "a \u200b::b c"]
)
def test_no_line_begins_as_a_command_does(text: str) -> None:
    for room in range(1, len(text)):
        lines = wrap(text, room)
        assert not [line for line in lines if line.lstrip("\u200b").startswith("::")]
        assert " ".join(lines) == text

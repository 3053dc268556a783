"""Whatever a text holds, GitHub and GitLab show it as it is, and make nothing of it."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_pages import MADE_OF_TEXT, Page, commonmark, github

from coursewright.reporters.markdown.text import code, cut, fitted, prose, text
from coursewright.reporters.shared.measure import flat, safe

if TYPE_CHECKING:
    from collections.abc import Callable

FRAGMENTS = (
    "<script>alert(1)</script>",
    "</details></summary>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<b onclick=x>",
    "<http://example.org>",
    "![a](http://example.org/x.png)",
    "[a](javascript:alert(1))",
    "[a][b]",
    "[^1]",
    "[^1]: note",
    "[b]: http://example.org",
    "http://example.org/a_b",
    "www.example.org",
    "smb://host",
    "mailto:someone@example.org",
    "someone@example.org",
    "@all",
    "#123",
    "owner/name#123",
    "GH-123",
    "!123",
    "~bug",
    '%"8.6"',
    "&12",
    "[vulnerability:1]",
    "[[wiki]]",
    "{+new+}",
    ":smile:",
    "a5c3785ed8d6a35868bc169f07e40e889087fd2e",
    "owner/name@a5c3785",
    "1234567",
    "| a | b |",
    "| --- | --- |",
    "**bold** *it* _it_ __init__ snake_case ~~no~~ ~a~",
    "$x$",
    "$$",
    "$`x`$",
    "`",
    "``",
    "`code`",
    "\\",
    "\\*",
    "\\|",
    "&amp;",
    "&#42;",
    "&copy",
    "&",
    "# heading",
    "- [ ] task",
    "> [!NOTE]",
    "1. one",
    "\n\n---\n\n",
    "\r",
    "\t",
    "\x00",
    "\x1b[31m",
    "\u202egpj",
    "\u2028",
    "\ud800",
    "\u200b",
    " ",
)
hostile = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), max_size=6).map("".join)


RENDERERS = pytest.mark.parametrize("render", [commonmark, github])


def seen(raw: str) -> str:
    return " ".join(flat(raw).replace("\u200b", "").split())


def bare(shown: str) -> str:
    """Return a text without what may have become code, and without spaces."""
    return "".join(shown.replace("`", "").split())


@RENDERERS
@given(raw=hostile)
def test_a_text_shows_as_itself_and_nothing_is_made_of_it(render: Callable[[str], Page], raw: str) -> None:
    page = render(f"- (x {text(raw)} x)\n")
    assert page.shown == " ".join(f"(x {seen(raw)} x)".split())
    assert set(page.elements) <= {"ul", "li", "span"}
    assert not [one for one in page.texts if MADE_OF_TEXT.search(one)]


@RENDERERS
@pytest.mark.parametrize("raw", FRAGMENTS)
def test_each_fragment(render: Callable[[str], Page], raw: str) -> None:
    page = render(f"- x {text(raw)} x\n")
    assert page.shown == " ".join(f"x {seen(raw)} x".split())
    assert set(page.elements) <= {"ul", "li", "span"}
    assert not [one for one in page.texts if MADE_OF_TEXT.search(one)]


@RENDERERS
@pytest.mark.parametrize("mark", string.punctuation + "a 1")
def test_a_backslash_stays(render: Callable[[str], Page], mark: str) -> None:
    raw = f"a\\{mark}b"
    assert render(f"- {text(raw)}\n").shown == raw
    assert render(f"- **{text(f'{mark}a{chr(92)}')}** x\n").shown == f"{mark.strip()}a\\ x"


@RENDERERS
def test_the_renderers_would_make_something_of_it(render: Callable[[str], Page]) -> None:
    assert "b" in render("x <b>alert(1)</b>").elements
    assert "strong" in render("x **bold**").elements


@pytest.mark.parametrize(
    "raw", ["@all", "#1", "~bug", "GH-1", ":smile:", "http://x.org", "www.x.org", "$x$", "a5c3785"]
)
def test_what_is_looked_for_would_be_found(raw: str) -> None:
    assert MADE_OF_TEXT.search(raw)
    assert not MADE_OF_TEXT.search(commonmark(text(raw)).texts[-1])


@RENDERERS
@given(raw=hostile)
def test_a_text_in_a_table_stays_in_its_cell(render: Callable[[str], Page], raw: str) -> None:
    page = render(f"| a | b |\n| --- | ---: |\n| x {text(raw)} x | 1 |\n")
    assert [one for one in page.elements if one != "span"] == [
        *("table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td")
    ]
    assert page.shown == " ".join(f"a b x {seen(raw)} x 1".split())


@RENDERERS
@given(raw=hostile.filter(bool))
def test_code_shows_as_itself(render: Callable[[str], Page], raw: str) -> None:
    page = render(f"- x {code(raw)} *x*\n")
    assert "".join(page.codes) == safe(raw)
    assert page.elements == ["ul", "li", "code", "em"]


def test_no_code_of_nothing() -> None:
    assert code("") == ""


@RENDERERS
@given(raw=hostile)
def test_prose_makes_nothing_but_code(render: Callable[[str], Page], raw: str) -> None:
    page = render(f"- x {prose(raw)} x\n")
    assert set(page.elements) <= {"ul", "li", "span", "code"}
    assert bare(page.shown) == bare(f"x {seen(raw)} x")
    assert not [one for one in page.texts if MADE_OF_TEXT.search(one)]


def test_prose_shows_pairs_of_backticks_as_code() -> None:
    page = commonmark(prose("`a_b` is not a key of `<c>`, *ever*."))
    assert page.codes == ["a_b", "<c>"]
    assert page.shown == "a_b is not a key of <c>, *ever*."


@pytest.mark.parametrize("raw", ["`id`: `]]`> is", "no `` `pairs`", "a ` b"])
def test_prose_shows_other_backticks(raw: str) -> None:
    pairs = raw.count("`") % 2 == 0 and "``" not in raw
    page = commonmark(prose(raw))
    assert page.shown == (raw.replace("`", "") if pairs else raw)
    assert bool(page.codes) is pairs


def test_plain_words_stay_readable() -> None:
    plain = (
        'Task "Q & A, 50% of it (snake_case)" costs 3 min - or 4; see C:\\new, 12:30 + #hashes? No: 1 * 1.'
    )
    assert text(plain).replace("&#8203;", "").replace("&#42;", "*").replace("&amp;", "&") == plain


@given(raw=hostile, room=st.integers(1, 40))
def test_what_is_fitted_fits(raw: str, room: int) -> None:
    assert len(fitted(raw * 40, room)) <= 2 * room


def test_what_is_fitted_ends_with_an_ellipsis() -> None:
    assert fitted("word " * 20_000, 14) == "word word wor…"
    assert fitted("$" * 100_000, 40).endswith("…")


def test_cut_counts_characters() -> None:
    marks = "e" + "\u0301" * 1_000
    assert len(cut(marks, 10)) == 10
    assert cut("as it is", 8) == "as it is"


@pytest.mark.parametrize("show", [text, prose])
def test_what_follows_a_text_makes_no_emoji_of_its_end(show: Callable[[str], str]) -> None:
    page = github(f"{show('as in week:smile')}: next")
    assert page.shown == "as in week:smile: next"
    assert not any(MADE_OF_TEXT.search(shown) for shown in page.texts)

"""Where the links of a Markdown text are, and which of them say nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursewright.design import link_texts
from coursewright.design.link_texts import is_vague, vague_links
from coursewright.design.markdown_links import Link, links

LISTS = sorted((Path(link_texts.__file__).parent / "data" / "link_texts").glob("*.txt"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md)", [("a", "b.md", 1)]),
        ("One\n\n- two [**a** `b`](<c d>)\n", [("a b", "c%20d", 3)]),
        ("x\n[a\nb](c) [d][e]\n\n[e]: f", [("a b", "c", 2), ("d", "f", 3)]),
        ("[![a](b.png)](c)", [("a", "c", 1)]),
        ("See <https://example.org/a>.", [("https://example.org/a", "https://example.org/a", 1)]),
        ("Two <A id=x HREF='b&amp;c'>a</A>", [("a", "b&c", 1)]),
        ("<p>\n<a\nhref=b>a&nbsp;<i>c</i></a>\n</p>", [("a c", "b", 2)]),
        ("<p><!-- <a href=b>a</a>\n--> <a href=c>d</a></p>", [("d", "c", 2)]),
        ("![a](b) `[a](b)` \\[a](b) [a] <!-- [a](b) -->", []),
        ("```\n[a](b)\n```", []),
        ("<a name=b>a</a> <b href=c>d</b> <a href=b", []),
        ("<abbr href=b>a</abbr>", []),
    ],
)
def test_links(text: str, found: list[tuple[str, str, int]]) -> None:
    assert links(text) == tuple(Link(*one) for one in found)


@given(st.text(alphabet="[]()<>a/href=\"'!`\\\n &;#:", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for link in links(text):
        assert 1 <= link.line <= text.count("\n") + 1


WORD = st.text("aé漢", min_size=1, max_size=4)
LINES = st.lists(st.tuples(WORD, st.sampled_from(" \n")).map("".join), max_size=4).map("".join)
PROSE = st.text("aé漢,. \t\u2028\n", max_size=30)
FORMS = (
    "[{words}]({target})",
    "[**{words}**](<{target}> 'a title')",
    "[{words}][mark]",
    '<a href="{target}">{words}</a>',
)
BLOCKS = ("{start}{link}", "- {start}{link}", "> {start}{link}", "<div>\n{start}{link}\n</div>")
PLACES = [(block, form) for block in BLOCKS for form in FORMS if "<div>" not in block or "<a" in form]
"""A block of HTML holds no Markdown."""


@pytest.mark.parametrize(("block", "form"), PLACES)
@settings(max_examples=30)
@given(
    before=PROSE,
    start=LINES,
    words=st.builds("{}{}".format, LINES, WORD),
    target=st.from_regex(r"[a-z]{1,5}(/[a-z0-9.-]{1,5})?(#[a-z]{1,3})?", fullmatch=True),
    after=PROSE,
)
def test_a_link_is_found_on_its_line(
    block: str, form: str, before: str, start: str, words: str, target: str, after: str
) -> None:
    """A link in a paragraph, a list, a quotation or HTML is found, whatever prose stands around it."""
    opening, _, closing = f"{before}\n\n{block}\n\n{after}".replace("{start}", start).partition("{link}")
    text = f"{opening}{form.format(words=words, target=target)}{closing}\n\n[mark]: {target}\n"
    assert links(text) == (Link(" ".join(words.split()), target, opening.count("\n") + 1),)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_is_read_whole(path: Path) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) > 50
    assert len(set(lines)) == len(lines)
    for line in lines:
        assert is_vague(line, path.stem), line
        assert list(vague_links(f"Look: [{line}](x)", f"{path.stem}-XX")), line


def test_every_language_of_the_design_has_a_list() -> None:
    assert [path.stem for path in LISTS] == ["de", "en", "es", "fr", "pt"]


@pytest.mark.parametrize("words", ["HERE", " here. ", "→ here ←", "Click  here!", "*here*", "ｈｅｒｅ"])
def test_dress_does_not_matter(words: str) -> None:
    assert is_vague(words, "en")


@pytest.mark.parametrize("words", ["", "...", "here be dragons", "why here", "here " * 20, "heré's"])
def test_what_says_something_is_left_alone(words: str) -> None:
    assert not is_vague(words, "en")


@pytest.mark.parametrize("language", ["cy", "zh-Hant", "", "../en", "EN_gb", "en-GB", None])
def test_a_language_without_a_list_is_silent(language: str | None) -> None:
    assert is_vague("here", language) == (language in {"", "EN_gb", "en-GB", None})

"""What HTML says, its Markdown says, as our own renderer reads it: random HTML there and back."""

from __future__ import annotations

import re
from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from coursewright.importers.prose import markdown_of, plain_of

SIGNS = [
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "~~",
        "~",
        "$",
        "$$",
        "\\",
        "#",
        "# ",
        "> ",
        ">",
        "- ",
        "+ ",
        "* ",
        "1. ",
    ),
    *(
        "2) ",
        "---",
        "===",
        "***",
        "|",
        "[",
        "]",
        "(",
        ")",
        "](",
        "![",
        "[^1]",
        "[^1]: ",
        "[x]: ",
        "<",
        "<b>",
        "&",
    ),
    *(
        "&amp;",
        "&#35;",
        "!",
        "^[",
        ":",
        ": ",
        "=",
        "    ",
        "\t",
        "\n",
        "::",
        "{",
        "}",
        "'",
        '"',
        "...",
        "\u00a0",
    ),
]
WORDS = [
    "word",
    "a",
    "snake_case",
    "x",
    "7",
    "3.5",
    "é",
    "日本語",
    "مرحبا",
    "🙂",
    "e.g.",
    "C:\\temp",
    "don't",
    "10",
    "__init__",
]
TEXTS = st.lists(st.sampled_from([*SIGNS, *WORDS, *WORDS, *[" "] * 20]), max_size=8).map("".join)
MARKS = st.sampled_from(
    ["b", "strong", "i", "em", "s", "del", "span", "u", "cite", 'span style="font-weight: bold"']
)
CODES = st.sampled_from(["code", "kbd"])


def _wrapped(tag: str, inner: str) -> str:
    return f"<{tag}>{inner}</{tag.partition(' ')[0]}>"


INLINE = st.recursive(
    TEXTS.map(escape),
    lambda inner: st.one_of(
        st.builds(_wrapped, MARKS, inner),
        st.builds("".join, st.lists(inner, min_size=2, max_size=4)),
        st.builds(lambda text: f'<a href="https://example.org/a_(b)">{text}</a>', inner),
        st.builds(lambda tag, text: _wrapped(tag, escape(text)), CODES, TEXTS),
        st.builds(lambda text: f"{text}<br>", inner),
    ),
    max_leaves=8,
)
BLOCKS = st.recursive(
    st.one_of(
        st.builds(lambda text: f"<p>{text}</p>", INLINE),
        st.builds(lambda text: f"<div>{text}</div>", INLINE),
        st.builds(lambda level, text: f"<h{level}>{text}</h{level}>", st.integers(1, 6), INLINE),
        st.builds(lambda text: f"<pre>{escape(text)}</pre>", TEXTS),
        INLINE,
        st.just("<hr>"),
    ),
    lambda inner: st.one_of(
        st.builds("".join, st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda text: f"<blockquote>{text}</blockquote>", inner),
        st.builds(
            lambda tag, items: _wrapped(tag, "".join(f"<li>{item}</li>" for item in items)),
            st.sampled_from(["ul", "ol", 'ol start="4"']),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(lambda head, text: f"<dl><dt>{head}</dt><dd>{text}</dd></dl>", INLINE, inner),
        st.builds(
            lambda cells: (
                "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in cells) + "</table>"
            ),
            st.lists(st.tuples(INLINE, INLINE), min_size=2, max_size=3),
        ),
    ),
    max_leaves=6,
)


def _renderer() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    made.use(footnote_plugin).use(deflist_plugin)
    return made.use(
        dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True
    )


RENDERER = _renderer()


def _words(html: str) -> str:
    """Return the letters and signs of HTML without white space, which Markdown may put elsewhere."""
    if not html.strip():
        return ""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return re.sub(r"[\s\u200b\u00a0]", "", str(root.text_content()))


def _rendered(markdown: str) -> str:
    return str(RENDERER.render(markdown))


@given(BLOCKS)
@settings(max_examples=120, deadline=None)
def test_no_word_and_no_sign_is_lost_or_means_something_new(html: str) -> None:
    markdown = markdown_of(html, lambda address: address)
    said, back = _words(html), _words(_rendered(markdown))
    if "$$" in said:
        said, back = said.replace("$", ""), back.replace("$", "")
    assert back.replace("•", "").replace("/", "") == said.replace("•", "").replace("/", ""), markdown


@given(BLOCKS)
@settings(max_examples=40, deadline=None)
def test_markdown_of_what_it_makes_is_the_same_again(html: str) -> None:
    once = markdown_of(html, lambda address: address)
    again = markdown_of(_rendered(once), lambda address: address)
    assert _words(_rendered(again)) == _words(_rendered(once))


@given(BLOCKS)
@settings(max_examples=40, deadline=None)
def test_plain_text_is_one_line_of_the_same_words(html: str) -> None:
    plain = plain_of(html)
    assert "\n" not in plain
    assert plain == plain.strip()

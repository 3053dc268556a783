from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursewright.design.markdown import Image, images


def seen(text: str) -> list[tuple[str, str, str]]:
    """Return alternative text, target and the exact text of every image."""
    return [(image.alt, image.target, text[image.start : image.end]) for image in images(text)]


@pytest.mark.parametrize(
    ("text", "alt", "target"),
    [
        ("![A map](map.png)", "A map", "map.png"),
        ("![](map.png)", "", "map.png"),
        ("![ ](map.png)", "", "map.png"),
        ('![A map](map.png "Title")', "A map", "map.png"),
        ("![A map](<my map.png> 'Title')", "A map", "my map.png"),
        ("![A map](map_(1).png)", "A map", "map_(1).png"),
        ("![A map](map\\).png)", "A map", "map).png"),
        ("![A map](\n  map.png\n)", "A map", "map.png"),
        ("![A *bold* map of `x`](map.png)", "A bold map of x", "map.png"),
        ("![A [small] map](map.png)", "A [small] map", "map.png"),
        ("![A [small](s) map](map.png)", "A small map", "map.png"),
        ("![![inner](a.png)](map.png)", "inner", "map.png"),
        ('<img src="map.png" alt="A map">', "A map", "map.png"),
        ("<IMG SRC=map.png ALT='A map' />", "A map", "map.png"),
        ('<img src="map.png">', "", "map.png"),
        ('<img alt="&lt;b&gt;" src="a?b&amp;c">', "<b>", "a?b&c"),
        ("![A map][m]\n\n[m]: map.png", "A map", "map.png"),
        ("![M][]\n\n[m]: map.png", "M", "map.png"),
        ("![M]\n\n[m]: map.png", "M", "map.png"),
        ("![M](\n\n[m]: map.png", "M", "map.png"),
        ("![](map.png){alt='A map, \"old\"'}", 'A map, "old"', "map.png"),
        ("![Caption](map.png){.wide alt='A map'}", "A map", "map.png"),
        ("![](map.png){alt=map}", "map", "map.png"),
        ("![](map.png){: alt='A map'}", "A map", "map.png"),
    ],
)
def test_one_image(text: str, alt: str, target: str) -> None:
    (image,) = images(text)
    assert (image.alt, image.target, image.decorative) == (alt, target, False)


@pytest.mark.parametrize(
    "text",
    [
        '<img src="a.png" alt="">',
        "<img src='a.png' alt>",
        '<img src="a.png" alt=" ">',
        '<img src="a.png" role="presentation">',
        '<img src="a.png" role="None">',
        '<img src="a.png" aria-hidden="true">',
        '![](a.png){alt=""}',
        "![](a.png){role=presentation}",
    ],
)
def test_a_stated_decorative_image(text: str) -> None:
    assert [image.decorative for image in images(text)] == [True]


def test_an_empty_markdown_alt_states_nothing() -> None:
    assert images("![](a.png)") == (Image("", "a.png", 0, 10, decorative=False),)


@pytest.mark.parametrize(
    "text",
    [
        "no image at all",
        "Wow![a] and <b>bold</b>",
        "![a](b c)",
        "![a] (b)",
        "![a][nowhere]",
        "\\![a](b)",
        "`![a](b)`",
        "`` ` ![a](b) ``",
        "```\n![a](b)\n```",
        "~~~ markdown\n![a](b)\n",
        "> ```\n> ![a](b)\n> ```",
        "    ![a](b)",
        "- x\n\n      ![a](b)",
        "`<img src=a>`",
        "```html\n<img src=a>\n```",
        "<!-- ![a](b) <img src=a> -->",
        "x <!-- ![a](b) --> y",
        "<script>\nx = '<img src=a>'\n</script>",
        "<div>\n![a](b)\n</div>",
        "<a title='![a](b)'>",
        "<http://example.org/![a](b)>",
        "<imgs src=a>",
        "![a\n\n](b)",
    ],
)
def test_what_is_no_image(text: str) -> None:
    assert images(text) == ()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("See ![a](b), then", ["![a](b)"]),
        ("é😀 ![a](b)\r\n\r\n- x\r\n- ![c](d)", ["![a](b)", "![c](d)"]),
        ("> quoted\n> - ![a\n>   b](c) x", ["![a\n>   b](c)"]),
        ("# Title ![a](b) ##", ["![a](b)"]),
        ("Title ![a](b)\n=====", ["![a](b)"]),
        ("| ![a](b) | ![c](d) |\n|---|---|", ["![a](b)", "![c](d)"]),
        ("[![a](b)](c)", ["![a](b)"]),
        ("1.  x\n\n    ![a](b){alt=x}", ["![a](b)"]),
        ("\t\n![a][r] ![r]\n\n[r]: x", ["![a][r]", "![r]"]),
        ("x <img\n src=a> y", ["<img\n src=a>"]),
        ("> <p>\n> <img\n>   alt='y'>", ["<img\n>   alt='y'>"]),
        ("a\0b ![a](b)", ["![a](b)"]),
        ("a\x0bb\u2028c ![a](b)\r![c](d)", ["![a](b)", "![c](d)"]),
        ("<div>\n\n![a](b)\n\n</div>", ["![a](b)"]),
        ("x <!-- ![n](n) --> ![a](b)", ["![a](b)"]),
        ("`code` ![a](b) `![n](n)`", ["![a](b)"]),
    ],
)
def test_an_image_knows_its_place(text: str, written: list[str]) -> None:
    assert [exact for _, _, exact in seen(text)] == written


def test_a_text_without_images_imports_no_parser() -> None:
    code = (
        "import sys; from coursewright.design.markdown import images;"
        "images('# Plain *text*, a [link](x) & 1 < 2'); sys.exit('markdown_it' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# ---------------------------------------------------------------- any text at all

_PIECES = [
    "![", "]", "(x)", "[", "](y)", '](y "t")', "a", "b ", "`", "``", "\\", "*", "\n", "\n\n", "> ", "- ",
    "    ", "<b>", "<!-- ", " -->", "<img src='<'>", "<http://q>", "[r]", "[]", "[r]: /z\n", "![a](u)",
    "![b][r]", "```\n", "# ", "<", "(", ")", '"', "{alt=''}", "1. ", "\t", "<div>", "\r\n",
]  # fmt: skip
_MARKDOWN = st.lists(st.sampled_from(_PIECES), max_size=16).map("".join)


@given(st.text(max_size=200) | _MARKDOWN)
def test_any_text_can_be_read(text: str) -> None:
    found = images(text)
    assert all(0 <= image.start < image.end <= len(text) for image in found)
    assert all(text[image.start] in "!<" and text[image.end - 1] in ")]>" for image in found)
    assert [image.start for image in found] == sorted({image.start for image in found})


# After `![r](`, a parenthesis that is no target, the parser departs from CommonMark and sees no reference.
_CLOSED = [piece for piece in _PIECES if piece not in {"(", ")", "{alt=''}"}]


@given(st.lists(st.sampled_from(_CLOSED), max_size=16).map("".join))
def test_the_targets_are_those_of_a_whole_parser(text: str) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").parse(text)
    if any(token.type == "html_block" for token in tokens):
        return  # a whole parser does not look inside
    expected = [
        str(child.attrs["src"]) if child.type == "image" else "<"
        for token in tokens
        for child in token.children or ()
        if child.type == "image" or (child.type == "html_inline" and child.content.startswith("<img"))
    ]
    assert [image.target for image in images(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "![" * 50_000,
        "[" * 50_000 + "]" * 50_000,
        "![" * 33_000 + "](x)" * 10_000,
        "![" * 30_000 + "]" * 30_000 + "\n\n[x]: y",
        "![a](" * 20_000,
        "![a](b" * 15_000,
        "[a](" * 20_000 + "![",
        "![((" * 25_000,
        "![a](b '" * 12_000,
        "![a](<" * 15_000,
        "![](a){'" * 12_000,
        "<img " * 20_000,
        "<img a='" * 12_000,
        "<a b" * 25_000 + "![",
        "<!--" * 25_000 + "![",
        "<!a " * 25_000 + "![",
        "`![``![```![" * 8_000,
        "`" * 100_000 + "![",
        "![x](y)" * 14_000,
        "![a][b]" * 14_000 + "\n\n[b]: x\n",
        "[![x](y)](z)" * 8_000,
        "> " * 50_000 + "![a](b)",
        "![\n" * 30_000,
        "![" + " " * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_time_grows_with_the_length(text: str) -> None:
    """If it grew with the square of the length, one of these would take minutes."""
    assert all(0 <= image.start < image.end <= len(text) for image in images(text))

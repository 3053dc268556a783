"""Markdown as HTML: what it becomes, where its links lead, and which files it takes along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from editions import example, written
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from platform_links import PlatformLinks

from coursewright.exporters.prose.assets import asset_of
from coursewright.exporters.prose.parsing import is_plain, tokens_of
from coursewright.exporters.prose.prose import Prose, prose_of
from coursewright.exporters.prose.render import Renderer
from coursewright.exporters.prose.text import paragraphs
from coursewright.spec.model import Material, Task

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.model import Course
    from coursewright.spec.source import Source

PNG = b"\x89PNG\r\n"


def _shop(tmp_path: Path, text: str = "Do it.") -> tuple[Course, Source]:
    """Return a module with files beside it, and the file it stands in."""
    for name in ("pic.png", "Ünï code.PNG", "notes/page.md", ".secret", 'a\'b "c".png'):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(
            PNG if name.endswith("g") else b"# A page\n\n![p](../pic.png) [back](../a.module.yaml)\n"
        )
    spec = (
        "module: a\ntitle: A\nmaterials:\n  - {id: p, title: A page, kind: page, path: notes/page.md}\n"
        f"tasks:\n  - id: t\n    title: T\n    materials: [p]\n    instructions: {text!r}\n"
    )
    edition = written(tmp_path, {"a.module.yaml": spec})
    return edition.course, edition.course.modules[0].source


def _html(tmp_path: Path, text: str, links: PlatformLinks | None = None, level: int = 2) -> str:
    course, source = _shop(tmp_path)
    made = Renderer(course, links or PlatformLinks()).html(Prose(text, source), level=level)
    etree.fromstring(f"<div>{made}</div>")  # so that what wants XML can take it as it is
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\n## B", "<h2>A</h2>\n<h3>B</h3>"),
        ("### A\n\n###### B", "<h2>A</h2>\n<h5>B</h5>"),
        ("- [ ] a\n- [x] b", '<ul>\n<li class="cw-task">☐ a</li>\n<li class="cw-task">☑ b</li>\n</ul>'),
        ("a  \nb", "<p>a<br />\nb</p>"),
        ("~~a~~", "<p><s>a</s></p>"),
        ("```py\n<\n```", '<pre tabindex="0"><code class="language-py">&lt;\n</code></pre>'),
        ("A\n: b", "<dl>\n<dt>A</dt>\n<dd>b</dd>\n</dl>"),
        ("It costs $5, or $6.", "<p>It costs $5, or $6.</p>"),
        ("AT&T <3", "<p>AT&amp;T &lt;3</p>"),
    ],
)
def test_markdown_becomes(tmp_path: Path, text: str, expected: str) -> None:
    assert _html(tmp_path, text) == expected


def test_table_has_headed_columns(tmp_path: Path) -> None:
    made = _html(tmp_path, "| a | b |\n|--:|---|\n| 1 | 2 |")
    assert '<th scope="col">a</th>' in made
    assert "style" not in made


def test_headings_start_where_asked(tmp_path: Path) -> None:
    assert _html(tmp_path, "# A\n\n## B", level=5) == "<h5>A</h5>\n<h6>B</h6>"


def test_first_heading_that_repeats_the_title_goes(tmp_path: Path) -> None:
    course, source = _shop(tmp_path)
    renderer = Renderer(course, PlatformLinks())
    assert (
        renderer.html(Prose("# *A*  page\n\ntext\n\n## B", source), below="a page")
        == "<p>text</p>\n<h2>B</h2>"
    )
    assert "Other" in renderer.html(Prose("# Other\n\n*text*", source), below="A page")


def test_formulas_are_mathml(tmp_path: Path) -> None:
    made = _html(tmp_path, "Take $x < \\frac{1}{2}$.\n\n$$\\sum_i x_i$$\n\n```math\na^2\n```")
    root = etree.fromstring(f"<div>{made}</div>")
    maths = root.findall(".//{http://www.w3.org/1998/Math/MathML}math")
    assert [one.get("display") for one in maths] == ["inline", "block", "block"]
    assert "∑" in made
    assert "&amp;#" not in made


@pytest.mark.parametrize("latex", ["\\frac{", "\\text{<script>alert(1)</script>}", "{" * 3000, "x" * 5000])
def test_no_formula_breaks_out(tmp_path: Path, latex: str) -> None:
    made = _html(tmp_path, f"$${latex}$$")
    assert "<script" not in made


def test_links_lead_to_pages_files_and_the_web(tmp_path: Path) -> None:
    course, source = _shop(tmp_path)
    links = PlatformLinks()
    page = tmp_path.resolve() / "notes" / "page.md"
    renderer = Renderer(course, links, {page: "a/p"})
    made = renderer.html(
        Prose("[p](notes/page.md#top) [f](pic.png) [w](https://e.org/?a=1&b=2) [m](mailto:a@b.org)", source)
    )
    assert re.findall(r'href="([^"]*)"', made) == [
        "a-p.html",
        "files/pic.png",
        "https://e.org/?a=1&amp;b=2",
        "mailto:a@b.org",
    ]
    assert links.used == ["pic.png"]
    assert [asset.name for asset in renderer.assets] == ["pic.png"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//e.org/x",
        "/etc/passwd",
        "../../etc/passwd",
        "a.module.yaml",
        ".secret",
        "notes",
        "gone.md",
        "http:x",
        "a:b",
        "#top",
    ],
)
def test_other_addresses_are_dropped_and_their_text_stays(tmp_path: Path, address: str) -> None:
    made = _html(tmp_path, f"[here](<{address}>) and ![there](<{address}>)")
    assert made == "<p>here and there</p>"


def test_images_of_other_servers_become_links(tmp_path: Path) -> None:
    text = "![a chart](https://e.org/c.png) ![](http://e.org/d.png)"
    assert "<img" not in _html(tmp_path, text)
    assert '<a href="https://e.org/c.png" class="cw-remote" rel="noopener noreferrer">a chart</a>' in _html(
        tmp_path, text
    )
    shown = _html(tmp_path, text, PlatformLinks(remote_images=True))
    assert '<img src="https://e.org/c.png" alt="a chart" />' in shown
    assert '<a href="http://e.org/d.png"' in shown


def test_a_linked_image_of_another_server_makes_no_link_in_a_link(tmp_path: Path) -> None:
    made = _html(tmp_path, "[![badge](https://e.org/b.svg)](https://e.org)")
    assert made == '<p><a href="https://e.org" rel="noopener noreferrer">badge</a></p>'


def test_footnotes_of_two_texts_do_not_meet(tmp_path: Path) -> None:
    one, two = (_html(tmp_path, f"{word}[^1]\n\n[^1]: note") for word in ("a", "b"))
    first, second = (set(re.findall(r'id="([^"]+)"', made)) for made in (one, two))
    assert len(first) == len(second) == 2
    assert not first & second
    assert set(re.findall(r'href="#([^"]+)"', one)) == first


def test_a_page_counts_its_links_from_itself(tmp_path: Path) -> None:
    course, _ = _shop(tmp_path)
    page = prose_of(course.every(Material)[0], "path", course)
    assert page is not None
    links = PlatformLinks()
    made = Renderer(course, links).html(page)
    assert '<img src="files/pic.png" alt="p" />' in made
    assert links.used == ["pic.png"]
    assert "back</p>" in made  # a spec is nobody's to read


def test_plain_has_words_alone(tmp_path: Path) -> None:
    course, source = _shop(tmp_path)
    text = Prose("# A\n\n*b* [c](x) ![d `x`](y)\n\n- `e` $f$\n\n$$g$$", source)
    assert Renderer(course, PlatformLinks()).plain(text) == "A b c d x e f g"


def test_names_of_files_suit_every_platform(tmp_path: Path) -> None:
    course, source = _shop(tmp_path)
    names = {}
    for written_name in (
        "pic.png",
        "Ünï code.PNG",
        "%C3%9Cn%C3%AF%20code.PNG",
        "notes/page.md",
        'a\'b "c".png',
    ):
        asset = asset_of(written_name, source, course)
        assert asset is not None, written_name
        names[written_name] = asset.name
        assert re.fullmatch(r"[a-z0-9._-]+", asset.name)
    assert names["pic.png"] == "pic.png"
    assert names["notes/page.md"] == "notes--page.md"
    assert names["Ünï code.PNG"] == names["%C3%9Cn%C3%AF%20code.PNG"]
    assert names["Ünï code.PNG"].startswith("uni-code---")
    assert len(set(names.values())) == 4


@settings(max_examples=200)
@given(st.text(alphabet="ab .,!?'\"-1)\n:;()/€é☐%@^{}", max_size=60))
def test_the_short_way_says_the_same_as_the_parser(text: str) -> None:
    if not is_plain(text):
        return
    expected = [token.content for token in tokens_of(text) if token.type == "inline"]
    assert re.findall(r"<p>(.*?)</p>", paragraphs(text), re.DOTALL) == [
        paragraphs(part).removeprefix("<p>").removesuffix("</p>") for part in expected
    ]


def test_instructions_of_the_examples_render() -> None:
    edition = example("research-ethics")
    renderer = Renderer(edition.course, PlatformLinks())
    for task in edition.course.every(Task):
        prose = prose_of(task, "instructions", edition.course)
        assert prose is not None
        assert renderer.html(prose).startswith("<")

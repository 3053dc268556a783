"""HTML in Markdown: what is harmless stays, and nothing runs, calls out or pretends to be ours."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from editions import example, written
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from platform_links import PlatformLinks

from coursewright.exporters.prose.prose import Prose
from coursewright.exporters.prose.render import Renderer

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="java&#x0A;script:alert(1)">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>",
    "<iframe src=https://e.org></iframe>",
    "<form action=https://e.org><input></form>",
    "<style>@import url(https://e.org)</style>",
    "<link rel=stylesheet href=https://e.org>",
    "<meta http-equiv=refresh content='0;url=https://e.org'>",
    "<base href=https://e.org>",
    "<object data=x></object><embed src=x>",
    "<div style='background:url(https://e.org)'>x</div>",
    "<video src=https://e.org/v poster=https://e.org/p></video>",
    "<template><img src=x onerror=alert(1)></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<div class='cw-decision' data-cw-decision='d1' id='top'>x</div>",
    "</div></section></body><script>alert(1)</script>",
    "<b>unclosed <i>mixed</b> up</i>",
    "<!-- --><!--> <img src=x onerror=alert(1)> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "a\x00b\x1b[2J<b>c</b>",
]
ALLOWED = {"href", "src", "alt", "title", "rel", "class", "id", "tabindex", "scope", "aria-label", "start"}


@cache
def _edition() -> Edition:
    return example("homework-fixed")


def _made(text: str) -> str:
    edition = _edition()
    source = edition.course.modules[0].source
    return Renderer(edition.course, PlatformLinks()).html(Prose(text, source))


def _check(made: str) -> None:
    """Look at HTML both as XML and as a browser does: neither finds anything that acts."""
    for root in (etree.fromstring(f"<div>{made}</div>"), lxml_html.fragment_fromstring(f"<div>{made}</div>")):
        for element in root.iter():
            assert isinstance(element.tag, str)
            name = etree.QName(element).localname
            assert name not in {
                "script",
                "style",
                "iframe",
                "form",
                "input",
                "svg",
                "object",
                "embed",
                "link",
            }
            if "Math" in element.tag or name.startswith("m"):
                continue
            for key, value in dict(element.attrib).items():
                assert isinstance(value, str)
                assert key in ALLOWED, (key, value)
                if key in {"href", "src"}:
                    assert value.startswith(("https://", "http://", "mailto:", "tel:", "#cw-fn", "files/")), (
                        value
                    )
                if key == "src":
                    assert value.startswith("files/")
                if key == "class":
                    assert value.startswith(
                        (
                            "cw-remote",
                            "cw-task",
                            "cw-scroll",
                            "cw-footnotes",
                            "cw-maths",
                            "cw-formula",
                            "language-",
                        )
                    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_html_does_nothing(text: str) -> None:
    for around in (text, f"before {text} after", f"- {text}\n\n$a<b$ **x**", f"> {text}\n\n{text}"):
        _check(_made(around))


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                *HOSTILE,
                "*a*",
                "\n\n",
                " ",
                "[x](javascript:1)",
                "$x$",
                "`<b>`",
                "<b>",
                "</p>",
                "> ",
                "[^1]\n\n[^1]: y",
            ]
        ),
        max_size=6,
    )
)
def test_no_mixture_does_anything(parts: list[str]) -> None:
    _check(_made("".join(parts)))


def test_harmless_html_stays(tmp_path: Path) -> None:
    (tmp_path / "pic.png").write_bytes(b"x")
    edition = written(tmp_path, {"a.module.yaml": "module: a\ntitle: A\ntasks: [{id: t, title: T}]\n"})
    source = edition.course.modules[0].source
    text = (
        "<details><summary>More</summary>\n\n**bold** <kbd>Ctrl</kbd> H<sub>2</sub>O\n\n</details>\n\n"
        '<figure><img src="pic.png" alt="A > b"><figcaption>c</figcaption></figure>\n\n$a<b$'
    )
    links = PlatformLinks()
    made = Renderer(edition.course, links).html(Prose(text, source))
    assert "<details><summary>More</summary>" in made
    assert "<strong>bold</strong> <kbd>Ctrl</kbd> H<sub>2</sub>O" in made
    assert '<img src="files/pic.png" alt="A &gt; b"/>' in made
    assert "<math " in made
    assert links.used == ["pic.png"]
    etree.fromstring(f"<div>{made}</div>")


def test_an_image_of_another_server_in_html_becomes_a_link() -> None:
    assert _made('<p><img src="https://e.org/x.png" alt="chart"> after</p>') == (
        '<p><a href="https://e.org/x.png" class="cw-remote" rel="noopener noreferrer">chart</a> after</p>'
    )

"""Markdown that our exporters made HTML of comes back as Markdown that makes the same HTML again."""

from __future__ import annotations

import re
from html import unescape

import pytest
import yaml
from editions import example
from platform_links import PlatformLinks

from coursewright.exporters.prose.prose import Prose
from coursewright.exporters.prose.render import Renderer
from coursewright.importers.prose import markdown_of
from coursewright.shipped import shipped

CONSTRUCTS = [
    "a[^1] b[^x]\n\n[^1]: note *x*\n\n    second\n[^x]: other",
    "- [ ] task\n- [x] done\n\n1. a\n\n2. b\n\n   c",
    "Term\n:   Def\n\nT2\n\n:   Def p\n\n    more",
    "$a_b$ and $$c$$ x\n\n$$\n\\frac{a}{b}\n$$\n\n`code `` x` **b** *i* ~~d~~",
    '![alt](https://e.org/x.png "t") [l](https://e.org "t")\n\n> q\n>\n> > r\n>\n> - a',
    "| a | b |\n|---|---|\n| x \\| y | `z` |\n\n```py\nx\n```\n\n    indented\n",
    "H<sub>2</sub>O\n\n<details><summary>s</summary>\n\ncontent **b**\n\n</details>\n",
    "a\\\nb  \nc\n\n***\n\n* a\n\n+ b\n\n- x\n  1. y\n     - z\n\n\\* not \\# a `b`",
    "# h1\n\n## h2 *x*\n\n###### h6 #hash",
    "- a\n\n  ```\n  x\n\n  y\n  ```\n- b",
    "1. a\n2. b\n   - c\n     > d\n3. e",
    "5 * 3 * 2, snake_case_name, [1], $5 and $6, R&D, a < b > c, C:\\dir\\*",
]


def _html(markdown: str) -> str:
    edition = example("homework-fixed")
    source = edition.course.modules[0].source
    return Renderer(edition.course, PlatformLinks()).html(Prose(markdown, source))


def _alike(html: str) -> str:
    """Return HTML without what depends on the letters of its source: names of notes, white space, quotes."""
    named = re.sub(r"cw-fn(ref)?-[0-9a-f]{6}", r"cw-fn\1", unescape(html))
    return re.sub(r"\s+", " ", named).replace("> <", "><").replace(" />", "/>").strip()


def _texts() -> list[str]:
    """Return the texts of several lines that the shipped examples hold."""
    found: list[str] = []
    for path in sorted(shipped("examples").rglob("*")):
        if path.suffix == ".md":
            found.append(path.read_text("utf-8"))
        elif path.suffix == ".yaml":
            waiting = [yaml.safe_load(path.read_text("utf-8"))]
            while waiting:
                match waiting.pop():
                    case str(text) if "\n" in text:
                        found.append(text)
                    case dict() as mapping:
                        waiting += mapping.values()
                    case list() as several:
                        waiting += several
    return found


@pytest.mark.parametrize("markdown", CONSTRUCTS)
def test_constructs_come_back(markdown: str) -> None:
    made = _html(markdown)
    assert _alike(_html(markdown_of(made, lambda address: address))) == _alike(made)


def test_all_texts_of_the_examples_come_back() -> None:
    texts = _texts()
    assert len(texts) > 40
    for text in texts:
        made = _html(text)
        assert _alike(_html(markdown_of(made, lambda address: address))) == _alike(made), text


def test_a_remote_image_is_an_image_again() -> None:
    made = _html("![A map](https://e.org/map.png) and ![](https://e.org/x.png)")
    assert "cw-remote" in made
    back = markdown_of(made, lambda address: address)
    assert back == "![A map](https://e.org/map.png) and ![](https://e.org/x.png)"

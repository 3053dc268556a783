"""Texts of questions as they stand in XML: as HTML, as Markdown, and as a plain line."""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from coursewright.importers.prose import markdown_of, plain_of
from coursewright.packages.reading.xml import local

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from coursewright.importers.prose import Resolve

__all__ = ["has_picture", "inner_html", "line_of_words", "markdown_words", "plain_html"]

_VOID = frozenset({"br", "hr", "img", "col", "source", "track", "input", "wbr"})
_IMAGE = re.compile(r"<img\b[^>]{0,4000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\b(alt|src)\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')""", re.IGNORECASE)
_BARE = re.compile(r"(?!\d+[.)])[A-Za-z0-9](?:[A-Za-z0-9,;?'()/%\u00b0-\u024f-]| (?! ))*+[.!]?")
"""A line in which nothing is markup, in HTML or in Markdown."""
_LONGEST = 10_000
"""Letters of what is looked at as a line: to match a long text takes a hundred times its room."""


def inner_html(element: _Element, stand_in: Callable[[_Element], str | None] = lambda _: None) -> str:
    """Return what is inside an element as HTML, without namespaces.

    `stand_in` may give HTML to stand for an element; it is asked about each before it is written.
    """
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        name = local(child)
        if name:
            given = stand_in(child)
            parts.append(_written(child, name, stand_in) if given is None else given)
        parts.append(escape(child.tail or "", quote=False))
    return "".join(parts)


def _written(element: _Element, name: str, stand_in: Callable[[_Element], str | None]) -> str:
    said = "".join(
        f' {key.rpartition("}")[2]}="{escape(value)}"'
        for key, value in sorted((str(key), str(value)) for key, value in element.attrib.items())
    )
    if name in _VOID:
        return f"<{name}{said}>"
    return f"<{name}{said}>{inner_html(element, stand_in)}</{name}>"


def plain_html(text: str) -> str:
    """Return a plain text as HTML: its line breaks stay."""
    paragraphs = re.split(r"\n[ \t]*\n+", text.strip())
    if len(paragraphs) == 1 and "\n" not in paragraphs[0]:
        return escape(paragraphs[0], quote=False)
    return "".join(f"<p>{'<br>'.join(map(_line, one.splitlines()))}</p>" for one in paragraphs)


def _line(text: str) -> str:
    return escape(text.strip(), quote=False)


def markdown_words(html: str, resolve: Resolve) -> str:
    """Return HTML as Markdown, at once where it is a line of words."""
    bare = html.strip()
    return bare if _is_bare(bare) else markdown_of(bare, resolve).strip()


def line_of_words(html: str) -> str:
    """Return HTML as plain text on one line; an image is its description, else the name of its file."""
    bare = html.strip()
    if _is_bare(bare):
        return bare
    if "<" not in bare:
        return " ".join(unescape(bare).split())
    return plain_of(_IMAGE.sub(_described, bare) if "<img" in bare.lower() else bare)


def has_picture(html: str) -> bool:
    """Say whether HTML shows an image that is no formula."""
    return any("equation" not in image[0] for image in _IMAGE.finditer(html))


def _is_bare(html: str) -> bool:
    return len(html) <= _LONGEST and _BARE.fullmatch(html) is not None


def _described(image: re.Match[str]) -> str:
    if "equation" in image[0]:
        return image[0]
    said = {key.lower(): unescape(one or other) for key, one, other in _ATTRIBUTE.findall(image[0])}
    name = posixpath.basename(unquote(said.get("src", "").partition("?")[0]))
    return f" {escape(said.get('alt', '').strip() or name, quote=False)} "

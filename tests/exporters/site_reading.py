"""A site in memory: its files, its pages as trees, and where its links lead."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import html

from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.packing.member import data
from coursewright.exporters.site.export import members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from coursewright.exporters.edition.model import Edition

__all__ = ["Address", "addresses", "pages_of", "site_of", "words_of"]

_LOADED = {"script": "src", "img": "src", "audio": "src", "video": "src", "source": "src", "track": "src"}


class Address(NamedTuple):
    """An address in a page."""

    page: str
    written: str
    loaded: bool
    """Whether the browser asks for it by itself."""
    target: str
    """The file that it leads to inside the site; empty for another website."""
    fragment: str


def site_of(edition: Edition) -> dict[str, bytes]:
    """Return the files of the site by their paths."""
    return {member.path: data(member) for member in members(edition, Ledger())}


def pages_of(files: dict[str, bytes]) -> dict[str, HtmlElement]:
    """Return the pages by their paths, read."""
    parser = html.HTMLParser(encoding="utf-8")
    return {
        path: html.document_fromstring(content, parser=parser)
        for path, content in files.items()
        if path.endswith(".html")
    }


def addresses(pages: dict[str, HtmlElement]) -> Iterator[Address]:
    """Yield all addresses of all pages."""
    for page, tree in pages.items():
        for element in tree.iter("a", "link", "form", *_LOADED):
            key = _LOADED.get(element.tag) or {"form": "action"}.get(element.tag, "href")
            written = element.get(key)
            if written is None:
                continue
            parts = urlsplit(written)
            loaded = element.tag not in {"a", "form"}
            if parts.scheme:
                yield Address(page, written, loaded, "", "")
                continue
            there = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
            yield Address(page, written, loaded, there if parts.path else page, parts.fragment)


def words_of(tree: HtmlElement) -> str:
    """Return the text of a page, in one line."""
    return " ".join(str(tree.text_content()).split())

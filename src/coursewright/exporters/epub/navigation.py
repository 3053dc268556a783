"""The list of contents of a book: for readers of today, and as NCX for those of yesterday."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.epub.package import identifier
from coursewright.exporters.epub.pages import Page, document
from coursewright.exporters.packing.xml import Maker, tree_bytes
from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Edition

__all__ = ["contents", "ncx"]

_MAKE = Maker("http://www.daisy.org/z3986/2005/ncx/")


def contents(pages: Sequence[Page], edition: Edition) -> bytes:
    """Return the list of contents as a page, with where the text begins."""
    words = edition.words
    begins = next((page for page in pages if page.depth), None)
    marks = [f'<li><a epub:type="toc" href="#toc">{escaped(words("epub.contents"))}</a></li>']
    if begins is not None:
        marks.append(f'<li><a epub:type="bodymatter" href="{begins.path}">{escaped(begins.title)}</a></li>')
    content = (
        f'<nav epub:type="toc" id="toc" role="doc-toc">{_listed(_nested(pages))}</nav>\n'
        f'<nav epub:type="landmarks" id="landmarks" hidden="hidden"><ol>{"".join(marks)}</ol></nav>'
    )
    return document(words("epub.contents"), content, edition, style="style.css")


def ncx(pages: Sequence[Page], edition: Edition) -> bytes:
    """Return the list of contents for readers of EPUB 2."""
    tree = _nested(pages)
    order = iter(range(1, len(pages) + 1))
    depth = max((page.depth for page in pages), default=1)
    made = _MAKE(
        "ncx",
        {"xml:lang": edition.language},
        _MAKE(
            "head",
            _MAKE("meta", name="dtb:uid", content=identifier(edition)),
            _MAKE("meta", name="dtb:depth", content=str(depth)),
            _MAKE("meta", name="dtb:totalPageCount", content="0"),
            _MAKE("meta", name="dtb:maxPageNumber", content="0"),
        ),
        _MAKE("docTitle", _MAKE("text", edition.title)),
        _MAKE("navMap", *(_point(branch, order) for branch in tree)),
        version="2005-1",
    )
    return tree_bytes(made)


class _Branch(NamedTuple):
    page: Page
    within: list[_Branch]


def _nested(pages: Sequence[Page]) -> list[_Branch]:
    """Return the pages that are in the list of contents, each with those within it."""
    roots: list[_Branch] = []
    open_ones: list[_Branch] = []
    for page in pages:
        if not page.depth:
            continue
        while open_ones and open_ones[-1].page.depth >= page.depth:
            open_ones.pop()
        branch = _Branch(page, [])
        (open_ones[-1].within if open_ones else roots).append(branch)
        open_ones.append(branch)
    return roots


def _listed(branches: Sequence[_Branch]) -> str:
    found = "".join(
        f'<li><a href="{page.path}">{escaped(page.title)}</a>{_listed(within)}</li>'
        for page, within in branches
    )
    return f"<ol>{found}</ol>" if found else ""


def _point(branch: _Branch, order: Iterator[int]) -> _Element:
    page = branch.page
    number = next(order)
    return _MAKE(
        "navPoint",
        _MAKE("navLabel", _MAKE("text", page.title)),
        _MAKE("content", src=page.path),
        *(_point(inner, order) for inner in branch.within),
        id=f"point-{page.name}",
        playOrder=number,
    )

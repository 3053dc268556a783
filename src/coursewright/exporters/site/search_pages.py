"""The search: a page that lists everything, and an index for the script that searches in the browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.packing.member import Member
from coursewright.exporters.packing.xml import clean
from coursewright.exporters.site.addresses import Link
from coursewright.exporters.site.frame import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.site.workshop import Workshop

__all__ = ["SEARCH", "search_pages"]

SEARCH = "search.html"
_INDEX = "data/search-index.js"


class _Group(NamedTuple):
    slug: str
    title: str
    links: tuple[Link, ...]


def search_pages(shop: Workshop) -> Iterator[Member]:
    """Yield the index and the page. All other pages that can be found have to be made before."""
    rows = [[page.title, page.path, _where(page.kind, page.where), page.text] for page in shop.found]
    text = json.dumps(
        [[clean(one) for one in row] for row in rows], ensure_ascii=False, separators=(",", ":")
    )
    # A script, since a page opened from a folder may load nothing else; JSON is JavaScript but for these two.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
    yield Member(_INDEX, f"window.coursewrightSearch={text};\n".encode("utf-8", "replace"))
    groups: dict[str, list[Link]] = {}
    for found in shop.found:
        groups.setdefault(found.where or shop.edition.title, []).append(
            Link(found.path, found.title, found.kind)
        )
    listed = tuple(
        _Group(f"all-{at}", title, tuple(links)) for at, (title, links) in enumerate(groups.items())
    )
    yield shop.frame.page("search", Page(SEARCH, shop.edition.words("site.search")), groups=listed)


def _where(kind: str, module: str) -> str:
    return ", ".join(one for one in (kind, module) if one)

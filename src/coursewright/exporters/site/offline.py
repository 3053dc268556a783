"""The offline copy: the whole site in one file, without what is too large to carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.packing.archives import zipped
from coursewright.exporters.packing.member import Member
from coursewright.exporters.site.frame import Page
from coursewright.exporters.site.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.exporters.prose.assets import Asset
    from coursewright.exporters.site.workshop import Workshop

__all__ = ["OFFLINE", "offline_pages"]

OFFLINE = "offline.html"
_COPY = "offline.zip"
_LARGE = 2_000_000
"""Bytes of a file from which on it stays behind."""


class _LeftOut(NamedTuple):
    name: str
    title: str
    size: str


def offline_pages(shop: Workshop, made: Sequence[Member], files: Sequence[Asset]) -> Iterator[Member]:
    """Yield the offline copy of all that was made, and the page where one gets it.

    In the copy, links to files that stay behind lead to its own page of that name, which lists them.
    """
    edition = shop.edition
    sizes = {asset.name: asset.path.stat().st_size for asset in files}
    large = [asset for asset in files if sizes[asset.name] > _LARGE]
    left_out = [
        _LeftOut(asset.name, asset.path.name, size_text(sizes[asset.name], edition)) for asset in large
    ]
    page = Page(OFFLINE, edition.words("site.offline"))
    limit = size_text(_LARGE, edition)
    inside = shop.frame.page("offline", page, weight="", left_out=left_out, limit=limit)
    taken = (Member(f"files/{asset.name}", asset.content) for asset in files if asset not in large)
    folder = edition.id
    copy = zipped(
        Member(f"{folder}/{member.path}", member.content)
        for member in (*_redirected(made, large), inside, *taken)
    )
    yield Member(_COPY, copy)
    weight = size_text(len(copy), edition)
    yield shop.frame.page("offline", page, weight=weight, left_out=left_out, limit=limit)


def _redirected(made: Iterable[Member], large: Sequence[Asset]) -> Iterator[Member]:
    """Yield pages whose links to large files lead to the page that names them."""
    for member in made:
        if not large or isinstance(member.content, bytes) is False or not member.path.endswith(".html"):
            yield member
            continue
        content = member.content
        assert isinstance(content, bytes)  # noqa: S101 - asked above
        for asset in large:
            name = asset.name.encode()
            for root in (b"", b"../"):
                there = b'href="' + root + b"files/" + name + b'"'
                content = content.replace(there, b'href="' + root + OFFLINE.encode() + b"#" + name + b'"')
        yield Member(member.path, content)

"""Blocks that learners read, watch or open: as materials of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from coursewright.importers.draft import File, Text
from coursewright.importers.olx.desk import inner, json_of
from coursewright.importers.olx.videos import video_of
from coursewright.packages.reading.xml import text_of

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.olx.blocks import Block
    from coursewright.importers.olx.desk import OlxDesk

__all__ = ["Shown", "shown_of"]

_ADDRESS = re.compile(r"""\bsrc\s*=\s*["'](https?://[^"'\s]+)["']""")


class Shown(NamedTuple):
    """A material that a block is."""

    what: str
    title: str
    data: Data
    how: str


def shown_of(block: Block, title: str, desk: OlxDesk) -> Shown | None:
    """Return what is shown in a block; None where that cannot be read. `title` is that of its unit."""
    name = block.title or title
    match block.tag:
        case "video":
            data = video_of(block, name, desk)
            return Shown("video", name, data, "as a material of the kind video")
        case "lti" | "lti_consumer":
            address = block.said("launch_url")
            return _linked("external tool", name, "tool", address) if address else None
        case "google-document" | "google-calendar" | "iframe":
            found = _ADDRESS.search(block.said("embed_code"))
            address = found[1] if found else block.said("iframe_url") or block.said("src")
            return _linked(block.tag.replace("-", " "), name, "website", address)
        case "pdf":
            return _file("PDF", name, "reading", block.said("url"), desk)
        case "image" | "image_modal":
            return _file("image", name, "image", block.said("image_url") or block.said("src"), desk)
        case "scorm" | "scormxblock" | "h5pxblock" | "ubcpi" | "recommender":
            return None
    return _as_text(block, name, desk)


def _linked(what: str, title: str, kind: str, address: str) -> Shown | None:
    if not address.startswith(("http://", "https://")):
        return None
    return Shown(
        what, title, {"title": title, "kind": kind, "url": address}, f"as a material of the kind {kind}"
    )


def _file(what: str, title: str, kind: str, address: str, desk: OlxDesk) -> Shown | None:
    if (file := desk.addresses.file(address)) is None:
        return _linked(what, title, kind, address)
    return Shown(
        what, title, {"title": title, "kind": kind, "path": File(file)}, f"as a material of the kind {kind}"
    )


def _as_text(block: Block, title: str, desk: OlxDesk) -> Shown | None:
    """Return a block of another kind by the text that stands in it, where there is any."""
    words = text_of(block.element)
    if not words or json_of(words) is not None:
        return None
    text = desk.markdown(inner(block.element))
    if not text:
        return None
    data: Data = {"title": title, "kind": "page", "path": Text(text)}
    return Shown(f"{block.tag} block", title, data, "as a page with its text; what it does is not there")


def source_of(block: Block) -> str:
    """Return a block as it stands in the course."""
    return etree.tostring(block.element, encoding="unicode", with_tail=False)

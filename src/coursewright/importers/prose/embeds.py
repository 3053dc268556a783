"""What a page shows from elsewhere, such as videos and frames: an address, and a title for the link to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from coursewright.importers.prose.parsing import words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Embed", "embed_of", "is_safe"]

_YOUTUBE = re.compile(
    r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]{6,20})(?![\w-])(?:\?.*)?"
)
_VIMEO = re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d+)(?:\?.*)?")
_UNSAFE = re.compile(r"(?:javascript|data|vbscript|file|about|blob):", re.IGNORECASE)
_SKIPPED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\ufeff]")
"""What browsers, or we, take out of an address before its scheme is read."""
_SITES = (
    ("youtube", "Video on YouTube"),
    ("youtu.be", "Video on YouTube"),
    ("vimeo", "Video on Vimeo"),
    ("kaltura", "Video on Kaltura"),
    ("panopto", "Video on Panopto"),
    ("h5p", "H5P activity"),
)
_KINDS = {"video": "Video", "audio": "Recording", "iframe": "Page", "object": "Object", "embed": "Object"}


class Embed(NamedTuple):
    """A thing that is shown within a page."""

    address: str
    title: str


def is_safe(address: str) -> bool:
    """Say whether an address may be linked to: nothing that runs, and nothing that is its own content."""
    return bool(address) and _UNSAFE.match(_SKIPPED.sub("", address[:300])) is None


def embed_of(element: _Element) -> Embed | None:
    """Return what an `iframe`, `video`, `audio`, `object` or `embed` shows; None where it names nothing."""
    written = _address(element).strip()
    if not is_safe(written):
        return None
    address = _page_of(written)
    title = element.get("title") or element.get("aria-label") or element.get("name") or ""
    return Embed(address, " ".join(title.split()) or _title(element, address))


def _address(element: _Element) -> str:
    for key in ("src", "data", "data-src"):
        if value := element.get(key):
            return value
    for child in element.iter("source", "embed", "iframe", "param"):
        named = child.tag != "param" or (child.get("name") or "").lower() in {
            "movie",
            "src",
            "url",
            "filename",
        }
        value = child.get("src") or child.get("value")
        if named and value:
            return value
    return ""


def _page_of(written: str) -> str:
    """Return the address of the page that a player is taken from."""
    if found := _YOUTUBE.fullmatch(written):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := _VIMEO.fullmatch(written):
        return f"https://vimeo.com/{found[1]}"
    return f"https:{written}" if written.startswith("//") else written


def _title(element: _Element, address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return _KINDS[str(element.tag)]
    host = (parts.hostname or "").removeprefix("www.")
    for sign, title in _SITES:
        if sign in host:
            return title
    if element.tag in {"video", "audio", "object", "embed"} or not host:
        if name := unquote(parts.path.rpartition("/")[2]):
            return name
        if words := words_of(element) if element.tag == "object" else "":
            return words
    return host or _KINDS[str(element.tag)]

"""What a file is, as its content says, where a book can show it; a drawing only where it is safe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["media_type"]

_SIGNS: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"OpusHead", 28, "audio/ogg; codecs=opus"),
)
"""What a file of each kind that every reader knows begins with, and where that stands."""
_SVG = "{http://www.w3.org/2000/svg}"
_LARGEST_SVG = 5_000_000
_DOCTYPES = frozenset({"-//W3C//DTD SVG 1.0//EN", "-//W3C//DTD SVG 1.1//EN"})
_UNSAFE = frozenset({f"{_SVG}script", f"{_SVG}foreignObject"})
_CALLS_OUT = re.compile(r"@import|url\(\s*[\"']?(?!#|data:image/)", re.IGNORECASE)
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href", "src")


def media_type(path: Path) -> str:
    """Return the kind of a file that a book can show, as its content says; empty for any other."""
    with path.open("rb") as file:
        head = file.read(512)
    for sign, at, kind in _SIGNS:
        if head[at : at + len(sign)] == sign:
            return kind
    if head[4:8] == b"ftyp":
        return "audio/mp4" if head[8:11] == b"M4A" else "video/mp4"
    return "image/svg+xml" if b"<" in head and _is_safe_svg(path) else ""


def _is_safe_svg(path: Path) -> bool:
    """Tell whether a drawing is well made, runs nothing and asks nobody for anything."""
    if path.stat().st_size > _LARGEST_SVG:
        return False
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        drawing = etree.parse(str(path), parser)
    except (etree.XMLSyntaxError, OSError):
        return False
    root = drawing.getroot()
    about: Any = drawing.docinfo
    if root.tag != f"{_SVG}svg" or (about.doctype and about.public_id not in _DOCTYPES):
        return False
    # A style sheet may be named before the drawing begins.
    named = drawing.xpath("//processing-instruction()")
    return (
        not named and next(root.iter(etree.Entity), None) is None and all(map(_is_harmless, root.iter("*")))
    )


def _is_harmless(element: etree._Element) -> bool:
    if element.tag in _UNSAFE or _CALLS_OUT.search(element.text or ""):
        return False
    if any(
        str(name).lower().startswith("on") or _CALLS_OUT.search(str(value)) for name, value in element.items()
    ):
        return False
    return all(element.get(name, "#").startswith(("#", "data:image/")) for name in _HREFS)

"""Files of a course in its book: which of them readers can show, and what stands in place of the others."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.words.words import Words

__all__ = ["FOLDER", "media_type", "with_files"]

FOLDER = "files"
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
_OPEN = re.compile(r'<p class="cw-open-material"><a href="\.\./files/([^"]+)">.*?</a></p>', re.DOTALL)
_LINK = re.compile(r'<a href="\.\./files/[^"]+"[^>]*>(.*?)</a>', re.DOTALL)
_SHOWN = re.compile(
    r'<(img|audio|video)\b([^>]*?) src="\.\./files/([^"]+)"([^>]*?)(?:/>|>.*?</\1>)', re.DOTALL
)
_ALT = re.compile(r'\balt="([^"]*)"')


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


def with_files(html: str, kinds: dict[str, str], words: Words) -> tuple[str, frozenset[str]]:
    """Return a page with its files as a book can have them, and the names of those it shows.

    Readers open pages, not files: links to files go, and a line says where a file is that cannot be shown.
    """
    if f"../{FOLDER}/" not in html:
        return html, frozenset()
    shown: set[str] = set()

    def show(found: re.Match[str]) -> str:
        tag, name = found[1], unescape(found[3])
        kind = kinds.get(name, "")
        if kind.partition("/")[0] == {"img": "image"}.get(tag, tag):
            shown.add(name)
            return found[0]
        alt = _ALT.search(found[2] + found[4]) if tag == "img" else None
        return f"<span>{alt[1]}</span>" if alt is not None and alt[1] else ""

    def tell(found: re.Match[str]) -> str:
        name = unescape(found[1])
        if kinds.get(name):
            return ""
        return f'<p class="cw-elsewhere">{escape(words("epub.elsewhere", name=_called(name)))}</p>'

    html = _SHOWN.sub(show, html)
    html = _OPEN.sub(tell, html)
    return _LINK.sub(r"\1", html), frozenset(shown)


def _called(name: str) -> str:
    """Return the own name of a file, without the folders that its name in packages begins with."""
    return name.rpartition("--")[2] if "---" not in name else name


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

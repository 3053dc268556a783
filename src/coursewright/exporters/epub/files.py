"""Files on the pages of a book: those that are shown, and what stands in place of the others."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.exporters.words.words import Words

__all__ = ["FOLDER", "with_files"]

FOLDER = "files"
_OPEN = re.compile(r'<p class="cw-open-material"><a href="\.\./files/([^"]+)">.*?</a></p>', re.DOTALL)
_LINK = re.compile(r'<a href="\.\./files/[^"]+"[^>]*>(.*?)</a>', re.DOTALL)
_SHOWN = re.compile(
    r'<(img|audio|video)\b([^>]*?) src="\.\./files/([^"]+)"([^>]*?)(?:/>|>.*?</\1>)', re.DOTALL
)
_ALT = re.compile(r'\balt="([^"]*)"')


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

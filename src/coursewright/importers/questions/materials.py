"""Pieces of text and images in QTI 1.2, as HTML."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from coursewright.importers.questions.markup import inner_html, plain_html
from coursewright.packages.reading.xml import local

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.etree import _Element

__all__ = ["html_below", "walk"]

_TEXTS = frozenset({"mattext", "matemtext", "mat_formattedtext"})
_NOTHING: frozenset[str] = frozenset()


def walk(element: _Element, closed: Container[str] = _NOTHING) -> Iterator[_Element]:
    """Yield all elements below one, in order; of those with a name in `closed` nothing that is inside."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        name = local(one)
        if not name:
            continue
        yield one
        if name not in closed:
            waiting += reversed(one)


def html_below(element: _Element | None, closed: Container[str] = _NOTHING, gap: str = "") -> str:
    """Return the texts and images below an element as HTML; of elements named in `closed` none.

    `gap` stands for a field to write in that has text behind it.
    """
    if element is None:
        return ""
    pieces: list[str] = []
    for one in walk(element, closed):
        match local(one):
            case name if name in _TEXTS:
                pieces.append(_text(one))
            case "matimage":
                address = one.get("uri") or one.get("embedded") or ""
                pieces.append(f'<img src="{escape(address)}" alt="{escape(one.get("label") or "")}">')
            case "mataudio" | "matvideo" | "matapplication" if one.get("uri"):
                address = escape(one.get("uri") or "")
                pieces.append(f'<a href="{address}">{escape(one.get("label") or "") or address}</a>')
            case "matbreak":
                pieces.append("<br>")
            case "response_str" | "response_num" if gap:
                pieces.append(gap)
    while gap in pieces[-1:]:
        pieces.pop()
    return _joined([piece for piece in pieces if piece])


def _text(element: _Element) -> str:
    said = (element.get("texttype") or element.get("type") or "").lower()
    if len(element):
        return inner_html(element).strip()
    text = (element.text or "").strip()
    return text if "html" in said else plain_html(text)


def _joined(pieces: list[str]) -> str:
    """Return pieces one after the other; several are paragraphs unless they say what they are."""
    if len(pieces) < 2 or "<br>" in pieces:
        return "".join(pieces)
    return "".join(piece if piece.startswith("<") else f"<p>{piece}</p>" for piece in pieces)

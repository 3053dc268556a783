"""HTML as one line of plain text, and the parts of a page: its title and its body."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from lxml import etree

from coursewright.importers.prose.formulas import formula_of_image, formula_of_math, split_formulas
from coursewright.importers.prose.parsing import bare_text, is_unseen, parsed
from coursewright.importers.prose.pieces import Piece
from coursewright.importers.prose.spacing import regular

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["body_of", "plain_of", "title_of"]

_IN_LINE = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark o:p q rb rp rt ruby s "
        "samp small span strike strong sub sup tt u var wbr"
    ).split()
)
_IN_PLACE = frozenset({"img", "math", "input"})
_PASSED_OVER = frozenset("script style template head title svg iframe video audio object".split())  # noqa: SIM905
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_TITLE = re.compile(r"<title\b[^>]*+>", re.IGNORECASE)
_HEADING = re.compile(r"<h[1-6]\b[^>]*+>", re.IGNORECASE)
_HEADINGS = 50
"""Empty headings that are passed over in search of one that says something."""
_LONGEST = 20_000
"""Characters of a heading with its markup."""
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY = re.compile(r"<body\b(?:[^>\"']|\"[^\"]*+\"|'[^']*+')*+>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)


def plain_of(html: str) -> str:
    """Return the words of HTML in one line: formulas as LaTeX, images as the text that stands for them."""
    if "<" not in html and "&" not in html:
        return _line(html)
    root = parsed(html)
    return _line(bare_text(html) if root is None else "".join(_words(root)))


def title_of(html_page: str) -> str:
    """Return the title of a page, else its first heading, as plain text; empty where it has neither."""
    if found := _TITLE.search(html_page):
        inner = html_page[found.end() : found.end() + _LONGEST].partition("</")[0]
        if title := _line(unescape(inner)):
            return title
    for heading in islice(_HEADING.finditer(html_page), _HEADINGS):
        rest = html_page[heading.end() : heading.end() + _LONGEST]
        end = re.search(r"</h[1-6]", rest, re.IGNORECASE)
        if title := plain_of(rest[: end.start() if end else None]):
            return title
    return ""


def body_of(html_page: str) -> str:
    """Return what stands in the body of a page; of a fragment, all of it."""
    if start := _BODY.search(html_page):
        ends = [found.start() for found in _BODY_END.finditer(html_page, start.end())]
        return html_page[start.end() : ends[-1] if ends else None].strip()
    head = _HEAD_END.search(html_page)
    return html_page[head.end() if head else 0 :].strip()


def _line(text: str) -> str:
    if "\\" in text or "$$" in text:
        pieces = split_formulas([Piece("text", text)])
        text = "".join(
            piece.text if piece.kind in {"text", "code"} else f"${piece.text}$" for piece in pieces
        )
    return regular(text).strip()


def _words(root: _Element) -> list[str]:
    made: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        apart = isinstance(element.tag, str) and element.tag not in _IN_LINE
        if event == "start":
            said = _instead(element)
            made.append(" " if apart and element.tag not in _IN_PLACE else "")
            if said is None:
                made.append(element.text or "")
            else:
                made.append(said)
                walk.skip_subtree()
        elif element is not root:
            made.append(" " if apart and element.tag not in _IN_PLACE else "")
            made.append(element.tail or "")
    return made


def _instead(element: _Element) -> str | None:
    """Return what is said in place of an element and all that is in it; None for what is in it."""
    tag = element.tag
    if tag in _PASSED_OVER or is_unseen(element):
        return ""
    match tag:
        case "img":
            piece = formula_of_image(element)
            return f"${piece.text}$" if piece else element.get("alt") or ""
        case "math":
            piece = formula_of_math(element)
            return "" if piece is None else f"${piece.text}$" if piece.kind != "code" else piece.text
        case "sup" | "sub" if not len(element):
            table = _RAISED if tag == "sup" else _LOWERED
            text = (element.text or "").strip()
            return text.translate(table) if all(ord(sign) in table for sign in text) else text
    return None

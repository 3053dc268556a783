"""HTML as QTI 2.1 allows it: the elements and attributes of its own small XHTML, and MathML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["QTI", "body_of"]

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_MATHS = "http://www.w3.org/1998/Math/MathML"
_KEPT = re.compile(
    "a|abbr|acronym|address|b|big|blockquote|br|caption|cite|code|col|colgroup|dd|dfn|div|dl|dt|em|h[1-6]|hr|i"
    "|img|kbd|li|ol|p|pre|q|samp|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|ul|var"
)
_BLOCKS = re.compile("article|aside|details|figcaption|figure|footer|header|main|section|summary")
_CELL = frozenset({"headers", "scope", "abbr", "axis", "rowspan", "colspan"})
_ATTRIBUTES = {
    "a": frozenset({"href", "type"}),
    "img": frozenset({"src", "alt", "height", "width"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "td": _CELL,
    "th": _CELL,
}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def body_of(html: str) -> _Element:
    """Return HTML that is also XML as a `div` of QTI. What QTI has no element for keeps its text."""
    return _converted(etree.fromstring(f"<div>{html}</div>", _PARSER))


def _converted(element: _Element) -> _Element:
    tag = etree.QName(element).localname
    if etree.QName(element).namespace == _MATHS:
        return element
    name = _name(tag, element)
    made = etree.Element(f"{{{QTI}}}{name}", nsmap={None: QTI})  # type: ignore[dict-item]
    allowed = _ATTRIBUTES.get(name, frozenset())
    for attribute, value in element.attrib.items():
        if attribute in allowed:
            made.set(attribute, value)
    if (language := element.get("lang")) is not None:
        made.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    made.text = _box(element) if tag == "input" else element.text
    for child in element.iterchildren(etree.Element):
        tail = child.tail
        inner = _converted(child)
        inner.tail = tail
        made.append(inner)
    return made


def _name(tag: str, element: _Element) -> str:
    if tag == "a" and not element.get("href", "#").strip().startswith(("http", "mailto:", "tel:", "../")):
        return "span"  # within the page there is nothing to jump to
    if _KEPT.fullmatch(tag):
        return tag
    return "div" if _BLOCKS.fullmatch(tag) else "span"


def _box(element: _Element) -> str:
    return "☑" if element.get("checked") is not None else "☐"

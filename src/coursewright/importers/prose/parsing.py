"""HTML that anybody may have written, parsed with lxml, and never slower for being strange.

Three things make libxml2 slow or forgetful: tags with very many attributes, very many tags, and nesting
beyond 2,048. Long tags are written anew with the attributes that are read here; what has too many tags, or is
nested too deeply, is not parsed, and `None` says so: its words are read without structure (`bare_text`).
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["bare_text", "children_of", "is_unseen", "parsed", "style_of", "words_of"]

_TAGS = 150_000
"""Tags of one text, closing ones included. A page of a course has some hundreds, a book ten thousands."""
_LONG = 2000
"""Characters of a tag beyond which its attributes are sifted."""
_MOST = 60
_TAG = re.compile(
    r"""<(/?[A-Za-z][^\s/>]*+)"""
    r"""((?:[\s/]++|(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?+)*+)>?"""
)
_ATTRIBUTE = re.compile(r"""([A-Za-z-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++))""")
_READ = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "alt alttext aria-label class colspan data data-equation-content data-lang dir display encoding "
        "hidden href id kind lang name open role rowspan scope src start style title type value"
    ).split()
)
_UNSEEN = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "screenreader-only sr-only visually-hidden accesshide katex-html MathJax MathJax_Preview "
        "MathJax_Display MathJax_SVG MJX_Assistive_MathML"
    ).split()
)
"""Classes of what is not shown, and of formulas that are drawn beside the text they were made of."""
_INVISIBLE = re.compile(
    r"<(script|style|template|select|svg)\b[^>]*+>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[!?][^>]*+>?",
    re.DOTALL | re.IGNORECASE,
)
_BREAK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|section|article|blockquote|pre|dl|dt|dd|hr)\b[^>]*+>?",
    re.IGNORECASE,
)
_ANY = re.compile(r"</?[A-Za-z][^>]*+>?")


def parsed(html: str) -> _Element | None:
    """Return the root of a text in HTML; None where there is nothing, or it has to be read as bare text."""
    if html.count("<") > _TAGS:
        return None
    markup = html.replace("\0", "") if "\0" in html else html
    if len(markup) > _LONG:
        markup = _TAG.sub(_shortened, markup)
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        return None
    return root


def _shortened(found: re.Match[str]) -> str:
    whole = found[0]
    if len(whole) <= _LONG:
        return whole
    kept: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(found[2]):
        name = one[1].lower()
        if (name in _READ or name.startswith("data-cw-")) and name not in kept and len(kept) < _MOST:
            kept[name] = unescape(one[2] or one[3] or one[4] or "")
    written = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
    return f"<{found[1][:40]}{written}>"


def bare_text(html: str) -> str:
    """Return the words of HTML as paragraphs, with empty lines between them, by its tags alone."""
    text = _ANY.sub("", _BREAK.sub("\n\n", _INVISIBLE.sub("", html)))
    parts = (" ".join(part.split()) for part in unescape(text).split("\n\n"))
    return "\n\n".join(part for part in parts if part)


def children_of(element: _Element, *names: str) -> list[_Element]:
    """Return the children of an element with one of these names."""
    return [child for child in element if child.tag in names]


def words_of(element: _Element) -> str:
    """Return the words in an element in one line."""
    return " ".join(" ".join(map(str, element.itertext(with_tail=False))).split())


def style_of(element: _Element) -> str:
    """Return the style of an element in small letters, without spaces."""
    style = element.get("style")
    return "".join(style.lower().split()) if style else ""


def is_unseen(element: _Element) -> bool:
    """Say whether nobody sees an element."""
    if not element.attrib:
        return False
    names = element.get("class")
    if element.get("hidden") is not None or (names and not _UNSEEN.isdisjoint(names.split())):
        return True
    style = style_of(element)
    return any(said in style for said in ("display:none", "visibility:hidden", "mso-hide:all"))

"""HTML that authors wrote into Markdown: what is harmless stays, and becomes XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nh3
from lxml import etree
from lxml import html as lxml_html

from coursewright.exporters.prose.links import is_outside, is_relative

if TYPE_CHECKING:
    from coursewright.exporters.prose.addresses import Addresses

__all__ = ["harmless"]

_TAGS = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure "
        "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub "
        "summary sup table tbody td tfoot th thead tr u ul var wbr"
    ).split()
)
_ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "id", "aria-label", "class"},
    "code": {"class"},
    "div": {"class", "tabindex"},
    "img": {"src", "alt"},
    "li": {"id", "class", "value"},
    "ol": {"start", "type", "reversed"},
    "pre": {"tabindex"},
    "section": {"class"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "details": {"open"},
    "del": {"datetime"},
    "ins": {"datetime"},
}
_CLASSES = frozenset({"cw-formula", "cw-maths", "cw-scroll", "cw-footnotes", "cw-task", "cw-remote"})
_VOID = frozenset({"br", "hr", "img", "wbr"})


def harmless(markup: str, addresses: Addresses) -> str:
    """Return markup without whatever could run, call out or break a page, with the addresses of the platform.

    Images and links are still as authors wrote them.
    """
    kept = nh3.clean(
        markup,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    root = lxml_html.fragment_fromstring(kept, create_parent="div")
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or (element is not root and element.tag not in _TAGS):
            element.drop_tree()
        elif element.tag == "img":
            _put_image(element, addresses)
        elif element.tag == "a":
            _put_link(element, addresses)
    for element in root.iter():
        if element.tag not in _VOID and len(element) == 0 and not element.text:
            element.text = ""  # else XML closes it at once, and HTML would leave it open
    written = etree.tostring(root, encoding="unicode", method="xml", with_tail=False)
    return written.removeprefix("<div>").removesuffix("</div>")


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return what an attribute may say; None for nothing at all."""
    match name:
        case "class":
            kept = [word for word in value.split() if word in _CLASSES or word.startswith("language-")]
            return " ".join(kept) or None
        case "id":
            return value if value.startswith("cw-fn") else None
        case "tabindex":
            return "0" if tag in {"pre", "div"} else None
        case "href":
            return value if is_outside(value) or is_relative(value) or value.startswith("#cw-fn") else None
        case _:
            return value


def _put_link(element: lxml_html.HtmlElement, addresses: Addresses) -> None:
    address = addresses.link(element.get("href", ""))
    if address is None:
        element.drop_tag()
        return
    element.set("href", address.href)
    if address.rel:
        element.set("rel", "noopener noreferrer")


def _put_image(element: lxml_html.HtmlElement, addresses: Addresses) -> None:
    in_link = next(element.iterancestors("a"), None) is not None
    tag = addresses.image_tag(
        element.get("src", ""), element.get("alt", ""), element.get("title", ""), in_link=in_link
    )
    new = lxml_html.fragment_fromstring(tag, create_parent="span")
    element.getparent().replace(element, new)
    new.tail = element.tail
    new.drop_tag()

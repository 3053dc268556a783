"""What could run, call out or pretend in a piece of HTML or XML: two readers look, neither of them ours."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["harm_in_html", "harm_in_xml"]

_NEVER = frozenset(
    (  # noqa: SIM905 - lists of single strings read worse
        "script iframe frame frameset object embed applet base form input button textarea select style link "
        "meta svg template noscript marquee xmp plaintext portal dialog custom-evil foreignobject set animate"
    ).split()
)
_ADDRESSES = frozenset(
    (  # noqa: SIM905
        "href src action formaction xlink:href {http://www.w3.org/1999/xlink}href data poster background "
        "cite longdesc srcdoc ping manifest"
    ).split()
)
_LOADED = frozenset(("src", "poster", "background", "data", "srcset"))
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_OURS = re.compile(r"(?:\.\./)*(?:assets|data|script|launch|site)/[a-z0-9_./-]+\.(?:js|css)")

_OUR_STYLE = re.compile(r"(?:\.\./)*(?:assets/site|launch/launch|style)\.css")

Found = tuple[str, dict[str, str], str]


class _Reader(HTMLParser):
    """Collects tags as Python's own parser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Found] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}, ""))


def harm_in_html(text: str, *, page: bool = False) -> list[str]:
    """Return what is wrong with a piece of HTML. A whole page of ours may load its own scripts and styles."""
    if not text.strip():
        return []
    reader = _Reader()
    reader.feed(text)
    found = [*reader.found, *_lxml(text, page=page)]
    return [fault for one in found for fault in _faults(one, page=page)]


def harm_in_xml(root: etree._Element, *, page: bool = False) -> list[str]:
    """Return what is wrong with a tree that is HTML in XML."""
    return [fault for one in _tags(root.iter()) for fault in _faults(one, page=page)]


def _lxml(text: str, *, page: bool) -> Iterator[Found]:
    parser = lxml_html.HTMLParser(encoding="utf-8")
    data = (text if page else f"<div>{text}</div>").encode()
    yield from _tags(lxml_html.document_fromstring(data, parser=parser).iter())


def _tags(elements: Iterable[Any]) -> Iterator[Found]:
    for element in elements:
        if isinstance(element.tag, str):
            attributes = {str(name): str(value) for name, value in element.attrib.items()}
            yield etree.QName(element).localname, attributes, element.text or ""
        elif element.tag is not etree.Comment:
            yield str(element.tag), {}, ""


def _faults(found: Found, *, page: bool) -> Iterator[str]:
    tag, attributes, text = found
    if tag.lower() in _NEVER and not (page and _is_our_own(found)):
        yield f"<{tag}> {attributes} {text[:60]}"
    for name, value in attributes.items():
        low = name.lower()
        if low.startswith("on") or low in {"style", "srcset", "autofocus", "is", "srcdoc"}:
            yield f"{tag}@{name}={value[:60]}"
        if low in _ADDRESSES and (fault := _wrong_address(low, value)):
            yield f"{tag}@{name}={value[:60]}: {fault}"


def _wrong_address(name: str, value: str) -> str:
    bare = re.sub(r"[\x00-\x20]", "", value)
    if bare != value:
        return "blanks"
    if re.search(r'["<>`{}|^\\]', value):
        return "letters that no address may hold"
    if bare.startswith(("//", "\\", "/\\")):
        return "another server"
    scheme = _SCHEME.match(bare)
    if scheme is None:
        path = bare.partition("#")[0].partition("?")[0]
        return "outside" if posixpath.normpath(posixpath.join("a/b/c", path)).startswith("..") else ""
    if scheme[0].lower() not in {"http:", "https:", "mailto:", "tel:"}:
        return "scheme"
    return "loaded from elsewhere" if name in _LOADED else ""


def _is_our_own(found: Found) -> bool:
    tag, attributes, text = found
    match tag:
        case "script":
            return (
                set(attributes) <= {"src", "defer"}
                and _OURS.fullmatch(attributes["src"]) is not None
                and not text
            )
        case "link":
            return (
                attributes.get("rel") == "stylesheet" and _OUR_STYLE.fullmatch(attributes["href"]) is not None
            )
        case "meta":
            kind = attributes.get("http-equiv", "")
            return kind in {"", "Content-Security-Policy"} and kind.lower() != "refresh"
        case "form":
            return attributes.get("class", "").startswith("cw-find") and attributes.get(
                "action", ""
            ).endswith("search.html")
        case "iframe":
            return attributes.get("id") == "course" and set(attributes) == {"id", "title", "allow"}
        case "style":
            return "@import" not in text and "url(" not in text
        case "input" | "button":
            return True  # of the search; no form of others can hold it
        case "noscript" | "dialog":
            return True
    return False

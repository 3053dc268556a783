"""A part of a page, with its elements by their class names."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree

from coursewright.importers import links
from coursewright.importers.draft import File, Ref
from coursewright.importers.prose import markdown_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from coursewright.importers.prose import Resolve

__all__ = ["Scope", "classes", "folded", "is_unsaid", "line", "lines", "plain", "tag_of", "within"]

_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {"p", "li", "div", "ul", "ol", "blockquote", "pre"}
_APART = _BLOCKS | {"br", "td", "dd"}


class Scope:
    """An element of a page and what is in it, by class names, each in the order of the page.

    What is within another of the same class is left out: no page of ours has it, and reading each would take
    ever longer.
    """

    def __init__(self, element: _Element, resolve: Resolve) -> None:
        self.element = element
        self._resolve = resolve
        self._found: dict[str, list[_Element]] = {}
        around: Counter[str] = Counter()
        for event, one in etree.iterwalk(element, events=("start", "end")):
            for name in dict.fromkeys(classes(one)):
                if event == "end":
                    around[name] -= 1
                    continue
                if not around[name]:
                    self._found.setdefault(name, []).append(one)
                around[name] += 1

    def all(self, name: str) -> Sequence[_Element]:
        """Return the elements of a class, which is given without its `cw-`."""
        return self._found.get(f"cw-{name}", ())

    def first(self, name: str, without: str = "") -> _Element | None:
        """Return the first element of a class; of those that have not another one as well."""
        return next(
            (one for one in self.all(name) if not without or f"cw-{without}" not in classes(one)), None
        )

    def below(self, element: _Element) -> Scope:
        """Return a part of it."""
        return Scope(element, self._resolve)

    def value(self, name: str) -> _Element | None:
        """Return the value of a fact: of a row of a list of facts that has a class."""
        for row in self.all(name):
            if "cw-fact" in classes(row):
                return row.find("dd")
        return None

    def markdown(self, element: _Element | None, *, headed: bool = False) -> str:
        """Return what is in an element as Markdown, without its first heading where it is `headed`."""
        return "" if element is None else markdown_of(within(element, headed=headed), self._resolve).strip()

    def address(self, link: _Element) -> str | File | Ref | None:
        """Return where a link leads: an address of the web, a file or a thing of the source."""
        written = link.get("href") or ""
        there = self._resolve(written) if written else None
        if there is None:
            return None
        found: list[File | Ref] = []
        links.rewritten(there, _kept(found, File), _kept(found, Ref))
        return found[0] if found else there

    def things(self, element: _Element | None) -> list[Ref]:
        """Return the things of the source that the links in an element lead to, each once."""
        leads = () if element is None else (self.address(link) for link in element.iter("a"))
        return list(dict.fromkeys(one for one in leads if isinstance(one, Ref)))

    def referred(self, element: _Element | None) -> str | File | None:
        """Return what a text says that may be a link to a file or to the web; None where there is none."""
        if element is None:
            return None
        link = element.find("a")
        there = self.address(link) if link is not None else None
        return there if isinstance(there, File | str) else line(element) or None


def tag_of(element: _Element) -> str:
    """Return the name of an element; empty for comments and their like."""
    tag: object = element.tag
    return tag if isinstance(tag, str) else ""


def classes(element: _Element) -> Sequence[str]:
    """Return the class names of an element; of comments and their like none."""
    return (element.get("class") or "").split() if tag_of(element) else ()


def is_unsaid(element: _Element) -> bool:
    """Whether its words were made up by the exporter: the author said nothing there."""
    return "cw-unsaid" in classes(element)


def folded(text: str) -> str:
    """Return a text on one line; spaces that do not break stay."""
    return _SPACE.sub(" ", text).strip(" ")


def line(element: _Element | None) -> str:
    """Return the text in an element on one line."""
    return "" if element is None else folded("".join(_texts(element)))


def plain(elements: Iterable[_Element]) -> str:
    """Return the texts of paragraphs with empty lines between them."""
    return "\n\n".join(text for one in elements for text in _blocks(one))


def lines(section: _Element) -> list[str]:
    """Return the texts of a list, else the one that its paragraphs are."""
    listed = [line(item) for part in section if part.tag in {"ul", "ol"} for item in part.iterfind("li")]
    if listed:
        return [text for text in listed if text]
    whole = plain(part for part in section if not _is_heading(part))
    return [whole] if whole else []


def within(element: _Element, *, headed: bool = False) -> str:
    """Return the HTML in an element, without its first child where that is a heading and it is `headed`."""
    parts = list(element)
    first = parts[0] if headed and parts and _is_heading(parts[0]) else None
    written = [element.text or ""] if first is None else [first.tail or ""]
    written += (etree.tostring(one, encoding="unicode", method="html") for one in parts if one is not first)
    return "".join(written)


def _is_heading(element: _Element) -> bool:
    return tag_of(element) in _HEADINGS


def _blocks(element: _Element) -> Iterator[str]:
    inner = [one for one in element if one.tag in _BLOCKS]
    texts = [line(one) for one in inner] if inner else [line(element)]
    return (text for text in texts if text)


def _texts(element: _Element) -> Iterator[str]:
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if one is not element and one.tag in _APART:
                yield " "
            if tag_of(one):
                yield one.text or ""
        elif one is not element:
            yield one.tail or ""


def _kept(found: list[File | Ref], kind: Callable[[str], File | Ref]) -> Callable[[str], str]:
    def keep(name: str) -> str:
        found.append(kind(name))
        return ""

    return keep

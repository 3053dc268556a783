"""Read an HTML report strictly: what it is made of, and what a browser would do with it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

_VOID = {"meta", "input"}
_ALONE = {"rect"}
_OF_PHRASES = {"p", "h1", "h2", "h4", "h5", "h6", "dt", "bdi", "code", "a"}
_BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "pre", "details", "section", "article", "form"}
TAGS = {
    *("html", "head", "meta", "title", "style", "script", "body", "header", "main", "footer", "nav"),
    *("section", "article", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "span", "b", "i", "small"),
    *("a", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "svg", "rect"),
    *("pre", "code", "mark", "bdi", "strong", "em", "details", "summary", "form", "fieldset", "legend"),
    *("label", "input", "select", "option", "output", "button", "blockquote", "hr", "br"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "target", "rel", "dir"),
    *("aria-label", "aria-labelledby", "aria-hidden", "role", "tabindex", "hidden", "scope"),
    *("viewBox", "viewbox", "preserveAspectRatio", "preserveaspectratio", "width", "height", "start"),
    *("type", "value", "checked", "disabled", "autocomplete", "spellcheck"),
    *("data-path", "data-rule", "data-n"),
}


class Reading(HTMLParser):
    """What a report holds. Raises `AssertionError` where tags do not match, or are none of ours."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert not (tag in _BLOCKS and _OF_PHRASES & set(self._open)), (tag, self._open)
        for name, _ in attrs:
            assert name in ATTRIBUTES, (tag, name)
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        {"script": self.scripts, "style": self.styles}.get(inside, self.texts).append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    @property
    def text(self) -> str:
        """All that can be read."""
        return "".join(self.texts)

    @property
    def ids(self) -> list[str]:
        """The ids, in their order."""
        return [value for _, attrs in self.tags if (value := attrs.get("id"))]

    @property
    def links(self) -> list[str]:
        """Where links lead."""
        return [value for _, attrs in self.tags if (value := attrs.get("href"))]

    def of_class(self, name: str) -> list[tuple[str, dict[str, str | None]]]:
        """Return the tags of a class."""
        return [(tag, attrs) for tag, attrs in self.tags if name in (attrs.get("class") or "").split()]

    def levels(self) -> list[int]:
        """Return the levels of its headings."""
        return [int(tag[1]) for tag, _ in self.tags if re.fullmatch("h[1-6]", tag)]


def read(text: str) -> Reading:
    """Read a report, and check what must hold for each."""
    reading = Reading(text)
    assert len(reading.ids) == len(set(reading.ids))
    assert not [one for one in reading.ids if re.search(r"\s", one)]
    known = {f"#{one}" for one in reading.ids}
    for link in reading.links:
        assert link in known or re.match("(?i)https?://", link), link
    levels = reading.levels()
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    labels = [one for _, attrs in reading.tags if (one := attrs.get("aria-labelledby"))]
    assert set(labels) <= set(reading.ids)
    return reading

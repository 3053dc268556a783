"""The Markdown files of a track, as texts of a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.markup.addresses import resolved
from coursewright.importers.markup.pages import Pages, read_page
from coursewright.importers.markup.wording import plain, points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.source import Source

__all__ = ["Documents", "objectives_in", "title_in"]

_TITLE = re.compile(r"\s{0,50}#[ \t]+([^\n]{0,300})\n")
_NOTE = re.compile(r"(?P<fence>~{3,}|`{3,})exercism/(?P<kind>[a-z]{1,30})[ \t]*")
_OBJECTIVES = re.compile(
    r"^#{1,4}[ \t]{1,9}learning (?:objectives?|outcomes?|goals?)[ \t:]{0,9}$", re.IGNORECASE | re.MULTILINE
)
_SECTION = re.compile(r"^#{1,4}[ \t]", re.MULTILINE)
_REFERENCE = re.compile(r"\[([^\[\]]{1,300})\]\[[^\[\]]{0,300}\]")
_PLACEHOLDER = re.compile(r"#{0,6}[ \t]{0,9}TODO\b[^\n]{0,300}")
_SITE = "https://exercism.org"


class Documents:
    """Reads the texts of a track. `things` are the sources of what files became, to link to."""

    def __init__(self, source: Source, things: Mapping[str, str]) -> None:
        self._source = source
        self.pages = Pages(source, things)

    def page(self, name: str) -> str:
        """Return a file as Markdown without its title; empty where nothing is written in it yet."""
        text = read_page(self._source, name) if name in self._source.sizes else None
        if not text:
            return ""
        found = _TITLE.match(text)
        body = _without_fences(text[found.end() :] if found else text)
        made = resolved(body, lambda address: self._address(name, address)).strip()
        return "" if _PLACEHOLDER.fullmatch(made) else made

    def title(self, name: str) -> str:
        """Return the title of a file; empty where it has none."""
        return title_in(self._source.text(name))

    def _address(self, page: str, address: str) -> str | None:
        if address.startswith(("/tracks/", "/docs/", "/exercises/")):
            return f"{_SITE}{address}"
        return self.pages.resolver(page)(address)


def title_in(text: str) -> str:
    """Return the words of the first heading, where a text begins with one; else nothing."""
    found = _TITLE.match(text)
    return plain(found[1]) if found else ""


def objectives_in(design: str) -> list[str]:
    """Return the learning objectives that a design document lists, as plain texts."""
    found = _OBJECTIVES.search(design)
    if found is None:
        return []
    end = _SECTION.search(design, found.end())
    listed = points(design[found.end() : end.start() if end else len(design)])
    return [text for one in listed if (text := plain(_REFERENCE.sub(r"\1", one)))]


def _without_fences(text: str) -> str:
    """Return a text whose notes, which Exercism writes like code, are quotations with their kind."""
    kept: list[str] = []
    fence = ""
    for line in text.split("\n"):
        opening = None if fence else _NOTE.fullmatch(line.strip())
        if opening is not None:
            fence = opening["fence"]
            kept += [f"> **{opening['kind'].capitalize()}**", ">"]
        elif fence and line.strip() == fence:
            fence = ""
        else:
            kept.append(f"> {line}".rstrip() if fence else line)
    return "\n".join(kept)

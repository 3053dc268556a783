"""A Markdown text by its headings."""

from __future__ import annotations

import re
from typing import NamedTuple

from coursewright.importers.markup.lines import in_code

__all__ = ["MOST", "Section", "sections_of"]

MOST = 3000
"""Sections that a text is split into. A book has hundreds."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#*)?[ \t]*")


class Section(NamedTuple):
    """A heading and what stands below it, up to the next heading of any level."""

    level: int
    """From 1; 0 for what stands before the first heading."""
    title: str
    """As Markdown."""
    line: int
    """Of the heading, counted from 1."""
    text: str

    @property
    def whole(self) -> str:
        """The section with its heading, as it stands in the text."""
        return f"{'#' * self.level} {self.title}\n\n{self.text.strip(chr(10))}".strip()


def sections_of(text: str, line: int = 1) -> list[Section]:
    """Return the sections of a text, in their order; headings in code are none. `line` is its first.

    There are at most `MOST`: headings beyond stay in the text of the last.
    """
    lines = text.split("\n")
    found: list[Section] = []
    level, title, start = 0, "", line
    held: list[str] = []
    for number, (one, code) in enumerate(zip(lines, in_code(lines), strict=True), line):
        heading = None if code else _HEADING.fullmatch(one)
        if heading is None or len(found) >= MOST - 1:
            held.append(one)
            continue
        if level or "".join(held).strip():
            found.append(Section(level, title, start, "\n".join(held)))
        level, title, start, held = len(heading[1]), heading[2] or "", number, []
    if level or "".join(held).strip():
        found.append(Section(level, title, start, "\n".join(held)))
    return found

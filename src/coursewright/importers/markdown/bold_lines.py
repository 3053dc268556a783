"""Lines in bold that stand for headings, as Word documents have them whose authors used no styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.markdown.sections import sections_of
from coursewright.importers.markdown.words import said_by
from coursewright.importers.markup.lines import in_code
from coursewright.importers.markup.wording import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["with_headings"]

_BOLD = re.compile(r" {0,3}(?:\*\*|__)(?P<title>[^*_|]{2,100})(?:\*\*|__)[ \t]*:?[ \t]*")
_LEVELS_OF_HEADINGS = 6
_OPENS = "part"
_AT_THE_END = "assessments"
_TELLING = frozenset({"part", "outcomes", "tasks", "materials", "reflection", "sessions", "assessments"})


def with_headings(markdown: str) -> tuple[str, int]:
    """Return a text without headings with its bold lines as headings, and how many these are.

    A line counts that is all bold, stands below an empty line and is no sentence. One of them at least has to
    say a word of an outline (`Week 2: Truth`, `Readings`); else the text stays as it is.
    """
    if "**" not in markdown and "__" not in markdown:
        return markdown, 0
    lines = markdown.split("\n")
    titles = _titles(lines)
    topics = {number: said_by(title).role for number, title in titles.items()}
    if not any(role is not None and role.topic in _TELLING for role in topics.values()):
        return markdown, 0
    if any(one.level <= _LEVELS_OF_HEADINGS for one in sections_of(markdown).every()):
        return markdown, 0
    said = {number: role.topic if role is not None else "" for number, role in topics.items()}
    begins = next((number for number, line in enumerate(lines) if line.strip()), 0)
    for number, level in _levels(said, begins).items():
        lines[number] = f"{'#' * level} {titles[number]}"
    return "\n".join(lines), len(titles)


def _titles(lines: list[str]) -> dict[int, str]:
    """Return the lines that look like headings, by their numbers, as plain text."""
    found: dict[int, str] = {}
    for number, (line, code) in enumerate(zip(lines, in_code(lines), strict=True)):
        if code or line.lstrip()[:2] not in {"**", "__"} or (number and lines[number - 1].strip()):
            continue
        bold = _BOLD.fullmatch(line[:200])
        title = plain(bold["title"]).rstrip(" :") if bold else ""
        if title and title[-1] not in ".!;,":
            found[number] = title
    return found


def _levels(said: Mapping[int, str], begins: int) -> dict[int, int]:
    """Return the level of each heading by what it is about; `begins` is the line that the text begins with.

    A part opens what follows. Where no line says that it is a part, those do that announce nothing. What is
    about the course as such ends a part, and so do assessments behind the last part, where no other has any.
    """
    opening = _OPENS if _OPENS in said.values() else ""
    last = max((number for number, topic in said.items() if topic == opening), default=0)
    assessed = [number for number, topic in said.items() if topic == _AT_THE_END]
    of_all = assessed if len(assessed) == 1 and assessed[0] > last else []
    levels: dict[int, int] = {}
    inside = False
    for number, topic in said.items():
        if not topic and number == begins:
            levels[number] = 1
        elif topic in {opening, "about"} or number in of_all:
            levels[number] = 2
            inside = topic == opening
        else:
            levels[number] = 3 if inside else 2
    return levels

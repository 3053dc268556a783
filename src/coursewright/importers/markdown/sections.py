"""A text in Markdown as headings with what stands below them, and lists as their items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.markdown.words import said_by
from coursewright.importers.markup.lines import in_code
from coursewright.importers.markup.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Listed", "Section", "listed", "sections_of"]

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*")
_NO_TITLE = re.compile(r"\s*$|\s{0,3}(?:[-*+>|#]|\d+[.)]\s|```|~~~)")
_BOLD = re.compile(
    r" {0,3}(?:\*\*|__)(?P<title>[^*_]{2,80}?)(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*(?::|(?=\s*$)))\s*(?P<rest>.*)"
)
_STARTS = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|\S")
_MARKER = re.compile(r"[-*+]\s+(?=\*\*|__)")
_ANNOUNCED = frozenset({"outcomes", "tasks", "materials", "reflection", "sessions", "assessments"})
_DEEPEST = 7
"""The level of a heading that is a line in bold."""
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<mark>[-*+\N{BULLET}]|\d{1,9}[.)])[ \t]+(?P<text>.*)")
_RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}")


@dataclass(slots=True)
class Section:
    """A heading, what stands right below it, and the headings under it."""

    level: int
    """1 to 6; 7 for a line in bold that announces something; 0 for the whole text."""
    title: str
    """Plain text."""
    lines: list[str] = field(default_factory=list)
    parts: list[Section] = field(default_factory=list)
    listed: bool = False
    """Whether it is an item of a list, so that it ends where the next one begins."""

    @property
    def text(self) -> str:
        """What stands between the heading and the next one."""
        return "\n".join(self.lines).strip("\n").rstrip()

    def whole(self) -> str:
        """Return the text with all that is below it, headings included."""
        pieces = [self.text] if self.text else []
        waiting = list(reversed(self.parts))
        while waiting:
            one = waiting.pop()
            pieces.append(f"{'#' * one.level} {one.title}" if one.level < _DEEPEST else f"**{one.title}**")
            pieces += [one.text] if one.text else []
            waiting += reversed(one.parts)
        return "\n\n".join(pieces)

    def every(self) -> Iterator[Section]:
        """Yield all headings below, in their order."""
        waiting = list(reversed(self.parts))
        while waiting:
            one = waiting.pop()
            yield one
            waiting += reversed(one.parts)


class Listed(NamedTuple):
    """A text in three: what stands before its lists, their items, and what stands between and behind them."""

    before: str
    items: list[str]
    """Each as Markdown, without its sign and indentation."""
    beside: str


def sections_of(markdown: str) -> Section:
    """Return a text as one section of level 0. Headings in code and in lists are none."""
    lines = markdown.split("\n")
    code = in_code(lines)
    whole = Section(0, "")
    path = [whole]
    at = 0
    while at < len(lines):
        found = None if code[at] else _heading(lines, code, at)
        if found is None:
            bold = None if code[at] else _announced(lines[at])
            if bold is None and path[-1].listed and not code[at] and _STARTS.match(lines[at]):
                path.pop()
            if bold is not None:
                while path[-1].level == _DEEPEST or _is_announcing(path[-1]):
                    path.pop()
                section = Section(_DEEPEST, bold[0], [bold[1]] if bold[1] else [], listed=bold[2])
                path[-1].parts.append(section)
                path.append(section)
            else:
                path[-1].lines.append(lines[at])
            at += 1
            continue
        level, title, used = found
        at += used
        while path[-1].level >= level:
            path.pop()
        section = Section(level, title)
        path[-1].parts.append(section)
        path.append(section)
    return whole


def _announced(line: str) -> tuple[str, str, bool] | None:
    """Return what a line in bold announces, what follows on it, and whether it is an item of a list.

    None where it is no heading.
    """
    marker = _MARKER.match(line)
    bare = line[marker.end() :] if marker else line
    if bare.lstrip()[:2] not in {"**", "__"}:
        return None
    found = _BOLD.fullmatch(bare[:2000])
    role = said_by(found["title"]).role if found else None
    if found is None or role is None or role.topic not in _ANNOUNCED:
        return None
    return found["title"].strip(), found["rest"].strip(), marker is not None


def _is_announcing(section: Section) -> bool:
    role = said_by(section.title).role
    return section.level > 0 and role is not None and role.topic in _ANNOUNCED


def _heading(lines: list[str], code: list[bool], at: int) -> tuple[int, str, int] | None:
    """Return the level of a heading, its title, and of how many lines it is."""
    line = lines[at]
    if line.lstrip(" ").startswith("#"):
        found = _HEADING.fullmatch(line[:1000])
        return (len(found[1]), plain(found[2] or ""), 1) if found else None
    below = lines[at + 1] if at + 1 < len(lines) and not code[at + 1] else ""
    if below[:1] not in {"=", "-", " "} or _NO_TITLE.match(line) or (at and lines[at - 1].strip()):
        return None
    found = _UNDERLINE.fullmatch(below)
    return (1 if found[1][0] == "=" else 2, plain(line), 2) if found else None


def listed(markdown: str) -> Listed:
    """Return the items of the lists of a text, and the rest of it."""
    lines = markdown.split("\n")
    code = in_code(lines)
    before: list[str] = []
    beside: list[str] = []
    items: list[list[str]] = []
    indent = width = 0
    inside = False
    for at, (line, is_code) in enumerate(zip(lines, code, strict=True)):
        found = None if is_code or _RULE.fullmatch(line) else _ITEM.fullmatch(line)
        depth = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if found and (not inside or depth <= indent + 1) and (inside or depth < 4):
            indent, inside = depth, True
            width = depth + len(found["mark"]) + 1
            items.append([found["text"]])
        elif inside and (
            not line.strip() or depth > indent or (is_code and depth) or not _is_apart(lines, at)
        ):
            text = line.expandtabs(4)
            items[-1].append(text[min(width, len(text) - len(text.lstrip())) :])
        else:
            inside = False
            (beside if items else before).append(line)
    return Listed(
        "\n".join(before).strip(), ["\n".join(one).strip() for one in items], "\n".join(beside).strip()
    )


def _is_apart(lines: list[str], at: int) -> bool:
    """Say whether a line begins something new: it stands below an empty line."""
    return at > 0 and not lines[at - 1].strip()

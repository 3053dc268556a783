"""A place in a file, drawn: what is said of it, the line, and marks under what is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.shared.measure import head, safe, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.findings import Mark
    from coursewright.reporters.shared.style import Paint

_LEAD = 24
"""Columns kept before the marks where a long line is cut."""
_NARROWEST = 20
_INDENT = "    "


def headline(lead: Sequence[tuple[str, str]], said: str, columns: int | None, paint: Paint) -> list[str]:
    """Return what is said behind a lead, which comes as styles and texts; without `columns`, on one line.

    Where the lead leaves too little room for a word, all that is said goes below it.
    """
    painted = " ".join(paint(style, text) for style, text in lead)
    if columns is None:
        return [f"{painted} {said}"]
    left = columns - width(" ".join(text for _, text in lead)) - 1
    lines = wrap(said, columns - len(_INDENT), left)
    if width(lines[0]) > left:
        lines = ["", *wrap(said, columns - len(_INDENT))]
    return [f"{painted} {lines[0]}".rstrip(), *(_INDENT + line for line in lines[1:])]


def frame(mark: Mark, columns: int, paint: Paint, style: str = "error") -> list[str]:
    """Draw the first line of a place in at most `columns` columns; a long line is cut around it."""
    start, end = mark.span.start, mark.span.end
    line = mark.source.line(start.line).rstrip()
    first = start.column - 1
    last = end.column - 1 if end.line == start.line else len(line)
    before, marked, after = safe(line[:first]), safe(line[first:last]), safe(line[last:])
    gutter = len(str(start.line))
    room = max(columns - gutter - 3, _NARROWEST)
    before, marked, after = _fit(before, marked, after, room)
    bar = paint("quiet", f"{' ' * gutter} |")
    number = paint("quiet", f"{start.line} |")
    pad = " " * (width(before) + max(first - len(line), 0))
    carets = paint(style, "^" * max(width(marked), 1))
    return [bar, f"{number} {before}{marked}{after}".rstrip(), f"{bar} {pad}{carets}"]


def _fit(before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
    """Cut the three parts of a line to the room there is: what is marked, then some of what leads to it."""
    if width(before) + width(marked) + width(after) <= room:
        return before, marked, after
    lead = min(_LEAD, room // 2)
    if width(before) > lead:
        before = "…" + _tail(before, lead - 1)
    room -= width(before)
    if width(marked) + min(width(after), 1) > room:
        return before, head(marked, room - 1) + "…", ""
    room -= width(marked)
    if width(after) > room:
        after = head(after, room - 1) + "…"
    return before, marked, after


def _tail(text: str, room: int) -> str:
    """Return as much of the end of a text as fits into `room` columns."""
    start = len(text) - room if len(text) > room else 0
    while width(text[start:]) > room:
        start += 1
    return text[start:]

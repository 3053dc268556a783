"""A place in a file, drawn: the line, and marks under what is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.style import safe, width

if TYPE_CHECKING:
    from coursewright.lint.findings import Mark
    from coursewright.reporters.style import Paint

_LEAD = 24
_MOST_MARKED = 60


def frame(mark: Mark, columns: int, paint: Paint, style: str = "error") -> list[str]:
    """Draw the first line of a place in at most `columns` columns; a long line is cut around it."""
    start, end = mark.span.start, mark.span.end
    line = mark.source.line(start.line).replace("\t", " ")
    gutter = len(str(start.line))
    room = max(columns - gutter - 3, 30)
    first = start.column - 1
    last = end.column - 1 if end.line == start.line else len(line.rstrip())
    last = max(min(last, len(line), first + _MOST_MARKED), first + 1)
    shown, first, last = _cut(line, first, last, room)
    marks = " " * width(safe(shown[:first])) + "^" * max(width(safe(shown[first:last])), 1)
    bar = paint("quiet", f"{' ' * gutter} |")
    number = paint("quiet", f"{start.line} |")
    return [bar, f"{number} {safe(shown)}", f"{bar} {paint(style, marks)}"]


def _cut(line: str, first: int, last: int, room: int) -> tuple[str, int, int]:
    """Keep the part of a long line that holds the marks."""
    line = line.rstrip()
    left = max(first - _LEAD, 0) if len(line) > room else 0
    shown = line[left : left + room]
    if left:
        shown = "…" + shown[1:]
    if len(line) > left + room:
        shown = shown[:-1] + "…"
    return shown, first - left, min(last - left, room)

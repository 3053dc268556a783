"""What hangs on what, as a tree of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.views.terminal.ink import Span, line_width, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.reporters.views.terminal.ink import Line
    from coursewright.views.charts import Label, Outline, OutlineItem

__all__ = ["drawn_outline"]

_STEP = 3
"""Columns that a level takes."""
_LEAST = 16
"""Columns that words need beside the branches of the tree; with less, branches are drawn closer."""


def drawn_outline(chart: Outline, room: int, where: Callable[[Label], str]) -> Iterator[Line]:
    """Yield the lines of an outline; `where` says of a label where it is written, if anybody asked."""
    items = chart.items
    deepest = max((item.depth for item in items), default=0)
    step = _STEP if room - _STEP * deepest >= _LEAST else 1
    for number, item in enumerate(items):
        yield from _item(item, _branches(items, number), step, room, where(item.label))


def _item(item: OutlineItem, branches: Sequence[bool], step: int, room: int, where: str) -> Iterator[Line]:
    """Yield the lines of an item; `branches` say of each level whether it goes on below."""
    before = "".join(("│" if goes_on else " ").ljust(step) for goes_on in branches[:-1])
    first = rest = ""
    if branches:
        first = before + ("├" if branches[-1] else "└") + "─" * (step - 2) + " " * (step > 1)
        rest = before + ("│" if branches[-1] else " ").ljust(step)
    first, rest = first[-room // 2 :], rest[-room // 2 :]
    sign: Line = (Span(f"{item.sign.character} ", item.tone or "strong"),) if item.sign is not None else ()
    hang = line_width(sign)
    left = room - len(first) - hang
    words = [*split(item.label.text, left, "strong" if not item.depth else "")]
    said = split(item.said, left, item.tone or "quiet") if item.said else []
    if said and len(words) == len(said) == 1 and line_width(words[0]) + 2 + line_width(said[0]) <= left:
        words, said = [(*words[0], Span("  "), *said[0])], []
    words += said
    words += split(where, left, "place") if where else []
    for number, one in enumerate(words):
        lead = first if number == 0 else rest
        yield (Span(lead, "quiet"), *(sign if number == 0 else (Span(" " * hang),)), *one)


def _branches(items: Sequence[OutlineItem], number: int) -> list[bool]:
    """Return for each level down to that of an item whether another item of that level follows below it."""
    depth = items[number].depth
    found = [False] * depth
    open_to = depth
    for later in items[number + 1 :]:
        if later.depth <= 0 or not open_to:
            break
        if later.depth <= open_to:
            found[later.depth - 1] = True
            open_to = later.depth - 1
    return found

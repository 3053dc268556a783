"""A long text to look through: its lines broken to fit, what is open in it marked."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.shared.measure import safe, width
from coursewright.reporters.views.terminal.ink import Span, broken

if TYPE_CHECKING:
    from coursewright.reporters.views.terminal.ink import Line

_OPEN = "TODO"
_LEAD = re.compile(r"[+-]? *")
"""How a line begins: the sign of a diff, and the indentation."""
_FEWEST = 10
"""The fewest columns beside an indentation: deeper lines start further to the left."""


class Reading(NamedTuple):
    """A long text: its lines, each in one style, as they stand in a file.

    What goes on in another line is set in by so many columns as `hang` says.
    """

    lines: tuple[Span, ...]
    hang: int = 2

    def drawn(self, room: int) -> tuple[Line, ...]:
        """Return the text in lines of at most `room` columns."""
        return _drawn(self, room)


@lru_cache(maxsize=2)
def _drawn(text: Reading, room: int) -> tuple[Line, ...]:
    return tuple(one for written in text.lines for one in _lines(written, room, text.hang))


def _lines(written: Span, room: int, hang: int) -> list[Line]:
    said = safe(written.text.rstrip())
    if width(said) <= room:
        return [_marked(said, written.style)]
    lead = said[: min(len(said) - len(_LEAD.sub("", said, count=1)), max(room - _FEWEST, 0))]
    first, *rest = broken(said[len(lead) :], room - len(lead) - hang)
    lines = [_marked(lead + first, written.style)]
    style = "open" if _OPEN in first else written.style
    return lines + [(Span(f"{' ' * (len(lead) + hang)}{part}", style),) for part in rest]


def _marked(text: str, style: str) -> Line:
    before, mark, after = text.partition(_OPEN)
    return (Span(before, style), Span(mark + after, "open")) if mark else (Span(text, style),)

"""A sheet of fixed width on which a picture is put together from above: lines of text, signs and tracks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import bidirectional

from markupsafe import Markup, escape

from coursewright.reporters.shared.measure import flat, shorten, wrap
from coursewright.reporters.views.drawing.templates import macro

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LEFT", "RIGHT", "WIDTH", "Sheet", "Type"]

WIDTH = 960
LEFT, RIGHT = 32, WIDTH - 32
_QUOTED = re.compile('"([^"]*)"')
_ISOLATED = Markup('"<tspan unicode-bidi="isolate">{}</tspan>"')


class Type(NamedTuple):
    """How text is set: its class in the style, the height of its letters and of its lines in pixels.

    `letter` is how wide a letter is on average, in heights. Fonts differ; this is for one of the wide ones.
    """

    name: str
    size: float
    line: float
    letter: float = 0.6

    def columns(self, room: float) -> int:
        """Return how many letters of middling width have room."""
        return max(int(room / (self.size * self.letter)), 1)


class Sheet:
    """What was put on a sheet, and how far down it goes (`y`, in pixels)."""

    def __init__(self) -> None:
        self.y = 0.0
        self.parts: list[Markup] = []

    def put(self, name: str, *given: object) -> None:
        """Put a piece on the sheet, by the name of its macro."""
        self.parts.append(macro(name)(*given))

    def line(self, text: str, x: float, y: float, room: float, type_: Type, *, language: str = "") -> None:
        """Write one line with its foot at `y`, cut to its room; whoever points at it is told all of it.

        A text that is read from the right begins at the right end of its room.
        """
        said = flat(text)
        shown = shorten(said, type_.columns(room))
        from_right = reads_from_right(said)
        self.put(
            "line",
            x + room if from_right else x,
            y,
            type_.name,
            _isolated(shown),
            from_right,
            language,
            said if shown != said else "",
        )

    def label(
        self, text: str, x: float, y: float, room: float, type_: Type, *, lines: int = 2, language: str = ""
    ) -> None:
        """Write a text on at most so many lines, the first with its foot at `y`; the last is cut."""
        said = flat(text)
        parts = wrap(said, type_.columns(room))
        if len(parts) > lines:
            parts[lines - 1 :] = [" ".join(parts[lines - 1 :])]
        for number, part in enumerate(parts):
            self.line(part, x, y + number * type_.line, room, type_, language=language)

    def paragraph(self, text: str, type_: Type, x: float = LEFT, room: float = RIGHT - LEFT) -> None:
        """Write a text below what is there, on as many lines as it needs."""
        for part in wrap(flat(text), type_.columns(room)):
            for whole in _pieces(part, type_.columns(room)):
                self.y += type_.line
                self.line(whole, x, self.y - type_.line + type_.size, room + type_.size, type_)


def reads_from_right(text: str) -> bool:
    """Whether the first letter of a text that has a direction is read from the right."""
    if text.isascii():
        return False
    first = next((kind for kind in map(bidirectional, text) if kind in {"L", "R", "AL"}), "L")
    return first != "L"


def _pieces(line: str, columns: int) -> Iterable[str]:
    """Yield a line in pieces that have room: a word may be longer than a line."""
    while len(line) > columns + 2:
        yield line[:columns]
        line = line[columns:]
    yield line


def _isolated(text: str) -> Markup:
    """Return a text whose quotations keep their direction to themselves."""
    if text.isascii() or '"' not in text:
        return escape(text)
    parts = _QUOTED.split(text)
    return Markup("").join(
        _ISOLATED.format(part) if number % 2 else escape(part) for number, part in enumerate(parts)
    )

"""Lines of text on the storyboard, as wide and as high as they are going to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.shared.measure import flat, shorten, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Text", "fitted"]

_LETTER, _BOLD = 0.575, 0.62
"""How wide a letter is on average, in heights."""


class Text(NamedTuple):
    """A line of text with its foot at `y`; `whole` is all of it where it was cut.

    It begins at `x`, or `room` further on where it is read from the right.
    """

    x: float
    y: float
    words: str
    size: float
    bold: bool = False
    tone: str = ""
    whole: str = ""
    language: str = ""
    room: float = 0


def fitted(text: str, room: float, size: float, most: int, *, bold: bool = False) -> Sequence[str]:
    """Return a text on at most so many lines; what does not fit is cut with an ellipsis."""
    columns = max(int(room / (size * (_BOLD if bold else _LETTER))), 3)
    lines = wrap(flat(text), columns)
    if len(lines) > most:
        lines[most - 1 :] = [" ".join(lines[most - 1 :])]
    return [shorten(line, columns) for line in lines]

"""The id of a line of the plan on a page, where its files stand as they are written."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.views.model import Spot

__all__ = ["anchor"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def anchor(spot: Spot) -> str:
    """Return the id of the line of a spot: `A41` for line 41 of the first file, `AA3` for line 3 of the 27th.

    Pages of large courses have tens of thousands of links to such ids, so they are short.
    """
    return f"{_letters(spot.file)}{spot.line}"


@lru_cache(maxsize=1024)
def _letters(number: int) -> str:
    """Return a number, from 0, as spreadsheets name their columns."""
    before, letter = divmod(number, len(_LETTERS))
    return (_letters(before - 1) if before else "") + _LETTERS[letter]

"""The id of a line of the plan on a page, where its files stand as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.views.model import Spot

__all__ = ["anchor"]


def anchor(spot: Spot) -> str:
    """Return the id of the line of a spot: `f1-41` for line 41 of the first file."""
    return f"f{spot.file + 1}-{spot.line}"

"""Where the marks of a row go: between their neighbours where no time is known, and never upon each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NEAR", "apart", "spread"]

NEAR = 0.055
"""The least distance between marks of different times: a sign of 16 px on an axis of 290 px."""
_STEP = 0.08
"""How far what has no time stands from what it follows, where nothing comes after it."""


def spread(known: Sequence[float | None]) -> list[float]:
    """Return places for all marks of a row, in their order; None is what has none of its own.

    Marks without a place share the room up to the next that is further on. Where nothing has a place they
    are evenly spread over the whole axis.
    """
    if all(place is None for place in known):
        return [number / max(len(known) - 1, 1) for number in range(len(known))]
    found: list[float] = []
    number = 0
    while number < len(known):
        place = known[number]
        if place is not None:
            found.append(place)
            number += 1
            continue
        length = next((n for n, one in enumerate(known[number:]) if one is not None), len(known) - number)
        found += _between(found[-1] if found else None, known[number + length :], length)
        number += length
    return found


def apart(places: Sequence[float]) -> list[float]:
    """Return places moved apart where different ones would touch; equal ones stay equal.

    Each moves on as far as it must, and back again from the end of the axis; where there are too many for the
    axis, all are evenly spread.
    """
    order = sorted(set(places))
    if (len(order) - 1) * NEAR >= 1:
        moved = [number / (len(order) - 1) for number in range(len(order))]
    else:
        moved, least = list(order), 0.0
        for number, place in enumerate(order):
            moved[number] = max(place, least)
            least = moved[number] + NEAR
        limit = 1.0
        for number in range(len(moved) - 1, -1, -1):
            moved[number] = min(moved[number], limit)
            limit = moved[number] - NEAR
    table = dict(zip(order, moved, strict=True))
    return [table[place] for place in places]


def _between(left: float | None, rest: Sequence[float | None], length: int) -> list[float]:
    """Return places for so many marks between what stands before them and what comes further on."""
    later = [place for place in rest if place is not None and (left is None or place > left)]
    if left is None:
        right = later[0]
        return [right - _STEP * (length - number) for number in range(length)]
    if not later:
        return [left + _STEP * (number + 1) for number in range(length)]
    right = min(later)
    return [left + (right - left) * (number + 1) / (length + 1) for number in range(length)]

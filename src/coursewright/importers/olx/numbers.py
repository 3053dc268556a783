"""Numbers that a problem accepts: one with a tolerance, or a range."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

__all__ = ["Key", "number", "numeric_key"]

_RANGE = re.compile(r"([\[(])\s*([^\s,]{1,40})\s*,\s*([^\s,]{1,40})\s*([\])])")
_MOST_DIGITS = 30


class Key(NamedTuple):
    """The number that is right, how far beside it still counts, and what of the key is not said."""

    answer: int | float
    tolerance: int | float | None = None
    note: str = ""


def numeric_key(answer: str, tolerance: str) -> Key | None:
    """Return the key of a numeric question; None where its answer is no number but a formula.

    `[5, 7)` is a range: its middle, and half its width as the tolerance. `5%` is of the answer.
    """
    if found := _RANGE.fullmatch(answer):
        low, high = _decimal(found[2]), _decimal(found[3])
        if low is None or high is None or low > high:
            return None
        open_end = "(" in found[1] + found[4] or ")" in found[4]
        note = f"an end of its range, `{answer}`, does not count there, and does here" if open_end else ""
        return Key(number((low + high) / 2), number((high - low) / 2), note)
    value = _decimal(answer)
    if value is None:
        return None
    share = tolerance.strip()
    beside = _decimal(share.removesuffix("%"))
    if share and beside is None:
        return Key(number(value), None, f"its tolerance, `{share}`, is computed, and not there")
    if beside is not None and share.endswith("%"):
        beside = abs(value) * beside / 100
    return Key(number(value), number(beside) if beside is not None else None)


def number(value: Decimal) -> int | float:
    """Return a number as a plan has it."""
    whole = value.to_integral_value()
    return int(whole) if whole == value and abs(value) < 10**_MOST_DIGITS else float(value)


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    small = value.is_finite() and (not value or abs(value.adjusted()) <= _MOST_DIGITS)
    return value if small else None

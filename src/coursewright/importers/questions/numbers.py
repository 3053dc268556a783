"""Numbers in questions: read exactly, and written as a plan has them."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["decimal_in", "plain_number"]

_NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,2})?", re.ASCII)


def decimal_in(text: str | None) -> Decimal | None:
    """Return the number that a text is, with a point before its decimals; None where it is none."""
    bare = (text or "").strip().replace("\u2212", "-")
    return Decimal(bare) if _NUMBER.fullmatch(bare) else None


def plain_number(value: Decimal) -> int | float | str:
    """Return a number for a plan: whole, with decimals, or in digits where a float would change it."""
    if value == value.to_integral_value() and abs(value) < 10**15:
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else format(value, "f")

"""Numbers as people type them into an answer: `3.5`, `3,5`, `-2`, `1e-3`, with a minus sign of any kind."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["number_in", "plain_number"]

_NUMBER = re.compile(r"[+-]?(\d{1,30}([.,]\d{1,30})?|[.,]\d{1,30})([eE][+-]?\d{1,2})?", re.ASCII)
_MAYBE_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u00a0": None, "\u202f": None, " ": None})


def number_in(text: str) -> Decimal | None:
    """Return the number that a text is; None where it is none, or `1,500`: one or the other by country."""
    bare = text.strip().translate(_MINUS)
    if _NUMBER.fullmatch(bare) is None or _MAYBE_THOUSANDS.fullmatch(bare) is not None:
        return None
    return Decimal(bare.replace(",", "."))


def plain_number(value: Decimal) -> str:
    """Write a number without an exponent and without noughts at its end: what every importer reads."""
    written = format(value, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written

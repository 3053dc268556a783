"""Durations as people write them in the heads of lessons: `1H30M`, `PT1H`, `about 2 hours`, `45`."""

from __future__ import annotations

import re

from coursewright.spec.durations import parse_duration
from coursewright.spec.wording import DurationFault

__all__ = ["duration_of", "minutes_of", "of_minutes"]

_AROUND = re.compile(r"^(?:about|around|approx(?:\.|imately)?|circa|ca\.?|est\.?|estimated|~|≈)\s*|[.\s]+$")
_RUN_TOGETHER = re.compile(r"(?:([0-9]+)\s*d)?\s*(?:([0-9]+)\s*h)?\s*(?:([0-9]+)\s*m)?")
_NUMBER = re.compile(r"[0-9]{1,5}(?:[.,][0-9]{1,3})?")


def duration_of(text: str, unit: str = "") -> str:
    """Return a duration as our format writes it; empty where a text is none, or says that it is nothing.

    `unit` is that of a bare number; without one a bare number is no duration.
    """
    plain = _AROUND.sub("", _AROUND.sub("", " ".join(text.lower().split())[:60]))
    together = _RUN_TOGETHER.fullmatch(plain)
    if plain and together is not None:
        plain = " ".join(
            f"{one} {name}" for one, name in zip(together.groups(), ("days", "h", "min"), strict=True) if one
        )
    elif _NUMBER.fullmatch(plain):
        plain = f"{plain} {unit}" if unit else ""
    try:
        found = parse_duration(plain)
    except DurationFault:
        return ""
    return str(found) if found.high > 0 else ""


def minutes_of(text: str) -> float:
    """Return the minutes that a text of a number and nothing else says; 0 where it says none."""
    plain = text.strip()
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else 0.0


def of_minutes(minutes: float) -> str:
    """Return minutes as a duration of our format; empty for none."""
    return duration_of(f"{minutes:g}", "min") if minutes > 0 else ""

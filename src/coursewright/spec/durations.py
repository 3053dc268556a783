"""How long something takes: `45 min`, `1 h 30 min`, `30-45 min`, `3 days`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from coursewright.spec.wording import DurationFault, quoted

__all__ = ["UNITS", "Duration", "DurationFault", "parse_duration"]

_SPELLINGS = {
    "week": "w wk wks week weeks",
    "day": "d day days",
    "h": "h hr hrs hour hours",
    "min": "m min mins minute minutes",
    "s": "s sec secs second seconds",
}
UNITS = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in spellings.split()}
"""Every accepted spelling of a unit, in lower case, and the unit it means."""

_SECONDS = {"week": 604_800, "day": 86_400, "h": 3_600, "min": 60, "s": 1}
_LIKELY_MINUTES = 5 * _SECONDS["min"]  # a smaller number may well be hours or days
_LONGEST = 261 * _SECONDS["week"]  # five years
_MOST_CHARACTERS = 80

_NUMBER = r"[0-9]{1,9}(?:[.,][0-9]{1,6})?"
_SIMPLE = re.compile(rf"({_NUMBER}) ?([a-z]+)\.?")
_PART = re.compile(rf"({_NUMBER}) ?(?:([a-z]+)\.?)?(?: ?, ?| and | )?")
_ISO = re.compile(
    r"p(?=[0-9t])(?:([0-9.,]{1,9})w)?(?:([0-9.,]{1,9})d)?"
    r"(?:t(?=[0-9])(?:([0-9.,]{1,9})h)?(?:([0-9.,]{1,9})m)?(?:([0-9.,]{1,9})s)?)?"
)
_RANGE = re.compile(r" ?- ?| to ")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))

_NEGATIVE = re.compile(r"- ?[0-9]")
FORMS = "Write a number and its unit, such as `45 min`, `1 h 30 min`, `30-45 min` or `3 days`."


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, or a range of it, in minutes.

    Written in days or weeks (`wall_clock`), it says how much time passes, not how much work is done.
    """

    low: float
    high: float
    text: str = field(default="", compare=False)
    """As the author wrote it."""
    wall_clock: bool = False

    @property
    def effort(self) -> tuple[float, float] | None:
        """The least and the most minutes of work; None for a duration in days or weeks."""
        return None if self.wall_clock else (self.low, self.high)

    @property
    def elapsed(self) -> timedelta:
        """The time that passes, at least."""
        return timedelta(minutes=self.low)

    def __str__(self) -> str:
        low, high = round(self.low * 60), round(self.high * 60)
        return _print_range(low, high, wall=self.wall_clock)


@lru_cache(maxsize=2048)
def parse_duration(text: str) -> Duration:
    """Read a duration, kept to the whole second. Raise `DurationFault` for what is none.

    Numbers may have a decimal point or comma; units may be short or long and in any case; spaces are free.
    `1h30`, ISO 8601 (`PT1H30M`, `P3D`) and ranges with a hyphen, a dash or "to" are read as well.
    """
    if len(text) > _MOST_CHARACTERS:
        raise DurationFault(f"{quoted(text)} is too long for a duration.", FORMS)
    plain = " ".join(text.lower().translate(_DASHES).split())
    found = _SIMPLE.fullmatch(plain)
    if found is not None and found[2] in UNITS:
        unit = UNITS[found[2]]
        sides = [_Amount(_seconds(found[1], unit, text), unit in {"day", "week"}, unit)]
    else:
        sides = _read_sides(plain, text)
    low, high = sides[0], sides[-1]
    if low.seconds > high.seconds:
        raise DurationFault(
            f"{quoted(text)} runs from the longer time to the shorter.",
            "Put the shorter one first, such as `30-45 min`, with a unit for each where they differ.",
        )
    if high.seconds > _LONGEST:
        raise DurationFault(f"{quoted(text)} is more than five years.", "Check the number and its unit.")
    return Duration(low.seconds / 60, high.seconds / 60, text, wall_clock=low.wall or high.wall)


class _Amount(NamedTuple):
    """One side of a range; `unit` is its first, which a bare number on the other side shares."""

    seconds: int
    wall: bool
    unit: str


def _read_sides(plain: str, text: str) -> list[_Amount]:
    iso = _ISO.fullmatch(plain)
    if iso is not None:
        # The zip is of the five units, longest first, which is their order in ISO 8601 and in `_SECONDS`.
        parts = [(number, unit) for number, unit in zip(iso.groups(), _SECONDS, strict=True) if number]
        return [_sum(parts, text)]
    if _NEGATIVE.match(plain):
        raise DurationFault(f"{quoted(text)} is negative.", "Write the time it takes, such as `45 min`.")
    halves = _RANGE.split(plain)
    read = [_read_parts(half, text) for half in halves]
    if len(halves) > 2 or any(not parts for parts in read):
        raise _explain(plain, text)
    units = [unit for parts in read for _, unit in parts[:1] if unit]
    if not units:
        # An absurd or doubtful number is malformed: "no unit" promises that a unit would mend it.
        sides = [_sum([(parts[0][0], "min")], text) for parts in read]
        if sides[0].seconds <= sides[-1].seconds <= _LONGEST:
            hint = f"Say which unit: `{plain} min`, `{plain} h` or `{plain} days`."
            meant = f"{text.strip()} min" if sides[-1].seconds >= _LIKELY_MINUTES else ""
            raise DurationFault(f"{quoted(text)} has no unit.", hint, "no-unit", meant)
        return sides
    if not read[-1][0][1]:
        # `1 h - 30` may be a slip for 1 h 30 min: only the first side may borrow the other's unit.
        raise DurationFault(
            f"{quoted(text)} has no unit after its last number.", "Write it out, such as `30-45 min`."
        )
    return [_sum([(number, unit or units[0]) for number, unit in parts], text) for parts in read]


def _read_parts(half: str, text: str) -> list[tuple[str, str]]:
    """Return the numbers of one side, each with its unit ("" for none); nothing if they cannot be read."""
    parts: list[tuple[str, str]] = []
    at = 0
    while at < len(half):
        found = _PART.match(half, at)
        if found is None or (found[2] and found[2] not in UNITS):
            return []
        unit = UNITS[found[2]] if found[2] else ""
        if not unit and parts:
            # `1h30`: minutes are meant after whole hours, and nowhere else.
            if (
                parts[-1][1] != "h"
                or not parts[-1][0].isdigit()
                or not found[1].isdigit()
                or int(found[1]) > 59
            ):
                return []
            unit = "min"
        if not unit and found.end() < len(half):
            return []
        parts.append((found[1], unit))
        at = found.end()
    sizes = [_SECONDS[unit] for _, unit in parts if unit]
    if half.endswith((",", " and")) or sizes != sorted(set(sizes), reverse=True):
        raise _explain(half, text)
    return parts


def _sum(parts: list[tuple[str, str]], text: str) -> _Amount:
    seconds = sum(_seconds(number, unit, text) for number, unit in parts)
    return _Amount(seconds, any(unit in {"day", "week"} for _, unit in parts), parts[0][1])


def _seconds(number: str, unit: str, text: str) -> int:
    whole, comma, decimals = number.partition(",")
    if comma and len(decimals) == 3:
        hint = f"Write `{whole}{decimals}` or `{whole}.{decimals}`, whichever is meant."
        raise DurationFault(
            f"{quoted(text)} can be read in two ways: the comma may mark thousands or a decimal.", hint
        )
    try:
        return round(float(number.replace(",", ".")) * _SECONDS[unit])
    except ValueError:  # such as PT1.2.3H
        raise DurationFault(f"{quoted(text)} is not a duration.", FORMS) from None


def _explain(plain: str, text: str) -> DurationFault:
    # What a wrong text may have meant is only worth loading once there is one.
    from coursewright.spec.duration_hints import explain_duration  # noqa: PLC0415

    return explain_duration(plain, text)


def _print_range(low: int, high: int, *, wall: bool) -> str:
    if low == high:
        return _print_days(low) if wall else _print_hours(low)
    short = high < 2 * _SECONDS["h"]
    for name in ("week", "day") if wall else ("min", "s") if short else ("h",):
        first, last = _in_unit(low, name), _in_unit(high, name)
        if first and last and (name != "s" or high < _SECONDS["min"]):
            return f"{first}-{last} {name}{'s' if wall else ''}"
    return f"{_print_range(low, low, wall=wall)} - {_print_range(high, high, wall=wall)}"


def _print_hours(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{amount} {unit}" for amount, unit in ((hours, "h"), (minutes, "min"), (rest, "s")) if amount]
    return " ".join(parts) or "0 min"


def _print_days(seconds: int) -> str:
    for name in ("week", "day"):
        number = _in_unit(seconds, name)
        if number and (name == "day" or number != "0"):
            return f"{number} {name}" if number == "1" else f"{number} {name}s"
    days, rest = divmod(seconds, _SECONDS["day"])
    return f"{days} {'day' if days == 1 else 'days'} {_print_hours(rest)}"


def _in_unit(seconds: int, name: str) -> str:
    """Return the number of units, with up to two decimals for days; "" if it is not exact."""
    size = _SECONDS[name]
    if name == "day":
        return f"{seconds / size:g}" if seconds * 4 % size == 0 else ""
    return "" if seconds % size else str(seconds // size)

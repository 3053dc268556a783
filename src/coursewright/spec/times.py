"""When something happens, as authors write it: a date, a weekday, a week, a learner's day, or a distance.

What a text says is read here; which moment it means needs a calendar and is worked out in `moments`.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from coursewright.spec.durations import UNITS
from coursewright.spec.wording import TimeFault, WeekNeeded

__all__ = [
    "DAYS",
    "MOST",
    "Dated",
    "Direction",
    "LearnerDay",
    "Relative",
    "TimeFault",
    "TimeSpec",
    "WeekNeeded",
    "Weekly",
    "Weeks",
    "parse_clock",
    "parse_date",
    "parse_day",
    "parse_time",
    "parse_weeks",
]

Direction: TypeAlias = Literal["before", "after"]
Unit: TypeAlias = Literal["min", "h", "day", "week"]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_SPELLINGS = (
    "mon monday",
    "tue tues tuesday",
    "wed weds wednesday",
    "thu thur thurs thursday",
    "fri friday",
    "sat saturday",
    "sun sunday",
)
DAY_NAMES = {name: day for day, names in enumerate(_DAY_SPELLINGS) for name in names.split()}
"""Every accepted spelling of a weekday, in lower case; Monday is 0."""

MOST = 5000
"""The highest number of a week or a day."""
FIRST_YEAR, LAST_YEAR = 1900, 2999
LONGEST_STEP = dt.timedelta(weeks=261)
"""The longest distance of a relative time: five years."""
LONGEST_TEXT = 200

_NAMES = "|".join(sorted(DAY_NAMES, key=len, reverse=True))
_CLOCK = r"([01][0-9]|2[0-3]):([0-5][0-9])"
_WEEKLY = re.compile(
    rf"(?:week ([0-9]{{1,4}})(?: |\Z))?(?:({_NAMES})(?: {_CLOCK})?)?", re.ASCII | re.IGNORECASE
)
_LEARNER_DAY = re.compile(rf"day ([0-9]{{1,4}})(?: {_CLOCK})?", re.ASCII | re.IGNORECASE)
_DATED = re.compile(
    rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})"
    rf"(?:T{_CLOCK}(?::([0-5][0-9]))?(?:(Z)|([+-])(0[0-9]|1[0-4]):([0-5][0-9]))?)?",
    re.ASCII | re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"(?ai:([0-9]{{1,7}}) ?({'|'.join(sorted(UNITS, key=len, reverse=True))}) (before|after)) "
    r"([^\W_][\w.-]*(?:/[\w.-]+)?)"
)
_WEEKS = re.compile(r"(?:weeks? )?([0-9]{1,4})(?: ?(?:[-–—]|to) ?([0-9]{1,4}))?", re.ASCII | re.IGNORECASE)
_UNIT_LENGTHS = {
    "min": dt.timedelta(minutes=1),
    "h": dt.timedelta(hours=1),
    "day": dt.timedelta(days=1),
    "week": dt.timedelta(weeks=1),
}


class Dated(NamedTuple):
    """A date, with a time of day or without, and with an offset from UTC where the author gave one."""

    date: dt.date
    time: dt.time | None = None
    offset: dt.timezone | None = None

    def __str__(self) -> str:
        if self.time is None:
            return self.date.isoformat()
        clock = self.time.isoformat("seconds" if self.time.second else "minutes")
        return f"{self.date.isoformat()}T{clock}{_print_offset(self.offset)}"


class Weekly(NamedTuple):
    """A week, a weekday of a week, or a weekday of the week that the place in the spec implies.

    `day` counts from Monday, 0. At least one of `week` and `day` is given, and a `time` only with a `day`.
    """

    week: int | None = None
    day: int | None = None
    time: dt.time | None = None

    def __str__(self) -> str:
        week = [] if self.week is None else [f"week {self.week}"]
        day = [] if self.day is None else [DAYS[self.day]]
        return " ".join(week + day + _print_clock(self.time))


class LearnerDay(NamedTuple):
    """A day of a self-paced course. Day 1 is the day on which the learner begins."""

    day: int
    time: dt.time | None = None

    def __str__(self) -> str:
        return " ".join([f"day {self.day}", *_print_clock(self.time)])


class Relative(NamedTuple):
    """A distance before or after another item, named by its id."""

    amount: int
    unit: Unit
    direction: Direction
    anchor: str

    @property
    def distance(self) -> dt.timedelta:
        """The length of the step; in days and weeks it is one on the calendar, not of elapsed time."""
        return self.amount * _UNIT_LENGTHS[self.unit]

    def __str__(self) -> str:
        plural = "s" if self.unit in {"day", "week"} and self.amount != 1 else ""
        return f"{self.amount} {self.unit}{plural} {self.direction} {self.anchor}"


TimeSpec: TypeAlias = Dated | Weekly | LearnerDay | Relative


class Weeks(NamedTuple):
    """The weeks of a module, a unit or an item: one, or a range with both ends in it."""

    first: int
    last: int

    @property
    def numbers(self) -> range:
        """The numbers of the weeks."""
        return range(self.first, self.last + 1)

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"


def parse_time(text: str) -> TimeSpec:
    """Read a time. Raise `TimeFault`, which says what to write instead."""
    found = read_time(text)
    if found is None:
        # What a wrong text may have meant is only worth loading once there is one.
        from coursewright.spec.time_hints import explain_time  # noqa: PLC0415

        raise explain_time(text)
    return found


@lru_cache(maxsize=4096)
def read_time(text: str) -> TimeSpec | None:
    """Return the time that `text` says, or None."""
    if len(text) > LONGEST_TEXT:
        return None
    plain = " ".join(text.split())
    if plain[:1].isdigit():
        return _read_dated(plain) if plain[4:5] == "-" else _read_relative(plain)
    found = _WEEKLY.fullmatch(plain)
    if found is not None and plain:
        week, name, hour, minute = found.groups()
        if week and int(week) > MOST:
            return None
        return Weekly(
            int(week) if week else None, DAY_NAMES[name.lower()] if name else None, _clock(hour, minute)
        )
    found = _LEARNER_DAY.fullmatch(plain)
    if found is not None and int(found[1]) <= MOST:
        return LearnerDay(int(found[1]), _clock(found[2], found[3]))
    return None


def parse_date(text: str) -> dt.date:
    """Read `2026-09-21`. Raise `TimeFault` for anything else, a date with a time too."""
    found = read_time(text)
    if isinstance(found, Dated) and found.time is None:
        return found.date
    from coursewright.spec.time_hints import explain_date  # noqa: PLC0415

    raise explain_date(text)


def parse_clock(text: str) -> dt.time:
    """Read a time of day, `09:30`, as in a timetable. Raise `TimeFault`."""
    found = re.fullmatch(_CLOCK, text.strip())
    if found is not None:
        return dt.time(int(found[1]), int(found[2]))
    from coursewright.spec.time_hints import explain_clock  # noqa: PLC0415

    raise explain_clock(text)


def parse_day(text: str) -> int:
    """Read the name of a weekday: 0 for Monday to 6 for Sunday. Raise `TimeFault`."""
    day = DAY_NAMES.get(text.strip().lower())
    if day is not None:
        return day
    from coursewright.spec.time_hints import explain_day  # noqa: PLC0415

    raise explain_day(text)


@lru_cache(maxsize=256)
def parse_weeks(text: str) -> Weeks:
    """Read `3`, `3-4` or `week 3`, as the key `week` takes them. Raise `TimeFault`."""
    found = _WEEKS.fullmatch(" ".join(text.split())) if len(text) <= LONGEST_TEXT else None
    if found is not None:
        first, last = int(found[1]), int(found[2] or found[1])
        if first <= last <= MOST:
            return Weeks(first, last)
    from coursewright.spec.time_hints import explain_weeks  # noqa: PLC0415

    raise explain_weeks(text)


def _read_dated(plain: str) -> Dated | None:
    found = _DATED.fullmatch(plain)
    if found is None:
        return None
    year, month, day, hour, minute, second, utc, sign, hours, minutes = found.groups()
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    if hour is None:
        return Dated(date)
    offset = dt.UTC if utc else None
    if sign:
        east = dt.timedelta(hours=int(hours), minutes=int(minutes))
        offset = dt.timezone(-east if sign == "-" else east)
    return Dated(date, dt.time(int(hour), int(minute), int(second or 0)), offset)


def _read_relative(plain: str) -> Relative | None:
    found = _RELATIVE.fullmatch(plain)
    if found is None:
        return None
    direction: Direction = "before" if found[3].lower() == "before" else "after"
    match UNITS[found[2].lower()]:
        case "min" | "h" | "day" | "week" as unit:
            relative = Relative(int(found[1]), unit, direction, found[4])
            return relative if relative.distance <= LONGEST_STEP else None
    return None


def _clock(hour: str | None, minute: str | None) -> dt.time | None:
    return dt.time(int(hour), int(minute)) if hour and minute else None


def _print_clock(time: dt.time | None) -> list[str]:
    return [] if time is None else [time.isoformat("minutes")]


def _print_offset(offset: dt.timezone | None) -> str:
    if offset is None:
        return ""
    minutes = round(offset.utcoffset(None).total_seconds() / 60)
    if minutes == 0:
        return "Z"
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"

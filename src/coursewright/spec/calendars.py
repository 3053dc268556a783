"""Numbered weeks of a calendar with its breaks, and time zones."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from coursewright.spec.times import MOST, parse_date
from coursewright.spec.wording import TimeFault, quoted

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

WEEK = dt.timedelta(weeks=1)
_SINCE_MONDAY = tuple(dt.timedelta(days=day) for day in range(7))
_FRIDAY, _SUNDAY = _SINCE_MONDAY[4], _SINCE_MONDAY[6]


@dataclass(frozen=True, slots=True)
class NumberedBreak:
    """A week that keeps its number and in which nothing is taught."""

    week: int

    def __str__(self) -> str:
        return f"week {self.week}"


@dataclass(frozen=True, slots=True)
class DatedBreak:
    """The days from `first` to `last`, both included, on which nothing is taught.

    Raises `TimeFault` where `last` comes before `first`.
    """

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise TimeFault(
                f"The break ends on {self.last}, before it begins on {self.first}.",
                f"Write `{self.last}..{self.first}`, or check the years.",
            )

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first}..{self.last}"


Break: TypeAlias = NumberedBreak | DatedBreak


def parse_break(text: str) -> Break:
    """Read one entry of `calendar.breaks`. Raise `TimeFault` for what is none.

    - `7` or `week 7`: that numbered week.
    - `2026-11-26`: one day.
    - `2026-12-21..2027-01-03`, with `/` or ` to ` for the dots too: a stretch of days, both ends included.
    """
    plain = " ".join(text[:200].split())
    # Few specs have breaks, so these patterns are compiled where they are used.
    numbered = re.fullmatch(r"(?ai:week )?([0-9]{1,4})", plain)
    if numbered is not None:
        if int(numbered[1]) > MOST:
            raise TimeFault(f"{quoted(text)} is beyond week {MOST}.", "Check the number, or write a date.")
        return NumberedBreak(int(numbered[1]))
    date = "([0-9]{4}-[0-9]{2}-[0-9]{2})"
    stretch = re.fullmatch(rf"{date}(?:(?: ?\.\. ?| ?/ ?| (?ai:to) ){date})?", plain)
    if stretch is not None:
        return DatedBreak(parse_date(stretch[1]), parse_date(stretch[2] or stretch[1]))
    dashed = re.fullmatch(rf"{date} ?[-–—:,] ?{date}", plain)
    if dashed is not None:
        meant = f"{dashed[1]}..{dashed[2]}"
        raise TimeFault(f"{quoted(text)} is not a break.", f"Put two dots between: `{meant}`.", meant)
    several = re.fullmatch(r"(?ai:weeks? )?([0-9]{1,4}) ?(?:[-–—,/]|\.\.|to|and) ?([0-9]{1,4})", plain)
    if several is not None:
        hint = f"Give each week an entry of its own, such as `[{several[1]}, {several[2]}]`."
        raise TimeFault(f"{quoted(text)} is more than one week.", hint)
    raise TimeFault(
        f"{quoted(text)} is not a break.",
        "Write a week's number (`7`), a date (`2026-11-26`) or two dates (`2026-12-21..2027-01-03`).",
    )


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weeks in force for a course, a module or a unit.

    Weeks run from Monday to Sunday. Week 1 holds `starts`; week 0 is the week before it. The numbers go on
    past `weeks`, and through every numbered break. A week whose Monday to Friday lie in dated breaks has no
    number: the week after it takes the next. Without `starts` no week has a date.
    """

    starts: dt.date | None = None
    weeks: int | None = None
    breaks: tuple[Break, ...] = ()
    exam_weeks: int = 4
    zone: str | None = None
    _week_1: dt.date | None = field(init=False, repr=False, compare=False, default=None)
    """The Monday of week 1."""
    _skipped: tuple[tuple[dt.date, int], ...] = field(init=False, repr=False, compare=False, default=())
    """Weeks after week 1 that have no number: the first Monday of each run, and how many follow in it."""

    def __post_init__(self) -> None:
        if self.starts is not None:
            week_1 = _monday_of(self.starts)
            object.__setattr__(self, "_week_1", week_1)
            if self.breaks:
                object.__setattr__(self, "_skipped", _weeks_without_number(self.dated_breaks, week_1))

    @property
    def dated_breaks(self) -> tuple[DatedBreak, ...]:
        """The breaks that are given by their dates."""
        # Most calendars have no breaks, and every distance between two times asks.
        return tuple(each for each in self.breaks if isinstance(each, DatedBreak)) if self.breaks else ()

    @property
    def time_zone(self) -> ZoneInfo | None:
        """The zone of relative times; None where there is none or its name is unknown."""
        return zone_of(self.zone) if self.zone else None

    @property
    def end(self) -> dt.date | None:
        """The last day, a Sunday, of the last numbered week."""
        return self._sunday(self.weeks)

    @property
    def last_week(self) -> int | None:
        """The number of the last week of the examinations."""
        return None if self.weeks is None else self.weeks + self.exam_weeks

    @property
    def latest(self) -> dt.date | None:
        """The last day of the examination weeks; a dated break on the way puts it off."""
        return self._sunday(self.last_week)

    def monday(self, week: int) -> dt.date | None:
        """Return the Monday of a numbered week, or None where `starts` is unknown.

        Raises `OverflowError` for a week beyond the year 9999.
        """
        if self._week_1 is None:
            return None
        monday = self._week_1 + (week - 1) * WEEK
        for first, count in self._skipped:
            if monday < first:
                break
            monday += count * WEEK
        return monday

    def week_of(self, date: dt.date) -> int | None:
        """Return the number of the week that holds `date`.

        None where `starts` is unknown, before week 0, and in a week that a dated break has taken out.
        """
        if self._week_1 is None:
            return None
        monday = _monday_of(date)
        week = (monday - self._week_1) // WEEK + 1
        passed = 0
        for first, count in self._skipped:
            if monday < first:
                break
            if monday < first + count * WEEK:
                return None
            passed += count
        return week - passed if week >= 0 else None

    def is_teaching_week(self, week: int) -> bool:
        """Tell whether a numbered week may hold teaching: from week 1 to `weeks`, and no break."""
        within = week >= 1 and (self.weeks is None or week <= self.weeks)
        return within and not (self.breaks and NumberedBreak(week) in self.breaks)

    def is_holiday(self, date: dt.date) -> bool:
        """Tell whether nothing is taught on `date` because it lies in a break of either kind."""
        week = self.week_of(date)
        return any(each.first <= date <= each.last for each in self.dated_breaks) or (
            week is not None and NumberedBreak(week) in self.breaks
        )

    def _sunday(self, week: int | None) -> dt.date | None:
        monday = None if week is None else self.monday(week)
        return None if monday is None else monday + _SUNDAY


@lru_cache(maxsize=256)
def zone_of(name: str) -> ZoneInfo | None:
    """Return the IANA time zone of that name, or None if there is none."""
    # Only specs with zones pay for the import.
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    # Names are in the database's own spelling, whatever the file system thinks of upper and lower case.
    if re.fullmatch(r"[A-Z][A-Za-z0-9_+-]*(?:/[A-Z][A-Za-z0-9_+-]*)*", name) is None:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or a folder of zones such as "Europe"
        return None


def is_zone(name: str) -> bool:
    """Tell whether `name` is an IANA time zone."""
    return zone_of(name) is not None


def _monday_of(date: dt.date) -> dt.date:
    return date - _SINCE_MONDAY[date.weekday()]


def _weeks_without_number(breaks: tuple[DatedBreak, ...], week_1: dt.date) -> tuple[tuple[dt.date, int], ...]:
    """Return the runs of weeks after week 1 whose Monday to Friday the breaks cover, each counted once."""
    stretches: list[tuple[dt.date, dt.date]] = []
    for each in sorted(breaks, key=lambda one: one.first):
        # Breaks that touch or overlap are one stretch.
        if stretches and each.first <= stretches[-1][1] + dt.timedelta(days=1):
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], each.last))
        else:
            stretches.append((each.first, each.last))
    runs = []
    for start, stop in stretches:
        first = max(_monday_of(start + _SUNDAY), week_1 + WEEK)
        count = (_monday_of(stop - _FRIDAY) - first) // WEEK + 1
        if count > 0:
            runs.append((first, count))
    return tuple(runs)

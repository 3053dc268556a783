"""What a clock shows elsewhere when a session starts here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from coursewright.spec.moments import Moment

_DAY = dt.timedelta(days=1)
_A_MONDAY = dt.date(2026, 1, 5)
"""Where the date of a weekday is not known, the 52 weeks from here stand for all."""


class Night(NamedTuple):
    """The hours between which people sleep."""

    begins: float
    ends: float


def starts_of(moment: Moment, home: ZoneInfo | None) -> tuple[dt.datetime, ...]:
    """Return the dates and times, with their zone, that a moment may be; nothing if that is unknown.

    A place in a numbered week without dates is that weekday in each week of a year, so that what holds for
    all of them holds in summer and in winter.
    """
    if moment.scale == "instant":
        return (moment.at,)
    if moment.scale != "week" or home is None:
        return ()
    monday = _A_MONDAY + _DAY * moment.at.weekday()
    dates = (monday + week * 7 * _DAY for week in range(52))
    return tuple(dt.datetime.combine(date, moment.at.time(), home) for date in dates)


def at_night(start: dt.datetime, length: dt.timedelta, zone: dt.tzinfo, night: Night) -> bool:
    """Whether any part of a session lies in the night of a zone."""
    first, last = _hours(start, length, zone)
    return first < night.ends or first >= night.begins or last > night.begins


def better_start(
    starts: Sequence[dt.datetime], length: dt.timedelta, zones: Sequence[ZoneInfo], night: Night
) -> dt.datetime | None:
    """Return the start on the same day, by whole hours from the present one, that suits everybody best.

    The nearest of several; None where each is at night for somebody, here included.
    """
    home = starts[0].tzinfo
    everywhere = [*zones, home] if home is not None else zones
    best: tuple[float, int, dt.datetime] | None = None
    for hours in range(-23, 24):
        moved = [start + dt.timedelta(hours=hours) for start in starts]
        if moved[0].date() != starts[0].date():
            continue
        meetings = [(start, length, zone, night) for start in moved for zone in everywhere]
        if any(at_night(*each) for each in meetings):
            continue
        strain = max(_strain(*each) for each in meetings)
        best = min(best or (strain, abs(hours), moved[0]), (strain, abs(hours), moved[0]))
    return None if best is None else best[2]


def _strain(start: dt.datetime, length: dt.timedelta, zone: dt.tzinfo, night: Night) -> float:
    """Return by how many hours a session comes too early in the morning or too late in the evening."""
    first, last = _hours(start, length, zone)
    return max(0, night.ends + 2 - first, last - (night.begins - 1))


def _hours(start: dt.datetime, length: dt.timedelta, zone: dt.tzinfo) -> tuple[float, float]:
    local = start.astimezone(zone)
    hour = local.hour + local.minute / 60
    return hour, hour + length / dt.timedelta(hours=1)


def city(zone: ZoneInfo) -> str:
    """Return the place that names a time zone: `Seoul` for `Asia/Seoul`."""
    return str(zone).rpartition("/")[2].replace("_", " ")

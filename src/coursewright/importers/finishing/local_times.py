"""Times of a source in UTC as the clocks of its course show them, where its time zone is known."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from coursewright.spec.calendars import zone_of

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from coursewright.importers.finishing.finished import Plain

__all__ = ["on_local_clocks", "zone_in"]

_TIMES = frozenset({"due", "release", "starts", "at", "by", "when", "available_until"})
"""The keys of the format that hold a time."""
_UTC = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?)Z", re.ASCII)


def zone_in(data: dict[str, Plain]) -> ZoneInfo | None:
    """Return the time zone that the calendar of a course, a module or a unit names; None without one."""
    calendar = data.get("calendar")
    name = calendar.get("time_zone") if isinstance(calendar, dict) else None
    return zone_of(name) if isinstance(name, str) else None


def on_local_clocks(data: dict[str, Plain], zone: ZoneInfo | None) -> dict[str, Plain]:
    """Return a spec, or a part of one, with its times in UTC as local times of its zone, without an offset.

    `zone` is that of what the part stands in. What has a calendar or a time zone of its own goes by that. A
    time that the clocks show twice stays as it is, and so does everything in `x-` keys.
    """
    if "time_zone" in data or "calendar" in data:
        own = data.get("time_zone")
        zone = zone_of(own) if isinstance(own, str) else zone_in(data)
    return {key: value if key.startswith("x-") else _turned(key, value, zone) for key, value in data.items()}


def _turned(key: str, value: Plain, zone: ZoneInfo | None) -> Plain:
    match value:
        case str() if key in _TIMES and zone is not None and (found := _UTC.fullmatch(value)):
            return _local(found[1], zone) or value
        case dict():
            return on_local_clocks(value, zone)
        case list():
            return [_turned(key, one, zone) for one in value]
        case _:
            return value


def _local(written: str, zone: ZoneInfo) -> str:
    """Return a time in UTC, without its `Z`, on the clocks of a zone; empty where these show it twice."""
    try:
        instant = dt.datetime.fromisoformat(written).replace(tzinfo=dt.UTC)
        local = instant.astimezone(zone)
    except (ValueError, OverflowError):
        return ""
    other = local.replace(fold=1 - local.fold)
    text = local.replace(tzinfo=None).isoformat(timespec="seconds" if written.count(":") > 1 else "minutes")
    exact = dt.datetime.fromisoformat(text) == local.replace(tzinfo=None)
    return text if exact and local.utcoffset() == other.utcoffset() else ""

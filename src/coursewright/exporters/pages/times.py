"""Moments and durations in the words of the course's language, with the zone they are in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coursewright.design.local_times import city
from coursewright.exporters.prose.text import escaped
from coursewright.spec.durations import Duration, DurationFault, parse_duration
from coursewright.spec.moments import gap

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.words.words import Words
    from coursewright.spec.moments import Moment

__all__ = ["duration_of", "duration_text", "moment_html", "moment_text", "span_text", "utc", "weeks_text"]

_WHOLE_DAY = (dt.time(0, 0), dt.time(23, 59))
_WEEK = 10080
_UNITS = (("time.weeks", _WEEK), ("time.days", 1440), ("time.hours", 60), ("time.minutes", 1))


def utc(moment: Moment | None) -> dt.datetime | None:
    """Return a moment in UTC; None where its zone or its date is not known."""
    if moment is None or moment.scale != "instant":
        return None
    return moment.on_axis


def moment_text(moment: Moment, edition: Edition) -> str:
    """Return a moment in words: a date with its zone, a day of a numbered week, or a learner's day."""
    words, at = edition.words, moment.at
    clock = at.strftime("%H:%M")
    match moment.scale:
        case "learner":
            day = words("time.learner_day", day=moment.day)
            return day if at.time() in _WHOLE_DAY else words("time.day_at", day=day, clock=clock)
        case "week":
            day = words("time.week_day", weekday=words(f"time.weekday.{at.isoweekday()}"), week=moment.week)
            return words("time.day_at", day=day, clock=clock)
    day = words(
        "time.date",
        weekday=words(f"time.weekday.{at.isoweekday()}"),
        day=at.day,
        month=words(f"time.month.{at.month}"),
        year=at.year,
    )
    zone = _zone(at, words)
    return words("time.day_at_zone" if zone else "time.day_at", day=day, clock=clock, zone=zone)


def moment_html(moment: Moment, edition: Edition) -> str:
    """Return a moment as a `time` element, which a script can show in the reader's own zone."""
    text = escaped(moment_text(moment, edition))
    known = utc(moment)
    if known is None:
        return text
    return f'<time class="cw-time" datetime="{known.strftime("%Y-%m-%dT%H:%M:%SZ")}">{text}</time>'


def duration_of(entry: Entry) -> Duration | None:
    """Return how long an entry takes, where that is known: of a session, from its start to its end."""
    found: Duration | None = getattr(entry.element, "duration", None)
    if found is not None or entry.opens is None or entry.ends is None:
        return found
    passed = gap(entry.opens, entry.ends)
    if passed is None:
        return None
    minutes = passed.total_seconds() / 60
    return Duration(minutes, minutes)


def duration_text(duration: Duration, edition: Edition) -> str:
    """Return a length of time in words, such as `30 to 45 minutes`."""
    low, high = round(duration.low), round(duration.high)
    words = edition.words
    if low == high:
        return _length(low, words, wall_clock=duration.wall_clock)
    for key, size in _UNITS if duration.wall_clock else _UNITS[2:]:
        if low % size == 0 and high % size == 0 and (size == 1 or low >= size):
            return words("time.range", low=low // size, high=words(key, high // size))
    return words(
        "time.range",
        low=_length(low, words, wall_clock=duration.wall_clock),
        high=_length(high, words, wall_clock=duration.wall_clock),
    )


def span_text(written: str, edition: Edition) -> str:
    """Return a length of time that was written as `24 h` in words; what is none stays as it was written."""
    try:
        return duration_text(parse_duration(written), edition)
    except DurationFault:
        return written


def weeks_text(week: tuple[int, int] | None, edition: Edition) -> str:
    """Return the week or weeks of something; empty where none is known."""
    if week is None:
        return ""
    if week[0] == week[1]:
        return edition.words("time.week", week=week[0])
    return edition.words("time.week_range", first=week[0], last=week[1])


def _length(minutes: int, words: Words, *, wall_clock: bool) -> str:
    parts = []
    # Ten days are ten days: weeks are named where there is nothing beside them.
    for key, size in _UNITS[0 if minutes % _WEEK == 0 else 1 :] if wall_clock else _UNITS[2:]:
        number, minutes = divmod(minutes, size)
        if number:
            parts.append(words(key, number))
    return " ".join(parts) or words("time.minutes", 0)


def _zone(at: dt.datetime, words: Words) -> str:
    if at.tzinfo is None:
        return ""
    if isinstance(at.tzinfo, ZoneInfo) and "/" in str(at.tzinfo):
        return words("time.zone", place=city(at.tzinfo))
    return at.tzname() or ""

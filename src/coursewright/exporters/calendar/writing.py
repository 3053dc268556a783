"""Happenings as a file of the format iCalendar (RFC 5545)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from coursewright.exporters.prose.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.exporters.calendar.happenings import Happening
    from coursewright.exporters.edition.model import Edition
    from coursewright.spec.moments import Moment

__all__ = ["calendar_text"]

_DAY = dt.timedelta(days=1)
_ADDRESS = re.compile(r"https?://[!-~]+")
"""What calendars open: an address of the web, in ASCII and without spaces."""


def calendar_text(happenings: Sequence[Happening], edition: Edition) -> bytes:
    """Return a calendar, its lines folded and ended as the format wants them."""
    calendar = Calendar()
    calendar.add("prodid", "-//coursewright//course calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name = clean(edition.title)
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    for zone in _zones(happenings):
        calendar.add_component(zone)
    for happening in happenings:
        calendar.add_component(_event(happening, edition))
    made: bytes = calendar.to_ical()
    return made


def _event(happening: Happening, edition: Edition) -> Event:
    event = Event()
    name = happening.aspect.replace(" ", "-") or "event"
    event.add("uid", f"{happening.entry.slug}.{name}@{edition.id}.coursewright")
    event.add("dtstamp", edition.choices.made)
    event.add("dtstart", _written(happening.starts))
    # A moment ends where it starts: without an end, Exchange refuses an event, and Canvas and Moodle, whose
    # calendars every program reads, write one as well.
    event.add("dtend", _written(happening.ends or happening.starts))
    event.add("summary", _line(happening.title))
    if happening.text:
        event.add("description", "\n\n".join(clean(text).strip() for text in happening.text))
    if happening.place:
        event.add("location", _line(happening.place))
    if _ADDRESS.fullmatch(happening.url):
        event.add("url", happening.url)
    event.add("categories", [_line(edition.title)])
    event.add("transp", "OPAQUE" if happening.busy else "TRANSPARENT")
    return event


def _written(moment: Moment) -> dt.datetime:
    """Return a moment as the format can say it: in a named zone, in UTC, or floating."""
    at = moment.at
    if isinstance(at.tzinfo, ZoneInfo) and not at.fold:
        return at
    # An offset has no name, and the second of two equal times in autumn cannot be told by its clock.
    return at if at.tzinfo is None else moment.on_axis


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _zones(happenings: Sequence[Happening]) -> Iterator[Timezone]:
    """Yield the rules of each zone for the days that the events cover."""
    spans: dict[str, tuple[dt.date, dt.date]] = {}
    for happening in happenings:
        for moment in (happening.starts, happening.ends or happening.starts):
            at = _written(moment)
            if not isinstance(at.tzinfo, ZoneInfo) or at.tzinfo.key == "UTC":
                continue
            first, last = spans.get(at.tzinfo.key, (at.date(), at.date()))
            spans[at.tzinfo.key] = min(first, at.date()), max(last, at.date())
    for name in sorted(spans):
        first, last = spans[name]
        yield Timezone.from_tzid(name, first_date=first - _DAY, last_date=last + _DAY)

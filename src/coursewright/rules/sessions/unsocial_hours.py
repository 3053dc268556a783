"""Unsocial hours.

## What it says

A session takes place between 23:00 and 06:00 for a part of the audience: in one of the time zones that
`audience.time_zones` declares.

## Why

Nobody should have to join at four in the morning in order to learn together. Those who would have to do not
come, or come tired; either way the course has two classes of students, and it is always the same ones who
live far away. Often an hour exists that is day everywhere, and the finding names the kindest; where there is
none, turns help: early in one week, late in the next.

This is fairness rather than research. Summer time is taken into account: where the date is not known yet, a
finding says that it is night on every date.

Left alone: zones that nobody declares; sessions that are `optional` or have an `alternative`, since those
who sleep miss nothing they need; and times that are not known to the minute.

## Invalid

```yaml
module: choreography
week: 2
calendar: {time_zone: Europe/London}
audience: {who: dancers in two companies, time_zones: [Europe/London, Asia/Seoul]}
sessions:
  - {id: notation, title: Read a score together, starts: tue 19:00, duration: 60 min}
```

## Valid

```yaml
module: choreography
week: 2
calendar: {time_zone: Europe/London}
audience: {who: dancers in two companies, time_zones: [Europe/London, Asia/Seoul]}
sessions:
  - {id: notation, title: Read a score together, starts: tue 10:00, duration: 60 min}
```

## Options

- `night_from`: the hour at which the night begins, by default 23.
- `night_until`: the hour at which it ends, by default 6. Both are ours.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.design.local_times import Night, at_night, better_start, city, starts_of
from coursewright.design.when_words import start_exactness
from coursewright.lint.api import Context, Evidence, Meta, Option, Problem, Related, Severity
from coursewright.rules.wording import capital, listed, when_phrase
from coursewright.spec.calendars import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from coursewright.spec.model import Session

META = Meta(
    code="SES003",
    name="unsocial-hours",
    statement="No session falls into the night of a declared time zone",
    severity=Severity.INFO,
    minutes=10,
    evidence=Evidence.PRACTICE,
    sources=("Penguin Latte 2021",),
    why="who would have to join at night does not come, or comes tired, and it is always the same people",
    options=(
        Option("night_from", 23, 18, 24, "the hour at which the night begins; no source gives a number"),
        Option("night_until", 6, 0, 12, "the hour at which the night ends; no source gives a number"),
    ),
)


def check(session: Session, context: Context) -> Iterator[Problem]:
    """Report a session that is at night for some of its audience."""
    audience = session.scope.settings.audience
    if audience is None or not audience.time_zones or _may_be_missed(session):
        return
    zones = [zone for name in dict.fromkeys(audience.time_zones) if (zone := zone_of(name)) is not None]
    moment = context.moment(session, "starts")
    if moment is None or start_exactness(session) != "minute":
        return
    calendar = context.course.timeline.calendar(session.scope)
    home = zone_of(session.time_zone) if session.time_zone else calendar.time_zone
    starts = starts_of(moment, home)
    if not starts:
        return
    length = _length(session, context)
    night = Night(context.option("night_from"), context.option("night_until"))
    asleep = [zone for zone in zones if all(at_night(start, length, zone, night) for start in starts)]
    if not asleep:
        return
    where = f"{capital(session.label)}{when_phrase(session)}"
    when = listed([f"{_clocks(starts, length, zone, night)} in {city(zone)}" for zone in asleep])
    better = better_start(starts, length, zones, night)
    fix = _fix(better, zones)
    related = (Related(audience, "declared here", key="time_zones"),)
    yield Problem(
        session, f"{where} {when}.", fix, key="starts" if session.says("starts") else "slot", related=related
    )


def _may_be_missed(session: Session) -> bool:
    return session.optional or session.leaves_open("optional") or session.says("alternative")


def _length(session: Session, context: Context) -> dt.timedelta:
    start, end = context.moment(session, "starts"), context.course.timeline.ends(session)
    return end.at - start.at if start is not None and end is not None else dt.timedelta(0)


def _clocks(starts: Sequence[dt.datetime], length: dt.timedelta, zone: ZoneInfo, night: Night) -> str:
    """Say when the session starts there, or when it ends if only its end is at night."""
    evening = all(not at_night(start, dt.timedelta(0), zone, night) for start in starts)
    moments = [start + length if evening else start for start in starts]
    clocks = sorted({f"{moment.astimezone(zone):%H:%M}" for moment in moments})
    return f"{'ends' if evening else 'starts'} at {listed(clocks, 'or')}"


def _fix(better: dt.datetime | None, zones: Sequence[ZoneInfo]) -> str:
    if better is None:
        return "no hour is day for all of them: let two groups meet, take turns, or add an `alternative:`"
    others = [zone for zone in zones if zone != better.tzinfo]
    there = listed([f"{better.astimezone(zone):%H:%M} in {city(zone)}" for zone in others])
    return f"start at {better:%H:%M}{f', which is {there}' if there else ''}, or add an `alternative:`"

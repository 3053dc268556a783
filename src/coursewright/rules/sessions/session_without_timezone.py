"""Session without timezone.

## What it says

A session starts at a time of day that belongs to no time zone, although it takes place online or the
audience lives in more than one zone.

## Why

Ten o'clock is a different moment in Lisbon and in Seoul. In a room, everybody means the clock on its wall;
online nobody knows whose clock is meant, and neither does the calendar file that you export. The first sign
is usually an empty meeting. It costs a minute: one `time_zone` in the `calendar` serves all sessions.

A session is online if it has a `url`, or if its `place` names a meeting service. The zone may stand in the
calendar, in the session, or as an offset in the time itself (`2026-10-08T10:00+01:00`). Left alone: times
without an hour, days counted from each learner's own start, times that are counted from another item, and
zones that are still open.

## Invalid

```yaml
module: translation
week: 2
sessions:
  - {id: clinic, title: Two versions of one poem, starts: tue 10:00, url: "https://meet.example.org/poem"}
```

## Valid

```yaml
module: translation
week: 2
calendar: {time_zone: Europe/Lisbon}
sessions:
  - {id: clinic, title: Two versions of one poem, starts: tue 10:00, url: "https://meet.example.org/poem"}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Context, Evidence, Meta, Problem, Severity
from coursewright.rules.wording import capital, when_phrase
from coursewright.spec.times import Dated, Weekly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.model import Session

META = Meta(
    code="SES002",
    name="session-without-timezone",
    statement="The time of a session says in which time zone",
    severity=Severity.WARNING,
    minutes=1,
    evidence=Evidence.PRACTICE,
    sources=("Penguin Latte 2021", "coursewright format"),
    why="online, ten o'clock is a different moment for each, and so it is in an exported calendar",
)

_SERVICES = frozenset(
    {"online", "zoom", "teams", "webex", "meet", "skype", "bigbluebutton", "jitsi", "discord", "webinar"}
)


def check(session: Session, _context: Context) -> Iterable[Problem]:
    """Report a time of day that each reader may take for their own."""
    clock = "" if _has_zone(session) else _clock(session)
    if not clock:
        return ()
    audience = session.scope.settings.audience
    zones = tuple(dict.fromkeys(audience.time_zones)) if audience is not None else ()
    if len(zones) > 1:
        reason = f"its audience lives in {len(zones)} of them"
    elif _online(session):
        reason = "it takes place online"
    else:
        return ()
    message = (
        f"{capital(session.label)}{when_phrase(session)} starts at {clock} in no time zone, and {reason}."
    )
    zone = zones[0] if zones else "Europe/London"
    calendar = f"`calendar: {{time_zone: {zone}}}`"
    fix = f"say the zone once for all sessions, such as {calendar}, or add `time_zone:` here"
    return (Problem(session, message, fix, key="starts" if session.says("starts") else "slot"),)


def _clock(session: Session) -> str:
    """Return the time of day at which a session starts on a clock without a zone, if it says one."""
    slot = session.slot.target if session.slot is not None else None
    at = slot.at if slot is not None else None
    if session.starts is None:
        return at or ""
    match session.starts.spec:
        case Dated(time=time, offset=None) if time is not None:
            return f"{time:%H:%M}"
        case Weekly(time=time) if time is not None:
            return f"{time:%H:%M}"
        case Weekly(day=None):
            return at or ""
    return ""


def _has_zone(session: Session) -> bool:
    """Whether a zone is in force, or may come to be."""
    settings = session.scope.settings
    calendar = settings.calendar
    if session.says("time_zone") or session.leaves_open("slot") or settings.leaves_open("calendar"):
        return True
    return calendar is not None and calendar.says("time_zone")


def _online(session: Session) -> bool:
    if session.says("url"):
        return True
    slot = session.slot.target if session.slot is not None else None
    place = session.place or (slot.place if slot is not None else None) or ""
    return not _SERVICES.isdisjoint(place.casefold().replace("-", " ").split())

"""What clocks show where students live when work is due and sessions begin: at home and in declared zones.

A date and time in a known zone is one moment everywhere, daylight saving included (IANA time zones). A place
in a numbered week without dates may be in summer or in winter, so elsewhere it is all that it can be over a
year. What has no zone, and a learner's own days, have no time elsewhere: that is unknown, never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.local_times import starts_of
from coursewright.design.when_words import exactness, start_exactness
from coursewright.spec.calendars import zone_of
from coursewright.spec.model import Session, Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from zoneinfo import ZoneInfo

    from coursewright.design.when_words import Exactness
    from coursewright.spec.model import Course
    from coursewright.spec.moments import Moment

__all__ = ["ClockTime", "Elsewhere", "Reading", "clock_times", "zones_of"]


class Reading(NamedTuple):
    """What a clock shows: the day, by how many days it differs from that at home, and the time.

    Of a place in a week without dates, only the weekday of `at` counts.
    """

    at: dt.datetime
    days_later: int

    @property
    def clock(self) -> dt.time:
        """The time of day."""
        return self.at.time()


class Elsewhere(NamedTuple):
    """What clocks of a zone may show at a moment: one reading where it is known, none where it is not."""

    zone: ZoneInfo
    readings: tuple[Reading, ...]


class ClockTime(NamedTuple):
    """A deadline or the start of a session, at `home` and elsewhere.

    `exact` says how exactly it is said; a deadline by its day or week is the end of that.
    """

    item: Task | Session
    at: Moment
    exact: Exactness
    home: ZoneInfo | None
    elsewhere: tuple[Elsewhere, ...]

    @property
    def has_clock(self) -> bool:
        """Whether a time of day is said or meant: a deadline on a day is its end."""
        return self.exact == "minute" or isinstance(self.item, Task)


def zones_of(course: Course) -> Sequence[ZoneInfo]:
    """Return the time zones that audiences declare, each once, in the order of the files."""
    scopes = [course.scope, *(one.scope for one in (*course.every(Task), *course.every(Session)))]
    names = [
        name
        for scope in dict.fromkeys(scopes)
        if scope.settings.audience is not None
        for name in scope.settings.audience.time_zones
    ]
    return [zone for name in dict.fromkeys(names) if (zone := zone_of(name)) is not None]


def clock_times(course: Course) -> Sequence[ClockTime]:
    """Return the known deadlines of tasks and starts of sessions, in the order of the files."""
    zones = zones_of(course)
    return [_clock_time(*each, course, zones) for each in _times(course)]


def _times(course: Course) -> Iterator[tuple[Task | Session, Moment, Exactness]]:
    for task in course.every(Task):
        due = course.timeline.moment(task, "due")
        if due is not None and task.due is not None:
            yield task, due, exactness(task.due)
    for session in course.every(Session):
        start = course.timeline.moment(session, "starts")
        if start is not None:
            yield session, start, start_exactness(session)


def _clock_time(
    item: Task | Session, at: Moment, exact: Exactness, course: Course, zones: Sequence[ZoneInfo]
) -> ClockTime:
    home = course.timeline.calendar(item.scope).time_zone
    if isinstance(item, Session) and item.time_zone and at.scale == "week":
        home = zone_of(item.time_zone)  # without a date nobody can say what clocks elsewhere show
    found = ClockTime(item, at.in_zone(home), exact, home, ())
    starts = starts_of(at, home) if found.has_clock else ()
    others = [one for one in zones if one != home]
    return found._replace(elsewhere=tuple(Elsewhere(one, _readings(starts, one, home)) for one in others))


def _readings(starts: Sequence[dt.datetime], zone: ZoneInfo, home: ZoneInfo | None) -> tuple[Reading, ...]:
    """Return what the clocks of a zone may show, each weekday and time once, the earliest first."""
    found: dict[tuple[int, dt.time], Reading] = {}
    for start in starts:
        there = start.astimezone(zone)
        here = start if home is None else start.astimezone(home)
        later = (there.date() - here.date()).days
        found.setdefault((later, there.time()), Reading(there, later))
    return tuple(found[key] for key in sorted(found))

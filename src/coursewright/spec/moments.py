"""Which moment a time means under a calendar, and how moments compare.

Moments are of four scales, and only those of one scale compare:

- `instant`: a date and time in a known zone or offset. Distances are elapsed time, daylight saving included.
- `local`: a date and time with no zone.
- `week`: a place in a numbered week of a calendar that has no start date.
- `learner`: a day counted from the one on which a learner begins, whenever that is.

**Daylight saving.** A local time that the clocks skip in spring is as much later as they moved (01:30 becomes
02:30 in London); one that they show twice in autumn is the first of the two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from coursewright.spec.calendars import WEEK, Calendar
from coursewright.spec.times import DAYS, Dated, Direction, LearnerDay, Relative, TimeSpec, Weekly, Weeks
from coursewright.spec.wording import WeekNeeded

Scale: TypeAlias = Literal["instant", "local", "week", "learner"]
Edge: TypeAlias = Literal["start", "end"]
Anchor: TypeAlias = Callable[[str, Direction], "Moment | None"]
"""Finds the moment of an item by its id: its start for `before`, its end for `after`."""

# The scales `week` and `learner` have no dates: their places are kept as if week 1 and day 1 began here. Any
# Monday will do that leaves room on both sides; this one lies beyond every date an author can write.
_ORIGIN = dt.datetime(4001, 1, 1)  # noqa: DTZ001 - on no clock
_DAY = dt.timedelta(days=1)
_START, _END = dt.time(0, 0), dt.time(23, 59)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Moment(NamedTuple):
    """A resolved time. Make one with `resolve` or `moment_at`; compare with `compare` and `gap`."""

    scale: Scale
    at: dt.datetime
    """Aware on the scale `instant`, else naive; on `week` and `learner` a place on an axis without dates."""
    on_axis: dt.datetime
    """The same to compute with: in UTC on the scale `instant`, for Python subtracts two times of one zone as
    the clocks show them."""
    calendar: Calendar | None = None
    """On the scale `week`, the calendar whose weeks are counted."""

    def as_datetime(self) -> dt.datetime | None:
        """Return the date and time, aware if the zone is known; None on a scale without dates."""
        return self.at if self.scale in {"instant", "local"} else None

    @property
    def date(self) -> dt.date | None:
        """The local date, on a scale with dates."""
        return self.at.date() if self.scale in {"instant", "local"} else None

    @property
    def week(self) -> int | None:
        """The number of the week, counted by the calendar or from the learner's first day; else None."""
        return None if self.scale in {"instant", "local"} else (self.at - _ORIGIN) // WEEK + 1

    @property
    def day(self) -> int | None:
        """The learner's day, on that scale."""
        return (self.at - _ORIGIN) // _DAY + 1 if self.scale == "learner" else None

    def later(self, step: dt.timedelta, *, wall_clock: bool = False) -> Moment | None:
        """Return the moment `step` later, or earlier if it is negative.

        `wall_clock` keeps the time of day over a change of the clocks, as days and weeks do; otherwise `step`
        is elapsed time. None where the place is unknown: beyond the year 9999, and in another week where the
        calendar has dated breaks but no start from which to place them.
        """
        if not step:
            return self  # adding nothing would forget which of two equal times in autumn it is
        try:
            moment = self._after(step, wall_clock=wall_clock)
        except (OverflowError, ValueError):
            return None
        if self.calendar is not None and self.calendar.dated_breaks and moment.week != self.week:
            return None
        return moment

    def _after(self, step: dt.timedelta, *, wall_clock: bool) -> Moment:
        if self.scale != "instant":
            return _off_clock(self.scale, self.at + step, self.calendar)
        if wall_clock:
            return _instant((self.at + step).replace(fold=0))
        later = self.on_axis + step
        return Moment("instant", later.astimezone(self.at.tzinfo), later)

    def in_zone(self, zone: dt.tzinfo | None) -> Moment:
        """Return the same instant on the clocks of `zone`; on other scales, and for no zone, this moment."""
        if zone is None or self.scale != "instant" or self.at.tzinfo is zone:
            return self
        return Moment("instant", self.at.astimezone(zone), self.on_axis)

    def __str__(self) -> str:
        clock = self.at.time().isoformat("seconds" if self.at.second else "minutes")
        match self.scale:
            case "learner":
                return f"day {self.day}" if self.at.time() == _START else f"day {self.day} {clock}"
            case "week":
                return f"week {self.week}, {DAYS[self.at.weekday()].capitalize()} {clock}"
        day = DAYS[self.at.weekday()].capitalize()
        # A zone is the calendar's and goes without saying; an offset is the author's own.
        offset = f" {self.at.tzinfo}" if isinstance(self.at.tzinfo, dt.timezone) else ""
        return f"{day} {self.at.day} {_MONTHS[self.at.month - 1]} {self.at.year} {clock}{offset}"


def moment_at(when: dt.datetime, zone: dt.tzinfo | None = None) -> Moment:
    """Return the moment of a date and time: in its own zone or offset, else in `zone`, else local."""
    if when.tzinfo is not None:
        return _instant(when)
    return _off_clock("local", when) if zone is None else _instant(when.replace(tzinfo=zone))


def compare(a: Moment, b: Moment) -> int | None:
    """Return -1, 0 or 1 as `a` is before, at or after `b`; None where they cannot be compared."""
    if not _comparable(a, b):
        return None
    return (a.on_axis > b.on_axis) - (a.on_axis < b.on_axis)


def gap(a: Moment, b: Moment) -> dt.timedelta | None:
    """Return the time that elapses from `a` to `b`, negative if `b` is earlier; None where it is unknown.

    In a calendar without a start but with dated breaks, two places in different weeks have a known order
    (`compare`) and no known distance, for a break may lie between them.
    """
    if not _comparable(a, b):
        return None
    if a.calendar is not None and a.calendar.dated_breaks and a.week != b.week:
        return None
    return b.on_axis - a.on_axis


def week_number(moment: Moment, calendar: Calendar, *, self_paced: bool = False) -> int | None:
    """Return the week in which a moment lies, as `calendar` counts weeks; None where that is unknown."""
    # Only an instant has another date in another zone.
    date = moment.in_zone(calendar.time_zone).date if moment.scale == "instant" else moment.date
    if date is None:
        return moment.week
    if self_paced:
        return None if calendar.starts is None else (date - calendar.starts) // WEEK + 1
    return calendar.week_of(date)


def resolve(
    spec: TimeSpec,
    calendar: Calendar,
    *,
    edge: Edge,
    week: Weeks | None = None,
    self_paced: bool = False,
    anchor: Anchor = lambda _id, _direction: None,
) -> Moment | None:
    """Return the moment that `spec` means, or None where that is unknown.

    A week, a day or a date without a time of day means its start (00:00, of Monday for a week) or its end
    (23:59, of Sunday), as `edge` says. `week` is that of the nearest item, unit or module, for a weekday
    without one; raises `WeekNeeded` where there is none, or a range.

    In a self-paced course weeks are the learner's own: week 1 is days 1 to 7. Once the first day has a date,
    a weekday is the one of that name in those seven days; until then Monday stands for the first.
    Days and weeks of a relative time are steps on the calendar in its zone (in the anchor's own, where the
    calendar has none), hours and minutes elapsed time.
    """
    try:
        match spec:
            case Dated():
                zone = spec.offset or calendar.time_zone
                return moment_at(dt.datetime.combine(spec.date, _time(spec.time, edge), zone))
            case LearnerDay():
                return _learner_moment(spec.day, _time(spec.time, edge), calendar)
            case Weekly():
                return _resolve_weekly(spec, calendar, edge, week, self_paced=self_paced)
            case Relative():
                return _resolve_relative(spec, calendar, anchor(spec.anchor, spec.direction))
    except OverflowError:  # a calendar that starts too late for the week
        return None


def _resolve_weekly(
    spec: Weekly, calendar: Calendar, edge: Edge, week: Weeks | None, *, self_paced: bool
) -> Moment | None:
    number = _week_needed(spec, week) if spec.week is None else spec.week
    time = _time(spec.time, edge)
    day = spec.day if spec.day is not None else (6 if edge == "end" else 0)
    if self_paced:
        if spec.day is not None and calendar.starts is not None:
            day = (spec.day - calendar.starts.weekday()) % 7
        return _learner_moment(7 * (number - 1) + 1 + day, time, calendar)
    monday = calendar.monday(number)
    if monday is None:
        at = dt.datetime.combine(_ORIGIN + (number - 1) * WEEK + day * _DAY, time)
        return _off_clock("week", at, calendar)
    return moment_at(dt.datetime.combine(monday + day * _DAY, time, calendar.time_zone))


def _week_needed(spec: Weekly, week: Weeks | None) -> int:
    if week is None:
        raise WeekNeeded(
            f"`{spec}` does not say of which week, and no week is known here.",
            f"Write `week 3 {spec}`, or give the module or the unit a `week`.",
        )
    if week.first != week.last:
        raise WeekNeeded(
            f"`{spec}` does not say of which week, and weeks {week} are a range.",
            f"Write `week {week.first} {spec}` or `week {week.last} {spec}`.",
        )
    return week.first


def _resolve_relative(spec: Relative, calendar: Calendar, anchor: Moment | None) -> Moment | None:
    if anchor is None:
        return None
    step = -spec.distance if spec.direction == "before" else spec.distance
    return anchor.in_zone(calendar.time_zone).later(step, wall_clock=spec.unit in {"day", "week"})


def _learner_moment(day: int, time: dt.time, calendar: Calendar) -> Moment:
    if calendar.starts is not None:
        date = calendar.starts + (day - 1) * _DAY
        return moment_at(dt.datetime.combine(date, time, calendar.time_zone))
    return _off_clock("learner", dt.datetime.combine(_ORIGIN + (day - 1) * _DAY, time))


def _time(time: dt.time | None, edge: Edge) -> dt.time:
    return time if time is not None else (_END if edge == "end" else _START)


def _instant(at: dt.datetime) -> Moment:
    """Return the moment of an aware time, as the clocks show it: that differs only for one that they skip."""
    in_utc = at.astimezone(dt.UTC)
    return Moment("instant", in_utc.astimezone(at.tzinfo), in_utc)


def _off_clock(scale: Scale, at: dt.datetime, calendar: Calendar | None = None) -> Moment:
    return Moment(scale, at, at, calendar)


def _comparable(a: Moment, b: Moment) -> bool:
    if a.scale != b.scale:
        return False
    if a.calendar is b.calendar or a.calendar is None or b.calendar is None:
        return True
    return a.calendar.zone == b.calendar.zone and a.calendar.dated_breaks == b.calendar.dated_breaks

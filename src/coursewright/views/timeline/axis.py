"""The axis of loops: the days from the first to the last moment of a step, with weekends and breaks.

A day is as long as any other on it, that on which the clocks change too: places are those of the clock, and
hours between two places are said beside them.
"""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.calendars import NumberedBreak
from coursewright.spec.moments import compare
from coursewright.spec.times import DAYS
from coursewright.views.charts import Band, Tick
from coursewright.views.timeline.words import day_words
from coursewright.views.words import count, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.calendars import Calendar
    from coursewright.spec.moments import Moment

__all__ = ["ORDER_ONLY", "Axis", "axis_for"]

ORDER_ONLY = "order only, times not known"

_DAY = dt.timedelta(days=1)
_EARLY, _LATE = 7 * _DAY, 4 * _DAY
"""How long before and after the kernel of a step the axis goes, at most."""
_LONGEST = 28 * _DAY
"""How long the axis of the kernel itself is, at most."""
_NAMED_DAYS = 14
"""Up to so many days each is named; beyond that, Mondays and every seventh day."""
_DRAWN_DAYS = 31
_ROOM = 4
"""What has no time and comes after the last known one gets one day for so many that are there."""
_HOURS = (6, 12, 18)


class Axis(NamedTuple):
    """The days from `first`, a midnight, by the clocks of `home`; so many marks come `earlier` or `later`."""

    first: dt.datetime
    days: int
    reference: Moment
    calendar: Calendar
    home: dt.tzinfo | None
    earlier: int
    later: int

    def place(self, moment: Moment | None) -> float | None:
        """Return where a moment lies, from 0 to 1, at the edge for what lies beyond; None if it cannot."""
        if moment is None or compare(self.reference, moment) is None:
            return None
        at = (_wall(moment, self.home) - self.first) / (self.days * _DAY)
        return min(max(at, 0.0), 1.0)

    def holds(self, moment: Moment) -> bool:
        """Whether a moment lies within the axis."""
        return self.first <= _wall(moment, self.home) <= self.first + self.days * _DAY

    def longer(self) -> Axis:
        """Return the axis with room behind the last day."""
        return self._replace(days=self.days + -(-self.days // _ROOM))

    @property
    def said(self) -> str:
        """What the axis is, in words."""
        match self.reference.scale:
            case "learner":
                what = "days since the learner began"
            case "instant":
                what = f"days, by the clocks of {self.home}" if self.home is not None else "days"
            case _:
                what = "days"
        beyond = [
            f"{count(number, 'mark')} {'comes' if number == 1 else 'come'} {when}"
            for number, when in ((self.earlier, "earlier"), (self.later, "later"))
            if number
        ]
        match len(beyond):
            case 0:
                return what
            case 1:
                stand = "stands" if self.earlier + self.later == 1 else "stand"
                return f"{what}; {beyond[0]} and {stand} at the edge"
        return f"{what}; {listed(beyond)}, and stand at the edges"

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The beginning of each day, or of each week on a long axis, with its name."""
        if self.days == 1:
            name = self._name(self.first, first=True)
            return (Tick(0, f"{name} 00:00"), *(Tick(hour / 24, f"{hour:02}:00") for hour in _HOURS))
        found = []
        each_day = self.days <= _NAMED_DAYS
        for number in range(self.days):
            day = self.first + number * _DAY
            named = each_day or not number or self._begins_week(day, number)
            if named or self.days <= _DRAWN_DAYS:
                end = min((number + 1) / self.days, 1.0) if each_day else None
                found.append(
                    Tick(number / self.days, self._name(day, first=not number) if named else "", end)
                )
        return tuple(found)

    @property
    def bands(self) -> tuple[Band, ...]:
        """Its weekends and breaks; days of a learner's own have none."""
        if self.reference.scale == "learner":
            return ()
        kinds = [(number, self._kind(self.first + number * _DAY)) for number in range(self.days)]
        found = []
        for kind, run in groupby(kinds, key=lambda one: one[1]):
            numbers = [number for number, _ in run]
            if kind:
                found.append(Band(numbers[0] / self.days, (numbers[-1] + 1) / self.days, kind))
        return tuple(found)

    def _begins_week(self, day: dt.datetime, number: int) -> bool:
        return number % 7 == 0 if self.reference.scale == "learner" else not day.weekday()

    def _name(self, day: dt.datetime, *, first: bool) -> str:
        match self.reference.scale:
            case "learner":
                return f"day {self._moment(day).day}"
            case "week":
                name = DAYS[day.weekday()].capitalize()
                week = f"week {self._moment(day).week}"
                if self.days > _NAMED_DAYS:
                    return week
                return f"{name}, {week}" if (first or not day.weekday()) and self.days > 7 else name
        return day_words(day.date())

    def _kind(self, day: dt.datetime) -> str:
        match self.reference.scale:
            case "week":
                week = self._moment(day).week
                is_break = week is not None and NumberedBreak(week) in self.calendar.breaks
            case _:
                is_break = self.calendar.is_holiday(day.date())
        return "break" if is_break else "weekend" if day.weekday() >= 5 else ""

    def _moment(self, day: dt.datetime) -> Moment:
        return self.reference._replace(at=day, on_axis=day)


def axis_for(moments: Sequence[Moment], kernel: Sequence[Moment], calendar: Calendar) -> Axis | None:
    """Return the axis on which most of the moments lie, None where there is none.

    `kernel` are those that are to be told apart, the deadlines and what first needs the work: the axis ends
    soon after them, so that a follow-up in six weeks does not press a day into a line.
    """
    scales = [moment.scale for moment in moments]
    if not scales:
        return None
    most = max(scales, key=scales.count)
    reference = next(moment for moment in (*kernel, *moments) if moment.scale == most)
    home = calendar.time_zone
    walls = [_wall(moment, home) for moment in moments if compare(reference, moment) is not None]
    inner = [_wall(moment, home) for moment in kernel if compare(reference, moment) is not None] or walls
    low = max(min(walls), min(inner) - _EARLY)
    high = min(max(inner), min(inner) + _LONGEST)
    high = max([wall for wall in walls if wall <= high + _LATE])
    first = dt.datetime.combine(low.date(), dt.time())
    days = max((high - first) // _DAY + bool((high - first) % _DAY), 1)
    last = first + days * _DAY
    earlier, later = sum(wall < first for wall in walls), sum(wall > last for wall in walls)
    return Axis(first, days, reference, calendar, home, earlier, later)


def _wall(moment: Moment, home: dt.tzinfo | None) -> dt.datetime:
    """Return what the clocks at home show, or those of the moment where nobody says where home is."""
    return moment.in_zone(home).at.replace(tzinfo=None)

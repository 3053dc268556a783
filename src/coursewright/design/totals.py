"""All the work that a course or a module asks for. All times are minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.contents import places_in
from coursewright.design.workload import Effort, Share, added_up, timed, workload_of
from coursewright.spec.calendars import NumberedBreak

if TYPE_CHECKING:
    from coursewright.spec.model import Course, Module


class Total(NamedTuple):
    """What a course or a module asks for, item by item."""

    shares: tuple[Share, ...]

    @property
    def effort(self) -> Effort:
        """The sum of what is known."""
        return added_up([share.effort for share in self.shares if share.effort is not None])

    @property
    def timed(self) -> float:
        """The part of the items whose time is known, from 0 to 1."""
        return timed(self.shares)

    @property
    def untimed(self) -> int:
        """How many items have no known time."""
        return sum(share.effort is None for share in self.shares)

    @property
    def ceiling(self) -> float:
        """The sum if each item without a known time took as long as the longest of the others."""
        longest = max((share.effort[1] for share in self.shares if share.effort is not None), default=0.0)
        return self.effort[1] + self.untimed * longest


def total_of(place: Course | Module, course: Course) -> Total:
    """Return what a place asks for with all that stands below it; nothing that is optional."""
    workload = workload_of(course)
    return Total(tuple([share for one in places_in(place) for share in workload.of_all(one)]))


def weeks_planned(place: Course | Module) -> int:
    """Return in how many weeks a place has the weekly hours that are written at it; 0 if that is unknown.

    The calendar must be its own, too: that of a course says nothing of how long one of its modules is.
    """
    plan, calendar = place.settings.workload, place.settings.calendar
    if plan is None or plan.inherits("hours_per_week") or calendar is None or not calendar.weeks:
        return 0
    if place.settings.inherits("calendar") or calendar.leaves_open("breaks", "weeks"):
        return 0
    off = {one.week for one in calendar.breaks if isinstance(one, NumberedBreak)}
    return calendar.weeks - sum(1 <= week <= calendar.weeks for week in off)

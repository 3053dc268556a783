"""All the work that a course or a module asks for. All times are minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.workload import ENOUGH_TIMED, Effort, Share, timed, workload_of
from coursewright.spec.calendars import NumberedBreak
from coursewright.spec.model import Course, Module

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.model import Content


class Total(NamedTuple):
    """What a course or a module asks for, item by item."""

    shares: tuple[Share, ...]

    @property
    def effort(self) -> Effort:
        """The sum of what is known."""
        known = [share.effort for share in self.shares if share.effort is not None]
        return sum(low for low, _ in known), sum(high for _, high in known)

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
    """Return what a place asks for with all that stands below it; nothing that is optional.

    A unit with too few timed items counts with its own `duration`, if that is known.
    """
    shares: list[Share] = []
    for one in places_in(place):
        asked = workload_of(course).of(one)
        said = getattr(one, "duration", None)
        if said is not None and said.effort is not None and timed(asked) < ENOUGH_TIMED:
            asked = (Share(one, said.effort),)
        shares += asked
    return Total(tuple(shares))


def places_in(place: Course | Module) -> Sequence[Content]:
    """Return a course or module and what it is made of, each item held by one of them."""
    modules = place.modules if isinstance(place, Course) else (place,)
    found: list[Content] = [place] if isinstance(place, Course) and not place.implicit else []
    for module in modules:
        found += [module] if module.flat else [module, *module.units]
    return found


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

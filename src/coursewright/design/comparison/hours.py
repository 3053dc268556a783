"""How the time that students need changed: week by week, and for the whole. What is not known stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.comparison.changes import At, Change, Side, Subject
from coursewright.design.comparison.wording import name_of, subject_of
from coursewright.design.contents import as_written
from coursewright.design.totals import total_of
from coursewright.design.workload import Share, added_up, in_words, workload_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from coursewright.design.comparison.pairing import Pairs
    from coursewright.spec.element import Element
    from coursewright.spec.model import Course, Module

__all__ = ["Hours", "hours_changes", "hours_of"]

_NO_WEEK = Side("absent", "no teaching")


class Hours(NamedTuple):
    """The time of one week, or of the whole: the minutes known, from to, and how many items are not timed."""

    low: float
    high: float
    items: int
    untimed: int

    @classmethod
    def of(cls, shares: Sequence[Share]) -> Hours:
        """Add up what some items ask for."""
        known = [share.effort for share in shares if share.effort is not None]
        return cls(*added_up(known), len(shares), len(shares) - len(known))

    def __str__(self) -> str:
        """Return the sum in words, with what is missing from it: `4 h to 5 h, and 2 of 9 items not timed`."""
        if self.items == self.untimed:
            return "nothing timed" if self.items else "nothing to do"
        low, high = in_words(self.low), in_words(self.high)
        known = low if low == high else f"{low} to {high}"
        if not self.untimed:
            return known
        return f"{known}, and {self.untimed} of {self.items} items not timed"


class _Week(NamedTuple):
    place: Element
    module: Module
    number: int | None
    hours: Hours


class CourseHours(NamedTuple):
    """The hours of a course: all of them, and those of each week in its order."""

    whole: Hours
    weeks: tuple[_Week, ...]


def hours_of(course: Course) -> CourseHours:
    """Return the hours of a course."""
    weeks = tuple(
        _Week(load.week.place, load.week.module, load.week.number, Hours.of(load.shares))
        for load in workload_of(course).weeks()
    )
    return CourseHours(Hours.of(total_of(as_written(course), course).shares), weeks)


def hours_changes(old: Course, new: Course, pairs: Pairs) -> Iterator[Change]:
    """Yield the total if it changed, then each week that changed."""
    was, now = hours_of(old), hours_of(new)
    whole = (_side(was.whole), _side(now.whole))
    if whole[0] != whole[1]:
        yield Change(
            "workload",
            "changed",
            subject_of(as_written(new)),
            *whole,
            label="time in total",
            was=At(as_written(old)),
            now=At(as_written(new)),
        )
    before = {_key(week, pairs): week for week in was.weeks}
    after = {_key(week, None): week for week in now.weeks}
    several = len(new.modules) > 1
    for key in [*after, *(key for key in before if key not in after)]:
        one, other = before.get(key), after.get(key)
        sides = (_side(one.hours) if one else _NO_WEEK, _side(other.hours) if other else _NO_WEEK)
        if sides[0] == sides[1] or sides == whole:  # the only week of a course is all of it
            continue
        week = other or one
        if week is not None and week.number is None and not (one and other):
            continue  # a unit that came or went, which is told as such
        assert week is not None  # noqa: S101 - the key is of one of them
        yield Change(
            "workload",
            "changed",
            _subject(week, several=several),
            *sides,
            label="time",
            was=At(one.place) if one else None,
            now=At(other.place) if other else None,
        )


def _key(week: _Week, pairs: Pairs | None) -> Hashable:
    """Return what a week of the old design shares with the same one of the new."""
    counterpart = pairs.of_old if pairs is not None else {}
    module, place = (counterpart.get(one, one) for one in (week.module, week.place))
    return (module, week.number if week.number is not None else place)


def _subject(week: _Week, *, several: bool) -> Subject:
    if week.number is None:
        return subject_of(week.place)
    if not several:
        return Subject(f"week {week.number}")
    return Subject(f"week {week.number} of module", name_of(week.module), week.module.id or "")


def _side(hours: Hours) -> Side:
    return Side("said", str(hours)) if hours.items else Side("absent")

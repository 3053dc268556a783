"""Deadlines of graded work, and where they come in bunches."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from coursewright.design.when_words import exactness
from coursewright.spec.model import Assessment, FollowUpActivity, Task
from coursewright.spec.moments import gap

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from coursewright.spec.model import Course
    from coursewright.spec.moments import Moment

Graded: TypeAlias = Assessment | Task | FollowUpActivity


class Deadline(NamedTuple):
    """A piece of graded work and the moment it is due."""

    item: Graded
    moment: Moment


def collisions(course: Course, within: dt.timedelta, number: int) -> Iterator[tuple[Deadline, ...]]:
    """Yield the bunches of `number` or more deadlines in a stretch of time, each deadline in one at most."""
    graded = _graded(course)
    if len(graded) < number:
        return  # mostly, and their moments need not be known
    apart: dict[object, list[Deadline]] = defaultdict(list)
    for deadline in _deadlines(graded, course):
        apart[_axis(deadline)].append(deadline)
    for found in apart.values():
        found.sort(key=lambda one: one.moment.at)
        first = 0
        while first <= len(found) - number:
            bunch = _together(found[first:], within)
            if len(bunch) < number:
                first += 1
            else:
                yield bunch
                first += len(bunch)


def _axis(deadline: Deadline) -> object:
    """Return what comparable deadlines share; without a calendar each module may count from week 1."""
    item, moment = deadline
    if moment.date is not None:
        return moment.scale
    if moment.calendar is not None and item.scope.settings.calendar is not None:
        return moment.scale, moment.calendar.zone, moment.calendar.dated_breaks
    return moment.scale, item.scope.up("module")


def _together(found: Sequence[Deadline], within: dt.timedelta) -> tuple[Deadline, ...]:
    """Return the first with those that are known to follow it within a stretch of time."""
    bunch = [found[0]]
    for one in found[1:]:
        after = gap(found[0].moment, one.moment)
        if after is None or after > within:
            break
        bunch.append(one)
    return tuple(bunch)


def _graded(course: Course) -> list[Graded]:
    """Return what is graded and has a deadline."""
    items: tuple[Graded, ...] = (
        *course.every(Assessment),
        *course.every(Task),
        *course.every(FollowUpActivity),
    )
    return [item for item in items if item.graded and item.due is not None]


def _deadlines(items: Sequence[Graded], course: Course) -> Iterator[Deadline]:
    """Yield what is due on a known day, each piece once."""
    seen: set[tuple[object, dt.datetime]] = set()
    for item in items:
        if item.due is None or not _counts(item) or exactness(item.due) == "week":
            continue
        moment = course.timeline.moment(item, "due")
        if moment is None:
            continue
        whole = item.counts_towards.target if isinstance(item, Task) and item.counts_towards else None
        key = (whole or item, moment.at)
        if key not in seen:
            seen.add(key)
            yield Deadline(item, moment)


def _counts(item: Graded) -> bool:
    """Whether what is graded is known to be so, and asked of everybody."""
    if item.leaves_open("graded", "formative", "weight"):
        return False
    return not (isinstance(item, Task) and (item.optional or item.leaves_open("optional")))

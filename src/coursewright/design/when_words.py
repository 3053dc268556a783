"""How exactly authors say when something is: to the minute, by its day, or by its week alone.

Where nothing exact is said, the format has a convention: a deadline ends its day or week, a session begins
it. An order of times may be judged only where it holds however the words were meant.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.spec.element import When
from coursewright.spec.model import Session
from coursewright.spec.times import Relative, Weekly

if TYPE_CHECKING:
    from coursewright.spec.element import Element
    from coursewright.spec.model import Assessment, Course, FollowUpActivity, Task
    from coursewright.spec.moments import Moment

Exactness: TypeAlias = Literal["minute", "day", "week"]

_SPANS = {
    "minute": dt.timedelta(0),
    "day": dt.timedelta(hours=23, minutes=59),
    "week": dt.timedelta(days=6, hours=23, minutes=59),
}


def exactness(when: When, *, passed: tuple[When, ...] = ()) -> Exactness:
    """Return how exactly a time is said; a distance is as exact as what it is counted from.

    `passed` are the times that are counted from this one: those that go in a circle say nothing exactly.
    """
    spec = when.spec
    if not isinstance(spec, Relative):
        if spec.time is not None:
            return "minute"
        return "week" if isinstance(spec, Weekly) and spec.day is None else "day"
    if when in passed:
        return "week"
    way = (*passed, when)
    anchor = when.anchor.target if when.anchor is not None else None
    if isinstance(anchor, Session):
        return start_exactness(anchor, passed=way)
    return _due_exactness(anchor, way)


def start_exactness(session: Session, *, passed: tuple[When, ...] = ()) -> Exactness:
    """Return how exactly the start of a session is said, by itself or by its slot in the timetable."""
    slot = session.slot.target if session.slot is not None else None
    own = exactness(session.starts, passed=passed) if session.starts is not None else "week"
    if slot is None or own != "week":
        return own
    return "minute" if slot.at else "day"


def earliest_due(course: Course, work: Task | FollowUpActivity | Assessment) -> Moment | None:
    """Return the earliest moment that `due` can mean; a day means its end, a week may mean any time of it."""
    moment = course.timeline.moment(work, "due")
    if moment is None or work.due is None or exactness(work.due) != "week":
        return moment
    return moment.later(-_SPANS["week"], wall_clock=True)


def latest_start(course: Course, session: Session) -> Moment | None:
    """Return the latest moment at which a session can start; a day or a week may mean any time of it."""
    moment = course.timeline.moment(session, "starts")
    return None if moment is None else moment.later(_SPANS[start_exactness(session)], wall_clock=True)


def _due_exactness(item: Element | None, passed: tuple[When, ...]) -> Exactness:
    due = getattr(item, "due", None)
    return exactness(due, passed=passed) if isinstance(due, When) else "week"

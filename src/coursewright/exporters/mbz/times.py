"""Moments as Moodle keeps them: seconds since 1970, zero for never."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.design.contents import as_written

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.spec.moments import Moment

__all__ = ["closes_at", "made_at", "seconds", "starts_at"]


def seconds(moment: Moment | None) -> int:
    """Return when a moment is; 0 where it has no date. A time without a zone is read as UTC."""
    when = moment.as_datetime() if moment is not None else None
    if when is None:
        return 0
    return _since_1970(when if when.tzinfo is not None else when.replace(tzinfo=dt.UTC))


def closes_at(entry: Entry) -> int:
    """Return when something closes that has no due date of its own; 0 where it stays open.

    What does not count stays open to whoever comes late: Moodle expects it by the due date, and no more.
    """
    return seconds(entry.due) if entry.graded else 0


def made_at(edition: Edition) -> int:
    """Return the time that everything in a backup was made and changed."""
    return _since_1970(edition.choices.made)


def starts_at(edition: Edition) -> int:
    """Return midnight of the day on which the course starts; 0 where it has none."""
    course = edition.course
    home = as_written(course)
    calendar = course.timeline.calendar(home.scope)
    if calendar.starts is None:
        return 0
    midnight = dt.datetime.combine(calendar.starts, dt.time(), tzinfo=calendar.time_zone or dt.UTC)
    return _since_1970(midnight)


def _since_1970(when: dt.datetime) -> int:
    return max(0, int(when.timestamp()))

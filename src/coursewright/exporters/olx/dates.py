"""When a course runs, for Open edX: it wants a beginning, an end, and every date in UTC between the two."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.spec.moments import Moment

__all__ = ["Span", "in_utc", "is_floating", "span_of", "written"]

_OPEN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_NOT_YET = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
"""What Open edX itself puts where nobody has said when a course begins, so that no one gets in too early."""
_LATE = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
_DAY = dt.timedelta(days=1)


class Span(NamedTuple):
    """The beginning and the end of a course; every date in it lies between them."""

    starts: dt.datetime
    ends: dt.datetime
    known: bool
    """False where dates stand in for those that nobody has given."""


def in_utc(moment: Moment | None) -> dt.datetime | None:
    """Return a moment in UTC, as Open edX reads one without a zone too; None where it has no date."""
    at = moment.as_datetime() if moment is not None else None
    if moment is None or at is None:
        return None
    return moment.on_axis.replace(tzinfo=dt.UTC)


def is_floating(moment: Moment | None) -> bool:
    """Tell whether a moment has a date and no zone."""
    return moment is not None and moment.scale == "local"


def written(when: dt.datetime) -> str:
    """Return a time as OLX has it."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def span_of(edition: Edition) -> Span:
    """Return when a course runs: from its first day or first date to the end of its calendar or last date."""
    module = next((part.module for part in edition.modules if part.module is not None), None)
    scope = module.scope if edition.course.implicit and module is not None else edition.course.scope
    calendar = edition.course.timeline.calendar(scope)
    times = [when for entry in edition.entries for when in _times(entry)]
    starts = [_midnight(calendar.starts)] if calendar.starts is not None else []
    # A due date has to come after the beginning, even where it is the first date of all.
    starts += [_midnight((min(times) - dt.timedelta(seconds=1)).date())] if times else []
    if not starts:
        begins = _OPEN if scope.settings.pacing == "self-paced" else _NOT_YET
        return Span(begins, _LATE, known=False)
    ends = [when + _DAY for when in times]
    if calendar.latest is not None:
        ends.append(_midnight(calendar.latest) + _DAY)
    return Span(min(starts), max(ends, default=_LATE), known=True)


def _times(entry: Entry) -> Iterator[dt.datetime]:
    for moment in (entry.opens, entry.due, entry.ends, entry.replies_by):
        when = in_utc(moment)
        if when is not None:
            yield when


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)

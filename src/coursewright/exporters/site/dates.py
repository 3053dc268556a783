"""The dates of a course in order: when something starts, is due, or has to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.site.clock import iso, short_time_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.site.rows import Row
    from coursewright.spec.moments import Moment

__all__ = ["Date", "Stretch", "dates_of", "stretches"]


class Date(NamedTuple):
    """A moment that a learner has to know."""

    moment: Moment
    iso: str
    when: Markup
    text: str
    row: Row


class Stretch(NamedTuple):
    """The dates of one month, or of one week where there are no dates yet."""

    slug: str
    title: str
    dates: tuple[Date, ...]


def dates_of(edition: Edition, rows: Mapping[str, Row]) -> tuple[Date, ...]:
    """Return the dates of what learners see, the earliest first; those on no common scale apart."""
    found = [
        Date(moment, iso(moment), short_time_html(moment, edition), text, rows[entry.key])
        for entry in edition.entries
        if entry.kind != "announcement" and not entry.staff_only
        for moment, text in _moments(entry, edition)
    ]
    return tuple(
        sorted(found, key=lambda date: (date.moment.scale, date.moment.on_axis.replace(tzinfo=None)))
    )


def stretches(dates: tuple[Date, ...], edition: Edition) -> tuple[Stretch, ...]:
    """Return dates by the month in which they lie, or by the week where they have no month."""
    words = edition.words
    grouped: dict[str, tuple[str, list[Date]]] = {}
    for date in dates:
        at, week = date.moment.at, date.moment.week
        if week is None:
            slug = f"month-{at:%Y-%m}"
            title = words("site.month", month=words(f"time.month.{at.month}"), year=at.year)
        else:
            slug, title = f"{date.moment.scale}-{week}", words("time.week", week=week)
        grouped.setdefault(slug, (title, []))[1].append(date)
    return tuple(Stretch(slug, title, tuple(some)) for slug, (title, some) in grouped.items())


def _moments(entry: Entry, edition: Edition) -> Iterator[tuple[Moment, str]]:
    words = edition.words
    if entry.kind == "session":
        if entry.opens is not None:
            yield entry.opens, entry.title
        return
    if entry.kind == "material":
        if entry.due is not None:
            yield entry.due, words("site.date.until", title=entry.title)
        return
    if entry.due is not None:
        yield entry.due, words("site.date.due", title=entry.title)
    if entry.replies_by is not None:
        yield entry.replies_by, words("site.date.replies", title=entry.title)

"""What those who teach do week by week: what to read, to look for and to answer, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from coursewright.exporters.pages.staff_bodies import staff_body
from coursewright.exporters.pages.times import duration_text
from coursewright.spec.durations import Duration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Entry
    from coursewright.exporters.site.addresses import SiteLinks
    from coursewright.exporters.site.rows import Row
    from coursewright.exporters.site.workshop import Workshop

__all__ = ["TeachingWeek", "teaching_weeks"]


class TeachingWeek(NamedTuple):
    """One week of teaching, or what belongs to none."""

    slug: str
    title: str
    sum: str
    """The staff time that is planned, for the whole class; empty where none is."""
    items: tuple[tuple[Row, Markup], ...]
    """Entries with what staff need to know of them."""


def teaching_weeks(shop: Workshop, links: SiteLinks) -> Iterator[TeachingWeek]:
    """Yield the weeks in order; last what belongs to none."""
    words = shop.edition.words
    by_week: dict[int | None, list[tuple[Entry, str]]] = {}
    for entry in shop.edition.entries:
        html = staff_body(entry, shop.edition, links, marked=False).html
        if html:
            by_week.setdefault(entry.week, []).append((entry, html))
    for week in sorted(by_week, key=lambda one: (one is None, one or 0)):
        some = by_week[week]
        minutes = sum(_minutes(entry) for entry, _ in some)
        told = duration_text(Duration(minutes, minutes), shop.edition) if minutes else ""
        yield TeachingWeek(
            f"week-{week}" if week is not None else "any-time",
            words("time.week", week=week) if week is not None else words("site.planner.any_time"),
            words("site.staff.sum", time=told) if told else "",
            tuple((shop.rows[entry.key], Markup(html)) for entry, html in some),  # noqa: S704
        )


def _minutes(entry: Entry) -> float:
    """Return the minutes that staff plan for an entry: to read it, and to answer."""
    parts = (getattr(entry.element, "monitoring", None), getattr(entry.element, "feedback", None))
    return sum(part.minutes or 0 for part in parts if part is not None)

"""The planner: week by week what there is to do, how long it takes and when, to tick off and to print."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.pages.course_bodies import home
from coursewright.exporters.pages.times import duration_of, duration_text
from coursewright.exporters.site.circumstances import day_text
from coursewright.exporters.site.course_pages import time_of
from coursewright.exporters.site.frame import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.packing.member import Member
    from coursewright.exporters.site.rows import Row
    from coursewright.exporters.site.workshop import Workshop

__all__ = ["PLANNER", "planner_page"]

PLANNER = "planner.html"


class _Week(NamedTuple):
    slug: str
    title: str
    dates: str
    time: str
    """That its rows take together; empty where none says."""
    told: str
    """The same as a sentence, with what is unknown."""
    rows: tuple[Row, ...]


def planner_page(shop: Workshop) -> Member:
    """Return the planner."""
    edition, words = shop.edition, shop.edition.words
    weeks = tuple(_weeks(shop))
    page = Page(PLANNER, words("site.planner"))
    shop.remember(page, "", edition.title, "")
    return shop.frame.page("planner", page, weeks=weeks, summary=len(weeks) > 1)


def _weeks(shop: Workshop) -> Iterator[_Week]:
    """Yield the weeks in order; before them what has none, unless all has none: then unit by unit."""
    edition, words = shop.edition, shop.edition.words
    held = frozenset(key for entry in edition.entries for key in entry.materials)
    planned = [entry for entry in edition.entries if _is_planned(entry, held)]
    weeks = sorted({entry.week for entry in planned if entry.week is not None})
    if not weeks:
        for part in edition.modules:
            for unit in part.units:
                entries = [entry for entry in unit.entries if _is_planned(entry, held)]
                title = unit.title or part.title
                if entries:
                    yield _week(shop, unit.slug, title, "", entries)
        return
    loose = [entry for entry in planned if entry.week is None]
    if loose:
        yield _week(shop, "any-time", words("site.planner.any_time"), "", loose)
    for week in weeks:
        entries = [entry for entry in planned if entry.week == week]
        yield _week(shop, f"week-{week}", words("time.week", week=week), _dates(week, edition), entries)


def _is_planned(entry: Entry, held: frozenset[str]) -> bool:
    """Whether an entry takes a line of its own: what a task (`held`) or a session holds does not."""
    if entry.staff_only or entry.kind == "announcement":
        return False
    return entry.key not in held and not entry.in_session


def _week(shop: Workshop, slug: str, title: str, dates: str, entries: list[Entry]) -> _Week:
    edition, words = shop.edition, shop.edition.words
    ordered = _in_order(entries)
    time = time_of(ordered)
    unknown = sum(1 for entry in ordered if duration_of(entry) is None)
    length = duration_text(time, edition) if time is not None else ""
    told = words("site.planner.sum", time=length) if length else ""
    if unknown and time is not None:
        told = f"{told} {words('site.planner.unknown', unknown)}"
    return _Week(slug, title, dates, length, told, tuple(shop.rows[entry.key] for entry in ordered))


def _in_order(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return entries by their dates; what has none stays before what it is met before."""
    keys: list[tuple[bool, str, dt.datetime]] = []
    last = (True, "", dt.datetime.min)  # noqa: DTZ901 - on no clock
    for entry in reversed(entries):
        moment = entry.opens if entry.kind == "session" else entry.due
        if moment is not None:
            last = (False, moment.scale, moment.on_axis.replace(tzinfo=None))
        keys.append(last)
    order = sorted(zip(reversed(keys), range(len(entries)), strict=True))
    return [entries[at] for _, at in order]


def _dates(week: int, edition: Edition) -> str:
    calendar = edition.course.timeline.calendar(home(edition).scope)
    monday = calendar.monday(week)
    if monday is None:
        return ""
    return edition.words("site.week_of", day=day_text(monday, edition))

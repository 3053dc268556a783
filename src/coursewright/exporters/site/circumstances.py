"""The frame of a course in words: its length, its dates, the time it takes, and the tools it uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from coursewright.exporters.pages.course_bodies import home
from coursewright.exporters.prose.links import is_web
from coursewright.spec.calendars import NumberedBreak

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.spec.calendars import DatedBreak

__all__ = ["Item", "at_a_glance", "banner", "dates_and_times", "day_text", "tools"]


class Item(NamedTuple):
    """Something said about the course under a name."""

    name: str
    value: Markup | str
    note: Markup | str = ""


def at_a_glance(edition: Edition) -> Iterator[Item]:
    """Yield what somebody wants to know first: for whom, how long, from when, with whom."""
    words, settings = edition.words, home(edition).settings
    if settings.audience is not None and settings.audience.who:
        yield Item(words("site.for"), settings.audience.who)
    length, hours = _length(edition), _hours(edition)
    if length or hours:
        yield Item(words("site.time"), length or hours, hours if length else "")
    begins = _first_day(edition)
    if begins:
        yield Item(words("site.begins"), begins)
    taught = [one.name or "" for one in settings.team if one.role in {"instructor", "tutor"}]
    if any(taught):
        yield Item(words("site.with_you"), words("list.comma").join(name for name in taught if name))


def banner(edition: Edition) -> str:
    """Return what kind of course this is, in sentences: where it happens, who answers, at whose pace.

    Nobody is promised whom the plan does not name: what it says nothing of is not said.
    """
    words, settings = edition.words, home(edition).settings
    said = (
        ("runs.mode", settings.mode),
        ("runs.model", settings.support_model),
        ("runs.pacing", settings.pacing),
    )
    return " ".join(words(f"{key}.{value}") for key, value in said if value and f"{key}.{value}" in words)


def dates_and_times(edition: Edition) -> Iterator[Item]:
    """Yield the frame of the course in time: weeks, first day, breaks, hours, time zone."""
    words, plan = edition.words, home(edition).settings.calendar
    for name, value in (
        ("site.length", _length(edition)),
        ("site.begins", _first_day(edition)),
        ("site.workload", _hours(edition)),
    ):
        if value:
            yield Item(words(name), value)
    if plan is None:
        return
    if plan.breaks:
        yield Item(words("site.breaks"), "; ".join(_break(one, edition) for one in plan.breaks))
    if plan.time_zone:
        yield Item(words("site.zone"), plan.time_zone, words("site.zone.note"))


def tools(edition: Edition) -> Iterator[Item]:
    """Yield the technology that tasks use, linked where it has an address, with where it is tried out."""
    words = edition.words
    first_use = {
        entry.element: entry for entry in edition.entries if entry.kind == "task" and not entry.staff_only
    }
    for tool in home(edition).settings.tools:
        name = tool.name or tool.title or tool.id or ""
        trial = first_use.get(tool.onboarding.target) if tool.onboarding is not None else None
        note = words("site.tools.tried", title=trial.title) if trial is not None else ""
        yield Item(_linked(name, tool.url), note)


def day_text(day: dt.date, edition: Edition) -> str:
    """Return a date in words."""
    words = edition.words
    return words(
        "time.date",
        weekday=words(f"time.weekday.{day.isoweekday()}"),
        day=day.day,
        month=words(f"time.month.{day.month}"),
        year=day.year,
    )


def _length(edition: Edition) -> str:
    plan = home(edition).settings.calendar
    return edition.words("time.weeks", plan.weeks) if plan is not None and plan.weeks else ""


def _hours(edition: Edition) -> str:
    load = home(edition).settings.workload
    if load is None:
        return ""
    if load.hours_per_week:
        return edition.words("site.hours_a_week", load.hours_per_week, hours=f"{load.hours_per_week:g}")
    if load.total_hours:
        return edition.words("site.hours_in_all", load.total_hours, hours=f"{load.total_hours:g}")
    return ""


def _first_day(edition: Edition) -> str:
    calendar = edition.course.timeline.calendar(home(edition).scope)
    return day_text(calendar.starts, edition) if calendar.starts is not None else ""


def _break(one: DatedBreak | NumberedBreak, edition: Edition) -> str:
    if isinstance(one, NumberedBreak):
        return edition.words("time.week", week=one.week)
    first, last = day_text(one.first, edition), day_text(one.last, edition)
    return first if one.first == one.last else edition.words("site.from_to", first=first, last=last)


def _linked(name: str, address: str | None) -> Markup | str:
    if not address or not is_web(address):
        return name
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, name)

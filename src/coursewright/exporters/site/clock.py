"""Times in pages: in words, and for scripts and readers in a form that machines understand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from coursewright.exporters.pages.times import moment_html, utc

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.spec.moments import Moment

__all__ = ["iso", "short_time_html", "time_html"]


_TIME = Markup('<time class="cw-time" datetime="{}">{}</time>')


def iso(moment: Moment) -> str:
    """Return a moment as `2026-10-06T11:00:00Z`: without the Z for no zone, empty for no date."""
    known = utc(moment)
    if known is not None:
        return f"{known:%Y-%m-%dT%H:%M:%S}Z"
    local = moment.as_datetime()
    return local.strftime("%Y-%m-%dT%H:%M:%S") if local is not None else ""


def time_html(moment: Moment, edition: Edition) -> Markup:
    """Return a moment in words, in a `<time>` where it has a date and a zone."""
    return Markup(moment_html(moment, edition))  # noqa: S704 - escaped where it was written


def short_time_html(moment: Moment, edition: Edition) -> Markup:
    """Return the same without the year and the zone, for lists that stand in one year of one course."""
    words, at = edition.words, moment.at
    if moment.scale in {"week", "learner"}:
        return time_html(moment, edition)
    day = words(
        "site.day",
        weekday=words(f"time.weekday.{at.isoweekday()}"),
        day=at.day,
        month=words(f"time.month.{at.month}"),
    )
    text = words("time.day_at", day=day, clock=at.strftime("%H:%M"))
    known = iso(moment)
    if not known.endswith("Z"):
        return escape(text)
    return _TIME.format(known, text)

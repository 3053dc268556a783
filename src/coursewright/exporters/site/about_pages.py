"""Pages on the course as a whole: is this for you, what we expect of each other, how this course runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from coursewright.exporters.pages.course_bodies import (
    ai_body,
    expectations_body,
    fit_body,
    how_it_runs_body,
    support_body,
)
from coursewright.exporters.site.addresses import SiteLinks
from coursewright.exporters.site.circumstances import dates_and_times, tools
from coursewright.exporters.site.frame import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.packing.member import Member
    from coursewright.exporters.site.workshop import Workshop

__all__ = ["EXPECT", "FIT", "RUNS", "about_pages"]

FIT, EXPECT, RUNS = "is-this-for-you.html", "what-we-expect.html", "how-this-course-runs.html"


def about_pages(shop: Workshop) -> Iterator[Member]:
    """Yield the three pages."""
    edition, words = shop.edition, shop.edition.words
    links = SiteLinks(edition, "", shop.used)
    fit = fit_body(edition, links).html
    expect = expectations_body(edition, links).html
    support = support_body(edition, links).html
    runs = how_it_runs_body(edition, links).html
    ai = ai_body(edition, links).html
    yield _page(shop, FIT, words("site.fit"), words("site.fit.lead"), fit)
    yield _page(
        shop, EXPECT, words("site.expect"), "" if expect else words("site.expect.none"), expect + support
    )
    lines = shop.frame.piece(
        "lines", title=words("site.dates_and_times"), slug="times", items=tuple(dates_and_times(edition))
    )
    used = shop.frame.piece("lines", title=words("site.tools"), slug="tools", items=tuple(tools(edition)))
    yield _page(shop, RUNS, words("site.runs"), "", f"{runs}{lines}{support}{used}{ai}")


def _page(shop: Workshop, path: str, title: str, lead: str, html: str) -> Member:
    page = Page(path, title)
    shop.remember(page, "", shop.edition.title, f"{lead} {html}")
    return shop.frame.page("plain", page, lead=lead, body=Markup(html))  # noqa: S704 - escaped and sieved

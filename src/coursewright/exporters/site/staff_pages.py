"""Pages for those who teach, in a folder of their own and marked on each: never part of a learners' site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from coursewright.exporters.pages.design_brief import design_brief_body
from coursewright.exporters.pages.presence import presence_survey_body
from coursewright.exporters.pages.staff_bodies import announcements_body, instructor_log_body
from coursewright.exporters.site.addresses import Link, SiteLinks
from coursewright.exporters.site.answer_keys import answer_keys
from coursewright.exporters.site.frame import Page
from coursewright.exporters.site.teaching_weeks import teaching_weeks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.packing.member import Member
    from coursewright.exporters.site.workshop import Workshop

__all__ = ["STAFF", "staff_pages"]

STAFF = "staff/index.html"


def staff_pages(shop: Workshop) -> Iterator[Member]:
    """Yield the pages: the weeks of teaching, announcements, keys, survey, log and design brief."""
    edition, words = shop.edition, shop.edition.words
    links = SiteLinks(edition, "../", shop.used)
    pieces = (
        ("announcements", announcements_body(edition, links).html),
        ("keys", answer_keys(shop)),
        ("survey", presence_survey_body(edition, links).html),
        ("log", instructor_log_body(edition, links).html),
        ("brief", design_brief_body(edition, links).html),
    )
    written = [
        (Link(f"staff/{name}.html", words(f"site.staff.{name}")), html) for name, html in pieces if html
    ]
    others = [(link, words(f"site.staff.{link.path[6:-5]}.lead")) for link, _ in written]
    yield shop.frame.page(
        "staff",
        Page(STAFF, words("site.staff"), staff=True),
        others=others,
        weeks=tuple(teaching_weeks(shop, links)),
    )
    for (link, html), (_, lead) in zip(written, others, strict=True):
        page = Page(link.path, link.text, crumbs=(Link(STAFF, words("site.staff")),), staff=True)
        yield shop.frame.page("sheet", page, lead=lead, body=Markup(html))  # noqa: S704 - escaped and sieved

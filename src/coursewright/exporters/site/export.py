"""The site as files: pages, style, scripts, the files of the course, and a marker that names them all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.exporters.packing.member import Member
from coursewright.exporters.site.about_pages import EXPECT, FIT, RUNS, about_pages
from coursewright.exporters.site.account import note_entries
from coursewright.exporters.site.addresses import Link, entry_path, has_page
from coursewright.exporters.site.course_data import SCRIPTS, course_member
from coursewright.exporters.site.course_pages import course_page
from coursewright.exporters.site.entry_pages import entry_pages
from coursewright.exporters.site.frame import Frame
from coursewright.exporters.site.module_pages import module_pages
from coursewright.exporters.site.offline import OFFLINE, offline_pages
from coursewright.exporters.site.outline import Outlines, way_through
from coursewright.exporters.site.overview_pages import (
    CALENDAR,
    OUTCOMES,
    REFLECTIONS,
    calendar_pages,
    outcomes_page,
    reflections_page,
)
from coursewright.exporters.site.planner import PLANNER, planner_page
from coursewright.exporters.site.rows import rows_of
from coursewright.exporters.site.search_pages import SEARCH, search_pages
from coursewright.exporters.site.staff_pages import STAFF, staff_pages
from coursewright.exporters.site.templating import style
from coursewright.exporters.site.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["MARKER", "members", "site_members"]

MARKER = ".coursewright-site"
"""The file that lists all others, one a line: what may be taken away when the site is made anew."""

_SCRIPTS = Path(__file__).parent / "script"
_COURSE_DATA = "data/course.js"


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield the files of the site. Raises `OSError` where a file of the course cannot be read."""
    made: list[str] = []
    for member in site_members(edition, ledger, step):
        made.append(member.path)
        yield member
    yield Member(MARKER, "".join(f"{path}\n" for path in sorted([*made, MARKER])).encode("ascii"))


def site_members(
    edition: Edition,
    ledger: Ledger,
    step: Callable[[str], None] = lambda _: None,
    *,
    without: frozenset[str] = frozenset(),
    scripts: tuple[str, ...] = (),
) -> Iterator[Member]:
    """Yield the files of the site for another package: all but the marker.

    `without` names what does not go along: `calendar` (the file for calendars, not the page of dates) and
    `offline` (the copy to take away). `scripts` are paths from the top of the site, such as
    `script/session.js`, that every page loads behind `data/course.js` and before the site's own; whoever asks
    for them adds the files. The first page is `index.html`.
    """
    own = tuple(f"script/{name}" for name in SCRIPTS)
    frame = Frame(edition, (_COURSE_DATA, *scripts, *own), _menu(edition), _more(edition, without))
    rows = rows_of(edition)
    shop = Workshop(edition, frame, rows, way_through(edition, rows), Outlines(edition, frame, rows), without)
    note_entries(edition, ledger)
    made: list[Member] = []
    for member in _pages(shop, step):
        if "offline" not in without:
            made.append(member)
        yield member
    files = sorted(shop.used.values(), key=lambda asset: asset.name)
    if "offline" not in without:
        step("Making the offline copy")
        yield from offline_pages(shop, made, files)
    step("Copying files")
    yield from (Member(f"files/{asset.name}", asset.content) for asset in files)


def _pages(shop: Workshop, step: Callable[[str], None]) -> Iterator[Member]:
    """Yield everything but the files of the course, in the order in which the search lists pages."""
    edition = shop.edition
    yield Member("assets/site.css", style())
    yield course_member(edition, _COURSE_DATA, _address, REFLECTIONS)
    yield from (Member(f"script/{name}", (_SCRIPTS / name).read_bytes()) for name in SCRIPTS)
    step("Writing the course pages")
    yield course_page(shop)
    yield from about_pages(shop)
    if edition.outcomes:
        yield outcomes_page(shop)
    yield planner_page(shop)
    yield from calendar_pages(shop)
    yield reflections_page(shop)
    for part in edition.modules:
        step(f"Writing {part.title}")
        yield from module_pages(shop, part)
        yield from entry_pages(shop, part)
    # The search lists what was made before it: nothing of what staff read.
    yield from search_pages(shop)
    if edition.choices.for_staff:
        step("Writing the pages for staff")
        yield from staff_pages(shop)


def _address(entry: Entry) -> str:
    return entry_path(entry) if has_page(entry) else ""


def _menu(edition: Edition) -> tuple[Link, ...]:
    words = edition.words
    outcomes = (Link(OUTCOMES, words("site.menu.outcomes")),) if edition.outcomes else ()
    links = (
        *outcomes,
        Link(PLANNER, words("site.menu.planner")),
        Link(CALENDAR, words("site.menu.calendar")),
        Link(REFLECTIONS, words("site.menu.reflections")),
    )
    return (*links, Link(STAFF, words("site.menu.staff"))) if edition.choices.for_staff else links


def _more(edition: Edition, without: frozenset[str]) -> tuple[Link, ...]:
    words = edition.words
    links = (
        Link(FIT, words("site.fit")),
        Link(EXPECT, words("site.expect")),
        Link(RUNS, words("site.runs")),
        Link(SEARCH, words("site.search")),
    )
    return links if "offline" in without else (*links, Link(OFFLINE, words("site.offline")))

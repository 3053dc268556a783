"""The pages of modules and of their units: what they are for, and the way through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from coursewright.exporters.pages.times import weeks_text
from coursewright.exporters.pages.writing import Desk
from coursewright.exporters.site.addresses import (
    Link,
    SiteLinks,
    is_whole,
    module_path,
    shown_units,
    unit_path,
)
from coursewright.exporters.site.frame import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Entry, ModulePart, OutcomeCard, UnitPart
    from coursewright.exporters.packing.member import Member
    from coursewright.exporters.site.rows import Row
    from coursewright.exporters.site.workshop import Workshop

__all__ = ["module_pages", "rows_for"]


class _Section(NamedTuple):
    """A unit as the page of its module shows it."""

    slug: str
    title: str
    path: str
    """Of its own page; empty where it has none."""
    note: str
    rows: tuple[Row, ...]


def rows_for(shop: Workshop, entries: tuple[Entry, ...]) -> tuple[Row, ...]:
    """Return the rows of what learners see of some entries."""
    return tuple(
        shop.rows[entry.key] for entry in entries if entry.kind != "announcement" and not entry.staff_only
    )


def module_pages(shop: Workshop, part: ModulePart) -> Iterator[Member]:
    """Yield the page of a module, and those of its units where it has several."""
    yield _module(shop, part)
    for unit in shown_units(part):
        yield _unit(shop, part, unit)


def _module(shop: Workshop, part: ModulePart) -> Member:
    edition, path = shop.edition, module_path(part)
    desk = Desk(edition, SiteLinks(edition, "../", shop.used))
    about = desk.prose(part.module, "description") if part.module is not None else ""
    page = _page(shop, part, path, part.title, part.key, (Link("index.html", edition.words("course")),))
    pages = {unit.key for unit in shown_units(part)}
    # A unit without a page of its own says here what it is about.
    about += "".join(_overview(unit, desk) for unit in part.units if unit.key not in pages)
    sections = tuple(
        _Section(
            unit.slug,
            unit.title,
            unit_path(unit) if unit.key in pages else "",
            weeks_text(unit.week, edition) if unit.title else "",
            rows_for(shop, unit.entries),
        )
        for unit in part.units
    )
    by_key = {one.key: one for one in edition.modules}
    needs = tuple(Link(module_path(by_key[key]), by_key[key].title) for key in part.needs if key in by_key)
    shop.remember(page, edition.words("module"), edition.title, about)
    return shop.frame.page(
        "module",
        page,
        kicker=weeks_text(part.week, edition),
        about=Markup(about),  # noqa: S704 - made of escaped and sieved texts
        needs=needs,
        cards=part.outcomes or _served(shop, part.entries),
        keys=_keys(part.entries),
        sections=tuple(section for section in sections if section.rows),
    )


def _unit(shop: Workshop, part: ModulePart, unit: UnitPart) -> Member:
    edition, path = shop.edition, unit_path(unit)
    desk = Desk(edition, SiteLinks(edition, "../", shop.used))
    about = _overview(unit, desk)
    above = () if is_whole(part, edition) else (Link(module_path(part), part.title),)
    crumbs = (Link("index.html", edition.words("course")), *above)
    page = _page(shop, part, path, unit.title, unit.key, crumbs, unit)
    shop.remember(page, edition.words("site.unit"), part.title, about)
    return shop.frame.page(
        "module",
        page,
        kicker=weeks_text(unit.week, edition),
        about=Markup(about),  # noqa: S704 - made of escaped and sieved texts
        needs=(),
        cards=unit.outcomes or _served(shop, unit.entries),
        keys=_keys(unit.entries),
        sections=(_Section(unit.slug, "", "", "", rows_for(shop, unit.entries)),),
    )


def _overview(unit: UnitPart, desk: Desk) -> str:
    if not unit.overview or unit.unit is None:
        return ""
    return desk.prose(unit.unit, "overview" if unit.unit.overview else "description")


def _page(
    shop: Workshop,
    part: ModulePart,
    path: str,
    title: str,
    key: str,
    crumbs: tuple[Link, ...],
    unit: UnitPart | None = None,
) -> Page:
    way = shop.way.get(path, shop.way["index.html"])  # a module that is the whole course is no stop
    return Page(
        path, title, key, "module", crumbs, way.before, way.after, shop.outlines.beside(part, path, unit)
    )


def _served(shop: Workshop, entries: tuple[Entry, ...]) -> tuple[OutcomeCard, ...]:
    """Return the outcomes that some entries serve, in the order of the course."""
    keys = {key for entry in entries for key in entry.outcomes}
    return tuple(card for card in shop.edition.outcomes if card.key in keys)


def _keys(entries: tuple[Entry, ...]) -> str:
    return " ".join(entry.key for entry in entries if entry.kind != "announcement" and not entry.staff_only)

"""One page for each thing that learners read, do, attend or look back on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from coursewright.exporters.pages.body import ALL, entry_body
from coursewright.exporters.site.addresses import (
    Link,
    SiteLinks,
    entry_path,
    has_page,
    is_whole,
    module_path,
    shown_units,
    unit_path,
)
from coursewright.exporters.site.file_notes import file_note, light_form
from coursewright.exporters.site.frame import Page
from coursewright.exporters.site.self_check import veiled_checks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Entry, ModulePart, UnitPart
    from coursewright.exporters.packing.member import Member
    from coursewright.exporters.site.rows import Row
    from coursewright.exporters.site.workshop import Workshop

__all__ = ["entry_pages"]

_LOOP = Markup('<ul class="cw-loop-steps">')
_FIRST = Markup('<li class="cw-loop-do"><b>{}</b>{}</li>')
_PARTS = ALL - {"outcomes"}
"""What comes from the body that all packages share; here outcomes are links to their cards."""
_FORMULA = Markup('<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"')
_FOCUSABLE = Markup(' tabindex="0"')
"""Formulas on lines of their own scroll where they are too wide, which keyboards must be able to do."""
_TO_DO = frozenset({"material", "task", "follow-up", "reflection", "assessment", "session"})


def entry_pages(shop: Workshop, part: ModulePart) -> Iterator[Member]:
    """Yield the pages of the entries of a module."""
    pages = {unit.key for unit in shown_units(part)}
    for unit in part.units:
        for entry in unit.entries:
            if has_page(entry):
                yield _page(shop, part, unit if unit.key in pages else None, entry)


def _fitted(body: Markup, row: Row) -> Markup:
    """Let the loop begin with the work itself, so that it is seen as one, and formulas be reached."""
    body = body.replace(_FORMULA, _FORMULA + _FOCUSABLE)
    when = Markup(" · {}").format(row.when) if row.when else Markup()
    return body.replace(_LOOP, _LOOP + _FIRST.format(row.title, when), 1)


def _page(shop: Workshop, part: ModulePart, unit: UnitPart | None, entry: Entry) -> Member:
    edition, path = shop.edition, entry_path(entry)
    links = SiteLinks(edition, "../", shop.used)
    body = entry_body(entry, edition, links, _PARTS, marked=False)
    row = shop.rows[entry.key]
    crumbs = [Link("index.html", edition.words("course"))]
    if not is_whole(part, edition):
        crumbs.append(Link(module_path(part), part.title))
    if unit is not None:
        crumbs.append(Link(unit_path(unit), unit.title))
    way = shop.way[path]
    page = Page(
        path,
        entry.title,
        entry.key,
        "entry",
        tuple(crumbs),
        way.before,
        way.after,
        shop.outlines.beside(part, path, unit),
        checks=veiled_checks(entry),
    )
    shop.remember(page, row.kind, part.title, body.html)
    return shop.frame.page(
        "entry",
        page,
        row=row,
        body=_fitted(Markup(body.html), row),  # noqa: S704 - made of escaped and sieved texts
        cards=[edition.cards[key] for key in entry.outcomes],
        light=Markup(light_form(entry, edition, links)),  # noqa: S704 - escaped where it was written
        note=file_note(entry, edition),
        can_be_done=entry.kind in _TO_DO,
        tick=edition.words("site.attended") if entry.kind == "session" else "",
    )

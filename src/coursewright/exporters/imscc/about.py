"""What a cartridge says about the course: its metadata, and the page that opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.imscc.manifest import About
from coursewright.exporters.pages.body import Body, course_body
from coursewright.exporters.pages.course_bodies import (
    ai_body,
    expectations_body,
    home,
    how_it_runs_body,
    support_body,
)

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.prose.links import Links

__all__ = ["about", "overview", "unused_name"]

_BODIES = (course_body, how_it_runs_body, support_body, expectations_body, ai_body)


def about(edition: Edition) -> About:
    """Return the metadata of the whole: its outcomes are what it is about, so they are its keywords."""
    settings = home(edition).settings
    outcomes = tuple(card.statement for card in edition.outcomes)
    described = " ".join((home(edition).description or settings.value or "").split())
    return About(
        identifier=f"course_{edition.id}",
        title=edition.title,
        language=edition.language,
        description=described,
        keywords=outcomes,
        licence=settings.licence or "",
        made=edition.choices.made,
    )


def overview(edition: Edition, links: Links) -> Body:
    """Return the page that opens a course: what it is, how it runs, who helps, and what each side expects."""
    bodies = [make(edition, links) for make in _BODIES]
    assets = dict.fromkeys(asset for body in bodies for asset in body.assets)
    return Body("\n".join(body.html for body in bodies if body.html), tuple(assets))


def unused_name(wanted: str, edition: Edition) -> str:
    """Return a name for a page that belongs to no part of the edition, and that none of them has."""
    taken = {entry.slug for entry in edition.entries}
    for module in edition.modules:
        taken.update((module.slug, *(unit.slug for unit in module.units)))
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name

"""The first page of a course: what it is worth, how it works, where to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from coursewright.exporters.pages.course_bodies import home
from coursewright.exporters.pages.times import duration_of, duration_text, weeks_text
from coursewright.exporters.prose.prose import prose_of
from coursewright.exporters.prose.render import Renderer
from coursewright.exporters.site.addresses import (
    Link,
    SiteLinks,
    entry_path,
    has_page,
    module_path,
    shown_units,
    unit_path,
)
from coursewright.exporters.site.circumstances import at_a_glance, banner
from coursewright.exporters.site.course_data import counted_keys
from coursewright.exporters.site.dates import dates_of
from coursewright.exporters.site.frame import Page
from coursewright.exporters.site.module_pages import rows_for
from coursewright.spec.durations import Duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.exporters.edition.model import Edition, Entry, ModulePart, OutcomeCard, UnitPart
    from coursewright.exporters.packing.member import Member
    from coursewright.exporters.site.rows import Row
    from coursewright.exporters.site.workshop import Workshop

__all__ = ["course_page", "first_step", "skills_of", "time_of"]

_A_GLANCE = 12
"""Outcomes that one takes in at a glance; of more, the first page leads to their own."""


class _Card(NamedTuple):
    """A module as the first page shows it."""

    path: str
    kicker: str
    title: str
    text: str
    bits: tuple[str, ...]


def course_page(shop: Workshop) -> Member:
    """Return the first page."""
    edition = shop.edition
    speaker = home(edition)
    cards = _foremost(edition)
    way = shop.way["index.html"]
    page = Page("index.html", edition.title, kind="course", after=way.after)
    description = prose_of(speaker, "description", edition.course)
    renderer = Renderer(edition.course, SiteLinks(edition, "", shop.used))
    about = renderer.html(description, level=3) if description is not None else ""
    lead = speaker.settings.value or ""
    before, after = _only_rows(shop)
    shop.remember(page, edition.words("course"), "", f"{lead} {about}")
    return shop.frame.page(
        "index",
        page,
        lead=lead,
        start=first_step(edition),
        facts=tuple(at_a_glance(edition)),
        description=Markup(about),  # noqa: S704 - sieved
        banner=banner(edition),
        steps=tuple(_steps(edition)),
        first_rows=before,
        modules=_cards(edition),
        last_rows=after,
        dates=tuple(date for date in dates_of(edition, shop.rows) if date.iso),
        cards=cards if len(cards) <= _A_GLANCE else (),
        many=len(cards),
        skills=tuple(skills_of(edition)),
    )


def first_step(edition: Edition) -> Link | None:
    """Return where to begin: with what tries out the tools, else with the first thing to read or do."""
    shown = [entry for entry in edition.entries if has_page(entry)]
    first = next(iter(shown), None)
    return Link(entry_path(first), first.title) if first is not None else None


def _foremost(edition: Edition) -> tuple[OutcomeCard, ...]:
    """Return the outcomes of the course as a whole; those of its modules where it has none of its own."""
    of_modules = {card.key for part in edition.modules for card in part.outcomes}
    return tuple(card for card in edition.outcomes if card.key not in of_modules) or edition.outcomes


def skills_of(edition: Edition) -> Iterable[str]:
    """Return the skills that outcomes build, each once."""
    return dict.fromkeys(skill for card in edition.outcomes for skill in card.outcome.skills)


def time_of(entries: Iterable[Entry]) -> Duration | None:
    """Return how long some entries take together, as far as that was said; None where nothing was.

    A task includes the materials it works with, and a session what happens in it.
    """
    chosen = tuple(entries)
    within = {key for entry in chosen for key in entry.materials}
    efforts = [
        effort
        for entry in chosen
        if entry.key not in within and not entry.in_session and not entry.staff_only
        if (length := duration_of(entry)) is not None and (effort := length.effort) is not None
    ]
    if not efforts:
        return None
    return Duration(sum(low for low, _ in efforts), sum(high for _, high in efforts))


def _steps(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Yield how one works in this course: the round that each task begins, as far as its design has one.

    Nothing of a course that does not say who answers.
    """
    words = edition.words
    model = home(edition).settings.support_model
    if model is None:
        return
    known = model if f"site.how.{model}.do" in words else "led"
    entries = [entry for entry in edition.entries if not entry.staff_only]
    has = {
        "do": any(entry.kind == "task" for entry in entries),
        "read": any(getattr(entry.element, "monitoring", None) is not None for entry in entries),
        "answer": any(
            getattr(entry.element, "feedback", None) is not None or entry.answered_in for entry in entries
        ),
        "use": any(entry.leads_to or entry.takes_up for entry in entries),
    }
    names = {"do": "hand-in", "read": "read", "answer": "answer", "use": "use"}
    for key, there in has.items():
        if there and f"site.how.{known}.{key}" in words:
            yield names[key], words(f"site.how.{known}.{key}"), words(f"site.how.{known}.{key}.more")


def _cards(edition: Edition) -> tuple[_Card, ...]:
    """Return the modules; where there is but one, its units; none where it has no units either."""
    if len(edition.modules) > 1:
        return tuple(_card(part, edition, number) for number, part in enumerate(edition.modules, 1))
    return tuple(_unit_card(unit, edition) for unit in shown_units(edition.modules[0]))


def _only_rows(shop: Workshop) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return what stands before the units of the only module, and after the first; of several nothing."""
    if len(shop.edition.modules) > 1:
        return (), ()
    units = shop.edition.modules[0].units
    apart = {unit.key for unit in shown_units(shop.edition.modules[0])}
    first = next((at for at, unit in enumerate(units) if unit.key in apart), 0)
    before = tuple(entry for unit in units[:first] for entry in unit.entries)
    after = tuple(entry for unit in units[first:] if unit.key not in apart for entry in unit.entries)
    return rows_for(shop, before), rows_for(shop, after)


def _unit_card(unit: UnitPart, edition: Edition) -> _Card:
    text = " ".join(unit.overview.split())
    return _Card(
        unit_path(unit), weeks_text(unit.week, edition), unit.title, text, _bits(unit.entries, edition)
    )


def _bits(entries: tuple[Entry, ...], edition: Edition) -> tuple[str, ...]:
    """Return how many steps there are, the ones that progress counts, and how long all takes."""
    time, counted = time_of(entries), counted_keys(edition)
    number = sum(1 for entry in entries if entry.key in counted)
    steps = (edition.words("site.steps", number),) if number else ()
    if time is None:
        return steps
    return *steps, edition.words("site.about_time", time=duration_text(time, edition))


def _card(part: ModulePart, edition: Edition, number: int) -> _Card:
    words = edition.words
    text = ""
    if part.module is not None and part.module.description:
        text = " ".join(part.module.description.split())
    kicker = weeks_text(part.week, edition) or (
        words("site.part", number=number) if len(edition.modules) > 1 else ""
    )
    return _Card(
        module_path(part),
        kicker if part.module is not None else "",
        part.title,
        text,
        _bits(part.entries, edition),
    )

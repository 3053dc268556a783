"""Overviews of the whole course: outcomes, dates, what to reflect on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from coursewright.exporters.calendar.export import calendar_of
from coursewright.exporters.packing.member import Member
from coursewright.exporters.pages.body import entry_body, outcome_card
from coursewright.exporters.pages.course_bodies import home
from coursewright.exporters.site.addresses import Link, SiteLinks
from coursewright.exporters.site.clock import time_html
from coursewright.exporters.site.dates import dates_of, stretches
from coursewright.exporters.site.frame import Page
from coursewright.exporters.site.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import OutcomeCard
    from coursewright.exporters.site.workshop import Workshop

__all__ = ["CALENDAR", "OUTCOMES", "REFLECTIONS", "calendar_pages", "outcomes_page", "reflections_page"]

OUTCOMES, CALENDAR, REFLECTIONS = "outcomes.html", "calendar.html", "reflections.html"
_PROMPTS = frozenset({"prompts"})


class _Group(NamedTuple):
    slug: str
    title: str
    cards: tuple[tuple[str, Markup], ...]


class _Sheet(NamedTuple):
    """The prompts of one entry."""

    slug: str
    title: str
    path: str
    note: Markup | str
    body: Markup


def outcomes_page(shop: Workshop) -> Member:
    """Return the page of all outcomes, each as a card with its why, and the skills that they build."""
    edition, words = shop.edition, shop.edition.words
    of_modules = {card.key for part in edition.modules for card in part.outcomes}
    own = tuple(card for card in edition.outcomes if card.key not in of_modules)
    groups = [_group(shop, "whole", words("site.outcomes.course"), own)]
    groups += (_group(shop, f"in-{part.slug}", part.title, part.outcomes) for part in edition.modules)
    skills: dict[str, list[OutcomeCard]] = {}
    for card in edition.outcomes:
        for skill in card.outcome.skills:
            skills.setdefault(skill, []).append(card)
    page = Page(OUTCOMES, words("site.able"))
    told = " ".join(f"{card.statement} {card.outcome.why or ''}" for card in edition.outcomes)
    shop.remember(page, "", edition.title, f"{told} {' '.join(skills)}")
    return shop.frame.page(
        "outcomes", page, groups=[group for group in groups if group.cards], skills=tuple(skills.items())
    )


def _group(shop: Workshop, slug: str, title: str, cards: tuple[OutcomeCard, ...]) -> _Group:
    links = SiteLinks(shop.edition, "", shop.used)
    made = ((card.slug, Markup(outcome_card(card, shop.edition, links).html)) for card in cards)  # noqa: S704
    return _Group(slug, title, tuple(made))


def calendar_pages(shop: Workshop) -> Iterator[Member]:
    """Yield the page of all dates, and the file for calendars where there are dates."""
    edition, words = shop.edition, shop.edition.words
    dates = dates_of(edition, shop.rows)
    file = None
    if "calendar" not in shop.without:
        made = calendar_of(edition)
        if made is not None:
            path = "staff/calendar.ics" if edition.choices.for_staff else "calendar.ics"
            yield Member(path, made)
            file = Link(path, path.rpartition("/")[2], size_text(len(made), edition))
    page = Page(CALENDAR, words("site.calendar"))
    shop.remember(page, "", edition.title, "")
    own_pace = home(edition).settings.pacing == "self-paced"
    undated = "runs.pacing.self-paced" if own_pace else "site.calendar.undated"
    lead = words("site.calendar.lead" if any(date.iso for date in dates) else undated)
    yield shop.frame.page("calendar", page, lead=lead, file=file, months=stretches(dates, edition))


def reflections_page(shop: Workshop) -> Member:
    """Return the page that gathers all prompts to reflect on, to write on and to print."""
    edition, words = shop.edition, shop.edition.words
    links = SiteLinks(edition, "", shop.used)
    modules = {part.key: part.title for part in edition.modules}
    sheets = []
    for entry in edition.entries:
        if entry.staff_only or entry.kind not in {"task", "reflection"}:
            continue
        body = entry_body(entry, edition, links, _PROMPTS, level=3, marked=False).html
        if not body:
            continue
        title = entry.title if entry.kind == "task" else f"{entry.title}: {modules.get(entry.module, '')}"
        note = time_html(entry.due, edition) if entry.due is not None else ""
        sheets.append(_Sheet(entry.slug, title, shop.rows[entry.key].path, note, Markup(body)))  # noqa: S704
    page = Page(REFLECTIONS, words("site.reflections"))
    shop.remember(page, "", edition.title, "")
    lead = words("site.reflections.lead" if sheets else "site.reflections.none")
    return shop.frame.page("reflections", page, lead=lead, sheets=sheets)

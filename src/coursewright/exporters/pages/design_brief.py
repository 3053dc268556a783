"""The team's design brief: whom the course is for, what they take along and decide, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages.course_bodies import audience_rows, home
from coursewright.exporters.pages.staff_bodies import evaluation_body
from coursewright.exporters.pages.writing import Desk, facts, items
from coursewright.exporters.prose.text import escaped, paragraphs
from coursewright.spec.model import FollowUpActivity, Reflection, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.pages.parts import Body
    from coursewright.exporters.prose.links import Links

__all__ = ["design_brief_body"]


def design_brief_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return the brief in the order in which a design grows: learners, worth, decisions, evaluation."""
    desk, words = Desk(edition, links, level=level), edition.words
    value = home(edition).settings.value
    taken = paragraphs(value) if value else ""
    taken += items(_outcomes(desk), "brief-outcomes")
    evaluated = evaluation_body(edition, links, level=level + 1).html
    return desk.body(
        desk.section("brief-needs", "brief.needs", facts([*audience_rows(desk), *_circumstances(desk)])),
        desk.section("brief-value", "brief.value", taken),
        desk.section("brief-decisions", "brief.decisions", _decisions(desk)),
        desk.section("brief-evaluation", "brief.evaluation", evaluated or paragraphs(words("brief.open"))),
        desk.section("brief-next", "brief.next", _next_round(desk)),
    )


def _circumstances(desk: Desk) -> Iterator[tuple[str, str, str]]:
    words, settings = desk.words, home(desk.edition).settings
    if settings.audience is not None and settings.audience.time_zones:
        yield "zones", words("brief.time_zones"), escaped(", ".join(settings.audience.time_zones))
    if settings.workload is not None and settings.workload.staff_hours_per_week is not None:
        hours = settings.workload.staff_hours_per_week
        told = words("fit.hours_per_week", hours, hours=f"{hours:g}")
        yield "staff-hours", words("brief.staff_hours"), escaped(told)


def _outcomes(desk: Desk) -> Iterator[str]:
    for card in desk.edition.outcomes:
        why = f'<br /><span class="cw-about">{escaped(card.outcome.why)}</span>' if card.outcome.why else ""
        yield f"{escaped(card.statement)}{why}"


def _decisions(desk: Desk) -> str:
    """Return the decisions of the course, each with the entry in which students make it."""
    return items(
        f'{escaped(point.prompt)} · <span class="cw-about">{desk.to(entry.key)}</span>'
        for entry in desk.edition.entries
        if isinstance(entry.element, Task | FollowUpActivity)
        for point in entry.element.decision_points
        if point.prompt
    )


def _next_round(desk: Desk) -> str:
    """Return what is taken from this run into the next: uses of the evaluation, and what reflections feed."""
    places = [home(desk.edition), *(part.module for part in desk.edition.modules if part.module is not None)]
    uses = [one.used_for for place in places for one in getattr(place, "evaluation", ()) if one.used_for]
    uses += (
        entry.element.feeds.text
        for entry in desk.edition.entries
        if isinstance(entry.element, Reflection) and entry.staff_only and entry.element.feeds is not None
    )
    return items(escaped(use) for use in dict.fromkeys(uses)) or paragraphs(desk.words("brief.open"))

"""Overviews: what a module or a unit is about and leads to, and an outcome with its why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages.course_bodies import value_part
from coursewright.exporters.pages.course_marks import (
    facts_of_course,
    facts_of_module,
    facts_of_outcome,
    facts_of_unit,
)
from coursewright.exporters.pages.entry_marks import in_plan
from coursewright.exporters.pages.marks import attributes, is_listed, marked
from coursewright.exporters.pages.times import moment_html, weeks_text
from coursewright.exporters.pages.writing import Desk, facts, items
from coursewright.exporters.prose.text import escaped, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.exporters.edition.model import Edition, Entry, ModulePart, OutcomeCard, UnitPart
    from coursewright.exporters.pages.parts import Body
    from coursewright.exporters.prose.links import Links

__all__ = ["course_body", "module_body", "outcome_card", "unit_body"]


def course_body(edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return the overview of a course: what it is, what it is worth, its outcomes and its modules."""
    desk = Desk(edition, links, level=level)
    home = edition.course.modules[0] if edition.course.implicit else edition.course
    about = desk.prose(home, "description")
    own = [card for card in edition.outcomes if card.outcome.scope.level == "course"]
    cards = own or list(edition.outcomes)
    modules = items(
        (_line(part.title, weeks_text(part.week, edition)) for part in edition.modules), "module-list"
    )
    body = desk.body(
        _about(about),
        value_part(desk),
        desk.section("outcomes", "outcomes.course", cards_html(cards, desk)),
        desk.section("modules", "course.modules", modules) if len(edition.modules) > 1 else "",
    )
    return body._replace(html=marked("cw-course", facts_of_course(edition), body.html))


def module_body(module: ModulePart, edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return the overview of a module: what it is about, its outcomes, and what it asks for when."""
    desk = Desk(edition, links, level=level)
    week = weeks_text(module.week, edition)
    named = {part.key: part.title for part in edition.modules}
    needs = [named[key] for key in module.needs if key in named]
    rows = [
        ("week", desk.words("facts.week"), escaped(week)),
        ("needs", desk.words("facts.needs"), escaped(", ".join(needs))),
    ]
    about = desk.prose(module.module, "description") if module.module is not None else ""
    body = desk.body(
        _about(about),
        facts(rows),
        desk.section("outcomes", "outcomes.module", cards_html(module.outcomes, desk)),
        desk.section("plan", "module.plan", plan(module.entries, desk)),
    )
    return body._replace(html=marked("cw-module", facts_of_module(module, edition), body.html))


def unit_body(unit: UnitPart, edition: Edition, links: Links, *, level: int = 2) -> Body:
    """Return the overview of a unit: what it is about, its outcomes, and what it asks for when."""
    desk = Desk(edition, links, level=level)
    about = ""
    if unit.overview and unit.unit is not None:
        key = "overview" if unit.unit.overview else "description"
        about = desk.prose(unit.unit, key)
    body = desk.body(
        _about(about),
        facts([("week", desk.words("facts.week"), escaped(weeks_text(unit.week, edition)))]),
        desk.section("outcomes", "outcomes.unit", cards_html(unit.outcomes, desk)),
        desk.section("plan", "unit.plan", plan(unit.entries, desk)),
    )
    return body._replace(html=marked("cw-unit", facts_of_unit(unit), body.html))


def _about(html: str) -> str:
    return f'<div class="cw-description">{html}</div>' if html else ""


def outcome_card(card: OutcomeCard, edition: Edition, links: Links, *, level: int = 3) -> Body:
    """Return an outcome: what students will do, why it matters, its skills, and where it is practised."""
    desk = Desk(edition, links, level=level)
    return desk.body(_card(card, desk))


def cards_html(cards: Sequence[OutcomeCard], desk: Desk) -> str:
    """Return outcomes as cards, one below the other."""
    lower = Desk(desk.edition, desk.links, level=desk.level + 1)
    return "\n".join(_card(card, lower) for card in cards)


def _card(card: OutcomeCard, desk: Desk) -> str:
    words, outcome = desk.words, card.outcome
    tag = f"h{min(desk.level, 6)}"
    kind = f"outcomes.kind.{outcome.kind}"
    mark = f'<p class="cw-kind">{escaped(words(kind))}</p>' if outcome.kind and kind in words else ""
    lead = f"<p><strong>{escaped(words('outcomes.why'))}</strong></p>"
    why = f'<div class="cw-why">{lead}{paragraphs(outcome.why)}</div>' if outcome.why else ""
    rows = [
        ("level", words("outcomes.level"), escaped(words(f"level.{card.level}")) if card.level else ""),
        ("skills", words("outcomes.skills"), _skills(outcome.skills)),
        ("practised", words("outcomes.practised"), _linked(card.practised_in, desk)),
        (
            "assessed",
            words("outcomes.assessed"),
            _linked(card.assessed_in, desk) or _elsewhere(outcome.assessed_elsewhere),
        ),
    ]
    return (
        f'<article class="cw-outcome" data-cw-outcome="{escaped(card.slug)}"{_marks(card, desk)}>{mark}'
        f"<{tag}>{escaped(card.statement)}</{tag}>{why}{facts(rows)}</article>"
    )


def _skills(skills: Sequence[str]) -> str:
    return ", ".join(f'<span class="cw-skill">{escaped(skill)}</span>' for skill in skills)


def _elsewhere(told: str | None) -> str:
    return f'<span class="cw-elsewhere">{escaped(told)}</span>' if told else ""


def _marks(card: OutcomeCard, desk: Desk) -> str:
    return attributes(facts_of_outcome(card, desk.edition))


def plan(entries: Iterable[Entry], desk: Desk) -> str:
    """Return what there is to do, in order, each with its kind and its time, without what is for staff."""
    found = []
    for entry in entries:
        if not is_listed(entry):
            continue
        kind = escaped(desk.words(f"name.{entry.kind}"))
        moment = entry.opens if entry.kind == "session" else entry.due if entry.kind != "material" else None
        when = f" · {moment_html(moment, desk.edition)}" if moment is not None else ""
        told = f'{desk.to(entry.key)} · <span class="cw-about">{kind}{when}</span>'
        found.append(f"<li{in_plan(entry, desk.edition)}>{told}</li>")
    return f'<ol class="cw-plan">{"".join(found)}</ol>' if found else ""


def _linked(keys: Sequence[str], desk: Desk) -> str:
    return ", ".join(desk.to(key) for key in keys if key in desk.edition.by_key)


def _line(title: str, about: str) -> str:
    return escaped(title) + (f' · <span class="cw-about">{escaped(about)}</span>' if about else "")

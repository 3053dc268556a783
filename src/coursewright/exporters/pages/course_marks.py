"""The marks of a course, its modules, units and outcomes, for programs that read their pages back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.design.contents import as_written
from coursewright.exporters.pages.marks import is_called_by_its_id, several
from coursewright.spec.calendars import NumberedBreak

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition, ModulePart, OutcomeCard, UnitPart
    from coursewright.exporters.pages.marks import Fact
    from coursewright.spec.calendars import DatedBreak
    from coursewright.spec.model import Settings

__all__ = ["facts_of_course", "facts_of_module", "facts_of_outcome", "facts_of_unit"]


def facts_of_course(edition: Edition) -> dict[str, Fact]:
    """Return how a course runs, as far as students are told or can see."""
    settings = as_written(edition.course).settings
    agreed = settings.policies
    return {
        "key": edition.id,
        "alone": edition.course.implicit or None,
        "untitled": is_called_by_its_id(as_written(edition.course), edition.id) or None,
        "language": edition.language,
        "licence": settings.licence,
        "mode": settings.mode,
        "pacing": settings.pacing,
        "support_model": settings.support_model,
        "policies.participation": _word(agreed.participation) if agreed is not None else None,
        "policies.participation_graded": agreed.participation_graded if agreed is not None else None,
        "support.response_time": settings.support.response_time if settings.support is not None else None,
        "stance": settings.ai.use if settings.ai is not None else None,
        **_workload(settings),
        **_calendar(edition, settings),
    }


def facts_of_module(module: ModulePart, edition: Edition) -> dict[str, Fact]:
    """Return which module it is, and where it stands in the course."""
    element, here = module.module, {part.key for part in edition.modules}
    return {
        "key": module.key,
        "untitled": is_called_by_its_id(element, module.key) or None,
        "week": _weeks(module.week),
        "prerequisites": several(key for key in module.needs if key in here),
    }


def facts_of_unit(unit: UnitPart) -> dict[str, Fact]:
    """Return which unit it is, and how long it takes."""
    element = unit.unit
    lasts = element.duration if element is not None and not element.implicit else None
    return {
        "key": unit.key,
        "untitled": is_called_by_its_id(element, unit.key) or None,
        "week": _weeks(unit.week) if element is not None else None,
        "duration": str(lasts) if lasts is not None else None,
    }


def facts_of_outcome(card: OutcomeCard, edition: Edition) -> dict[str, Fact]:
    """Return which outcome it is, and what is declared of it."""
    outcome = card.outcome
    named = {ref.target for ref in outcome.supports}
    above = (key for key, other in edition.cards.items() if other.outcome in named) if named else ()
    return {
        "key": card.key,
        "level": outcome.level,
        "kind": outcome.kind,
        "supports": several(above),
    }


def _workload(settings: Settings) -> dict[str, Fact]:
    plan = settings.workload
    if plan is None:
        return {}
    return {
        "workload.hours_per_week": plan.hours_per_week,
        "workload.total_hours": plan.total_hours,
        "workload.credits": plan.credits,
        "workload.credit_scheme": plan.credit_scheme,
    }


def _calendar(edition: Edition, settings: Settings) -> dict[str, Fact]:
    plan = settings.calendar
    starts = edition.course.timeline.calendar(as_written(edition.course).scope).starts
    told = starts.isoformat() if starts is not None and starts != dt.date.min else None
    if plan is None:
        return {"calendar.starts": told}
    return {
        "calendar.starts": told,
        "calendar.weeks": plan.weeks,
        "calendar.exam_weeks": plan.exam_weeks,
        "calendar.breaks": several(map(_break, plan.breaks)),
        "calendar.time_zone": plan.time_zone,
    }


def _break(pause: NumberedBreak | DatedBreak) -> str:
    if isinstance(pause, NumberedBreak):
        return str(pause.week)
    return f"{pause.first.isoformat()}/{pause.last.isoformat()}"


def _weeks(week: tuple[int, int] | None) -> str | None:
    if week is None:
        return None
    return str(week[0]) if week[0] == week[1] else f"{week[0]}-{week[1]}"


def _word(said: str | None) -> str | None:
    """Return one of the words of the format; what is said in words of its own is a text of the page."""
    return said if said in {"required", "expected", "optional"} else None

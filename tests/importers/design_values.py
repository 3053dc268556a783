"""What a design says, aspect by aspect, as values that do not depend on how it is spelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from design_texts import desk_of, folded, line, text
from question_values import question_value

from coursewright.exporters.edition.decisions import decision_points
from coursewright.exporters.pages.loop import bare, fed_by
from coursewright.exporters.pages.marks import reader
from coursewright.exporters.pages.sessions import refers_to, where
from coursewright.exporters.pages.times import duration_of
from coursewright.exporters.pages.writing import entry_of
from coursewright.spec.model import Material, Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from coursewright.exporters.edition.model import Edition, Entry, OutcomeCard
    from coursewright.spec.durations import Duration
    from coursewright.spec.model import Question
    from coursewright.spec.moments import Moment

__all__ = ["aspect_values", "outcome_values", "part_values", "self_values"]

Values = dict[str, Any]
"""By aspect: a value that compares; None, "" and () where nothing is said."""

_PLAIN = (
    *("kind", "learning_type", "level", "functions", "optional", "supervised", "ai_use", "formative"),
    *("timed", "focus", "required", "difficulty", "decorative", "audience"),
)
NOTHING: tuple[Any, ...] = (None, "", (), frozenset())


def self_values(entry: Entry, edition: Edition) -> Values:
    """Return what an entry is: its title, kind, length and the like."""
    element: Any = entry.element
    material = isinstance(element, Material)
    return {
        "title": line(entry.title),
        "what": entry.kind,
        "graded": entry.graded,
        **{key: getattr(element, key, None) for key in _PLAIN},
        "duration": _duration(duration_of(entry)),
        "pages": getattr(element, "pages", None) if material else None,
        "words": getattr(element, "words", None) if material else None,
        "purpose": text(getattr(element, "purpose", None)),
        "real world": text(getattr(element, "real_world", None)),
        "done when": tuple(map(text, getattr(element, "done_when", ()))),
        "support": text(getattr(element, "support", None)),
        "counts towards": entry.counts_towards,
        "feeds": _feeds(element, edition),
        "place": line(where(element, desk_of(edition))) if isinstance(element, Session) else None,
        "content": _content(entry, edition) if material else None,
    }


def aspect_values(entry: Entry, edition: Edition, gone: frozenset[str]) -> Values:
    """Return the aspects of an entry by the names that notes use, without references to what is `gone`."""
    element: Any = entry.element

    def get(key: str) -> Any:
        return getattr(element, key, None)

    some: Mapping[str, Callable[[], Any]] = {
        "instructions": lambda: _prose(entry, edition, "instructions"),
        "release": lambda: _moment(entry.opens) if entry.kind == "task" else None,
        "start": lambda: _moment(entry.opens) if entry.kind == "session" else None,
        "due": lambda: (
            _moment(entry.due) or ("weekly" if get("when") == "weekly" else None)
            if entry.kind != "material"
            else None
        ),
        "available until": lambda: _moment(entry.due) if entry.kind == "material" else None,
        "at": lambda: _moment(entry.opens) if entry.kind == "announcement" else None,
        "outcomes": lambda: _keys(entry.outcomes, gone),
        "materials": lambda: tuple(key for key in entry.materials if key not in gone),
        "grouping": lambda: get("grouping"),
        "choices": lambda: tuple(
            (text(one.text), one.of, tuple(map(line, one.options)))
            for one in get("choices") or ()
            if one.text or one.of or one.options
        ),
        "decision points": lambda: tuple(map(_decision, decision_points(element))),
        "own context": lambda: text(get("own_context")),
        "what is handed in": lambda: tuple(map(text, get("produces") or ())),
        "criteria": lambda: tuple(
            (line(one.name), tuple(map(line, one.levels)), one.points)
            for one in get("criteria") or ()
            if one.name
        ),
        "questions": lambda: tuple(question_value(one, edition) for one in _asked(element)),
        "replies": lambda: _replies(entry, edition),
        "monitoring": lambda: _monitoring(element, edition),
        "feedback": lambda: _feedback(entry, edition, gone),
        "reflection prompts": lambda: _prompts(get("reflection_prompts")),
        "prompts": lambda: _prompts(get("prompts")),
        "requires": lambda: _keys(entry.needs, gone) if entry.kind != "follow-up" else (),
        "pass mark": lambda: get("pass_mark"),
        "attempts": lambda: line(get("attempts")),
        "weight": lambda: get("weight") or None,
        "session": lambda: entry.in_session if entry.in_session not in gone else "",
        "agenda": lambda: tuple(_points(element, edition, gone)) if isinstance(element, Session) else (),
        "recording": lambda: _reference(element, "recording", edition),
        "alternative": lambda: _reference(element, "alternative", edition),
        "reader": lambda: reader(get("read_by"), edition),
        "options": lambda: tuple(map(line, get("options") or ())),
        "licence": lambda: line(get("licence")),
        "follow-up": lambda: _keys(entry.leads_to, gone),
        "takes up": lambda: _keys(entry.takes_up, gone),
    }
    told = {name: value() for name, value in some.items()}
    return {name: said for name, said in told.items() if said not in NOTHING}


def part_values(edition: Edition) -> dict[tuple[str, str], Any]:
    """Return what is said of modules and units beside their order, by their keys and names."""
    found: dict[tuple[str, str], Any] = {}
    for module in edition.modules:
        if module.module is not None:
            found[module.key, "requires"] = frozenset(module.needs) & {part.key for part in edition.modules}
            found[module.key, "description"] = _about(module.module, "description", edition)
        for unit in module.units:
            if unit.unit is not None and not unit.unit.implicit:
                key = "overview" if unit.unit.overview else "description"
                found[unit.key, "overview"] = _about(unit.unit, key, edition)
                found[unit.key, "duration"] = _duration(unit.unit.duration)
    return {name: said for name, said in found.items() if said}


def _about(element: Any, key: str, edition: Edition) -> str:
    return folded(desk_of(edition).prose(element, key))


def outcome_values(card: OutcomeCard, edition: Edition) -> Values:
    """Return what is said of an outcome."""
    outcome = card.outcome
    above = {other.outcome: key for key, other in edition.cards.items()}
    return {
        "statement": line(card.statement),
        "why": text(outcome.why),
        "level": outcome.level,
        "kind": outcome.kind,
        "skills": tuple(map(line, outcome.skills)),
        "supports": frozenset(key for ref in outcome.supports if (key := above.get(ref.target)) is not None),
        "elsewhere": "" if card.assessed_in else line(outcome.assessed_elsewhere),
    }


def _prose(entry: Entry, edition: Edition, key: str) -> str:
    return folded(desk_of(edition).prose(entry.element, key)) if getattr(entry.element, key, None) else ""


def _content(entry: Entry, edition: Edition) -> str:
    """Return what a material shows or where it is; the words around a link are those of the exporter."""
    from coursewright.exporters.pages.materials import material_parts

    parts = frozenset({"content"})
    html = "".join(material_parts(entry, entry.element, parts, desk_of(edition)))  # type: ignore[arg-type]
    links = re.findall(r'<p class="cw-open-material"><a href="([^"]*)"', html)
    return folded(re.sub(r'<p class="cw-open-material">.*?</p>', "", html)) + " ".join(links)


def _duration(duration: Duration | None) -> tuple[float, float, bool] | None:
    return (duration.low, duration.high, duration.wall_clock) if duration is not None else None


def _moment(moment: Moment | None) -> tuple[str, ...] | None:
    if moment is None:
        return None
    if moment.scale in {"instant", "local"}:
        return moment.scale, moment.on_axis.replace(second=0, microsecond=0).isoformat()
    return moment.scale, str(moment.week), moment.at.strftime("%a %H:%M"), str(moment.day)


def _keys(keys: Iterable[str], gone: frozenset[str]) -> frozenset[str]:
    return frozenset(keys) - gone


def _decision(point: Any) -> tuple[Any, ...]:
    options = tuple((line(o.option), text(o.consequence), text(o.feedback)) for o in point.options)
    return line(point.prompt), options, point.open_ended, text(point.feedback)


def _asked(element: Any) -> list[Question]:
    return [one for one in getattr(element, "questions", ()) if one.prompt]


def _prompts(prompts: Any) -> tuple[tuple[str, str | None], ...]:
    return tuple((line(one.text), one.role) for one in prompts or () if line(one.text))


def _replies(entry: Entry, edition: Edition) -> tuple[tuple[str, Any], ...]:
    replies: Any = getattr(entry.element, "replies", None)
    if replies is None:
        return ()
    said = {
        "expected": replies.expected,
        "by": _moment(entry.replies_by),
        "protocol": line(replies.protocol),
        "moderator": reader(replies.moderator, edition),
    }
    return tuple((key, value) for key, value in said.items() if value)


def _monitoring(element: Any, edition: Edition) -> tuple[tuple[str, Any], ...]:
    plan = getattr(element, "monitoring", None)
    if plan is None:
        return ()
    said = {
        "by": reader(plan.by, edition),
        "looks_for": text(plan.looks_for),
        "evidence": frozenset(plan.evidence),
        "signal": line(bare(plan.signal or "")),
        "answers": plan.answers,
        "minutes": plan.minutes,
    }
    return tuple((key, value) for key, value in said.items() if value not in NOTHING)


def _feedback(entry: Entry, edition: Edition, gone: frozenset[str]) -> tuple[tuple[str, Any], ...]:
    plan: Any = getattr(entry.element, "feedback", None)
    sessions = _keys(entry.answered_in, gone)
    target = entry_of(getattr(plan.at, "target", None), edition) if plan is not None else None
    if target is not None and target.key not in gone:
        sessions |= {target.key}
    said = {
        "sessions": sessions,
        "at": _moment(entry.answered_at) if target is None and plan is not None else None,
        "within": _duration(plan.within) if plan is not None else None,
        "form": frozenset(plan.form) if plan is not None else frozenset(),
        "addresses": text(plan.addresses) if plan is not None else "",
        "minutes": plan.minutes if plan is not None else None,
    }
    return tuple((key, value) for key, value in said.items() if value not in NOTHING)


def _feeds(element: Any, edition: Edition) -> str:
    feeds = getattr(element, "feeds", None)
    if feeds is None:
        return ""
    fed = fed_by(feeds, edition)
    return fed.key if fed is not None else line(bare(feeds.text)) if feeds.target is None else ""


def _points(session: Session, edition: Edition, gone: frozenset[str]) -> Iterable[tuple[Any, ...]]:
    for item in session.agenda:
        about = refers_to(item)
        entry = entry_of(about[1], edition) if about is not None else None
        lasts = _duration(item.duration)
        if entry is not None and entry.key not in gone:
            yield about[0], entry.key, lasts  # type: ignore[index]
        elif about is None and (item.talk or item.other):
            yield ("talk" if item.talk else "other"), line(item.talk or item.other), lasts


def _reference(element: Any, key: str, edition: Edition) -> Any:
    said = getattr(element, key, None)
    if not isinstance(said, str):
        return said
    told = desk_of(edition).reference(said, element, key)
    link = re.match(r'<a href="([^"]*)"', told)
    return link[1] if link is not None else line(said)

"""A session: where it is, what happens in it, and what there is for those who cannot come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages.times import duration_text
from coursewright.exporters.pages.writing import entry_of, facts
from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.pages.writing import Desk
    from coursewright.spec.element import Element
    from coursewright.spec.model import AgendaItem, Session

__all__ = ["session_parts", "where"]


def session_parts(session: Session, parts: frozenset[str], desk: Desk) -> Iterator[str]:
    """Yield the parts of the page of a session that other entries do not have."""
    words = desk.words
    if "time" in parts:
        yield facts([("place", words("session.place"), where(session, desk))])
    if "agenda" in parts and session.agenda:
        points = "".join(f"<li>{_point(item, desk)}</li>" for item in session.agenda)
        yield desk.section("agenda", "session.agenda", f"<ol>{points}</ol>")
    if "recording" not in parts:
        return
    rows = [("recording", words("session.recording"), _recording(session, desk))]
    if session.alternative:
        told = desk.reference(session.alternative, session, "alternative")
        rows.append(("alternative", words("session.alternative"), told))
    yield desk.section("absent", "session.absent", facts(rows))


def where(session: Session, desk: Desk) -> str:
    """Return the place of a session, else that of its slot of the timetable, and its link."""
    slot = session.slot.target if session.slot is not None else None
    place = session.place or (slot.place if slot is not None else None) or ""
    link = desk.web(session.url, desk.words("session.join")) if session.url else ""
    return " · ".join(part for part in (escaped(place), link) if part)


def _recording(session: Session, desk: Desk) -> str:
    if isinstance(session.recording, str):
        return desk.reference(session.recording, session, "recording")
    if session.recording is None:
        return ""
    return escaped(desk.words("session.recorded" if session.recording else "session.not_recorded"))


def _point(item: AgendaItem, desk: Desk) -> str:
    words = desk.words
    said = escaped(item.talk or item.other or "")
    for key, ref in (
        ("feedback", item.feedback),
        ("activity", item.activity),
        ("answer_key", item.answer_key),
    ):
        if ref is not None and ref.target is not None:
            said = f"{escaped(words(f'agenda.{key}'))} {_named(ref.target, desk)}"
    if item.duration is not None:
        said += f' · <span class="cw-about">{escaped(duration_text(item.duration, desk.edition))}</span>'
    return said


def _named(element: Element, desk: Desk) -> str:
    entry = entry_of(element, desk.edition)
    if entry is not None:
        return desk.to(entry.key)
    return escaped(getattr(element, "title", None) or getattr(element, "id", None) or "")

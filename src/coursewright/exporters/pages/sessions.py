"""A session: where it is, what happens in it, and what there is for those who cannot come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.pages.marks import attributes
from coursewright.exporters.pages.times import duration_text
from coursewright.exporters.pages.writing import entry_of, facts
from coursewright.exporters.prose.text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.pages.writing import Desk
    from coursewright.spec.element import Item
    from coursewright.spec.model import AgendaItem, Session

__all__ = ["refers_to", "session_parts", "where"]


def session_parts(session: Session, parts: frozenset[str], desk: Desk) -> Iterator[str]:
    """Yield the parts of the page of a session that other entries do not have."""
    words = desk.words
    if "time" in parts:
        yield facts([("place", words("session.place"), where(session, desk))])
    if "agenda" in parts and session.agenda:
        points = "".join(f"<li{_marks(item, desk)}>{_point(item, desk)}</li>" for item in session.agenda)
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
    kind = "recorded" if session.recording else "not-recorded"
    told = desk.words("session.recorded" if session.recording else "session.not_recorded")
    return f'<span class="cw-{kind}">{escaped(told)}</span>'


def refers_to(item: AgendaItem) -> tuple[str, Item] | None:
    """Return the key by which a point of an agenda names a task or an activity, and which; None without."""
    refs = (("feedback", item.feedback), ("activity", item.activity), ("answer_key", item.answer_key))
    return next(((key, ref.target) for key, ref in refs if ref is not None and ref.target is not None), None)


def _marks(item: AgendaItem, desk: Desk) -> str:
    """Return what a point of an agenda is, and what it refers to, for programs."""
    about = refers_to(item)
    entry = entry_of(about[1], desk.edition) if about is not None else None
    kind = about[0] if about is not None else "talk" if item.talk else "other" if item.other else None
    lasts = str(item.duration) if item.duration is not None else None
    return attributes({"point": kind, "to": entry.key if entry is not None else None, "duration": lasts})


def _point(item: AgendaItem, desk: Desk) -> str:
    words = desk.words
    said = escaped(item.talk or item.other or "")
    if (about := refers_to(item)) is not None:
        key, element = about
        said = f"{escaped(words(f'agenda.{key}'))} {_named(element, desk)}"
    if item.duration is not None:
        said += f' · <span class="cw-about">{escaped(duration_text(item.duration, desk.edition))}</span>'
    return said


def _named(element: Item, desk: Desk) -> str:
    entry = entry_of(element, desk.edition)
    if entry is not None:
        return desk.to(entry.key)
    return escaped(element.title or element.id or "")

"""A session as those who lead it see it: what students bring, which feedback comes first, the agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.guide.outline import Heading, Points, Rows
from coursewright.exporters.pages.sessions import refers_to
from coursewright.exporters.pages.times import duration_text, moment_text
from coursewright.exporters.pages.writing import entry_of
from coursewright.spec.model import FollowUpActivity, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.exporters.guide.outline import Block
    from coursewright.spec.element import Item
    from coursewright.spec.model import AgendaItem

__all__ = ["session_blocks"]


def session_blocks(entry: Entry, edition: Edition) -> Iterator[Block]:
    """Yield what to know of one session, and its agenda in order."""
    session = entry.element
    if not isinstance(session, Session):
        return
    words = edition.words
    yield Heading(f"{words('name.session')}: {entry.title}")
    slot = session.slot.target if session.slot is not None else None
    place = session.place or (slot.place if slot is not None else None)
    needed = [edition.by_key[key].title for key in entry.needs if key in edition.by_key]
    rows = (
        (words("facts.starts"), moment_text(entry.opens, edition) if entry.opens is not None else ""),
        (words("session.place"), place or session.url or ""),
        (words("guide.bring"), ", ".join(needed)),
        (words("guide.gaps"), "; ".join(_gaps(entry, edition))),
        (words("guide.activities"), ", ".join(_activities(entry, edition))),
        (words("staff.opens_with"), "; ".join(_openings(entry, edition))),
        (words("session.alternative"), session.alternative or ""),
    )
    told = tuple(row for row in rows if row[1])
    if told:
        yield Rows(told)
    agenda = tuple(point for item in session.agenda if (point := _point(item, edition)))
    if agenda:
        yield Heading(words("session.agenda"), 2)
        yield Points(agenda, ordered=True)


def _gaps(entry: Entry, edition: Edition) -> Iterator[str]:
    """Yield the gaps that feedback in this session is about."""
    for other in edition.entries:
        plan = getattr(other.element, "feedback", None)
        if entry.key in other.answered_in and plan is not None and plan.addresses:
            yield f"{plan.addresses} ({other.title})"


def _openings(entry: Entry, edition: Edition) -> Iterator[str]:
    for other in edition.entries:
        element = other.element
        if other.in_session == entry.key and isinstance(element, FollowUpActivity) and element.opens_with:
            yield element.opens_with


def _activities(entry: Entry, edition: Edition) -> Iterator[str]:
    """Yield the follow-ups of this session, each with what it takes up."""
    for other in edition.entries:
        if other.in_session != entry.key:
            continue
        taken = [edition.by_key[key].title for key in other.takes_up if key in edition.by_key]
        yield f"{other.title} ({', '.join(taken)})" if taken else other.title


def _point(item: AgendaItem, edition: Edition) -> str:
    words = edition.words
    said = item.talk or item.other or ""
    if (about := refers_to(item)) is not None:
        key, element = about
        said = f"{words(f'guide.agenda.{key}')} {_title(element, edition)}"
    if said and item.duration is not None:
        said += f" ({duration_text(item.duration, edition)})"
    return said


def _title(element: Item, edition: Edition) -> str:
    entry = entry_of(element, edition)
    return entry.title if entry is not None else (element.title or element.id or "")

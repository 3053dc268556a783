"""What learners find in a calendar: sessions, and when something opens, is due or goes away.

Due dates are events, not to-dos: Google Calendar, Outlook and Moodle leave to-dos out when they read a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.exporters.calendar.lines import agenda_line
from coursewright.exporters.pages.loop import loop_sentences
from coursewright.spec.model import Assessment, FollowUpActivity, Material, Reflection, Session, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.spec.moments import Moment

__all__ = ["Happening", "dated", "learners_happenings", "named"]


class Happening(NamedTuple):
    """One event of a calendar, at times that have dates."""

    entry: Entry
    aspect: str
    """Which of the entry's times it is, as `aspects` names it; `reading` and `answer` are those of staff."""
    starts: Moment
    ends: Moment | None
    """None where it is a moment, not a stretch of time."""
    title: str
    text: tuple[str, ...] = ()
    """Paragraphs without markup."""
    place: str = ""
    url: str = ""
    busy: bool = False
    """Whether somebody has to be there."""


def dated(moment: Moment | None) -> Moment | None:
    """Return a moment that has a date, with a zone or without; None for any other."""
    return moment if moment is not None and moment.as_datetime() is not None else None


def named(keys: tuple[str, ...], edition: Edition) -> str:
    """Return the titles of entries, set apart by semicolons."""
    return "; ".join(edition.by_key[key].title for key in keys if key in edition.by_key)


def learners_happenings(entry: Entry, edition: Edition) -> Iterator[Happening]:
    """Yield what learners find in their calendar about one entry."""
    match entry.element:
        case Session() as session:
            yield from _session(entry, session, edition)
        case Task() | FollowUpActivity() | Assessment() | Reflection():
            yield from _work(entry, edition)
        case Material():
            yield from _moment(
                entry, "available until", entry.due, edition.words("calendar.last", title=entry.title)
            )


def _session(entry: Entry, session: Session, edition: Edition) -> Iterator[Happening]:
    starts, ends = dated(entry.opens), dated(entry.ends)
    if starts is None:
        return
    words = edition.words
    first = named(entry.needs, edition)
    planned = {id(item.activity.target) for item in session.agenda if item.activity is not None}
    within = [other for other in edition.entries if other.in_session == entry.key]
    there = "; ".join(other.title for other in within if id(other.element) not in planned)
    text = (
        words("calendar.first", titles=first) if first else "",
        agenda_line(session, edition),
        words("calendar.there", titles=there) if there else "",
        session.url or "",
        words("calendar.recorded") if session.recording else "",
        words("calendar.instead", text=session.alternative) if session.alternative else "",
    )
    slot = session.slot.target if session.slot is not None else None
    place = session.place or (slot.place if slot is not None else None) or ""
    title = words("calendar.optional", title=entry.title) if entry.optional else entry.title
    yield Happening(entry, "start", starts, ends, title, _said(text), place, session.url or "", busy=True)


def _work(entry: Entry, edition: Edition) -> Iterator[Happening]:
    words, title = edition.words, _title(entry, edition)
    yield from _moment(entry, "release", entry.opens, words("calendar.opens", title=title))
    element = entry.element
    first = named(entry.needs, edition)
    made = "; ".join(getattr(element, "produces", ()))
    text = _said(
        (
            getattr(element, "purpose", None) or "",
            words("calendar.first", titles=first) if first else "",
            words("calendar.made", text=made) if made else "",
            *(prompt.text for prompt in getattr(element, "prompts", ())),
            *loop_sentences(entry, edition),
        )
    )
    due = words("calendar.optional", title=title) if entry.optional else title
    yield from _moment(entry, "due", entry.due, words("calendar.due", title=due), text)
    yield from _moment(entry, "replies", entry.replies_by, words("calendar.replies", title=due))


def _title(entry: Entry, edition: Edition) -> str:
    """Return what to call it; a reflection without a name is called by what it looks back on."""
    if not isinstance(entry.element, Reflection) or entry.title != edition.words("name.reflection"):
        return entry.title
    around = next((module.title for module in edition.modules if module.key == entry.module), "")
    return f"{entry.title}: {around}" if around else entry.title


def _moment(
    entry: Entry, aspect: str, at: Moment | None, title: str, text: tuple[str, ...] = ()
) -> Iterator[Happening]:
    known = dated(at)
    if known is not None:
        yield Happening(entry, aspect, known, None, title, text)


def _said(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)

"""What a calendar for staff holds beside: when to read and answer, what to say, what to open with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.calendar.happenings import Happening, dated
from coursewright.spec.model import Announcement, Assessment, FollowUpActivity, Session, Task
from coursewright.spec.moments import compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.spec.model import AgendaItem, Feedback, Monitoring
    from coursewright.spec.moments import Moment

__all__ = ["agenda_lines", "staff_happenings", "staff_lines"]


def staff_happenings(entry: Entry, edition: Edition) -> Iterator[Happening]:
    """Yield what those who teach find in their calendar about one entry, beside what learners find."""
    match entry.element:
        case Task() as task:
            yield from _reading(entry, task.monitoring, task.feedback, edition)
        case Assessment() as assessment:
            yield from _reading(entry, None, assessment.feedback, edition)
        case Announcement() as announcement:
            at = dated(entry.opens)
            if at is not None:
                title = edition.words("calendar.announce", title=entry.title)
                yield Happening(entry, "", at, None, title, (announcement.text or "",))


def agenda_lines(session: Session, edition: Edition) -> Iterator[str]:
    """Yield the agenda of a session, with what each point opens with."""
    titles = {id(entry.element): entry.title for entry in edition.entries}
    for item in session.agenda:
        line = _agenda_line(item, titles, edition)
        if line:
            yield f"{line} ({item.duration})" if item.duration else line


def _agenda_line(item: AgendaItem, titles: Mapping[int, str], edition: Edition) -> str:
    words = edition.words
    for key in ("feedback", "activity", "answer_key"):
        ref = getattr(item, key)
        if ref is None:
            continue
        target = ref.target
        line = words(f"calendar.agenda.{key}", title=titles.get(id(target)) or ref.text)
        opening = ""
        if isinstance(target, FollowUpActivity):
            opening = target.opens_with or ""
        elif key == "feedback" and isinstance(target, Task) and target.feedback is not None:
            opening = target.feedback.addresses or ""
        return f"{line}: {opening}" if opening else line
    return item.talk or item.other or ""


def _reading(
    entry: Entry, monitoring: Monitoring | None, feedback: Feedback | None, edition: Edition
) -> Iterator[Happening]:
    """Yield the time between the last hand-in and the answer, and the answer where it is no session's."""
    words = edition.words
    work = _latest(dated(entry.due), dated(entry.replies_by))
    answer = dated(entry.answered_at) or _within(dated(entry.due), feedback)
    if work is not None and (monitoring is not None or feedback is not None):
        until = answer if answer is not None and compare(work, answer) == -1 else None
        title = words("calendar.read", title=entry.title)
        yield Happening(
            entry, "reading", work, until, title, tuple(staff_lines(monitoring, feedback, edition))
        )
    if answer is not None and feedback is not None and not entry.answered_in:
        title = words("calendar.answer", title=entry.title)
        yield Happening(entry, "answer", answer, None, title, tuple(staff_lines(None, feedback, edition)))


def staff_lines(monitoring: Monitoring | None, feedback: Feedback | None, edition: Edition) -> Iterator[str]:
    """Yield what those who read and answer should know: who does it, what to look for, what to say."""
    words = edition.words
    if monitoring is not None:
        if monitoring.by is not None:
            yield words("calendar.by", name=_name(monitoring.by.target, monitoring.by.text))
        if monitoring.looks_for:
            yield words("calendar.looks_for", text=monitoring.looks_for)
        if monitoring.evidence:
            yield words("calendar.evidence", text=", ".join(monitoring.evidence))
        if monitoring.signal:
            yield words("calendar.signal", text=monitoring.signal)
        if monitoring.minutes:
            yield words("calendar.minutes", minutes=f"{monitoring.minutes:g}")
    if feedback is not None:
        if feedback.addresses:
            yield words("calendar.addresses", text=feedback.addresses)
        if feedback.form:
            yield words("calendar.form", text=", ".join(feedback.form))
        if feedback.minutes:
            yield words("calendar.feedback_minutes", minutes=f"{feedback.minutes:g}")


def _within(due: Moment | None, feedback: Feedback | None) -> Moment | None:
    if due is None or feedback is None or feedback.within is None:
        return None
    return due.later(feedback.within.elapsed, wall_clock=feedback.within.wall_clock)


def _name(person: object, role: str) -> str:
    return getattr(person, "name", None) or role


def _latest(one: Moment | None, other: Moment | None) -> Moment | None:
    if one is None or other is None:
        return one or other
    return other if compare(one, other) == -1 else one

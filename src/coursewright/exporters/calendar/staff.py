"""What a calendar for staff holds beside: when to read, when to answer and what to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.calendar.happenings import Happening, dated
from coursewright.exporters.calendar.lines import staff_lines
from coursewright.spec.model import Announcement, Assessment, Task
from coursewright.spec.moments import compare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.exporters.edition.model import Edition, Entry
    from coursewright.spec.model import Feedback, Monitoring
    from coursewright.spec.moments import Moment

__all__ = ["staff_happenings"]


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
        yield Happening(entry, "reading", work, until, title, staff_lines(entry, edition))
    if answer is not None and feedback is not None and not entry.answered_in:
        title = words("calendar.answer", title=entry.title)
        yield Happening(entry, "answer", answer, None, title, staff_lines(entry, edition))


def _within(due: Moment | None, feedback: Feedback | None) -> Moment | None:
    if due is None or feedback is None or feedback.within is None:
        return None
    return due.later(feedback.within.elapsed, wall_clock=feedback.within.wall_clock)


def _latest(one: Moment | None, other: Moment | None) -> Moment | None:
    if one is None or other is None:
        return one or other
    return other if compare(one, other) == -1 else one

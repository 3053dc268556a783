"""What happens to the work of a task, in the order of the loop, and when, as far as that is known."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.company import expects_replies
from coursewright.design.loop import answers_automatically
from coursewright.design.when_words import exactness, start_exactness
from coursewright.spec.element import When
from coursewright.spec.model import FollowUpActivity, Session, Task
from coursewright.spec.moments import compare, gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coursewright.design.when_words import Exactness
    from coursewright.spec.model import Course, Monitoring
    from coursewright.spec.moments import Moment

__all__ = ["Event", "Happening", "events_of"]


class Happening(StrEnum):
    """What can happen to the work of a task, in the order of the loop."""

    RELEASE = "release"
    DUE = "due"
    AUTOMATIC = "automatic"
    REPLIES = "replies"
    READ = "read"
    CHECKED = "checked"
    SESSION = "session"
    FEEDBACK = "feedback"
    FOLLOW_UP = "follow-up"


_LATER = frozenset({Happening.REPLIES, Happening.SESSION, Happening.FEEDBACK, Happening.FOLLOW_UP})
"""What follows the deadline, so that time passes up to it."""


class Event(NamedTuple):
    """Something that happens to the work of a task.

    - `item` and `key` are where it is written; for a session and what happens in one, `session` is that.
    - `at` is when it happens, None where nobody says or nobody can know; `exact` says how exactly it is said.
      A day or week stands for its end where something is due, else for its start.
    - `after` is the time that elapses from the deadline, below zero for what comes before it; None where
      the distance is not known to the minute (a deadline on a day is its end).
    """

    what: Happening
    item: Task | Session | FollowUpActivity
    key: str = ""
    at: Moment | None = None
    exact: Exactness = "week"
    after: dt.timedelta | None = None
    session: Session | None = None


def events_of(task: Task, course: Course) -> tuple[Event, ...]:
    """Return what happens to the work of a task: each once, in the order of the loop.

    What has a time stands in the order of time after the deadline, what has none behind it. That a task is
    due always stands there, with or without a time.
    """
    due = course.timeline.moment(task, "due")
    exact = exactness(task.due) if task.due is not None else "week"
    first = [*_released(task, course), Event(Happening.DUE, task, "due", due, exact)]
    if answers_automatically(task):
        first.append(Event(Happening.AUTOMATIC, task, _answering_key(task), due, exact))
    first += _answered_by_peers(task, course)
    if task.monitoring is not None and task.monitoring.by is not None:
        first.append(Event(_reading(task.monitoring), task, "monitoring"))
    uses = [
        *_feedback(task, course),
        *_in_sessions(task, course),
        *_follow_ups_elsewhere(task, course),
    ]
    return tuple(_measured(event, due, exact) for event in (*first, *_in_order(uses)))


def _released(task: Task, course: Course) -> Iterator[Event]:
    if task.release is not None:
        at = course.timeline.moment(task, "release")
        yield Event(Happening.RELEASE, task, "release", at, exactness(task.release))


def _reading(plan: Monitoring) -> Happening:
    """Return what becomes of the work: logs tell who was there, and need nobody to read it."""
    return Happening.CHECKED if set(plan.evidence) == {"logs"} else Happening.READ


def _answering_key(task: Task) -> str:
    """Return the key that answers automatically."""
    if task.feedback is not None and "automatic" in task.feedback.form:
        return "feedback"
    return "questions" if task.questions else "decision_points"


def _answered_by_peers(task: Task, course: Course) -> Iterator[Event]:
    if not expects_replies(task) or task.replies is None:
        return
    by = task.replies.by
    at = course.timeline.moment(task, "replies.by")
    yield Event(Happening.REPLIES, task, "replies", at, exactness(by) if by is not None else "week")


def _feedback(task: Task, course: Course) -> Iterator[Event]:
    """Yield the feedback that comes at a time, or of which nobody says when, outside of sessions."""
    plan = task.feedback
    if plan is None or task in course.links.feedback_in or set(plan.form) == {"automatic"}:
        return
    timeline = course.timeline
    if isinstance(plan.at, When):
        at = timeline.moment(task, "feedback.at")
        yield Event(Happening.FEEDBACK, task, "feedback", at, exactness(plan.at))
        return
    due = timeline.moment(task, "due")
    if plan.within is None or due is None or task.due is None:
        yield Event(Happening.FEEDBACK, task, "feedback")
        return
    latest = dt.timedelta(minutes=plan.within.high)
    by = due.later(latest, wall_clock=plan.within.wall_clock)
    yield Event(Happening.FEEDBACK, task, "feedback", by, exactness(task.due))


def _in_sessions(task: Task, course: Course) -> Iterator[Event]:
    """Yield the sessions that have to do with a task, each with the feedback and follow-ups in it."""
    links = course.links
    follow_ups: dict[Session, list[FollowUpActivity]] = {}
    for each in links.follow_ups.get(task, ()):
        session = links.session_of.get(each) if isinstance(each, FollowUpActivity) else None
        if session is not None and isinstance(each, FollowUpActivity):
            follow_ups.setdefault(session, []).append(each)
    feedback = links.feedback_in.get(task, ())
    needing = links.required_by.get(task, ())
    for session in dict.fromkeys((*needing, *feedback, *links.answer_keys_in.get(task, ()), *follow_ups)):
        at, exact = course.timeline.moment(session, "starts"), start_exactness(session)
        yield Event(Happening.SESSION, session, "", at, exact, session=session)
        if session in feedback:
            place: Task | Session = task if task.feedback is not None else session
            key = "feedback" if place is task else "agenda"
            yield Event(Happening.FEEDBACK, place, key, at, exact, session=session)
        for activity in follow_ups.get(session, ()):
            yield Event(Happening.FOLLOW_UP, activity, "", at, exact, session=session)


def _follow_ups_elsewhere(task: Task, course: Course) -> Iterator[Event]:
    """Yield the follow-ups on students' own time, and the later tasks that take this one up."""
    for each in course.links.follow_ups.get(task, ()):
        if isinstance(each, FollowUpActivity) and each in course.links.session_of:
            continue
        at = course.timeline.moment(each, "due")
        yield Event(Happening.FOLLOW_UP, each, "due", at, exactness(each.due) if each.due else "week")


def _in_order(events: Sequence[Event]) -> Iterable[Event]:
    """Return events in the order of time where that is known; the others keep their places behind them.

    Feedback without a time comes first: students hear it before they go on.
    """
    early = [one for one in events if one.what is Happening.FEEDBACK and one.at is None and not one.session]
    found: list[Event] = []
    for event in events:
        if event.at is not None:
            at = next((n for n, one in enumerate(found) if _is_later(one, event)), len(found))
            found.insert(at, event)
    late = [one for one in events if one.at is None and one not in early]
    return (*early, *found, *late)


def _is_later(one: Event, other: Event) -> bool:
    return one.at is not None and other.at is not None and compare(one.at, other.at) == 1


def _measured(event: Event, due: Moment | None, exact: Exactness) -> Event:
    """Return an event with the time that elapses from the deadline, where that is known."""
    if event.what not in _LATER or due is None or event.at is None or exact == "week":
        return event
    ends_its_day = event.what in {Happening.FOLLOW_UP, Happening.REPLIES} and event.session is None
    if event.exact == "week" or (event.exact == "day" and not (ends_its_day or _is_within(event))):
        return event
    return event._replace(after=gap(due, event.at))


def _is_within(event: Event) -> bool:
    """Whether an event is the latest time for feedback that comes within a while of the deadline."""
    item = event.item
    if event.what is not Happening.FEEDBACK or event.session is not None or not isinstance(item, Task):
        return False
    return item.feedback is not None and item.feedback.within is not None

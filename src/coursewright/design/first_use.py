"""How long after its deadline work is first needed: by a session, or for feedback at a time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.when_words import earliest_due, exactness, latest_start, start_exactness
from coursewright.spec.element import When
from coursewright.spec.model import FollowUpActivity, Session, Task
from coursewright.spec.moments import compare, gap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from coursewright.spec.links import Links
    from coursewright.spec.model import Course
    from coursewright.spec.moments import Moment
    from coursewright.spec.timeline import Timeline

__all__ = [
    "LEAST_HOURS",
    "Use",
    "first_use",
    "is_due_too_late",
    "reading_time",
    "sessions_for",
    "time_needed",
]

LEAST_HOURS = 12
"""The least time between a deadline and the session that needs the work, unless a configuration says
otherwise. Howard 2021 asks for a good stretch and gives no number; ours is an evening or a morning."""

_NO_TIME = dt.timedelta(0)


class Use(NamedTuple):
    """What happens with the work, how long after the deadline, and where."""

    after: dt.timedelta
    what: str
    session: Session | None


def first_use(task: Task, course: Course) -> Use | None:
    """Return what needs the work first after its deadline, of all at times that are known to the minute.

    None where no such time is known, where work is needed before its deadline, and where deliberately
    nobody reads it. A deadline on a day ends with that day; one in a week alone leaves the distance open.
    """
    if task.due is None:
        return None
    sessions = sessions_for(task, course.links)
    if not sessions and not (task.feedback is not None and isinstance(task.feedback.at, When)):
        return None
    if task.leaves_out("monitoring") or exactness(task.due) == "week":
        return None
    due = course.timeline.moment(task, "due")
    if due is None:
        return None
    uses = [
        Use(after, what, session)
        for start, what, session in _times_of_use(task, sessions, course.timeline)
        if start is not None and (after := gap(due, start)) is not None
    ]
    first = min(uses, key=lambda use: use.after, default=None)
    return None if first is None or first.after < _NO_TIME else first


def time_needed(task: Task, hours: float = LEAST_HOURS) -> dt.timedelta:
    """Return the time that reading and planning takes: so many hours, or the minutes that the task says."""
    return max(dt.timedelta(hours=hours), reading_time(task))


def reading_time(task: Task) -> dt.timedelta:
    """Return how long the task says that reading what came in takes; nothing where it does not say."""
    return dt.timedelta(minutes=task.monitoring.minutes or 0 if task.monitoring is not None else 0)


def sessions_for(task: Task, links: Links) -> dict[Session, str]:
    """Return the sessions that need the work, each with the first reason why."""
    found: dict[Session, str] = {}
    for each in links.follow_ups.get(task, ()):
        session = links.session_of.get(each) if isinstance(each, FollowUpActivity) else None
        if session is not None:
            found[session] = "the session that takes it up"
    for session in links.required_by.get(task, ()):
        found.setdefault(session, "the session that requires it")
    for session in links.feedback_in.get(task, ()):
        found.setdefault(session, "the session that gives feedback on it")
    return found


def is_due_too_late(task: Task, session: Session, course: Course) -> bool:
    """Whether a task is due after a session has begun, however the words of both times are meant."""
    due, start = course.timeline.moment(task, "due"), course.timeline.moment(session, "starts")
    if due is None or start is None or compare(due, start) != 1:
        return False  # nearly all: what their words may mean beside that only brings them into order
    due, start = earliest_due(course, task), latest_start(course, session)
    return due is not None and start is not None and compare(due, start) == 1


def _times_of_use(
    task: Task, sessions: Mapping[Session, str], timeline: Timeline
) -> Iterator[tuple[Moment | None, str, Session | None]]:
    for session, what in sessions.items():
        if start_exactness(session) == "minute":
            yield timeline.moment(session, "starts"), what, session
    told = task.feedback.at if task.feedback is not None else None
    if isinstance(told, When) and exactness(told) == "minute":
        yield timeline.moment(task, "feedback.at"), "feedback on it is due", None

"""How soon each loop answers, and where the answer comes too late for what takes the work up.

Times are those that elapse from the deadline, as in `loop_events`: what nobody says to the minute is unknown.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.design.analyses.loop_events import Happening
from coursewright.design.analyses.loops import Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.loop_events import Event
    from coursewright.design.analyses.loops import Loop

__all__ = ["answers_of", "first_after", "is_promised", "overtaken_by"]

_AT_ONCE = dt.timedelta(0)


def answers_of(loop: Loop) -> Sequence[Event]:
    """Return what answers students: automatically, as feedback, or fellow students where these are enough."""
    kinds = {Happening.AUTOMATIC, Happening.FEEDBACK}
    found = [event for event in loop.events if event.what in kinds]
    if found or loop.answered.stance is not Stance.THERE:
        return found
    return [event for event in loop.events if event.what is Happening.REPLIES]


def first_after(loop: Loop) -> dt.timedelta | None:
    """Return how long after the deadline students first hear back, of all times that are known.

    Nothing passes before an automatic answer. None where no time is known; below zero for what comes before
    the deadline.
    """
    answers = answers_of(loop)
    if any(event.what is Happening.AUTOMATIC for event in answers):
        return _AT_ONCE
    return min((event.after for event in answers if event.after is not None), default=None)


def overtaken_by(loop: Loop) -> Event | None:
    """Return what takes the work up before feedback on it comes; None where nothing is known to.

    That is a session that has begun, or work that is due, before any feedback; what answers automatically is
    not asked. Feedback of which nobody knows when it comes may come first.
    """
    times = [event.after for event in loop.events if event.what is Happening.FEEDBACK]
    known = [time for time in times if time is not None]
    if not times or len(known) < len(times):
        return None
    early = [
        (event.after, event)
        for event in loop.events
        if event.what is Happening.FOLLOW_UP and event.after is not None and event.after < min(known)
    ]
    return min(early, key=lambda one: one[0])[1] if early else None


def is_promised(loop: Loop) -> bool:
    """Whether feedback comes within a while of the deadline: its time is the latest that it can be."""
    plan = loop.task.feedback
    return plan is not None and plan.within is not None and not plan.says("at")

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

__all__ = ["answers_of", "first_after", "overtaken_by"]

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
    """Return what takes the work up before students first hear back on it; None where nothing is known to.

    That is a session that has begun, or work that is due, before any feedback comes. Feedback of which nobody
    knows when it comes may come first.
    """
    feedback = answers_of(loop)
    if not feedback or any(event.after is None for event in feedback):
        return None
    heard = first_after(loop)
    known = [one for one in loop.events if one.what is Happening.FOLLOW_UP and one.after is not None]
    first = min(known, key=lambda one: one.after or _AT_ONCE, default=None)
    if first is None or first.after is None or heard is None or first.after >= heard:
        return None
    return first

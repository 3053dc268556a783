"""The marks of one loop in its order, before each has its place: what happens, and what is missing there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.loop_events import Happening
from coursewright.design.analyses.loops import Fault, Stance
from coursewright.design.phrases import capital
from coursewright.views.charts import Mark
from coursewright.views.signs import Sign
from coursewright.views.timeline.words import BROKEN_WHERE, HOMEWORK
from coursewright.views.words import distance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.analyses.loop_events import Event
    from coursewright.design.analyses.loops import Loop
    from coursewright.spec.moments import Moment
    from coursewright.views.plan import Plan
    from coursewright.views.timeline.sentences import Sayer

__all__ = ["USES", "Slot", "marks_of"]

USES = frozenset({Happening.SESSION, Happening.FEEDBACK, Happening.FOLLOW_UP})
"""What needs the work of a task, or gives something back."""
_SIGNS = {
    Happening.RELEASE: Sign.RELEASE,
    Happening.DUE: Sign.DUE,
    Happening.AUTOMATIC: Sign.AUTOMATIC,
    Happening.REPLIES: Sign.REPLIES,
    Happening.READ: Sign.READ,
    Happening.CHECKED: Sign.PART,
    Happening.SESSION: Sign.SESSION,
    Happening.FEEDBACK: Sign.FEEDBACK,
    Happening.FOLLOW_UP: Sign.FOLLOW_UP,
}
_KEYS = {
    Fault.DUE_TOO_LATE: "due",
    Fault.INVITATION: "replies",
    Fault.NO_READER: "monitoring",
    Fault.NO_AIM: "monitoring",
    Fault.GAP_TOO_SHORT: "due",
    Fault.ANSWER_KEY: "feedback",
    Fault.NO_FEEDBACK: "feedback",
    Fault.MISSES_GAP: "feedback",
    Fault.NO_ANSWER: "feedback",
    Fault.NOT_TAKEN_UP: "follow_up",
}
_BELOW = frozenset({Fault.INVITATION, Fault.NO_AIM, Fault.ANSWER_KEY, Fault.MISSES_GAP})
"""Faults of something that is there: their mark shares its place."""
_READING = (Fault.NO_READER, Fault.NO_AIM)
_FEEDBACK = (Fault.ANSWER_KEY, Fault.NO_FEEDBACK, Fault.MISSES_GAP, Fault.NO_ANSWER)
_HOMEWORK = f"Homework pattern: {HOMEWORK}"


class Slot(NamedTuple):
    """A mark that has no place yet.

    `at` is the moment it belongs to, if that is known; one that is `below` shares the place of that before
    it. A `linked` one has a line from the deadline, with `hours` on it where they are known.
    """

    mark: Mark
    at: Moment | None = None
    below: bool = False
    linked: bool = False
    hours: str = ""


def marks_of(loop: Loop, sayer: Sayer, plan: Plan) -> tuple[Slot, ...]:
    """Return the marks of a loop, never none, in its order."""
    return tuple(_Marks(loop, sayer, plan).all())


class _Marks:
    """Makes the marks of one loop."""

    def __init__(self, loop: Loop, sayer: Sayer, plan: Plan) -> None:
        self._loop = loop
        self._sayer = sayer
        self._plan = plan
        self._faults = {one.fault for one in loop.breaks}

    def all(self) -> Iterator[Slot]:
        """Yield them, what nobody says the time of where it belongs in the loop."""
        loop = self._loop
        yield from self._happening(Happening.RELEASE, Happening.DUE, Happening.AUTOMATIC)
        yield from self._broken(Fault.DUE_TOO_LATE, Fault.GAP_TOO_SHORT)
        yield from self._happening(Happening.READ, Happening.CHECKED)
        yield from self._broken(*_READING)
        yield from self._absent(loop.read.stance, "monitoring", self._sayer.reading())
        yield from self._happening(Happening.REPLIES)
        yield from self._broken(Fault.INVITATION)
        uses = [event for event in loop.events if event.what in USES]
        answered = self._answered(uses)
        yield from map(self._slot, uses[:answered])
        yield from self._broken(*_FEEDBACK, alone=not answered)
        yield from self._absent(loop.answered.stance, "feedback", self._no_feedback())
        yield from map(self._slot, uses[answered:])
        yield from self._broken(Fault.NOT_TAKEN_UP)
        follow_up = self._sayer.follow_up()
        yield from self._absent(loop.taken_up.stance, "follow_up", follow_up[0] if follow_up else "")
        if loop.homework:
            yield Slot(Mark(0, Sign.HOMEWORK, _HOMEWORK, "gap", self._plan.spot(loop.task)), below=True)

    def _no_feedback(self) -> str:
        """Return what to say of feedback that is left out on purpose, or still open."""
        if self._loop.answered.stance is Stance.OPEN:
            return self._sayer.open_feedback()
        return self._sayer.feedback()[-1] if self._loop.answered.stance is Stance.ON_PURPOSE else ""

    def _answered(self, uses: Sequence[Event]) -> int:
        """Return how many uses of the work there are up to the last that answers it."""
        answers = Happening.SESSION if Fault.ANSWER_KEY in self._faults else Happening.FEEDBACK
        return max((number for number, one in enumerate(uses, 1) if one.what is answers), default=0)

    def _happening(self, *kinds: Happening) -> Iterator[Slot]:
        for kind in kinds:
            yield from (self._slot(event) for event in self._loop.events if event.what is kind)

    def _slot(self, event: Event) -> Slot:
        """Return the mark of something that happens."""
        loop, after = self._loop, event.after
        is_first_use = loop.use is not None and (after, event.session) == (loop.use.after, loop.use.session)
        is_head = event.what is Happening.SESSION or event.session is None
        is_too_soon = is_first_use and is_head and Fault.GAP_TOO_SHORT in self._faults
        hours = ""
        if after is not None:
            hours = distance(after) + (" before" if after.total_seconds() < 0 else "")
        spot = self._plan.spot(event.item, event.key)
        mark = Mark(0, _SIGNS[event.what], self._sayer.label(event), "gap" if is_too_soon else "", spot)
        return Slot(mark, event.at, linked=event.what in USES, hours=hours)

    def _broken(self, *faults: Fault, alone: bool = False) -> Iterator[Slot]:
        """Yield a mark for each of some places where the loop breaks; `alone`, below nothing."""
        for fault in faults:
            if fault in self._faults:
                spot = self._plan.spot(self._loop.task, _KEYS[fault])
                mark = Mark(0, Sign.BROKEN, f"Breaks here: {BROKEN_WHERE[fault]}", "gap", spot)
                below = fault in _BELOW and not alone
                yield Slot(mark, below=below, linked=fault is Fault.NOT_TAKEN_UP)

    def _absent(self, stance: Stance, key: str, said: str) -> Iterator[Slot]:
        """Yield a mark for what is left out on purpose, or still open."""
        spot = self._plan.spot(self._loop.task, key)
        if stance is Stance.ON_PURPOSE:
            yield Slot(Mark(0, Sign.ON_PURPOSE, capital(said), "purpose", spot))
        elif stance is Stance.OPEN and said:
            yield Slot(Mark(0, Sign.UNKNOWN, capital(said), "unknown", spot))

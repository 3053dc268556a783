"""The loop of a task in one sentence, and what its parts and marks say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.loop_answers import is_promised, overtaken_by
from coursewright.design.analyses.loop_events import Happening
from coursewright.design.analyses.loops import Fault, Stance
from coursewright.design.phrases import capital
from coursewright.lint.telling import NO_REASON
from coursewright.spec.model import FollowUpActivity
from coursewright.views.timeline.words import BROKEN_WHERE, called, clock, elapsed, reader
from coursewright.views.words import distance, quote

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from coursewright.design.analyses.loop_events import Event
    from coursewright.design.analyses.loops import Loop
    from coursewright.spec.element import Ref
    from coursewright.spec.model import Session, Task

__all__ = ["Sayer"]

_FORMS = {"automatic": "automatic feedback", "peer": "feedback from fellow students"}


class Sayer:
    """Says one loop; times are those of `home`, and of weeks without dates `week` goes without saying."""

    def __init__(self, loop: Loop, week: int | None, home: dt.tzinfo | None) -> None:
        self._loop = loop
        self._week = week
        self._home = home

    @property
    def task(self) -> Task:
        """The task of the loop."""
        return self._loop.task

    def when(self, event: Event) -> str:
        """Return when something happens; empty where nobody says or nobody knows."""
        if event.at is None:
            return ""
        ends = event.what in {Happening.DUE, Happening.REPLIES} or (
            event.what is Happening.FOLLOW_UP and event.session is None
        )
        return clock(
            event.at, event.exact, ends=ends or self._within(event), week=self._week, home=self._home
        )

    def after(self, event: Event) -> str:
        """Return how long after the deadline something is, or before it; empty where that is unknown."""
        return "" if event.after is None else elapsed(event.after)

    def label(self, event: Event) -> str:
        """Return what a mark says: what happens, when, and how long after the deadline."""
        what = self._what(event)
        when = self.when(event) or "no time is known"
        if event.what in {Happening.READ, Happening.CHECKED}:
            return f"{what} (nobody says when)"
        if event.what is Happening.AUTOMATIC:
            return what
        after = self.after(event)
        return f"{what}: {when}{f', {after}' if after else ''}"

    def sentence(self) -> str:
        """Return the loop in one sentence, and a second one where it is the homework pattern."""
        told = ", ".join(self._parts())
        return f"{capital(told)}." + (" This is the homework pattern." if self._loop.homework else "")

    def due(self) -> str:
        """Return when the task is due: `due Tue 17:00`, `no due time is said`."""
        task = self._loop.task
        event = next(one for one in self._loop.events if one.what is Happening.DUE)
        if when := self.when(event):
            return f"due {'by ' if when.startswith('the end') else ''}{when}"
        if task.leaves_open("due"):
            return "its due time is still open"
        return "no due time is said" if task.lacks("due") else "its due time is not known"

    def reading(self) -> str:
        """Return who reads the work, or that nobody does; empty where nobody has to."""
        task, plan = self._loop.task, self._loop.task.monitoring
        faults = self._faults
        if Fault.NO_READER in faults:
            return BROKEN_WHERE[Fault.NO_READER]
        if self._loop.read.stance is Stance.ON_PURPOSE:
            return f"deliberately not read{self._reason('monitoring')}"
        if plan is not None and plan.by is not None:
            aim = " (it is not said what for)" if Fault.NO_AIM in faults else ""
            if plan.leaves_open("looks_for"):
                aim = " (what for is still to be decided)"
            return f"{self._reader(plan.by)}{aim}"
        if self._loop.read.stance is Stance.OPEN and (task.says("monitoring") or self._loop.read.asked):
            return "who reads it is still open"
        return ""

    def feedback(self) -> Sequence[str]:
        """Return the feedback that students get, piece by piece, or that there is none."""
        loop, faults = self._loop, self._faults
        found = [self._feedback(event) for event in self._events(Happening.AUTOMATIC, Happening.FEEDBACK)]
        if loop.task.kind == "peer-review" and not found:
            found.append("answered by fellow students")
        missing = (Fault.NO_FEEDBACK, Fault.NO_ANSWER, Fault.ANSWER_KEY)
        found += [BROKEN_WHERE[fault] for fault in missing if fault in faults]
        if found and Fault.MISSES_GAP in faults:
            found[-1] += ", which addresses no gap"
        if loop.answered.stance is Stance.ON_PURPOSE:
            found.append(f"deliberately without feedback{self._reason('feedback')}")
        if still_open := self.open_feedback():
            found.append(still_open)
        return found

    def open_feedback(self) -> str:
        """Return what is still to be decided about the feedback; empty where nothing is, or nobody asks."""
        answered, task = self._loop.answered, self._loop.task
        if answered.stance is not Stance.OPEN or not (answered.asked or task.says("feedback")):
            return ""
        plan = task.feedback
        if plan is not None and plan.leaves_open("addresses"):
            return "what the feedback addresses is still to be decided"
        if plan is not None and plan.leaves_open("form"):
            return "which form the feedback has is still to be decided"
        if self._events(Happening.AUTOMATIC, Happening.FEEDBACK):
            return "whether that is all the feedback is still to be decided"
        return "its feedback is still to be decided"

    def follow_up(self, *, alone: bool = True) -> Sequence[str]:
        """Return what takes the task up again, piece by piece, or that nothing does.

        Not `alone`, it stands behind the feedback, and what is in the same session is there.
        """
        loop = self._loop
        feedback = () if alone else self._events(Happening.FEEDBACK)
        there = {one.session for one in feedback if one.session is not None}
        found = [self._taken_up(event, there) for event in self._events(Happening.FOLLOW_UP)]
        if found:
            return [found[0], *(f"and again {one.removeprefix('taken up ')}" for one in found[1:])]
        match loop.taken_up.stance:
            case Stance.MISSING:
                return [BROKEN_WHERE[Fault.NOT_TAKEN_UP]]
            case Stance.ON_PURPOSE:
                return [f"deliberately not taken up{self._reason('follow_up')}"]
            case Stance.OPEN:
                return ["what takes it up is still open"]
        towards = loop.task.counts_towards
        if towards is not None:
            return [f"counts towards {called(towards.target) if towards.target else quote(towards.text)}"]
        return []

    def _parts(self) -> Iterator[str]:
        for event in self._events(Happening.RELEASE):
            if when := self.when(event):
                yield f"opens {when}"
        yield self.due()
        if self._loop.may_ask_for_answer:
            yield "it is not known whether it asks for an answer"
        if Fault.DUE_TOO_LATE in self._faults:
            yield BROKEN_WHERE[Fault.DUE_TOO_LATE].removeprefix("the work is due ")
        for event in self._events(Happening.REPLIES):
            when = self.when(event)
            alone = ", and nobody who teaches joins in" if Fault.INVITATION in self._faults else ""
            yield f"fellow students reply{f' by {when}' if when else ''}{alone}"
        if reading := self.reading():
            yield reading
        yield from self.feedback()
        yield from self._needed()
        if Fault.GAP_TOO_SHORT in self._faults and self._loop.use is not None:
            yield f"{distance(self._loop.use.after)} is too little time to read it"
        last = "and " if Fault.NOT_TAKEN_UP in self._faults else ""
        yield from (f"{last}{one}" for one in self.follow_up(alone=False))

    def _needed(self) -> Iterator[str]:
        """Say of sessions that need the work, unless feedback or follow-ups in them say so already."""
        said = {one.session for one in self._events(Happening.FEEDBACK, Happening.FOLLOW_UP)}
        for event in self._events(Happening.SESSION):
            session = event.session
            if session is None or session in said:
                continue
            needs = any(ref.target is self._loop.task for ref in session.requires)
            verb = "needed for" if needs else "gone through in"
            yield f"{verb} {called(session)}{self._timed(event)}"

    def _feedback(self, event: Event) -> str:
        if event.what is Happening.AUTOMATIC:
            return "answered automatically"
        form = self._form()
        session = event.session
        if session is not None:
            opens = bool(session.agenda) and self._is_feedback_here(session)
            return f"{form} {'opens' if opens else 'in'} {called(session)}{self._timed(event)}"
        plan = self._loop.task.feedback
        if plan is not None and plan.within is not None and not plan.says("at"):
            by = self.when(event)
            return f"{form} within {plan.within}" + (f" (by {by})" if by else "")
        if event.at is None:
            return f"{form} (nobody says when)"
        return f"{form}{self._timed(event)}"

    def _is_feedback_here(self, session: Session) -> bool:
        first = session.agenda[0]
        return first.feedback is not None and first.feedback.target is self._loop.task

    def _taken_up(self, event: Event, there: Collection[Session]) -> str:
        name = called(event.item)
        if event.session is None:
            kind = "" if isinstance(event.item, FollowUpActivity) else "the later task "
            timed = self._timed(event)
            return (
                f"taken up in {kind}{name}{f' by{timed}' if event.at is not None else ''}{self._ahead(event)}"
            )
        if event.session in there:
            return f"taken up there in {name}"
        return f"taken up in {name} in {called(event.session)}{self._timed(event)}{self._ahead(event)}"

    def _ahead(self, event: Event) -> str:
        """Say that feedback comes too late for what takes the work up."""
        if event != overtaken_by(self._loop):
            return ""
        return f", before the feedback {'has to come' if is_promised(self._loop) else 'comes'}"

    def _timed(self, event: Event) -> str:
        """Return ` Thu 10:00 (41 h later)`, as far as that is known."""
        when, after = self.when(event), self.after(event)
        return (f" {when}" if when else "") + (f" ({after})" if after else "")

    def _what(self, event: Event) -> str:
        task = self._loop.task
        match event.what:
            case Happening.RELEASE:
                return "Opens"
            case Happening.DUE:
                return "Due"
            case Happening.AUTOMATIC:
                return "Answered automatically, at once"
            case Happening.REPLIES:
                return "Fellow students have answered"
            case Happening.READ | Happening.CHECKED:
                by = task.monitoring.by if task.monitoring is not None else None
                return capital(self._reader(by)) if by is not None else "Read"
            case Happening.SESSION:
                return f"Session {called(event.item)}"
            case Happening.FEEDBACK:
                place = f" in {called(event.session)}" if event.session is not None else ""
                return f"{capital(self._form())}{place}"
            case _:
                return f"Follow-up {called(event.item)}"

    def _reader(self, by: Ref) -> str:
        """Return who reads the work, or looks into the logs alone."""
        if self._events(Happening.CHECKED):
            return f"checked by {reader(by)} in the logs"
        return f"read by {reader(by)}"

    def _form(self) -> str:
        """Return what to call feedback, by who gives it."""
        plan = self._loop.task.feedback
        forms = set(plan.form) if plan is not None else set()
        if len(forms) > 1:
            forms.discard("automatic")  # which is a mark of its own
        return _FORMS.get(forms.pop(), "feedback") if len(forms) == 1 else "feedback"

    def _within(self, event: Event) -> bool:
        plan = self._loop.task.feedback
        return event.what is Happening.FEEDBACK and plan is not None and plan.within is not None

    def _reason(self, key: str) -> str:
        reason = self._loop.task.on_purpose[key].reason.strip()
        return f" ({quote(reason)})" if reason else f" ({NO_REASON})"

    def _events(self, *kinds: Happening) -> Sequence[Event]:
        return [event for event in self._loop.events if event.what in kinds]

    @property
    def _faults(self) -> frozenset[Fault]:
        return frozenset(one.fault for one in self._loop.breaks)

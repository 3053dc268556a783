"""When everything happens: each written time of a course as a moment, where that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.spec.calendars import Calendar
from coursewright.spec.element import Element, Ref, Scope, When
from coursewright.spec.faults import Fault, FaultKind, invalid
from coursewright.spec.model.content import Announcement, Assessment, FollowUpActivity, Reflection, Session
from coursewright.spec.model.tasks import Task
from coursewright.spec.moments import Edge, Moment, resolve
from coursewright.spec.nodes import head_of
from coursewright.spec.times import Relative, Weekly, parse_clock, parse_day
from coursewright.spec.values import as_fix
from coursewright.spec.wording import TimeFault, WeekNeeded

if TYPE_CHECKING:
    import datetime as dt

    from coursewright.spec.build import Reading
    from coursewright.spec.model.context import Slot
    from coursewright.spec.times import Direction, Weeks

_NO_CALENDAR = Calendar()

_EDGES: dict[type[Element], tuple[tuple[str, Edge], ...]] = {
    Task: (("release", "start"), ("due", "end")),
    Session: (("starts", "start"),),
    FollowUpActivity: (("due", "end"),),
    Assessment: (("due", "end"),),
    Announcement: (("at", "start"),),
    Reflection: (("when", "end"),),
}
_PARTS: tuple[tuple[str, str, Edge], ...] = (("replies", "by", "end"), ("feedback", "at", "start"))


class Timeline:
    """The moments of a course. Ask with `moment`; None means that the time is not given or not known."""

    __slots__ = ("_calendars", "_moments", "_pending", "_reading", "_starts")

    def __init__(self, reading: Reading, starts: dt.date | None = None) -> None:
        self._reading = reading
        self._starts = starts
        self._calendars: dict[tuple[int, bool], Calendar] = {}
        self._moments: dict[tuple[int, str], Moment | None] = {}
        self._pending: list[int] = []
        for kind, keys in _EDGES.items():
            for element in reading.elements.get(kind.__name__, ()):
                for key, edge in keys:
                    self._settle(element, element, key, key, edge)
                if isinstance(element, Task):
                    for part, key, edge in _PARTS:
                        inner = getattr(element, part)
                        if inner is not None:
                            self._settle(element, inner, key, f"{part}.{key}", edge)

    def moment(self, element: Element, key: str) -> Moment | None:
        """Return the moment at a key of an element; `replies.by` and `feedback.at` are keys of the task."""
        return self._moments.get((id(element), key))

    def ends(self, session: Session) -> Moment | None:
        """Return when a session is over, if its start and its length are known."""
        start = self.moment(session, "starts")
        slot = _slot(session)
        length = session.duration or (slot.duration if slot else None)
        return start.later(length.elapsed) if start is not None and length is not None else None

    def calendar(self, scope: Scope) -> Calendar:
        """Return the calendar in force in a scope, an empty one if none is given."""
        plan = scope.settings.calendar
        if plan is None:
            return _NO_CALENDAR
        self_paced = _self_paced(scope)
        known = self._calendars.get((id(plan.node), self_paced))
        if known is None:
            # A self-paced course begins whenever its learner does, so only the caller can give it dates.
            known = plan.calendar(self._starts, own_start=not self_paced)
            self._calendars[id(plan.node), self_paced] = known
        return known

    def _settle(self, item: Element, holder: Element, key: str, name: str, edge: Edge) -> Moment | None:
        """Work out one time, and remember it."""
        at = (id(item), name)
        if at in self._moments:
            return self._moments[at]
        value = getattr(holder, key)
        moment = None
        if isinstance(item, Session) and item.slot is not None and _slot(item) is not None:
            moment = self._slot_start(item, value)
        elif isinstance(value, When):
            moment = self._resolve(value, item, edge)
        self._moments[at] = moment
        return moment

    def _resolve(self, when: When, item: Element, edge: Edge) -> Moment | None:
        spec = when.spec
        calendar = self.calendar(item.scope)
        if isinstance(spec, Relative):
            return self._count_from(when, calendar, edge)
        try:
            return resolve(spec, calendar, edge=edge, week=week_of(item), self_paced=_self_paced(item.scope))
        except WeekNeeded as fault:
            self._report(when, item, fault)
            return None

    def _count_from(self, when: When, calendar: Calendar, edge: Edge) -> Moment | None:
        target = when.anchor.target if when.anchor is not None else None
        if target is None or not isinstance(when.spec, Relative):
            return None
        if id(when) in self._pending:
            message = "This time is counted from itself, by way of the items it names."
            self._reading.fault(
                Fault(FaultKind.UNRESOLVED, message, "give one of them a time of its own", node=when.node)
            )
            return None
        self._pending.append(id(when))
        anchor = self._anchor(target, when.spec.direction)
        self._pending.pop()
        return resolve(when.spec, calendar, edge=edge, anchor=lambda _id, _direction: anchor)

    def _anchor(self, target: Element, direction: Direction) -> Moment | None:
        if isinstance(target, Session):
            start = self._settle(target, target, "starts", "starts", "start")
            return start if direction == "before" else self.ends(target)
        if isinstance(target, (Task, Assessment, FollowUpActivity)):
            return self._settle(target, target, "due", "due", "end")
        return None

    def _slot_start(self, session: Session, starts: Any) -> Moment | None:
        """Place a session in its slot of the timetable, in the week it names or that of its unit."""
        slot = _slot(session)
        if isinstance(starts, When) and not (isinstance(starts.spec, Weekly) and starts.spec.day is None):
            return self._resolve(starts, session, "start")
        if slot is None or slot.day is None:
            return None
        try:
            time = parse_clock(slot.at) if slot.at else None
            day = parse_day(slot.day)
        except TimeFault:
            return None
        week = starts.spec.week if isinstance(starts, When) and isinstance(starts.spec, Weekly) else None
        around = week_of(session)
        if week is None and (around is None or around.first != around.last):
            return None
        spec = Weekly(week, day, time)
        return resolve(
            spec,
            self.calendar(session.scope),
            edge="start",
            week=around,
            self_paced=_self_paced(session.scope),
        )

    def _report(self, when: When, item: Element, fault: WeekNeeded) -> None:
        head = head_of(item.node) if hasattr(item.node, "pairs") else None  # type: ignore[arg-type]
        inside = item.node.start <= when.node.start < item.node.end and item.node.source is when.node.source
        related = ((head[0], "for this item"),) if head is not None and not inside else ()
        self._reading.fault(invalid(when.node, fault.message, as_fix(fault.hint), related))


def week_of(element: Element) -> Weeks | None:
    """Return the week of the nearest item, unit or module that says one."""
    own: Weeks | None = getattr(element, "week", None)
    if own is not None:
        return own
    scope: Scope | None = element.scope
    while scope is not None:
        week: Weeks | None = getattr(scope.element, "week", None)
        if week is not None:
            return week
        scope = scope.parent
    return None


def _slot(session: Session) -> Slot | None:
    return session.slot.target if isinstance(session.slot, Ref) else None


def _self_paced(scope: Scope) -> bool:
    return scope.settings.pacing == "self-paced"

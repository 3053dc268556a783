"""When everything happens: each written time of a course as a moment, where that is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.spec.calendars import Calendar
from coursewright.spec.element import Element, Ref, Scope, When
from coursewright.spec.faults import Fault, FaultKind, invalid
from coursewright.spec.model.content import (
    Announcement,
    Assessment,
    FollowUpActivity,
    Material,
    Reflection,
    Session,
)
from coursewright.spec.model.tasks import Task
from coursewright.spec.moments import Edge, Moment, resolve
from coursewright.spec.nodes import Mapping, head_of
from coursewright.spec.occasion import UNSAID
from coursewright.spec.time_values import as_fix
from coursewright.spec.times import Relative, Weekly, parse_clock, parse_day
from coursewright.spec.wording import WeekNeeded

if TYPE_CHECKING:
    from coursewright.spec.build import Reading
    from coursewright.spec.model.context import Slot
    from coursewright.spec.occasion import Occasion
    from coursewright.spec.times import Weeks

_NO_CALENDAR = Calendar()

_EDGES: dict[type[Element], tuple[tuple[str, Edge], ...]] = {
    Task: (("release", "start"), ("due", "end")),
    Session: (("starts", "start"),),
    FollowUpActivity: (("due", "end"),),
    Assessment: (("due", "end"),),
    Announcement: (("at", "start"),),
    Reflection: (("when", "end"),),
    Material: (("available_until", "end"),),
}
_PARTS: dict[type[Element], tuple[tuple[str, str, Edge], ...]] = {
    Task: (("replies", "by", "end"), ("feedback", "at", "start")),
    Assessment: (("feedback", "at", "start"),),
}
_ANCHORS: dict[type[Element], str] = {
    Session: "starts",
    Task: "due",
    Assessment: "due",
    FollowUpActivity: "due",
}


class _Entry(NamedTuple):
    """One time to work out: where it is written, and how it is asked for."""

    item: Element
    name: str
    value: When | None
    """Only a session in a slot of the timetable needs none."""
    edge: Edge

    @property
    def at(self) -> tuple[int, str]:
        return id(self.item), self.name


class Timeline:
    """The moments of a course. Ask with `moment`; None means that the time is not given or not known."""

    __slots__ = ("_calendars", "_in_force", "_moments", "_occasion", "_reading")

    def __init__(self, reading: Reading, occasion: Occasion = UNSAID) -> None:
        self._reading = reading
        self._occasion = occasion
        self._calendars: dict[tuple[int, bool, str | None], Calendar] = {}
        self._in_force: dict[tuple[Scope, str | None], Calendar] = {}
        self._moments: dict[tuple[int, str], Moment | None] = {}
        for kind in _EDGES:
            for element in reading.elements.get(kind.__name__, ()):
                for entry in _entries(element):
                    if entry.value is None or entry.value.anchor is None:  # most count from nothing else
                        self._moments[entry.at] = self._work_out(entry)
                    else:
                        self._settle(entry)

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
        return self._calendar(scope, None)

    def _calendar(self, scope: Scope, zone: str | None) -> Calendar:
        known = self._in_force.get((scope, zone))
        if known is None:
            known = self._in_force[scope, zone] = self._look_up(scope, zone)
        return known

    def _look_up(self, scope: Scope, zone: str | None) -> Calendar:
        plan = scope.settings.calendar
        zone = zone or (self._occasion.zone if plan is None or plan.time_zone is None else "") or None
        if plan is None:
            starts = self._occasion.starts
            return Calendar(starts=starts, zone=zone) if starts or zone else _NO_CALENDAR
        self_paced = _self_paced(scope)
        known = self._calendars.get((id(plan.node), self_paced, zone))
        if known is None:
            # A self-paced course begins whenever its learner does, so only the caller can give it dates.
            own_start = not (self_paced or self._occasion.anew)
            known = plan.calendar(self._occasion.starts, own_start=own_start)
            known = known if zone is None else replace(known, zone=zone)
            self._calendars[id(plan.node), self_paced, zone] = known
        return known

    def _settle(self, entry: _Entry) -> None:
        """Work out one time, and before it those that it counts from: a chain of them may be long."""
        chain: dict[tuple[int, str], _Entry] = {}
        following: _Entry | None = entry
        while following is not None and following.at not in self._moments:
            if following.at in chain:
                ats = list(chain)
                self._report_circle([chain[at] for at in ats[ats.index(following.at) :]])
                break
            chain[following.at] = following
            following = _counted_from(following)
        for at, waiting in reversed(chain.items()):
            self._moments[at] = self._work_out(waiting)

    def _work_out(self, entry: _Entry) -> Moment | None:
        item, value = entry.item, entry.value
        zone = None
        if isinstance(item, Session):
            if _in_slot(item):
                return self._slot_start(item, value)
            zone = item.time_zone
        if value is None or item.leaves_open("time_zone"):
            return None
        spec = value.spec
        calendar = self._calendar(item.scope, zone)
        if isinstance(spec, Relative):
            anchor = self._anchor(value)
            return resolve(spec, calendar, edge=entry.edge, anchor=lambda _id, _direction: anchor)
        week = week_of(item) if isinstance(spec, Weekly) and spec.week is None else None
        try:
            return resolve(spec, calendar, edge=entry.edge, week=week, self_paced=_self_paced(item.scope))
        except WeekNeeded as fault:
            self._report_week(value, item, fault)
            return None

    def _anchor(self, when: When) -> Moment | None:
        target = when.anchor.target if when.anchor is not None else None
        if isinstance(target, Session) and isinstance(when.spec, Relative) and when.spec.direction == "after":
            return self.ends(target)
        return self.moment(target, _ANCHORS[type(target)]) if target is not None else None

    def _slot_start(self, session: Session, starts: When | None) -> Moment | None:
        """Place a session in its slot of the timetable, in the week it names or that of its unit."""
        slot = _slot(session)
        around = week_of(session)
        week = starts.spec.week if starts is not None and isinstance(starts.spec, Weekly) else None
        if (
            slot is None
            or slot.day is None
            or (week is None and (around is None or around.first != around.last))
        ):
            return None
        return resolve(
            Weekly(week, parse_day(slot.day), parse_clock(slot.at) if slot.at else None),
            self._calendar(session.scope, session.time_zone),
            edge="start",
            week=around,
            self_paced=_self_paced(session.scope),
        )

    def _report_circle(self, chain: list[_Entry]) -> None:
        if len(chain) == 1:
            message, fix = "This time is counted from the very item it belongs to.", "name another item"
        else:
            message = "This time is counted from itself, by way of the items it names."
            fix = "give one of them a time of its own"
        whens: list[Any] = [entry.value for entry in chain]  # each counts from the next, so it is relative
        others = tuple((when.node, "and this one from there") for when in whens[1:])
        node = whens[0].anchor.node
        self._reading.fault(Fault(FaultKind.UNRESOLVED, message, fix, node=node, related=others))

    def _report_week(self, when: When, item: Element, fault: WeekNeeded) -> None:
        head = head_of(item.node) if isinstance(item.node, Mapping) else None
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


def _entries(element: Element) -> list[_Entry]:
    """Return the times of an element; a word such as `weekly`, or a session to wait for, is none."""
    kind = type(element)
    found = []
    for key, edge in _EDGES[kind]:
        value = getattr(element, key)
        if isinstance(value, When):
            found.append(_Entry(element, key, value, edge))
        elif isinstance(element, Session) and element.slot is not None:
            found.append(_Entry(element, key, None, edge))
    for part, key, edge in _PARTS.get(kind, ()):
        inner = getattr(element, part)
        value = getattr(inner, key) if inner is not None else None
        if isinstance(value, When):
            found.append(_Entry(element, f"{part}.{key}", value, edge))
    return found


def _counted_from(entry: _Entry) -> _Entry | None:
    """Return the time that another is relative to, if it is."""
    value = entry.value
    target = value.anchor.target if value is not None and value.anchor is not None else None
    if target is None:
        return None
    name = _ANCHORS[type(target)]
    return next((found for found in _entries(target) if found.name == name), None)


def _in_slot(session: Session) -> bool:
    """Whether the timetable says when a session starts, or its week alone is said beside."""
    starts = session.starts
    return _slot(session) is not None and (
        starts is None or (isinstance(starts.spec, Weekly) and starts.spec.day is None)
    )


def _slot(session: Session) -> Slot | None:
    return session.slot.target if isinstance(session.slot, Ref) else None


def _self_paced(scope: Scope) -> bool:
    return scope.settings.pacing == "self-paced"

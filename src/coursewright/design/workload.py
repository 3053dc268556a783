"""How long things take, and how much work falls into each teaching week. All times are minutes.

A task's time includes the materials it names; any other required material counts once. A session's time
includes its agenda and the follow-up activities in it. What is optional is not asked for. Ranges keep both
ends, and an overload is judged by the low one. A duration in days or weeks says how much time passes, not how
much work there is, so its effort is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from coursewright.design.contents import follow_ups_in, materials_in, places_in
from coursewright.design.weeks import TeachingWeek, teaching_weeks, week_of_time
from coursewright.spec.durations import Duration
from coursewright.spec.element import Item, Ref
from coursewright.spec.model import Assessment, Material, Module, Session, Task, Unit
from coursewright.spec.nodes import Mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coursewright.spec.element import Scope
    from coursewright.spec.model import AgendaItem, Content, Course

__all__ = [
    "ENOUGH_TIMED",
    "OVERLOAD",
    "Effort",
    "Share",
    "SortedOut",
    "WeekLoad",
    "Workload",
    "added_up",
    "agenda_effort",
    "effort",
    "in_words",
    "is_a_week",
    "timed",
    "workload_of",
]

Effort: TypeAlias = tuple[float, float]
"""The least and the most minutes."""

ENOUGH_TIMED = 0.7
"""How many of the items must have a known time before a sum of them says anything."""

OVERLOAD = 125
"""Per cent of the planned hours beyond which a week is too heavy; no source gives a limit."""


class Share(NamedTuple):
    """What one item asks for, or the part of it that falls into one week; None where that is unknown."""

    item: Item
    effort: Effort | None

    @property
    def low(self) -> float:
        """The least minutes; 0 where nothing is known."""
        return self.effort[0] if self.effort is not None else 0.0

    def part(self, of: int) -> Share:
        """Return an equal part of it."""
        return self if of == 1 or self.effort is None else Share(self.item, _times(self.effort, 1 / of))


class WeekLoad(NamedTuple):
    """The work of one teaching week.

    `hours` are those planned for a week, None where nobody says. Modules that run side by side in one
    calendar share a week where they share the planned hours: `week` is that of the first of them, `together`
    are those of all.
    """

    week: TeachingWeek
    hours: float | None
    shares: tuple[Share, ...]
    together: tuple[TeachingWeek, ...] = ()

    @property
    def effort(self) -> Effort:
        """The sum of what is known."""
        return added_up([share.effort for share in self.shares if share.effort is not None])

    @property
    def timed(self) -> float:
        """The part of the items whose time is known, from 0 to 1."""
        return timed(self.shares)


class SortedOut(NamedTuple):
    """Shares by the weeks they fall into, and those whole that fall into none."""

    weeks: tuple[WeekLoad, ...]
    rest: tuple[Share, ...]


def is_a_week(week: TeachingWeek, hours: float | None, course: Course) -> bool:
    """Whether a unit without a number may be held against the hours of one week."""
    if week.number is not None:
        return True
    module = week.module
    settings = module.settings
    if module.flat or settings.pacing == "self-paced" or settings.leaves_open("pacing", "calendar"):
        return False
    if any(unit.duration is not None and unit.duration.wall_clock for unit in week.units):
        return False
    units = len(course.every(Unit))
    if settings.calendar is not None and (settings.calendar.weeks or 0) > units:
        return False
    wholes = ((course.settings.workload, units), (settings.workload, len(module.units)))
    return not any(
        whole and whole.total_hours and whole.total_hours > (hours or 0) * count for whole, count in wholes
    )


def added_up(spans: Sequence[Effort]) -> Effort:
    """Return the sum of some ranges of minutes."""
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def timed(shares: Sequence[Share]) -> float:
    """Return the part of the items whose time is known, from 0 to 1; 0 for none at all."""
    known = [share for share in shares if share.effort is not None]
    return len(known) / len(shares) if shares else 0.0


def in_words(minutes: float) -> str:
    """Print minutes as people say them, to the nearest one: `2 h 20 min`."""
    whole = float(round(minutes))
    return str(Duration(whole, whole))


def effort(item: Item) -> Effort | None:
    """Return the minutes of work that an item states; None where they are unknown.

    A session without a duration has that of its slot in the timetable, else the sum of an agenda timed
    throughout.
    """
    duration: Any = getattr(item, "duration", None)
    if duration is None and isinstance(item, Session) and not item.leaves_open("duration"):
        slot = item.slot.target if isinstance(item.slot, Ref) else None
        if slot is None or slot.duration is None:
            return _agenda(item)
        duration = slot.duration
    return duration.effort if duration is not None else None


def agenda_effort(item: AgendaItem) -> Effort | None:
    """Return the minutes of an item of an agenda, or of the activity in it; None where they are unknown."""
    activity = item.activity.target if item.activity is not None else None
    length = item.duration or (activity.duration if activity is not None else None)
    return length.effort if length is not None else None


@lru_cache(maxsize=1)
def workload_of(course: Course) -> Workload:
    """Return the workload of a course, worked out once for as long as it is the one being looked at."""
    return Workload(course)


class Workload:
    """The work that a course asks for, place by place and week by week."""

    __slots__ = ("_course", "_included", "_towards")

    def __init__(self, course: Course) -> None:
        self._course = course
        self._included: set[Material] = set()
        self._towards: dict[Assessment, float] = defaultdict(float)
        for task in course.every(Task):
            known = effort(task)
            if task.materials and (known is not None or task.optional):
                self._included.update(
                    ref.target for ref in task.materials if isinstance(ref.target, Material)
                )
            if known is None or task.optional or task.counts_towards is None:
                continue
            if isinstance(task.counts_towards.target, Assessment):
                self._towards[task.counts_towards.target] += known[0]

    def of(self, place: Content) -> tuple[Share, ...]:
        """Return what is asked for by the items written at one level: of a course, a module or a unit.

        An assessment's low end leaves out the tasks that count towards it, for they may be parts of it.
        """
        items: tuple[Task | Session, ...] = (*place.tasks, *place.sessions)
        asked = [
            Share(item, None if item.leaves_open("optional") else effort(item))
            for item in items
            if not item.optional
        ]
        session_of = self._course.links.session_of
        asked += [
            Share(activity, effort(activity))
            for activity in follow_ups_in(place)
            if activity not in session_of and not activity.says("session")
        ]
        for material in materials_in(place):
            if material.required and material not in self._included:
                known = None if material.leaves_open("required") else effort(material)
                asked.append(Share(material, known))
        for assessment in place.assessments:
            known = effort(assessment)
            inside = self._towards.get(assessment, 0.0)
            asked.append(Share(assessment, known and (max(0.0, known[0] - inside), known[1])))
        return tuple(asked)

    def of_all(self, place: Content) -> tuple[Share, ...]:
        """Return what is asked for at one level; a unit with too few timed items has its own `duration`."""
        asked = self.of(place)
        if isinstance(place, Unit) and place.duration is not None and timed(asked) < ENOUGH_TIMED:
            known = place.duration.effort
            return (Share(place, known),) if known is not None else asked
        return asked

    def weeks(self) -> tuple[WeekLoad, ...]:
        """Return the work of each teaching week, in the order of the course.

        What stands beside the units of a module, or in the course itself, counts in the week that it says,
        and nowhere if it says none.
        """
        return self.sorted_out(self.of_all).weeks

    def sorted_out(self, asked: Callable[[Content], Sequence[Share]]) -> SortedOut:
        """Sort what `asked` finds at each level by teaching weeks; what falls into none is the rest."""
        teaching = teaching_weeks(self._course)
        heads: dict[object, list[TeachingWeek]] = {}
        hours: dict[object, float | None] = {}
        shares: dict[object, list[Share]] = {}
        for module in self._course.modules:
            for week in teaching.of_module(module):
                places: Sequence[Content] = [module] if module.flat else week.units
                for place in places:
                    key = self._key(place.scope, week.units[0] if week.number is None else week.number)
                    hours.setdefault(key, _hours(place.scope))
                    shares.setdefault(key, [])
                    together = heads.setdefault(key, [])
                    if week not in together:
                        together.append(week)
        rest: list[Share] = []
        for place in places_in(self._course):
            for share in asked(place):
                at = [self._key(place.scope, one) for one in self._weeks_of(share.item, place)]
                part = share.part(len(at)) if at else share
                for key in at or (None,):
                    shares.get(key, rest).append(part)
        weeks = [
            WeekLoad(heads[key][0], hours[key], tuple(found), tuple(heads[key]))
            for key, found in shares.items()
        ]
        return SortedOut(tuple(weeks), tuple(rest))

    def _weeks_of(self, item: Item, place: Content) -> Sequence[object]:
        """Return the weeks of what a place asks for: their numbers, or the unit that counts as one."""
        numbers = teaching_weeks(self._course).of_place(place)
        if numbers is None:
            return (place.units[0] if isinstance(place, Module) else place,)
        if isinstance(item, Assessment):
            return self._weeks_of_assessment(item, numbers)
        return numbers if isinstance(item, Unit) else teaching_weeks(self._course).of_item(item)

    def _weeks_of_assessment(self, item: Assessment, numbers: tuple[int, ...]) -> Sequence[object]:
        """Work on an assessment may begin long before it is due: only what happens in one week has a week."""
        due = week_of_time(item, self._course)
        if due is not None and (item.timed or item.supervised):
            return (due,)
        return numbers if len(numbers) == 1 and due in {None, *numbers} else ()

    def _key(self, scope: Scope, week: object) -> object:
        """Return what two parts of a course must share for their work to be of one and the same week."""
        workload = scope.settings.workload
        node = workload.node if workload is not None else None
        planned = id(node.value("hours_per_week")) if isinstance(node, Mapping) else 0
        # Without a calendar each module may count its weeks from 1.
        shared = (
            self._course.timeline.calendar(scope)
            if scope.settings.calendar is not None
            else scope.up("module")
        )
        return planned, shared, week


def _hours(scope: Scope) -> float | None:
    workload = scope.settings.workload
    return workload.hours_per_week if workload is not None else None


def _agenda(session: Session) -> Effort | None:
    parts: list[Effort] = []
    for item in session.agenda:
        known = agenda_effort(item)
        if known is None:
            return None
        parts.append(known)
    return added_up(parts) if parts else None


def _times(span: Effort, factor: float) -> Effort:
    return span[0] * factor, span[1] * factor

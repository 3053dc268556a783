"""The weeks in which a course teaches, and which of its parts fall into which week.

A teaching week is a week of a module's units. A unit says its `week`, or its module says one week for all.
In a flat module it is the module's `week`, else the weeks of its items, else the weeks in which its tasks are
due or its sessions start; a unit that says none is read in the same way. Weeks with only assessments or
announcements, breaks and week 0 are no teaching weeks. Where nothing carries a week, each unit counts as one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from coursewright.design.contents import follow_ups_in
from coursewright.spec.element import When
from coursewright.spec.model import (
    Announcement,
    Assessment,
    Content,
    FollowUpActivity,
    Module,
    Reflection,
    Session,
    Task,
    Unit,
)
from coursewright.spec.moments import week_number
from coursewright.spec.times import Weekly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.spec.element import Element
    from coursewright.spec.model import Course
    from coursewright.spec.moments import Moment
    from coursewright.spec.times import Weeks

__all__ = ["TeachingWeek", "TeachingWeeks", "number_of", "teaching_weeks", "week_of_time"]

Taught: TypeAlias = Task | Session | FollowUpActivity

_TIMES: dict[type[Element], str] = {
    Task: "due",
    FollowUpActivity: "due",
    Assessment: "due",
    Session: "starts",
    Announcement: "at",
    Reflection: "when",
}


class TeachingWeek(NamedTuple):
    """A week in which a module teaches.

    `number` is None where nothing carries a week and a unit counts as one. `units` are those taught in it; in
    a flat module they are implicit, and there is none where only a session tells of the week.
    """

    module: Module
    number: int | None
    units: tuple[Unit, ...]

    @property
    def place(self) -> Unit | Module:
        """Where to point: the first unit of the week that was written as one, else the module."""
        return next((unit for unit in self.units if not unit.implicit), self.module)


class _Numbers(NamedTuple):
    """The weeks of a place: None where it carries none; not `declared` where they were worked out."""

    numbers: tuple[int, ...] | None
    declared: bool


_UNKNOWN = _Numbers((), declared=False)


@lru_cache(maxsize=1)
def teaching_weeks(course: Course) -> TeachingWeeks:
    """Return the teaching weeks of a course, worked out once for as long as it is the one being looked at."""
    return TeachingWeeks(course)


class TeachingWeeks:
    """The weeks of one course."""

    __slots__ = ("_beside", "_course", "_modules", "_places")

    def __init__(self, course: Course) -> None:
        self._course = course
        self._places: dict[Content, _Numbers] = {}
        self._beside: dict[Module, frozenset[int]] = {}
        self._modules = {module: self._read(module) for module in course.modules}

    def of_module(self, module: Module) -> Sequence[TeachingWeek]:
        """Return the teaching weeks of a module: by number, then the units that count as one each."""
        return self._modules[module]

    def of_place(self, place: Content) -> tuple[int, ...] | None:
        """Return the numbers of the weeks in which a unit or flat module teaches; None if it carries none.

        Empty for week 0 or a break, for a unit that holds nothing to teach, and where its week is open.
        Courses and modules with units teach in the weeks of their parts; of themselves they have none.
        """
        return self._places.get(place, _UNKNOWN).numbers

    def beside(self, module: Module) -> frozenset[int]:
        """Return the weeks that what stands beside the units of a module says of itself."""
        if module not in self._beside:
            items = () if module.flat else (*module.tasks, *module.sessions, *follow_ups_in(module))
            found = (week for item in items for week in self.of_item(item))
            self._beside[module] = frozenset(found)
        return self._beside[module]

    def joined(self, unit: Unit) -> bool:
        """Whether something beside the units of the module belongs to a week of this one."""
        scope = unit.scope.up("module")
        module = scope.element if scope is not None else None
        if not isinstance(module, Module) or module.flat:
            return False
        return not self.beside(module).isdisjoint(self.of_place(unit) or ())

    def teaches(self, unit: Unit) -> bool:
        """Whether a unit belongs to the teaching, as far as is known."""
        return self._places[unit].numbers != () or unit.leaves_open("week")

    def of_item(self, item: Element) -> tuple[int, ...]:
        """Return the weeks in which an item takes place or is worked on; none where that is unknown.

        Its own `week` counts first, a session's start next, then the weeks of its unit or flat module, all of
        them where they are declared. Where they are worked out, what is due belongs to the week it is due in.
        """
        own: Weeks | None = getattr(item, "week", None)
        if own is not None:
            return tuple(own.numbers)
        place = self._places.get(item.scope.element) if item.scope.element is not None else None
        if place is None or isinstance(item, Session):
            number = week_of_time(item, self._course)
            if number is not None or place is None:
                return () if number is None else (number,)
        if place.numbers is None or place.declared:
            return place.numbers or ()
        number = week_of_time(item, self._course)
        if number is None and isinstance(item, FollowUpActivity):
            number = self._latest(self._course.links.builds_on.get(item, ()))
        if number is not None:
            return (number,)
        return place.numbers if len(place.numbers) == 1 else ()

    def _latest(self, tasks: Iterable[Task]) -> int | None:
        return max((week for task in tasks for week in self.of_item(task)), default=None)

    def _read(self, module: Module) -> Sequence[TeachingWeek]:
        by_number: dict[int, list[Unit]] = {}
        alone: list[Unit] = []
        whole: _Numbers | None = None  # the weeks of a flat module
        if module.flat:
            whole = self._places[module] = self._numbers(module, module.week)
            for number in whole.numbers or ():
                by_number[number] = []
        for unit in module.units:
            if whole is not None and unit.implicit and unit.own is None:
                place = whole
            else:
                place = self._of_unit(unit, module)
            self._places[unit] = place
            if place.numbers is None:
                alone.append(unit)
                continue
            for number in place.numbers:
                if whole is None or number in by_number:
                    by_number.setdefault(number, []).append(unit)
        numbered = [TeachingWeek(module, number, tuple(by_number[number])) for number in sorted(by_number)]
        return [*numbered, *[TeachingWeek(module, None, (unit,)) for unit in alone]]

    def _of_unit(self, unit: Unit, module: Module) -> _Numbers:
        # A module of several weeks says of none of its units which of them it is.
        shared = module.week if module.week is not None and module.week.first == module.week.last else None
        if unit.week is None and (unit.leaves_open("week") or module.leaves_open("week")):
            return _UNKNOWN
        return self._numbers(unit, unit.week or shared)

    def _numbers(self, place: Unit | Module, declared: Weeks | None) -> _Numbers:
        if not (place.tasks or place.sessions or place.materials or follow_ups_in(place)):
            return _UNKNOWN
        if declared is not None:
            if declared.first == declared.last:
                return _Numbers(self._taught(declared.numbers, place), declared=True)
            examined = self._only_examined(place, self._items(place))
            return _Numbers(self._taught({*declared.numbers} - examined, place), declared=True)
        if place.leaves_open("week"):
            return _UNKNOWN
        weeks = [item.week for item in self._items(place) if item.week is not None]
        numbers = {number for week in weeks for number in week.numbers}
        if not numbers:
            dated = (week_of_time(item, self._course) for item in (*place.tasks, *place.sessions))
            numbers = {number for number in dated if number is not None}
        return _Numbers(self._taught(numbers, place) if numbers else None, declared=False)

    def _items(self, place: Unit | Module) -> Sequence[Taught]:
        return (*place.tasks, *place.sessions, *follow_ups_in(place))

    def _only_examined(self, place: Unit | Module, items: Iterable[Taught]) -> set[int]:
        """Return the weeks that hold an assessment or an announcement, and nothing that is taught."""
        if place.materials or any(item.week is None for item in items):
            return set()
        taught = {number for item in items if item.week is not None for number in item.week.numbers}
        other = (week_of_time(item, self._course) for item in (*place.assessments, *place.announcements))
        return {number for number in other if number is not None} - taught

    def _taught(self, numbers: Iterable[int], place: Content) -> tuple[int, ...]:
        calendar = self._course.timeline.calendar(place.scope)
        return tuple(sorted([number for number in numbers if calendar.is_teaching_week(number)]))


def week_of_time(item: Element, course: Course) -> int | None:
    """Return the number of the week in which an item is due, starts or appears; None if that is unknown."""
    key = _TIMES.get(type(item))
    if key is None:
        return None
    value = getattr(item, key)
    if isinstance(value, When) and isinstance(value.spec, Weekly) and value.spec.week is not None:
        return value.spec.week
    return number_of(course.timeline.moment(item, key), item, course)


def number_of(moment: Moment | None, item: Element, course: Course) -> int | None:
    """Return the number of the week that a moment of an item falls into; None if that is unknown."""
    if moment is None:
        return None
    paced_by_learner = item.scope.settings.pacing == "self-paced"
    return week_number(moment, course.timeline.calendar(item.scope), self_paced=paced_by_learner)

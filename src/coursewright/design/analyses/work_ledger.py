"""Every piece of work that a course asks for, once, and where its time comes from. All times are minutes.

A piece has the time that its author declares; where there is none, an estimate from its words, pages and
running time; else its time is unknown, which is never 0. What is declared adds up to what `design.workload`
and `design.totals` tell the rules. What is optional stands apart.

Some pieces are inside others and count there alone: the materials that a task names, a follow-up activity in
its session, everything in a unit whose own duration counts for it (`Workload.of_all`). An estimated task
takes in those of its materials that count nowhere else; if it is nothing but materials, and all of them
count elsewhere, it is inside them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from coursewright.design.contents import follow_ups_in, materials_in, places_in
from coursewright.design.estimates import estimate, estimate_without_materials
from coursewright.design.learning_types import is_acquisition
from coursewright.design.rates import Rates
from coursewright.design.workload import Effort, added_up, effort, workload_of
from coursewright.spec.model import Material, Session, Task, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.spec.element import Item
    from coursewright.spec.model import Content, Course

__all__ = ["Ledger", "Time", "Work", "ledger_of"]

Time: TypeAlias = Literal["declared", "estimated", "unknown", "inside"]
"""Where a time comes from; `inside` counts with another piece."""


class Work(NamedTuple):
    """A piece of work, and what it asks for.

    `effort` is what counts: None where that is unknown or inside another; of an assessment the least leaves
    out the tasks that count towards it. `said` is what is declared of the item itself. `inside` is what it
    counts with, None where that is a session nobody has named yet.
    """

    item: Item
    time: Time
    effort: Effort | None
    said: Effort | None = None
    optional: bool = False
    inside: Item | None = None


def ledger_of(course: Course, rates: Rates) -> Ledger:
    """Return the work of a course, worked out once for as long as it is the one being looked at."""
    return _ledger_of(course, tuple(rates.values.items()))


@lru_cache(maxsize=1)
def _ledger_of(course: Course, rates: tuple[tuple[str, float], ...]) -> Ledger:
    return Ledger(course, Rates(dict(rates)))


class Ledger:
    """The work of one course, place by place."""

    def __init__(self, course: Course, rates: Rates) -> None:
        self._course = course
        self._rates = rates
        self._asked: dict[Content, list[tuple[Item, Effort | None]]] = {}
        self._inside: dict[Item, Item | None] = {}
        self._estimates: dict[Item, Effort] = {}
        self._put_into_units()
        asked = (one for items in self._asked.values() for one in items)
        self._untold = {item for item, known in asked if known is None}
        self._put_into_sessions()
        self._put_into_timed_tasks()
        for task in course.every(Task):
            if not task.optional and effort(task) is None:
                self._put_into_untimed_task(task)

    def of(self, place: Content) -> Iterator[Work]:
        """Yield what is asked for at one level, then what is optional there; nothing inside another piece."""
        for item, known in self._asked[place]:
            if item not in self._inside:
                yield self._work(item, known or self._estimate_of(item))
        for item in _optional_in(place):
            if item not in self._inside:
                guess = estimate(item, self._rates) if isinstance(item, Task | Material) else None
                yield self._work(item, effort(item) or guess, optional=True)

    @property
    def inside(self) -> Sequence[Work]:
        """What counts with another piece of work."""
        optional = {item for place in self._asked for item in _optional_in(place)}
        return [
            Work(item, "inside", None, effort(item), item in optional, around)
            for item, around in self._inside.items()
        ]

    def _work(self, item: Item, counts: Effort | None, *, optional: bool = False) -> Work:
        said = effort(item)
        time: Time = "unknown" if counts is None else "estimated" if said is None else "declared"
        return Work(item, time, counts, said, optional)

    def _estimate_of(self, item: Item) -> Effort | None:
        """Return the estimate of what is asked for and says no time."""
        return self._of_material(item) if isinstance(item, Material) else self._estimates.get(item)

    def _of_material(self, material: Material) -> Effort | None:
        return estimate(material, self._rates) if _is_asked_for(material) else None

    def _put_into_units(self) -> None:
        workload = workload_of(self._course)
        for place in places_in(self._course):
            asked = workload.of_all(place)
            self._asked[place] = [(share.item, share.effort) for share in asked]
            if isinstance(place, Unit) and [share.item for share in asked] == [place]:
                self._inside.update({share.item: place for share in workload.of(place)})

    def _put_into_sessions(self) -> None:
        session_of = self._course.links.session_of
        for place in self._asked:
            for activity in follow_ups_in(place):
                if activity in session_of or activity.says("session"):
                    self._inside.setdefault(activity, session_of.get(activity))

    def _put_into_timed_tasks(self) -> None:
        """Put materials into the tasks whose time includes them, into optional ones only if into no other."""
        tasks = [task for task in self._course.every(Task) if task.optional or effort(task) is not None]
        for task in sorted(tasks, key=lambda one: one.optional):
            for material in _materials(task):
                self._inside.setdefault(material, task)

    def _put_into_untimed_task(self, task: Task) -> None:
        """Estimate a task with those of its materials that count nowhere else.

        What cannot be estimated takes in materials that cannot be either: together they are one unknown time.
        """
        rest = None if task.leaves_open("optional") else estimate_without_materials(task, self._rates)
        in_unit = task in self._inside
        taken: list[Effort] = []
        for material in _materials(task):
            known = self._of_material(material)
            if not _is_asked_for(material) or not self._is_free(material):
                continue
            if in_unit or known is None or rest is not None:
                self._inside[material] = task
                taken += [known] if known is not None else []
        if in_unit or rest is None:
            return
        if taken or not is_acquisition(task):
            self._estimates[task] = added_up([rest, *taken])
        else:
            self._inside[task] = _materials(task)[0]

    def _is_free(self, material: Material) -> bool:
        """Whether a material without a time of its own counts nowhere yet, or with optional work alone."""
        if material not in self._inside:
            return material in self._untold
        around = self._inside[material]
        return isinstance(around, Task) and around.optional


def _is_asked_for(material: Material) -> bool:
    return material.required and not material.leaves_open("required")


def _materials(task: Task) -> Sequence[Material]:
    """Return the materials that a task names or holds, each once."""
    found = (ref.target for ref in task.materials)
    return list(dict.fromkeys(one for one in found if isinstance(one, Material)))


def _optional_in(place: Content) -> Iterator[Item]:
    """Yield what students may leave out, written at one level."""
    items: tuple[Task | Session, ...] = (*place.tasks, *place.sessions)
    yield from (item for item in items if item.optional)
    yield from (material for material in materials_in(place) if not material.required)

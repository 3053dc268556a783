"""The steps in which a course goes forward: its teaching weeks, else its units; everything belongs to one.

A step is a week of one module, or a unit that carries no week. What stands beside the units of a module, or
in the course itself, belongs to the week that it says; what says none belongs to a step for the module, or
the course, as a whole. So the steps share out all items, and none twice.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.weeks import teaching_weeks, week_of_time
from coursewright.spec.model import Assessment, Module, Unit
from coursewright.spec.timeline import week_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.spec.element import Element
    from coursewright.spec.model import Course

__all__ = ["Step", "Steps", "steps_of"]


class Step(NamedTuple):
    """A step: a week (`number`) of a module, a unit without one, or a module or course as a whole.

    `place` is where to point; `module` is None for the course as a whole. `units` are those of the step, none
    for a whole.
    """

    place: Course | Module | Unit
    module: Module | None
    number: int | None
    units: tuple[Unit, ...]
    teaches: bool
    """Whether it is a teaching week, or a unit that counts as one."""

    @property
    def is_whole(self) -> bool:
        """Whether it holds what belongs to no week and no unit."""
        return not self.teaches and not self.units

    @property
    def title(self) -> str:
        """The title of its only unit, else that of its module or course; empty where it has none."""
        unit = self.units[0] if len(self.units) == 1 and not self.units[0].implicit else None
        place = unit or self.module or self.place
        return place.title or place.id or ""

    @property
    def name(self) -> str:
        """What to call it: `Week 3`, `Unit 2`, `Whole module`, `Whole course`."""
        if self.number is not None:
            return f"Week {self.number}"
        if self.module is None:
            return "Whole course"
        if self.is_whole:
            return "Whole module"
        unit = self.units[0]
        return f"Unit {self.module.units.index(unit) + 1}" if not unit.implicit else "Module"

    def called(self, title: str) -> str:
        """Return its name with a title: `Week 3: Consent`. A title that begins with the name says both."""
        after = title[len(self.name) :]
        begins = title[: len(self.name)].casefold() == self.name.casefold()
        return title if begins and not after[:1].isalnum() else f"{self.name}: {title}"


@lru_cache(maxsize=1)
def steps_of(course: Course) -> Steps:
    """Return the steps of a course, worked out once for as long as it is the one being looked at."""
    return Steps(course)


class Steps:
    """The steps of one course, in its order, and which item belongs to which."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._weeks = teaching_weeks(course)
        self._steps: list[Step] = []
        self._by_week: dict[tuple[Module | None, int], Step] = {}
        self._by_unit: dict[Unit, Step] = {}
        self._wholes: dict[Module | None, Step] = {}
        for module in course.modules:
            self._steps += self._of_module(module)
        self._wholes[None] = Step(course, None, None, (), teaches=False)

    @property
    def teaching(self) -> Sequence[Step]:
        """The steps that teach, in the order of the course."""
        return [step for step in self._steps if step.teaches]

    def sorted_out(self, items: Sequence[Element], *, when_due: bool = False) -> dict[Step, list[Element]]:
        """Return the steps with the items of each: all steps but those for a whole that hold nothing.

        `when_due` puts assessments into the week in which they are due, wherever they are written.
        """
        found: dict[Step, list[Element]] = {step: [] for step in self._steps if not step.is_whole}
        for item in items:
            step = self.due_in(item) if when_due and isinstance(item, Assessment) else self.of(item)
            found.setdefault(step, []).append(item)
        order = {step: number for number, step in enumerate([*self._steps, self._wholes[None]])}
        return {step: found[step] for step in sorted(found, key=lambda one: order[one])}

    def of(self, item: Element) -> Step:
        """Return the step of an item: the first of its weeks that is one, else its unit, else the whole."""
        scope = item.scope.up("module")
        module = scope.element if scope is not None else None
        home = module if isinstance(module, Module) else None
        unit = item.scope.element
        if home is not None:
            for number in self._numbers(item):
                step = self._by_week.get((home, number))
                if step is not None:
                    return step
            if isinstance(unit, Unit) and unit in self._by_unit:
                return self._by_unit[unit]
            if home.flat:
                owner = home.units[0] if len(home.units) == 1 else None
                if owner is not None and owner in self._by_unit:
                    return self._by_unit[owner]
        return self._wholes[home]

    def due_in(self, assessment: Assessment) -> Step:
        """Return the step in which an assessment is due; the whole where nothing is taught in that week."""
        scope = assessment.scope.up("module")
        module = scope.element if scope is not None else None
        week = week_of_time(assessment, self._course)
        if week is None or not isinstance(module, Module):
            return self.of(assessment)
        return self._by_week.get((module, week), self._wholes[module])

    def of_place(self, place: Module | Unit) -> Step:
        """Return the step of a unit, the first of several, or that of a module as a whole."""
        if isinstance(place, Unit):
            return self._by_unit[place]
        return self._wholes[place]

    def _numbers(self, item: Element) -> Iterator[int]:
        yield from self._weeks.of_item(item)
        number = week_of_time(item, self._course)
        if number is not None:
            yield number
        around = week_of(item)
        if around is not None:
            yield from around.numbers

    def _of_module(self, module: Module) -> Iterator[Step]:
        seen: set[Unit] = set()
        numbered: list[Step] = []
        for week in self._weeks.of_module(module):
            step = Step(week.place, module, week.number, week.units, teaches=True)
            seen.update(week.units)
            numbered.append(step)
            if week.number is not None:
                self._by_week[module, week.number] = step
            for unit in week.units:
                self._by_unit.setdefault(unit, step)
        for unit in module.units:  # what is no teaching week, such as week 0
            if unit in seen:
                continue
            number = unit.week.first if unit.week is not None else None
            if number is not None and (module, number) in self._by_week:
                self._by_unit[unit] = self._by_week[module, number]
                continue
            place = module if unit.implicit else unit
            step = self._by_unit[unit] = Step(place, module, number, (unit,), teaches=False)
            if number is not None:
                self._by_week[module, number] = step
            numbered.append(step)
        yield from sorted(numbered, key=lambda one: _order(one, module))
        whole = self._wholes[module] = Step(module, module, None, (), teaches=False)
        yield whole


def _order(step: Step, module: Module) -> tuple[bool, int, int]:
    """Weeks by number, then units as they stand."""
    place = module.units.index(step.units[0]) if step.units else 0
    return step.number is None, step.number or 0, place

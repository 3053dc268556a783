"""Puts the items of a module of our own where they stood in the plan: in its units, in it, in the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import UnitDraft
from coursewright.importers.imscc.own.pages import MODULE_PAGE, UNIT_PAGE
from coursewright.importers.marked.model import id_of, module_of, source_of
from coursewright.importers.marked.wholes import is_of_course

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.importers.draft import CourseDraft, Item, ModuleDraft
    from coursewright.importers.imscc.own.pages import Own

__all__ = ["sent_home", "settled"]


def settled(module: ModuleDraft, own: Own, course: CourseDraft) -> bool:
    """Put the items of a module in their places; return whether it is a module, and not the course's own."""
    return _Settling(module, own, course).done()


class _Settling:
    """Settles one module. Its units in the outline are headings; those of the plan have keys."""

    def __init__(self, module: ModuleDraft, own: Own, course: CourseDraft) -> None:
        self._module = module
        self._own = own
        self._course = course
        self._units: dict[str, UnitDraft] = {}
        self._is_told = False

    def done(self) -> bool:
        module, headings = self._module, self._module.units
        here, ours = module.items, False
        module.items, module.units = [], []
        ours |= self._place(here, None)
        for heading in headings:
            key = self._key_of(heading)
            is_ours = any(item.source in self._own.unit_of for item in heading.items)
            if key is not None:
                self._unit(key, heading)
                ours |= self._place(heading.items, self._units[key])
            elif is_ours:
                ours |= self._place(heading.items, None)  # a heading that the exporter made of a week
            else:
                module.units.append(heading)
        return bool(module.items or module.units or self._is_told or not ours)

    def _key_of(self, heading: UnitDraft) -> str | None:
        """Return the key of the unit that a heading stands for; None for none."""
        for item in heading.items:
            if item.source.startswith(UNIT_PAGE):
                return item.source.removeprefix(UNIT_PAGE)
        return next((key for item in heading.items if (key := self._own.unit_of.get(item.source))), None)

    def _unit(self, key: str, heading: UnitDraft | None) -> UnitDraft:
        known = self._units.get(key)
        if known is None:
            told = self._own.units.get(key)
            data = {
                **(heading.data if heading is not None else {}),
                **(told.data if told is not None else {}),
            }
            items = named(told.outcomes, key) if told is not None else []
            if told is not None and told.untitled:
                data.pop("title", None)
            known = UnitDraft(source_of(key), data, items, id_of(key))
            if told is not None and not told.key and heading is not None:
                known.source, known.wanted_id = heading.source, ""
            self._units[key] = known
            self._module.units.append(known)
        return known

    def _place(self, items: list[Item], heading: UnitDraft | None) -> bool:
        """Place items that stand below a heading, or below none; return whether any of them is ours."""
        ours = False
        for item in items:
            if item.source.startswith(UNIT_PAGE):
                continue
            if item.source.startswith(MODULE_PAGE):
                self._tell(item.source.removeprefix(MODULE_PAGE))
                ours = True
                continue
            key = self._own.unit_of.get(item.source)
            ours |= key is not None
            if is_of_course(item.source, self._course):
                self._course.items.append(item)
            elif key:
                self._unit(key, None).items.append(item)
            elif key == "" or heading is None:
                self._module.items.append(item)
            else:
                heading.items.append(item)
        return ours

    def _tell(self, key: str) -> None:
        """Put what the page of the module says into it, but for what the pages of its units say too."""
        told = self._own.modules[key]
        of_units = {one.source for unit in self._own.units.values() for one in unit.outcomes}
        if told.key:
            self._module.source = source_of(key)
            self._module.wanted_id = key
        self._module.data = {**self._module.data, **told.data}
        if told.untitled:
            self._module.data.pop("title", None)
        self._is_told = True
        outcomes = (one for one in told.outcomes if not one.source or one.source not in of_units)
        self._module.items[:0] = named(outcomes, key)


def named(outcomes: Iterable[Item], key: str) -> list[Item]:
    """Return outcomes, those without a source named after the page that they stand on."""
    found = list(outcomes)
    for number, one in enumerate(found, 1):
        one.source = one.source or f"{key}/outcome-{number}"
    return found


def sent_home(rest: ModuleDraft, own: Own, course: CourseDraft) -> None:
    """Move what stood in no module, such as announcements, to the modules and units it was of in the plan."""
    modules = {module.source: module for module in course.modules}
    staying: list[Item] = []
    for item in rest.items:
        if item.source.startswith((MODULE_PAGE, UNIT_PAGE)):
            continue
        unit = own.unit_of.get(item.source)
        home = modules.get(source_of(module_of(item.source.removeprefix(source_of("")))))
        if unit is not None and is_of_course(item.source, course):
            course.items.append(item)
        elif unit is None or home is None:
            staying.append(item)
        else:
            units = {one.source: one for one in home.units}
            (units.get(source_of(unit)) or home).items.append(item)
    rest.items = staying

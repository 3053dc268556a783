"""Puts what is ours where it stood in the plan: in its unit, in its module, in the course."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import UnitDraft
from coursewright.importers.marked.model import id_of, module_of, source_of
from coursewright.importers.marked.wholes import OF_COURSE, is_of_course, tell_course

if TYPE_CHECKING:
    from coursewright.importers.draft import CourseDraft, Data, Item, ModuleDraft
    from coursewright.importers.olx.own import Own

__all__ = ["settle_own"]

_FIRST = "chapter:about__chapter"
"""The section with which each course of our own begins."""


def settle_own(draft: CourseDraft, own: Own) -> None:
    """Rearrange a draft in place. What is not ours stays where it is."""
    if not any(module.source == _FIRST for module in draft.modules):
        return
    draft.items = [one for one in draft.items if one.source != "about/overview.html"]
    tell_course(draft, own.course, own.tools.values())
    of_units = {one.source for unit in own.units.values() for one in unit.outcomes}
    draft.modules = [one for one in draft.modules if _is_module(one, own, draft, of_units)]
    draft.lone_module &= len(draft.modules) == 1


def _is_module(module: ModuleDraft, own: Own, draft: CourseDraft, of_units: set[str]) -> bool:
    """Rearrange a section; say whether it is a module, and not the course's own."""
    sections = module.units
    name = module.source.partition(":")[2]
    told = own.modules.get(name)
    items = [item for section in sections for item in section.items]
    ours = [item for item in items if item.source in own.unit_of]
    if module.source == _FIRST and not items:
        return False
    if told is None and not ours:
        module.wanted_id = name
        return True
    module.units = []
    units: dict[str, UnitDraft] = {}
    if told is not None and told.key:
        module.source, module.wanted_id = source_of(told.key), told.key
        module.data = {**({} if told.untitled else {"title": module.data["title"]}), **told.data}
        module.items += [one for one in told.outcomes if one.source not in of_units]
    elif ours:
        key = module_of(ours[0].source.removeprefix(source_of("")))
        module.source, module.wanted_id = source_of(key), key
    for section in sections:
        for item in section.items:
            home = own.unit_of.get(item.source)
            if home is None:
                _foreign(module, units, section).items.append(item)
            elif is_of_course(item.source, draft):
                draft.items.append(item)
            elif home:
                _unit(module, units, home, section, own).items.append(item)
            else:
                module.items.append(item)
        _keep_empty(module, units, section, own)
    return bool(module.items or module.units or (told is not None and told.key != OF_COURSE))


def _unit(
    module: ModuleDraft, units: dict[str, UnitDraft], key: str, section: UnitDraft, own: Own
) -> UnitDraft:
    if key not in units:
        told = own.units.get(key)
        title = {} if told is not None and told.untitled else {"title": section.data["title"]}
        data: Data = {**title, **(told.data if told is not None else {})}
        outcomes: list[Item] = list(told.outcomes) if told is not None else []
        units[key] = UnitDraft(source_of(key), data, outcomes, id_of(key))
        module.units.append(units[key])
    return units[key]


def _foreign(module: ModuleDraft, units: dict[str, UnitDraft], section: UnitDraft) -> UnitDraft:
    """Return the unit of a subsection in which something is not ours."""
    if section.source not in units:
        units[section.source] = UnitDraft(section.source, section.data)
        module.units.append(units[section.source])
    return units[section.source]


def _keep_empty(module: ModuleDraft, units: dict[str, UnitDraft], section: UnitDraft, own: Own) -> None:
    """Keep a unit that holds nothing but what its page says."""
    key = own.unit_pages.get(section.source)
    if key and key not in units:
        _unit(module, units, key, section, own)

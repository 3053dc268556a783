"""Restricted access as a plan has it: what a task requires, when it opens, until when something is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import Ref
from coursewright.importers.mbz.availability import Names, restriction_of
from coursewright.importers.mbz.common import add_setting
from coursewright.importers.mbz.fields import moment_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.importers.draft import Item, ModuleDraft
    from coursewright.importers.mbz.availability import Restriction
    from coursewright.importers.mbz.bench import Bench
    from coursewright.importers.mbz.found import Found
    from coursewright.importers.mbz.modules import Laid
    from coursewright.importers.mbz.sections import Section

__all__ = ["names_of", "restrict"]

_LONGEST = 1000
"""Letters of a restriction that is told in words."""
_REQUIRING = frozenset({"tasks", "sessions"})


class _Place(NamedTuple):
    """Where an activity came in: its task if it is one, and its module."""

    task: Item | None
    module: str


def restrict(laid: Sequence[Laid], modules: Sequence[tuple[ModuleDraft, Section]], found: Found) -> None:
    """Add restrictions to all items and modules, in place."""
    places = _places(laid, modules)
    names, bench = names_of(found), found.bench
    previous = 0
    for one in laid:
        told = restriction_of(one.activity.module, "availability", names, previous)
        previous = one.activity.part.number
        if one.items and told.words:
            _restrict_item(one, told, places, bench)
    for module, section in modules:
        told = restriction_of(section.row, "availabilityjson", names)
        if told.words:
            _restrict_module(module, section, told, places, bench)


def names_of(found: Found) -> Names:
    """Return what things that restrictions are about are called."""
    bench = found.bench
    items = [
        *bench.book.manual,
        *bench.book.totals.values(),
        *(item for items in bench.book.by_activity.values() for item in items),
    ]
    return Names(
        {activity.part.number: bench.texts.line(activity.name) for activity in found.activities},
        {item.number: bench.texts.line(item.name) for item in items},
        bench.groupings,
    )


def _places(laid: Sequence[Laid], modules: Sequence[tuple[ModuleDraft, Section]]) -> dict[int, _Place]:
    of_module = {
        activity.part.number: module.source for module, section in modules for activity in section.activities
    }
    return {
        one.activity.part.number: _Place(
            one.items[0] if one.items and one.items[0].kind == "tasks" else None,
            of_module.get(one.activity.part.number, ""),
        )
        for one in laid
    }


def _restrict_item(one: Laid, found: Restriction, places: Mapping[int, _Place], bench: Bench) -> None:
    item, is_told = one.items[0], found.is_exact
    asked = [place.task if (place := places.get(number)) is not None else None for number in found.needs]
    tasks = [task for task in asked if task is not None and task is not item]
    if tasks and item.kind in _REQUIRING:
        item.data["requires"] = [Ref(task.source) for task in tasks]
    is_told = is_told and len(tasks) == len(asked) and (not tasks or item.kind in _REQUIRING)
    if opens := moment_of(found.opens):
        if item.kind == "tasks":
            known = item.data.get("release")
            item.data["release"] = max(opens, known) if isinstance(known, str) else opens
        is_told = is_told and item.kind == "tasks"
    if closes := moment_of(found.closes):
        if item.kind == "materials":
            item.data["available_until"] = closes
        is_told = is_told and item.kind == "materials"
    if not is_told:
        words = found.words[:_LONGEST]
        add_setting(item.data, {"open_once": words})
        bench.partly(one.activity, f"it is open once {words}")


def _restrict_module(
    module: ModuleDraft, section: Section, found: Restriction, places: Mapping[int, _Place], bench: Bench
) -> None:
    """Add the modules that a module waits for, in place: those of the activities that have to be done."""
    waits = dict.fromkeys(
        place.module
        for number in found.needs
        if (place := places.get(number)) is not None and place.module not in {"", module.source}
    )
    if waits:
        module.data["prerequisites"] = [Ref(source) for source in waits]
    words = found.words[:_LONGEST]
    add_setting(module.data, {"open_once": words})
    title = bench.texts.line(section.title) or f"section {section.place}"
    bench.account.partly("section", section.source, title, f"it is open once {words}")

"""Restricted access as a plan has it: what a task requires, when it opens, until when something is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import Ref
from coursewright.importers.mbz.availability import restriction_of
from coursewright.importers.mbz.common import add_setting
from coursewright.importers.mbz.fields import moment_of, present

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.importers.draft import Data, Item, ModuleDraft
    from coursewright.importers.mbz.availability import Restriction
    from coursewright.importers.mbz.bench import Bench
    from coursewright.importers.mbz.modules import Laid
    from coursewright.importers.mbz.sections import Section

__all__ = ["restrict", "restrict_module"]

_REQUIRING = frozenset({"tasks", "sessions"})


class _Place(NamedTuple):
    """Where an activity came in: its task if it is one, and its module."""

    title: str
    task: Item | None
    module: str


def restrict(laid: Sequence[Laid], modules: Sequence[tuple[ModuleDraft, Section]], bench: Bench) -> None:
    """Add restrictions to all items and modules, in place."""
    places = _places(laid, modules, bench)
    previous = 0
    for one in laid:
        number = one.activity.part.number
        found = restriction_of(
            one.activity.module, "availability", lambda wanted: _name(wanted, places), previous
        )
        previous = number
        if one.items:
            _restrict_item(one, found, places, bench)
    for module, section in modules:
        told = restriction_of(section.row, "availabilityjson", lambda wanted: _name(wanted, places))
        restrict_module(module, section, told, places, bench)


def _places(
    laid: Sequence[Laid], modules: Sequence[tuple[ModuleDraft, Section]], bench: Bench
) -> dict[int, _Place]:
    of_module = {
        activity.part.number: module.source for module, section in modules for activity in section.activities
    }
    return {
        one.activity.part.number: _Place(
            bench.texts.line(one.activity.name),
            one.items[0] if one.items and one.items[0].kind == "tasks" else None,
            of_module.get(one.activity.part.number, ""),
        )
        for one in laid
    }


def _name(number: int, places: Mapping[int, _Place]) -> str:
    place = places.get(number)
    return f'"{place.title}"' if place is not None else "something that is not in the backup"


def _restrict_item(one: Laid, found: Restriction, places: Mapping[int, _Place], bench: Bench) -> None:
    item, untold = one.items[0], []
    tasks = [
        place.task
        for number in found.needs
        if (place := places.get(number)) is not None and place.task is not None and place.task is not item
    ]
    if item.kind in _REQUIRING and tasks:
        item.data["requires"] = [Ref(task.source) for task in tasks]
    told = {task.source for task in tasks} if item.kind in _REQUIRING else set()
    for number in found.needs:
        place = places.get(number)
        if place is None or place.task is None or place.task.source not in told:
            untold.append(f"{_name(number, places)} is done")
    opens, closes = moment_of(found.opens), moment_of(found.closes)
    if opens and item.kind == "tasks":
        known = item.data.get("release")
        item.data["release"] = max(opens, known) if isinstance(known, str) else opens
    elif opens:
        untold.append(f"it is {opens}")
    if closes and item.kind == "materials":
        item.data["available_until"] = closes
    elif closes:
        untold.append(f"it is not yet {closes}")
    if found.words:
        untold = [found.words]
    if untold:
        words = " and ".join(untold)
        add_setting(item.data, {"open_once": words})
        bench.partly(one.activity, f"it is open once {words}")


def restrict_module(
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
    told = [f"{_name(number, places)} is done" for number in found.needs]
    told += [f"it is {moment_of(found.opens)}"] if found.opens else []
    told += [f"it is not yet {moment_of(found.closes)}"] if found.closes else []
    words = found.words or " and ".join(told)
    if words:
        settings: Data = {"open_once": words}
        add_setting(module.data, present(settings))
        title = bench.texts.line(section.title)
        bench.account.partly("section", section.source, title, f"it is open once {words}")

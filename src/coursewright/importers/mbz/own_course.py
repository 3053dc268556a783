"""A backup that our own exporter made, as the course that it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft, Item
from coursewright.importers.mbz.course import course_data, wanted_id
from coursewright.importers.mbz.fields import present
from coursewright.importers.mbz.kinds.meetings import events
from coursewright.importers.mbz.modules import ModuleMaker
from coursewright.importers.mbz.own_facts import settled
from coursewright.importers.mbz.own_marks import alike, plain_name
from coursewright.importers.mbz.own_modules import OwnCourse
from coursewright.importers.mbz.restricting import names_of, restrict

if TYPE_CHECKING:
    from coursewright.importers.draft import Data
    from coursewright.importers.mbz.found import Found

__all__ = ["own_draft"]


def own_draft(found: Found) -> CourseDraft:
    """Return the course; what the calendar says of its sessions goes before what their pages say."""
    bench = found.bench
    maker = ModuleMaker(bench, found.course, {})
    own = OwnCourse(bench, found.course, maker, found.keys, names_of(found))
    own.read(found.sections)
    restrict(maker.laid, [], found)
    data = _course_data(found, own)
    modules = list(own.modules.values())
    items = [*own.items, *_other_events(found, own)]
    bench.account.imported("course", found.source, found.title, "as the course")
    if own.alone and len(modules) == 1:
        if own.untitled:
            modules[0].data.pop("title", None)
        return CourseDraft(found.source, data, modules, items, lone_module=True)
    wanted = own.key or wanted_id(found.course, found.backup)
    return CourseDraft(found.source, data, modules, items, wanted)


def _course_data(found: Found, own: OwnCourse) -> Data:
    """Return what the course says of itself, and what Moodle says of it where the two differ."""
    native = course_data(found.course, 0, found.bench)
    native.pop("x-moodle", None)
    calendar, told = native.pop("calendar", {}), own.data.get("calendar")
    data: Data = {**native, **own.data}
    if own.title and alike(found.title, own.title):
        data["title"] = own.title
    if own.untitled:
        data.pop("title", None)
    if isinstance(calendar, dict) and isinstance(told, dict | None):
        data["calendar"] = {**(told or {}), **calendar}
    if own.alone:
        for key in ("title", "description"):
            if any(module.data.get(key) for module in own.modules.values()):
                data.pop(key, None)
    return present(data)


def _other_events(found: Found, own: OwnCourse) -> list[Item]:
    """Return the events of the calendar that no session is; those that are one give it their time."""
    every = [*own.items, *(item for module in own.modules.values() for item in module.items)]
    every += [item for module in own.modules.values() for unit in module.units for item in unit.items]
    sessions: dict[str, list[Item]] = {}
    for item in every:
        if item.kind == "sessions" and item.data.get("starts"):
            sessions.setdefault(plain_name(str(item.data.get("title", ""))), []).append(item)
    others = []
    for event in events(found.bench):
        name = str(event.data.get("title", ""))
        cut = [title for title in sessions if name.endswith("…") and alike(name, title)]
        named = sessions.get(name) or [item for title in cut for item in sessions[title]]
        if len(named) == 1:
            named[0].data["starts"] = settled(event.data["starts"], named[0].data["starts"])
        elif not named:
            others.append(event)
    return others

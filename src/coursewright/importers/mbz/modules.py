"""Sections as modules, and what stands below a heading or in a subsection as units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import ModuleDraft, UnitDraft
from coursewright.importers.mbz.common import with_common
from coursewright.importers.mbz.fields import present, said
from coursewright.importers.mbz.kinds.catalogue import came_of
from coursewright.importers.mbz.stored_files import Area

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.draft import Data, Item
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.bench import Bench
    from coursewright.importers.mbz.course import CourseFile
    from coursewright.importers.mbz.sections import Section

__all__ = ["Laid", "ModuleMaker"]

_HEADING = re.compile(r"(?:#{1,6} (?P<heading>.+)|\*\*(?P<bold>[^*]+)\*\*)")
_LONGEST_HEADING = 100


class Laid(NamedTuple):
    """The place of an activity in a plan, with the items that came of it."""

    activity: Activity
    items: tuple[Item, ...]


class ModuleMaker:
    """Makes modules of sections, and keeps which items came of which activity."""

    def __init__(self, bench: Bench, course: CourseFile, inside: Mapping[int, Section]) -> None:
        """Take the insides of subsections by the rows of their activities."""
        self._bench = bench
        self._course = course
        self._inside = inside
        self._closed: UnitDraft | None = None
        self.laid: list[Laid] = []

    def module(self, section: Section) -> ModuleDraft:
        """Return a section as a module."""
        bench = self._bench
        weekly = self._course.is_weekly and section.place > 0
        data: Data = {
            "title": bench.texts.named(section.title) if section.title else "",
            "week": section.place if weekly else "",
            "description": self._summary(section),
            "x-hidden": section.is_hidden,
        }
        name = "week" if weekly else "section"
        wanted = "" if section.title else f"{name}-{section.place}"
        made = ModuleDraft(section.source, present(data), wanted_id=wanted)
        title = bench.texts.line(section.title) or f"{name} {section.place}"
        how = "as a module" if section.title else "as a module; it has no name"
        bench.account.imported("section", section.source, title, how)
        if section.is_hidden:
            bench.account.partly("section", section.source, title, "it is hidden from students")
        self._fill(made, section)
        return made

    def items(self, section: Section) -> list[Item]:
        """Return what stands in a section that is no module of its own, all in one list."""
        made = ModuleDraft(section.source, {})
        self._fill(made, section, divided=False)
        return made.items

    def _summary(self, section: Section) -> str:
        area = Area(self._course.context, "course", "section", section.number)
        return self._bench.texts.markdown(section.row, "summary", area)

    def _fill(self, made: ModuleDraft, section: Section, *, divided: bool = True) -> None:
        for activity in section.activities:
            if divided and activity.kind == "subsection":
                self._subsection(made, activity)
            elif divided and activity.kind == "label" and not activity.is_hidden:
                self._label(made, activity)
            else:
                self.put(self._last(made), activity)
        made.units = [unit for unit in made.units if unit.items or unit.data.get("overview")]

    def put(self, items: list[Item], activity: Activity) -> None:
        """Add what becomes of an activity to a list, with what all activities have."""
        bench = self._bench
        came = came_of(activity, bench)
        title = bench.texts.line(activity.name)
        if not came.items:
            bench.account.left_out(activity.kind, activity.source, title, came.how)
            return
        bench.account.imported(activity.kind, activity.source, title, came.how)
        with_common(activity, came.items, bench)
        items += came.items
        self.laid.append(Laid(activity, came.items))

    def _label(self, made: ModuleDraft, activity: Activity) -> None:
        """Take a heading as the title of a unit, and a text before all else as what its unit is about."""
        bench = self._bench
        text = bench.intro(activity)
        heading = _HEADING.fullmatch(text)
        if heading is not None and len(text) <= _LONGEST_HEADING and "](" not in text:
            title = bench.texts.line(said(activity.own, "intro"))
            made.units.append(UnitDraft(activity.source, {"title": title}))
            bench.account.imported("label", activity.source, title, "as the title of a unit")
            return
        here = self._last(made)
        if not text or here or self._is_restricted(activity):
            self.put(here, activity)
            return
        data, key = (made.units[-1].data, "overview") if made.units else (made.data, "description")
        known = data.get(key)
        data[key] = f"{known}\n\n{text}" if isinstance(known, str) and known else text
        what = "unit" if made.units else "module"
        bench.account.imported(
            "label", activity.source, bench.texts.line(activity.name), f"as the {key} of its {what}"
        )

    def _is_restricted(self, activity: Activity) -> bool:
        return bool(said(activity.module, "availability") or activity.tags)

    def _subsection(self, made: ModuleDraft, activity: Activity) -> None:
        """Take a subsection as a unit; what follows it in the section stands in a unit of its own."""
        bench, inside = self._bench, self._inside.get(activity.instance)
        title = bench.texts.line(activity.name)
        if inside is None:
            bench.account.left_out("subsection", activity.source, title, "what is in it is not in the backup")
            return
        data: Data = {
            "title": bench.texts.named(activity.name),
            "overview": self._summary(inside),
            "x-hidden": activity.is_hidden or inside.is_hidden,
        }
        unit = UnitDraft(activity.source, present(data))
        for one in inside.activities:
            self.put(unit.items, one)
        bench.account.imported("subsection", activity.source, title, "as a unit")
        made.units.append(unit)
        self._closed = unit

    def _last(self, made: ModuleDraft) -> list[Item]:
        """Return where the next activity goes: behind a subsection that is a unit without a title."""
        if made.units and made.units[-1] is self._closed:
            made.units.append(UnitDraft(f"{self._closed.source}/after", {}))
        return made.units[-1].items if made.units else made.items

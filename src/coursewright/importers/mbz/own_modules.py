"""Backups that our own exporter made: entries go back to the modules and units that their keys name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, ModuleDraft, Ref, UnitDraft
from coursewright.importers.marked.model import id_of, module_of, source_of
from coursewright.importers.marked.overviews import marked_course, marked_module, marked_unit
from coursewright.importers.marked.reading import marked
from coursewright.importers.mbz.availability import restriction_of
from coursewright.importers.mbz.fields import said, whole
from coursewright.importers.mbz.kinds.catalogue import came_of
from coursewright.importers.mbz.own_facts import criteria_in, facts_of
from coursewright.importers.mbz.own_marks import (
    alike,
    attribute,
    html_of,
    is_about,
    marks_of_section,
    tag_with,
)
from coursewright.importers.mbz.stored_files import Area

if TYPE_CHECKING:
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.marked.model import Marked
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.availability import Names
    from coursewright.importers.mbz.bench import Bench
    from coursewright.importers.mbz.course import CourseFile
    from coursewright.importers.mbz.modules import ModuleMaker
    from coursewright.importers.mbz.own_marks import SectionMarks
    from coursewright.importers.mbz.sections import Section
    from coursewright.importers.prose import Resolve

__all__ = ["OwnCourse"]

_COURSE = "course"
_FOR_STAFF = "it is for those who teach, and stands in the notes"


class OwnCourse:
    """Brings the entries of our own back, with whatever teachers added in Moodle."""

    def __init__(
        self,
        bench: Bench,
        course: CourseFile,
        maker: ModuleMaker,
        keys: dict[int, str],
        names: Names,
    ) -> None:
        """Take the keys of entries by the numbers of their activities."""
        self._bench = bench
        self._course = course
        self._maker = maker
        self._keys = keys
        self._names = names
        self._asked: dict[int, str] = {}
        self._units: dict[str, UnitDraft] = {}
        self._tools: dict[str, Data] = {}
        self._outcomes: list[Item] = []
        self.modules: dict[str, ModuleDraft] = {}
        self.items: list[Item] = []
        self.data: Data = {}
        self.alone = False
        self.untitled = False
        self.title = ""

    def read(self, sections: list[Section]) -> None:
        """Read all sections, in their order."""
        self._asked = {
            activity.part.number: self._keys[activity.part.number]
            for section in sections
            for activity in section.activities
            if activity.part.number in self._keys and whole(activity.module, "completion")
        }
        self._about_course(sections)
        for section in sections:
            self._section(section)
        self._place_outcomes()
        if self._tools:
            self.data["tools"] = list(self._tools.values())

    def _about_course(self, sections: list[Section]) -> None:
        for section in sections:
            for activity in section.activities:
                if is_about(activity) and (found := marked_course(*self._read(activity))) is not None:
                    self.data |= found.data
                    self.alone, self.untitled = found.alone, found.untitled
                    self.title = attribute(tag_with(html_of(activity)[0], "cw-course"), "title")
                    self._outcomes += found.outcomes
                    self._bench.account.imported(
                        activity.kind, activity.source, self._title(activity), "as what the course says"
                    )

    def _read(self, activity: Activity) -> tuple[str, Resolve]:
        html, column = html_of(activity)
        return html, self._bench.texts.resolving(activity.area(column))

    def _title(self, activity: Activity) -> str:
        return self._bench.texts.line(activity.name)

    def _section(self, section: Section) -> None:
        marks = marks_of_section(section)
        own = [self._keys[one.part.number] for one in section.activities if one.part.number in self._keys]
        home = self._home(section, marks, own)
        if home == "" and not own and section.place and not section.is_hidden:
            if not section.is_empty:
                self.modules[section.source] = self._maker.module(section)
            return
        if home:
            self._named(section, marks, home)
        unit = self._unit(section, marks) if marks is not None and marks.is_unit else None
        for activity in section.activities:
            self._activity(activity, section, self._list(home, unit.source if unit is not None else ""))

    def _home(self, section: Section, marks: SectionMarks | None, own: list[str]) -> str:
        """Return the key of the module that a section belongs to; empty for the course and for staff."""
        if marks is not None:
            return marks.module or module_of(marks.key)
        about = [one for one in section.activities if is_about(one)]
        found = [marked_module(*self._read(one)) for one in about]
        named = next((one.key for one in found if one is not None and one.key), "")
        if named:
            return named
        keys = {module_of(key) for key in own} - ({_COURSE} if not self.alone else set())
        return keys.pop() if len(keys) == 1 and section.place and not section.is_hidden else ""

    def _list(self, module: str, unit: str) -> list[Item]:
        if unit in self._units:
            return self._units[unit].items
        return self.modules[module].items if module in self.modules else self.items

    def _named(self, section: Section, marks: SectionMarks | None, home: str) -> None:
        """Make the module that a section belongs to, if it is the first; its name is that of its opening."""
        bench = self._bench
        made = self.modules.get(home)
        if made is None:
            made = self.modules[home] = ModuleDraft(source_of(home), {}, wanted_id=home)
            shown = bench.texts.line(section.title)
            told = marks.title if marks is not None and not marks.is_unit else ""
            title = told if told and alike(shown, told) else shown
            if title and not (marks is not None and marks.is_unit):
                made.data["title"] = title
            bench.account.imported("section", section.source, shown, "as a module")
        elif marks is None or not marks.is_unit:
            bench.account.imported("section", section.source, bench.texts.line(section.title), "as a part of its module")

    def _unit(self, section: Section, marks: SectionMarks) -> UnitDraft:
        bench = self._bench
        area = Area(self._course.context, "course", "section", section.number)
        found = marked_unit(said(section.row, "summary"), bench.texts.resolving(area))
        source = source_of(marks.key)
        module = self.modules[module_of(marks.key)]
        shown = bench.texts.line(section.title)
        above = str(module.data.get("title", ""))
        is_ours = alike(shown, marks.title) or alike(shown, f"{above}: {marks.title}") or shown.endswith("…")
        title = marks.title if is_ours else shown.removeprefix(f"{above}: ")
        data: Data = {} if found is not None and found.untitled else {"title": title}
        if found is not None:
            data |= {key: value for key, value in found.data.items() if key != "outcomes"}
            refs = found.data.get("outcomes", [])
            listed = [one for one in (refs if isinstance(refs, list) else [refs]) if isinstance(one, Ref)]
            self._of_unit |= {one.source: source for one in listed}
        unit = UnitDraft(source, data, wanted_id=id_of(marks.key))
        self._units[source] = unit
        module.units.append(unit)
        bench.account.imported("section", section.source, shown, "as a unit")
        return unit

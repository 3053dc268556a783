"""Backups that our own exporter made: entries go back to the modules and units that their keys name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, ModuleDraft, Ref, UnitDraft
from coursewright.importers.marked.model import id_of, module_of, source_of
from coursewright.importers.marked.overviews import marked_course, marked_module, marked_unit
from coursewright.importers.marked.reading import marked
from coursewright.importers.marked.wholes import OF_COURSE
from coursewright.importers.mbz.availability import restriction_of
from coursewright.importers.mbz.fields import said, whole
from coursewright.importers.mbz.kinds.catalogue import came_of
from coursewright.importers.mbz.own_facts import criteria_in, facts_of
from coursewright.importers.mbz.own_marks import (
    alike,
    as_written,
    attribute,
    html_of,
    is_about,
    marks_of_section,
    prompt_below,
    tag_with,
    written_in,
)
from coursewright.importers.mbz.stored_files import Area
from coursewright.spec.slugs import slug

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.importers.draft import Data
    from coursewright.importers.marked.model import Marked, MarkedModule
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.availability import Names
    from coursewright.importers.mbz.bench import Bench
    from coursewright.importers.mbz.course import CourseFile
    from coursewright.importers.mbz.modules import ModuleMaker
    from coursewright.importers.mbz.own_marks import SectionMarks
    from coursewright.importers.mbz.sections import Section
    from coursewright.importers.prose import Resolve

__all__ = ["OwnCourse"]

_HOW = {
    "announcements": "as an announcement",
    "assessments": "as an assessment",
    "follow_up_activities": "as a follow-up activity",
    "materials": "as a material",
    "reflection": "as a reflection",
    "sessions": "as a session",
    "tasks": "as a task",
}
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
        self._of_unit: dict[str, str] = {}
        self.modules: dict[str, ModuleDraft] = {}
        self.items: list[Item] = []
        self.data: Data = {}
        self.key = ""
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
                    self.key = self.key or found.key
                    self.alone, self.untitled = found.alone, found.untitled
                    self.title = attribute(tag_with(html_of(activity)[0], "cw-course"), "title")
                    self._note_outcomes(
                        found.outcomes, module_of(found.key or OF_COURSE) if found.alone else OF_COURSE
                    )
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
        named = next((one.key for one in found if one is not None), None)
        if named is not None:
            return named or next(one.idnumber.partition(":")[2] for one in about)
        keys = {module_of(key) for key in own} - ({OF_COURSE} if not self.alone else set())
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
            if marks is not None and marks.is_unit:
                title = marks.of
            if title:
                made.data["title"] = title
            bench.account.imported("section", section.source, shown, "as a module")
        elif marks is None or not marks.is_unit:
            bench.account.imported(
                "section", section.source, bench.texts.line(section.title), "as a part of its module"
            )

    def _unit(self, section: Section, marks: SectionMarks) -> UnitDraft:
        bench = self._bench
        area = Area(self._course.context, "course", "section", section.number)
        found = marked_unit(said(section.row, "summary"), bench.texts.resolving(area))
        source = source_of(marks.key)
        module = self.modules[module_of(marks.key)]
        shown = bench.texts.line(section.title)
        above = marks.of
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

    def _activity(self, activity: Activity, section: Section, here: list[Item]) -> None:
        """Bring back an entry; what a teacher added comes in as from anybody's backup, where it stands."""
        bench, key = self._bench, self._keys.get(activity.part.number)
        if key is not None:
            self._entry(key, activity, section)
            return
        if not is_about(activity):
            self._maker.put(here, activity)
            return
        html, resolve = self._read(activity)
        if (module := marked_module(html, resolve)) is not None:
            self._about_module(module, module.key or activity.idnumber.partition(":")[2])
            bench.account.imported(
                activity.kind, activity.source, self._title(activity), "as what its module says"
            )
        elif marked_course(html, resolve) is None:
            text = bench.texts.markdown(activity.own, "content", activity.area("content"))
            bench.account.left_out(activity.kind, activity.source, self._title(activity), _FOR_STAFF)
            bench.keep(activity, text, "it is for those who teach")

    def _about_module(self, found: MarkedModule, key: str) -> None:
        made = self._module(key)
        made.data |= found.data
        if found.untitled:
            made.data.pop("title", None)
        self._note_outcomes(found.outcomes, key)

    def _note_outcomes(self, outcomes: Iterable[Item], part: str) -> None:
        """Note the outcomes of a part of the course; one that has lost its key is called after its words."""
        for one in outcomes:
            named = one.source or source_of(f"{part}/{slug(str(one.data['statement']))}")
            self._outcomes.append(replace(one, source=named))

    def _module(self, key: str) -> ModuleDraft:
        return self.modules.setdefault(key, ModuleDraft(source_of(key), {}, wanted_id=key))

    def _entry(self, key: str, activity: Activity, section: Section) -> None:
        bench = self._bench
        html, resolve = self._read(activity)
        found = marked(html, resolve)
        if found is None:
            return
        came = came_of(activity, bench)
        plain = came.items[0] if came.items else None
        restriction = restriction_of(activity.module, "availability", self._names)
        facts = facts_of(activity, plain, found, restriction, bench, self._asked)
        tag = tag_with(html, "cw-entry-")
        criteria = plain.data.get("criteria") if plain is not None else None
        if isinstance(criteria, list) and criteria:
            facts["criteria"] = criteria_in(tag, criteria)
        texts = written_in(tag)
        facts |= {name: as_written(facts[name], texts) for name in ("criteria", "questions") if name in facts}
        if found.kind == "announcements":
            facts |= {"text": found.added} if found.added else {}
        if activity.is_hidden and not section.is_hidden and found.kind in {"tasks", "assessments"}:
            facts["status"] = "draft"
        if found.tool is not None:
            self._tools.setdefault(str(found.tool["id"]), found.tool)
        if found.kind == "materials" and (alt := attribute(tag, "alt")):
            facts["alt"] = alt
        told = attribute(tag, "title")
        title = told if told and alike(self._title(activity), told) else self._title(activity)
        item = found.item(title, **facts)
        item.source, item.wanted_id = source_of(key), item.wanted_id or id_of(key)
        item.data = {name: value for name, value in item.data.items() if value not in ("", None, [], {})}
        self._of(key, found).append(item)
        bench.account.imported(activity.kind, activity.source, self._title(activity), _HOW[found.kind])
        if (
            found.added
            and found.kind != "announcements"
            and not (activity.kind == "choice" and prompt_below(html))
        ):
            bench.keep(activity, found.added, "it was added to the page in Moodle")

    def _of(self, key: str, found: Marked) -> list[Item]:
        """Return the list that an entry goes to."""
        unit = self._units.get(source_of(found.unit)) if found.unit else None
        if unit is not None:
            return unit.items
        module = module_of(key)
        return self.items if module == OF_COURSE and not self.alone else self._module(module).items

    def _place_outcomes(self) -> None:
        """Give outcomes to the unit, the module or the course that they are written in, each once."""
        seen: set[str] = set()
        for item in self._outcomes:
            if item.source in seen:
                continue
            seen.add(item.source)
            unit = self._units.get(self._of_unit.get(item.source, ""))
            module = self.modules.get(module_of(item.source.removeprefix(source_of(""))))
            lists = unit.items if unit is not None else module.items if module is not None else self.items
            lists.insert(sum(one.kind == "outcomes" for one in lists), item)

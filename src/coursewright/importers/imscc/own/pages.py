"""Things of a cartridge of our own: each becomes again what it was in the plan that was exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import Item, Text
from coursewright.importers.imscc.own.asked import as_written
from coursewright.importers.imscc.own.tags import tag_of
from coursewright.importers.marked.model import source_of
from coursewright.importers.marked.overviews import marked_course, marked_module, marked_unit
from coursewright.importers.marked.reading import all_marked, marked
from coursewright.importers.marked.wholes import tell_course

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coursewright.importers.draft import CourseDraft, Data, Value
    from coursewright.importers.imscc.cartridge import Build, Cartridge
    from coursewright.importers.imscc.manifest import Line
    from coursewright.importers.imscc.own.tags import Tag
    from coursewright.importers.imscc.things import Thing
    from coursewright.importers.marked.model import Listed, Marked, MarkedCourse, MarkedModule, MarkedUnit

__all__ = ["MODULE_PAGE", "UNIT_PAGE", "Own"]

MODULE_PAGE = "module-page:"
UNIT_PAGE = "unit-page:"
"""Sources of placeholders: where in the outline the page of a module or a unit stood."""

_FROM_PLATFORM = ("criteria",)
"""What a page leaves to the platform, and so only the platform knows."""
_CHANGED_THERE = ("due", "release", "graded", "weight", "attempts", "pass_mark", "x-points")
"""What counts as the platform has it, once a course has been there."""
_WITH_INSTRUCTIONS = frozenset({"tasks", "follow_up_activities", "assessments"})


class Own:
    """Knows which things are ours, and makes them."""

    def __init__(
        self, cartridge: Cartridge, things: Iterable[Thing], html_of: Callable[[Thing], tuple[str, str]]
    ) -> None:
        """`html_of` returns the text of a thing and the file it stands in."""
        self._cartridge = cartridge
        self._html_of = html_of
        self._tags: dict[str, Tag] = {}
        self.things: list[Thing] = []
        """The things, those that are ours under the source that their marks give them."""
        for thing in things:
            self.things.append(self._tagged(thing))
        self.course: list[MarkedCourse] = []
        self.modules: dict[str, MarkedModule] = {}
        self.units: dict[str, MarkedUnit] = {}
        self.unit_of: dict[str, str] = {}
        """By the source of an item of ours: the key of the unit it stood in; empty for none."""
        self.not_open: set[str] = set()
        """The sources of items of ours that were drafts or for staff when they were exported."""
        self.titles: set[tuple[str, str]] = set()
        """Kinds and titles of what is ours."""
        self.tools: dict[str, Data] = {}
        self._listed: dict[str, Listed] = {}
        self._planned: dict[str, Listed] = {}
        self._of_lists: dict[str, Marked] = {}
        self._by_name: dict[str, tuple[Item, Marked, Thing]] = {}

    def _tagged(self, thing: Thing) -> Thing:
        html, _ = self._html_of(thing)
        tag = tag_of(html)
        if tag is None:
            return thing
        source = source_of(tag.key)
        if not tag.key or tag.kind in {"list", "course"} or source in self._tags:
            source = thing.source
        self._tags[source] = tag
        return thing._replace(source=source)

    def __bool__(self) -> bool:
        return bool(self._tags)

    def tag(self, thing: Thing) -> Tag | None:
        """Return what a thing is about; None where it is not ours."""
        return self._tags.get(thing.source)

    def built(self, thing: Thing, tag: Tag, title: str, build: Build | None) -> Item | None:
        """Make what a thing was; a placeholder for the page of a module or a unit.

        None for what is no item.
        """
        html, file = self._html_of(thing)
        resolve, account = self._cartridge.resolver(file), self._cartridge.account
        if tag.kind == "module" and (module := marked_module(html, resolve)) is not None:
            name = module.key or thing.source
            self.modules[name] = module
            for unit in module.units:  # not each has a page, which would say more
                self.units.setdefault(unit.key, unit)
            listed = [one for one in module.entries if one.entry is not None]
            self._listed.update((f"item_{one.name}", one) for one in listed)
            self._planned.update((one.key, one) for one in listed)
            account.imported("page", thing.source, title, "as what the plan says of its module")
            return Item("materials", f"{MODULE_PAGE}{name}", {})
        if tag.kind == "unit" and (told := marked_unit(html, resolve)) is not None:
            name = told.key or thing.source
            self.units[name] = told
            account.imported("page", thing.source, title, "as what the plan says of its unit")
            return Item("materials", f"{UNIT_PAGE}{name}", {})
        if tag.kind == "course" and (course := marked_course(html, resolve)) is not None:
            self.course.append(course)
            account.imported("page", thing.source, title, "as what the plan says of the whole")
            return None
        if tag.kind == "list":
            self._of_lists.update((one.key, one) for one in all_marked(html, resolve))
            account.imported("page", thing.source, title, "with the materials that it lists")
            return None
        entry = marked(html, resolve)
        if entry is None:  # little is left of its marks
            return build(self._cartridge, thing, title) if build is not None else None
        return self._entry(thing, tag, entry, self._silently(build, thing, title), title)

    def material(self, line: Line, thing: Thing | None, build: Build | None) -> Item | None:
        """Return the material that a line of the outline is, where the page of its module tells of it."""
        listed = self._listed.get(line.identifier)
        if listed is None or listed.entry is None or thing is None or self.tag(thing) is not None:
            return None
        foreign = self._silently(build, thing, line.title)
        known: Data = {}
        if foreign is not None:
            self._take(known, foreign, ("path", "url"))
        more = self._of_lists.get(listed.key)
        told: Data = {**more.data, **known} if more is not None else known
        item = listed.entry.item(line.title, **told)
        self.unit_of[item.source] = listed.unit
        if listed.entry.draft:
            self.not_open.add(item.source)
        self._cartridge.account.imported("material", item.source, line.title, "as it was in the plan")
        return item

    def completes(self, thing: Thing, title: str, build: Build | None) -> bool:
        """Whether a quiz belongs to a page of ours; then its questions are there."""
        kind, _, name = thing.resource.identifier.partition("_")
        if kind != "quiz" or name not in self._by_name:
            return False
        item, entry, page = self._by_name[name]
        before = len(self._cartridge.account.notes)
        foreign = build(self._cartridge, thing, title) if build is not None else None
        self._forget(before)
        if foreign is not None:
            self._ask(thing, page, foreign, item)
        if not entry.untitled:
            item.data["title"] = title
        self._cartridge.account.imported("quiz", thing.source, title, f"with its page, `{item.source}`")
        return True

    def tell(self, course: CourseDraft) -> None:
        """Put what pages about the whole say into a course, in the place of what its platform says."""
        tell_course(course, self.course, self.tools.values())

    def _entry(self, thing: Thing, tag: Tag, entry: Marked, foreign: Item | None, title: str) -> Item:
        account = self._cartridge.account
        if not title and foreign is not None:
            title = str(foreign.data.get("title", ""))
        planned = self._planned.get(entry.key)
        item = entry.item(title)
        if planned is not None and planned.entry is not None:
            item.data = {**planned.entry.data, **item.data}
        item.source = thing.source
        if not entry.key:
            item.wanted_id = ""
        if foreign is not None:
            fresh = thing.resource.identifier.endswith(f"_{tag.name}")
            self._take(item.data, foreign, _FROM_PLATFORM if fresh else (*_FROM_PLATFORM, *_CHANGED_THERE))
            self._ask(thing, thing, foreign, item)
            if foreign.data.get("status") == "draft" and entry.kind in {"tasks", "assessments"}:
                item.data["status"] = "draft"
        if entry.draft or item.data.get("for") == "instructors":
            self.not_open.add(item.source)
        self._add(item, entry, title)
        self.titles.add((item.kind, title))
        if entry.key:
            self.unit_of[item.source] = entry.unit
        name = tag.name or thing.resource.identifier.partition("_")[2]
        self._by_name[name] = (item, entry, thing)
        if entry.tool is not None:
            self.tools.setdefault(str(entry.tool["id"]), entry.tool)
        account.imported("entry", item.source, title, "as what it was in the plan")
        return item

    def _ask(self, quiz: Thing, page: Thing, foreign: Item, item: Item) -> None:
        """Put the questions of a quiz into an item, as the page says that they were."""
        questions = foreign.data.get("questions")
        if isinstance(questions, list):
            names = self._cartridge.asked.get(quiz.source, ())
            item.data["questions"] = as_written(questions, names, self._html_of(page)[0])

    def _add(self, item: Item, entry: Marked, title: str) -> None:
        """Put in what stands on a page of ours and was not there when it was exported."""
        if not entry.added:
            return
        text = item.data.get("instructions", "")
        if entry.kind == "announcements":
            item.data["text"] = entry.added
        elif entry.kind in _WITH_INSTRUCTIONS and isinstance(text, str | Text):
            before = text.markdown if isinstance(text, Text) else text
            item.data["instructions"] = Text(f"{before}\n\n{entry.added}".strip())
        else:
            self._cartridge.account.keep(title, item.source, entry.added, "it was added to its page")

    def _take(self, data: Data, foreign: Item, keys: Iterable[str]) -> None:
        for key in keys:
            if key in foreign.data:
                data[key] = _without_worth(foreign.data[key]) if key == "criteria" else foreign.data[key]

    def _silently(self, build: Build | None, thing: Thing, title: str) -> Item | None:
        """Return what a thing would be if it were not ours, without a note that it came in as that."""
        before = len(self._cartridge.account.notes)
        foreign = build(self._cartridge, thing, title) if build is not None else None
        self._forget(before)
        return foreign

    def _forget(self, before: int) -> None:
        notes = self._cartridge.account.notes
        notes[before:] = [one for one in notes[before:] if one.what == "question"]


def _without_worth(criteria: Value) -> Value:
    """Return criteria without the points of each level, which our exporter makes up."""
    if not isinstance(criteria, list):
        return criteria
    return [
        {key: value for key, value in one.items() if key != "x-level-points"}
        if isinstance(one, dict)
        else one
        for one in criteria
    ]

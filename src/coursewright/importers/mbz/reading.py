"""A backup of Moodle, read into a draft: its sections as modules, its activities as what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft, Item, ModuleDraft, Ref
from coursewright.importers.mbz.course import course_data, wanted_id
from coursewright.importers.mbz.found import found_in
from coursewright.importers.mbz.kinds.meetings import events
from coursewright.importers.mbz.modules import ModuleMaker
from coursewright.importers.mbz.outcomes import outcomes_of, weighted_categories
from coursewright.importers.mbz.own_course import own_draft
from coursewright.importers.mbz.people import note_people
from coursewright.importers.mbz.restricting import restrict
from coursewright.importers.mbz.stored_files import Area
from coursewright.importers.mbz.unused_questions import keep_unused

if TYPE_CHECKING:
    from coursewright.importers.desk import Desk
    from coursewright.importers.mbz.found import Found
    from coursewright.importers.mbz.sections import Section
    from coursewright.importers.source import Source

__all__ = ["read"]

_WORK = frozenset({"assign", "assignment", "lesson", "quiz", "scorm", "workshop"})
"""Kinds that make a section one of teaching, even if it has no name."""


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read a backup. Raises `UsageError` for one that cannot be read at all."""
    found = found_in(source, desk)
    draft = own_draft(found) if found.keys else _foreign(found)
    keep_unused(found.bench)
    note_people(found.bench, found.activities)
    _add_languages(draft, found)
    draft.called = found.bench.shelf.used
    return draft


def _foreign(found: Found) -> CourseDraft:
    """Return the course that a backup of anybody's holds."""
    bench = found.bench
    inner = {section.of_subsection: section for section in found.sections if section.of_subsection}
    own = [section for section in found.sections if not section.of_subsection]
    maker = ModuleMaker(bench, found.course, inner)
    top = own.pop(0) if found.backup.of == "course" and _is_top(own) else None
    items = maker.items(top) if top is not None else []
    modules: list[tuple[ModuleDraft, Section]] = []
    for section in own:
        if section.is_empty:
            bench.account.left_out(
                "section",
                section.source,
                f"section {section.place}",
                "there is nothing in it, not even a name",
            )
        else:
            modules.append((maker.module(section), section))
    restrict(maker.laid, modules, found)
    made = [module for module, _ in modules]
    if found.backup.of != "course" and len(made) == 1:
        return _lone(found, made)
    weeks = max((section.place for section in own), default=0) if found.course.is_weekly else 0
    return _course(found, top, made, items, weeks)


def _is_top(sections: list[Section]) -> bool:
    """Say whether the first section is the one at the top, with neither a name nor work in it."""
    if len(sections) < 2 or sections[0].place or sections[0].title:
        return False
    return not any(activity.kind in _WORK for activity in sections[0].activities)


def _lone(found: Found, modules: list[ModuleDraft]) -> CourseDraft:
    """Return the one module that the backup of a section or an activity is."""
    if found.backup.of == "activity" and found.activities and not modules[0].data.get("title"):
        modules[0].data["title"] = found.bench.texts.named(found.activities[0].name)
        modules[0].wanted_id = ""
    data = {"language": found.course.language} if found.course.language else {}
    return CourseDraft(found.source, {**data}, modules, lone_module=True)


def _course(
    found: Found, top: Section | None, modules: list[ModuleDraft], items: list[Item], weeks: int
) -> CourseDraft:
    bench = found.bench
    data = course_data(found.course, weeks, bench)
    bench.account.imported("course", found.source, found.title, "as the course")
    if top is not None:
        area = Area(found.course.context, "course", "section", top.number)
        opening, known = bench.texts.markdown(top.row, "summary", area), data.get("description")
        if opening and isinstance(known, str | None):
            data["description"] = f"{known}\n\n{opening}" if known else opening
        elif opening:
            bench.account.keep("", top.source, opening, "it stands at the top of the course")
        bench.account.imported("section", top.source, f"section {top.place}", "as what is the course's own")
    items = [*outcomes_of(bench), *items, *events(bench)]
    items += weighted_categories(bench, _counted_towards(modules, items))
    return CourseDraft(found.source, data, modules, items, wanted_id(found.course, found.backup))


def _counted_towards(modules: list[ModuleDraft], items: list[Item]) -> set[str]:
    """Return the sources that items count towards."""
    inner = [item for module in modules for unit in module.units for item in unit.items]
    all_items = [*items, *(item for module in modules for item in module.items), *inner]
    refs = (item.data.get("counts_towards") for item in all_items)
    return {ref.source for ref in refs if isinstance(ref, Ref)}


def _add_languages(draft: CourseDraft, found: Found) -> None:
    """Say the languages that some texts are in beside others, and note those that are mixed."""
    texts = found.bench.texts
    if tags := list(texts.tags):
        main = draft.data.setdefault("language", tags[0])
        draft.data["languages"] = [tag for tag in tags if tag != main]
    if texts.torn:
        how = f"{len(texts.torn)} of its texts mix several languages: only the main one came in"
        found.bench.account.partly("course", found.source, found.title, how)

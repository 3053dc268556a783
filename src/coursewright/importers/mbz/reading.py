"""A backup of Moodle, read into a draft: its sections as modules, its activities as what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import CourseDraft, Item, ModuleDraft, Ref
from coursewright.importers.mbz.activity import activities_of
from coursewright.importers.mbz.backup import backup_of
from coursewright.importers.mbz.bank import bank_of
from coursewright.importers.mbz.bench import Bench
from coursewright.importers.mbz.course import course_data, course_file, groupings_of, wanted_id
from coursewright.importers.mbz.gradebook import gradebook_of
from coursewright.importers.mbz.kinds.meetings import events
from coursewright.importers.mbz.modules import ModuleMaker
from coursewright.importers.mbz.outcomes import outcomes_of, weighted_categories
from coursewright.importers.mbz.people import note_people
from coursewright.importers.mbz.restricting import restrict
from coursewright.importers.mbz.sections import sections_of
from coursewright.importers.mbz.stored_files import Area, shelf_of
from coursewright.importers.mbz.texts import Texts
from coursewright.importers.mbz.unused_questions import keep_unused

if TYPE_CHECKING:
    from coursewright.importers.desk import Desk
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.backup import Backup
    from coursewright.importers.mbz.course import CourseFile
    from coursewright.importers.mbz.sections import Section
    from coursewright.importers.source import Source

__all__ = ["read"]

_WORK = frozenset({"assign", "assignment", "lesson", "quiz", "scorm", "workshop"})
"""Kinds that make a section one of teaching, even if it has no name."""


class _Found(NamedTuple):
    """What a backup holds, before anything is made of it."""

    backup: Backup
    course: CourseFile
    activities: list[Activity]
    sections: list[Section]
    bench: Bench


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read a backup. Raises `UsageError` for one that cannot be read at all."""
    found = _found(source, desk)
    bench, backup = found.bench, found.backup
    own, inner = [], {}
    for section in found.sections:
        if section.of_subsection:
            inner[section.of_subsection] = section
        else:
            own.append(section)
    maker = ModuleMaker(bench, found.course, inner)
    top = own.pop(0) if backup.of == "course" and _is_top(own) else None
    items = maker.items(top) if top is not None else []
    modules: list[tuple[ModuleDraft, Section]] = []
    for section in own:
        if section.is_empty:
            bench.account.left_out("section", section.source, "", "there is nothing in it, not even a name")
        else:
            modules.append((maker.module(section), section))
    restrict(maker.laid, modules, bench)
    draft = _draft(found, top, [module for module, _ in modules], items)
    keep_unused(bench)
    note_people(bench, found.activities)
    _note_torn(found)
    _add_languages(draft, bench)
    draft.called = bench.shelf.used
    return draft


def _found(source: Source, desk: Desk) -> _Found:
    backup = backup_of(source)
    course = course_file(backup)
    activities, broken = activities_of(backup)
    shelf = shelf_of(backup)
    texts = Texts(
        shelf,
        {activity.part.number: activity.source for activity in activities},
        backup.address,
        Area(course.context, "course", "legacy"),
        course.language,
        {},
        {},
    )
    book = gradebook_of(backup, activities)
    bench = Bench(backup, desk.account, texts, shelf, bank_of(backup), book, groupings_of(backup))
    for part in broken:
        bench.account.left_out(
            part.kind or "activity",
            f"{part.kind}:{part.number}",
            texts.line(part.title),
            f"`{part.folder}{part.kind}.xml` is not in the backup, or cannot be read",
        )
    return _Found(backup, course, activities, sections_of(backup, activities), bench)


def _is_top(sections: list[Section]) -> bool:
    """Say whether the first section is the one at the top, with neither a name nor work in it."""
    if len(sections) < 2 or sections[0].place or sections[0].title:
        return False
    return not any(activity.kind in _WORK for activity in sections[0].activities)


def _draft(found: _Found, top: Section | None, modules: list[ModuleDraft], items: list[Item]) -> CourseDraft:
    bench, backup = found.bench, found.backup
    source = f"course:{backup.course}" if backup.course else "course"
    if backup.of != "course" and len(modules) == 1:
        language = {"language": found.course.language} if found.course.language else {}
        return CourseDraft(source, {**language}, modules, lone_module=True)
    weeks = len(modules) if found.course.is_weekly else 0
    data = course_data(found.course, weeks, bench)
    title = bench.texts.line(backup.titles[0])
    bench.account.imported("course", source, title, "as the course")
    if top is not None:
        area = Area(found.course.context, "course", "section", top.number)
        opening = bench.texts.markdown(top.row, "summary", area)
        known = data.get("description")
        if opening and isinstance(known, str | None):
            data["description"] = f"{known}\n\n{opening}" if known else opening
        bench.account.imported("section", top.source, "", "as what is the course's own")
    items = [*outcomes_of(bench), *items, *events(bench)]
    items += weighted_categories(bench, _counted_towards(modules, items))
    return CourseDraft(source, data, modules, items, wanted_id(found.course, backup))


def _counted_towards(modules: list[ModuleDraft], items: list[Item]) -> set[str]:
    """Return the sources that items count towards."""
    inner = [item for module in modules for unit in module.units for item in unit.items]
    all_items = [*items, *(item for module in modules for item in module.items), *inner]
    refs = (item.data.get("counts_towards") for item in all_items)
    return {ref.source for ref in refs if isinstance(ref, Ref)}


def _note_torn(found: _Found) -> None:
    if not found.bench.texts.torn:
        return
    number = len(found.bench.texts.torn)
    found.bench.account.partly(
        "course",
        f"course:{found.backup.course}" if found.backup.course else "course",
        found.bench.texts.line(found.backup.titles[0]),
        f"{number} of its texts are in several languages, mixed with each other: only the main one came in",
    )


def _add_languages(draft: CourseDraft, bench: Bench) -> None:
    """Say the languages that some texts are in beside others."""
    tags = list(bench.texts.tags)
    if not tags:
        return
    main = draft.data.setdefault("language", tags[0])
    draft.data["languages"] = [tag for tag in tags if tag != main]

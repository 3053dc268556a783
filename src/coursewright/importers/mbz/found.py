"""Everything that a backup holds, read once, before anything is made of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.marked.model import source_of
from coursewright.importers.mbz.activity import activities_of
from coursewright.importers.mbz.backup import backup_of
from coursewright.importers.mbz.bank import bank_of
from coursewright.importers.mbz.bench import Bench
from coursewright.importers.mbz.course import course_file, groupings_of
from coursewright.importers.mbz.gradebook import gradebook_of
from coursewright.importers.mbz.own_marks import keys_of
from coursewright.importers.mbz.sections import sections_of
from coursewright.importers.mbz.stored_files import Area, contents_of, shelf_of
from coursewright.importers.mbz.texts import Texts

if TYPE_CHECKING:
    from coursewright.importers.desk import Desk
    from coursewright.importers.mbz.activity import Activity
    from coursewright.importers.mbz.backup import Backup
    from coursewright.importers.mbz.course import CourseFile
    from coursewright.importers.mbz.sections import Section
    from coursewright.importers.source import Source

__all__ = ["Found", "found_in"]


class Found(NamedTuple):
    """What a backup holds."""

    backup: Backup
    course: CourseFile
    activities: list[Activity]
    sections: list[Section]
    keys: dict[int, str]
    """Of activities that our own exporter made, by their numbers: the keys of their entries."""
    bench: Bench

    @property
    def source(self) -> str:
        """What the course is called in the account."""
        return f"course:{self.backup.course}" if self.backup.course else "course"

    @property
    def title(self) -> str:
        """The name of the course, on one line."""
        return self.bench.texts.line(self.backup.titles[0])


def found_in(source: Source, desk: Desk) -> Found:
    """Return what a source holds; activities that cannot be read are noted. Raises `UsageError`."""
    backup = backup_of(source)
    course = course_file(backup)
    activities, broken = activities_of(backup)
    keys = keys_of(activities)
    sources = {number: source_of(key) for number, key in keys.items()}
    activities = [replace(one, called=sources.get(one.part.number, "")) for one in activities]
    shelf = shelf_of(backup)
    legacy = Area(course.context, "course", "legacy")
    by_number = {one.part.number: one.source for one in activities}
    texts = Texts(shelf, by_number, backup.address, legacy, course.language, tags={}, torn={})
    book = gradebook_of(backup, activities)
    bank, groupings, contents = bank_of(backup), groupings_of(backup), contents_of(backup, shelf)
    bench = Bench(backup, desk.account, texts, shelf, bank, book, groupings, contents)
    for part in broken:
        name = f"{part.folder}{part.kind}.xml"
        why = f"`{name}` is not in the backup, or cannot be read"
        what = part.kind or "activity"
        bench.account.left_out(what, f"{what}:{part.number}", texts.line(part.title), why)
    return Found(backup, course, activities, sections_of(backup, activities), keys, bench)

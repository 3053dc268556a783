"""A course as a Moodle backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.mbz import course_files, staff
from coursewright.exporters.mbz.account import keep_account
from coursewright.exporters.mbz.bank import Bank
from coursewright.exporters.mbz.bench import Bench
from coursewright.exporters.mbz.gradebook import Gradebook
from coursewright.exporters.mbz.grading import AREAS, grading_file
from coursewright.exporters.mbz.groups import groups_file
from coursewright.exporters.mbz.ids import Ids
from coursewright.exporters.mbz.manifest import manifest
from coursewright.exporters.mbz.marks_back import with_marks_of_course
from coursewright.exporters.mbz.module_file import inforef, module_file, wrapped
from coursewright.exporters.mbz.modules import asking, assign, overview, quiz, reading, talking
from coursewright.exporters.mbz.records import document, group, record
from coursewright.exporters.packing.member import Member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger
    from coursewright.exporters.mbz.outline import Activity, Section
    from coursewright.exporters.mbz.records import Fields

__all__ = ["members"]

_NO_ROLES = document(group("roles", [group("role_overrides"), group("role_assignments")]))
_NO_EVENTS = document(group("events"))
"""Where a backup holds the calendar of a course, a restore looks for one of each activity."""


def members(
    edition: Edition, ledger: Ledger, step: Callable[[str], None] = lambda _: None
) -> Iterator[Member]:
    """Yield the files of a backup, as Moodle 4.1 would have written it without users.

    Raises `OSError` where a file of the course cannot be read.
    """
    writer = _Writer(Bench(edition, Ids()))
    keep_account(writer.bench, writer.gradebook, ledger)
    yield from writer.course()
    for section in writer.bench.outline.sections:
        step(section.title or edition.title)
        yield from writer.section(section)
    yield from writer.rest()


class _Writer:
    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.gradebook = Gradebook(bench)
        self._bank = Bank(bench)

    def course(self) -> Iterator[Member]:
        """Yield what says what the backup is, and the course itself."""
        bench = self.bench
        yield Member("moodle_backup.xml", manifest(bench, course_files.course_format(bench)))
        yield Member("course/course.xml", course_files.course_file(bench))
        yield Member("course/inforef.xml", document(inforef(bench.files_of("course"))))
        yield Member("course/roles.xml", _NO_ROLES)
        yield Member("course/calendar.xml", course_files.calendar_file(bench))

    def section(self, section: Section) -> Iterator[Member]:
        """Yield a section and its activities."""
        yield Member(f"{section.folder}/section.xml", course_files.section_file(section, self.bench))
        files = self.bench.files_of(f"section {section.key}")
        yield Member(f"{section.folder}/inforef.xml", document(inforef(files)))
        for activity in section.activities:
            yield from self._activity(activity, section)

    def rest(self) -> Iterator[Member]:
        """Yield what the whole course shares: questions, grades, groups, files."""
        bench = self.bench
        yield Member("questions.xml", self._bank.file())
        yield Member("gradebook.xml", self.gradebook.file())
        yield Member("groups.xml", groups_file(bench.edition, bench))
        yield Member("outcomes.xml", document(group("outcomes_definition")))
        yield Member("roles.xml", document(group("roles_definition")))
        yield Member("scales.xml", document(group("scales_definition")))
        yield from bench.pool.members()

    def _activity(self, activity: Activity, section: Section) -> Iterator[Member]:
        bench, folder = self.bench, activity.folder
        made = record(activity.kind, self._fields(activity), id=activity.instance)
        categories = self._bank.add(activity) if activity.kind == "quiz" else ()
        item = self.gradebook.number(activity)
        refs = inforef(bench.files_of(activity.key), () if item is None else (item,), categories)
        yield Member(f"{folder}/{activity.kind}.xml", document(wrapped(activity, made)))
        yield Member(f"{folder}/module.xml", document(module_file(activity, section, bench)))
        yield Member(f"{folder}/grades.xml", document(self.gradebook.of_activity(activity)))
        yield Member(f"{folder}/roles.xml", _NO_ROLES)
        yield Member(f"{folder}/calendar.xml", _NO_EVENTS)
        yield Member(f"{folder}/inforef.xml", document(refs))
        if activity.kind in AREAS:
            yield Member(f"{folder}/grading.xml", document(grading_file(activity, bench)))

    def _fields(self, activity: Activity) -> Fields:
        bench = self.bench
        match activity.kind:
            case "page":
                return reading.page(activity, bench, self._content(activity))
            case "url":
                return reading.url(activity, bench)
            case "resource":
                return reading.resource(activity, bench)
            case "label":
                return reading.label(activity, bench)
            case "forum":
                return talking.forum(activity, bench)
            case "wiki":
                return talking.wiki(activity, bench)
            case "glossary":
                return talking.glossary(activity, bench)
            case "assign":
                return assign.assign(activity, bench)
            case "quiz":
                return quiz.quiz(activity, bench)
            case "choice":
                return asking.choice(activity, bench)
            case "feedback":
                return asking.feedback(activity, bench)

    def _content(self, activity: Activity) -> str:
        """Return what a page shows: an entry, the course, a module, or what is for staff."""
        bench = self.bench
        match activity.part:
            case "course":
                about = bench.keep(activity, "content", overview.of_course(bench))
                return with_marks_of_course(about, bench.edition.title)
            case "module" if activity.module is not None:
                return bench.keep(activity, "content", overview.of_module(activity.module, bench))
            case "staff" if activity.module is not None:
                return bench.keep(activity, "content", staff.staff_body(activity.module, bench))
            case "staff":
                return bench.keep(activity, "content", staff.evaluation_body(bench))
        return bench.text(activity, "content")

"""The report as a page of its own: one file that needs no network, to look through and to send on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.reporters.html.page import assets, template
from coursewright.reporters.html.rules import rule_pages, topic_page
from coursewright.reporters.html.sections import Sections
from coursewright.reporters.html.text import title
from coursewright.reporters.record import FileRecord, RuleNote
from coursewright.reporters.rule_notes import RuleNotes
from coursewright.reporters.shared.homework import TOPIC, sheets

if TYPE_CHECKING:
    from markupsafe import Markup

    from coursewright.reporters.html.rules import RulePage
    from coursewright.reporters.record import CourseRecord, Foreign, Gone, Hushed, Omitted
    from coursewright.reporters.reporter import RunRecord, Setting


class HtmlReport:
    """Writes the parts on files as courses come, and the page once the sums on top of it are known."""

    def __init__(self, setting: Setting) -> None:
        self._version = setting.version
        self._sections = Sections()
        self._written: list[Markup] = []
        self._clean: list[FileRecord] = []
        self._heads: list[FileRecord] = []
        """Courses, and modules that stand alone: what the whole can be called by."""
        self._rules = RuleNotes()
        self._on_purpose: list[Omitted] = []
        self._silenced: list[Hushed] = []
        self._hidden: list[Hushed] = []
        self._gone: list[Gone] = []
        self._foreign: list[Foreign] = []

    def start(self) -> str:
        """Return nothing: the page begins with sums."""
        return ""

    def course(self, course: CourseRecord) -> str:
        """Keep the part on one course, and return nothing."""
        self._rules.add((told.code for told in course.findings), course.rules)
        self._on_purpose += course.on_purpose
        self._silenced += (one for one in course.hushed if one.kind != "baseline")
        self._hidden += (one for one in course.hushed if one.kind == "baseline")
        self._gone += course.gone
        self._foreign += course.foreign
        self._heads += [one for one in course.files if one.kind == "course"] or course.files
        self._files(course)
        return ""

    def end(self, run: RunRecord) -> str:
        """Return the page."""
        return template("report.html.jinja").render(
            anchors=self._sections.anchors,
            assets=assets(),
            body=self._written,
            clean=self._clean,
            foreign=self._foreign,
            gone=self._gone,
            hidden=self._hidden,
            name=self._name(run),
            most=max((one.minutes for one in self._sections.written), default=0),
            on_purpose=self._on_purpose,
            rules=self._pages(),
            topic=topic_page(TOPIC) if self._sections.homework else None,
            run=run,
            digest=run.digest,
            sections=self._sections.written,
            silenced=self._silenced,
            version=self._version,
        )

    def _files(self, course: CourseRecord) -> None:
        found = sheets(course.findings)
        known = {one.path: one for one in course.files}
        self._clean += (one for path, one in known.items() if path not in found)
        for path, sheet in found.items():
            file = known.get(str(path)) or FileRecord(str(path), "", "")
            self._written.append(self._sections.section(file, sheet))

    def _name(self, run: RunRecord) -> str:
        """Return what to call all that was checked: by its title where it is one thing."""
        if len(self._heads) != 1:
            return run.digest.read
        (head,) = self._heads
        return title(head.title) or head.path

    def _pages(self) -> list[RulePage]:
        if not self._sections.spoke:
            return []
        known = {note.code: note for note in self._rules.every()}
        names = self._sections.names
        notes = [known.get(code) or _unknown(code, names[code]) for code in sorted(names)]
        return list(rule_pages(notes, self._sections.anchors, self._sections.spoke))


def _unknown(code: str, name: str) -> RuleNote:
    """Return a note on a rule that is not installed here."""
    return RuleNote(code, name, "", "", "", 0, "", "", "")

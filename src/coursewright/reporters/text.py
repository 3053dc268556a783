"""The report for people at a terminal, or reading a log."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from coursewright.reporters.fold import Entry, fold, homework_tasks
from coursewright.reporters.frame import frame
from coursewright.reporters.paths import from_here
from coursewright.reporters.style import Paint, safe
from coursewright.reporters.summary import counted, duration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.lint.findings import CourseReport, Finding, Tally
    from coursewright.spec.source import Source

NARROWEST = 40


class TextReport:
    """Writes one course after the other, and keeps count of the entries shown."""

    def __init__(self, here: Path, columns: int = 100, *, coloured: bool = False) -> None:
        self.here = here
        self.columns = max(columns, NARROWEST)
        self.paint = Paint(coloured)
        self.entries = 0

    def course(self, report: CourseReport) -> Iterator[str]:
        """Yield the text of a course's findings, file by file, an entry at a time."""
        by_file: dict[Source, list[Finding]] = {}
        for finding in report.findings:
            by_file.setdefault(finding.mark.source, []).append(finding)
        for source, findings in by_file.items():
            homework = homework_tasks(findings)
            if homework:
                yield self._homework(source, list(homework.values()))
            for entry in fold(findings):
                self.entries += 1
                yield self._entry(entry)

    def statistics(self, tally: Tally, names: dict[str, str]) -> str:
        """Return the counts of each rule, most frequent first."""
        rows = sorted(tally.codes.items(), key=lambda row: (-row[1], row[0]))
        most = max((len(str(count)) for _, count in rows), default=1)
        return "".join(f"{count:>{most}}  {code}  {names[code]}\n" for code, count in rows)

    def _homework(self, source: Source, names: list[str]) -> str:
        shown = ", ".join(f'"{name}"' for name in names[:3] if name)
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        heading = self.paint("heading", "Homework pattern")
        what = f"{counted(len(names), 'task')} set and never answered: {shown}{more}."
        return f"{self._path(source)}: {heading}, {safe(what)}\n\n"

    def _entry(self, entry: Entry) -> str:
        first = entry.first
        start = first.mark.span.start
        place = f"{self._path(first.mark.source)}:{start.line}:{start.column}"
        level = self.paint.severity(first.severity)
        message = safe(first.message)
        if len(entry.findings) > 1:
            message = f"{message} (And {len(entry.findings) - 1} more in this file.)"
        lines = [f"{self.paint('place', place)} {self.paint('code', first.code)} {level} {message}"]
        if first.mark.source.text:
            lines += frame(first.mark, self.columns, self.paint, str(first.severity))
        notes = [*self._related(first), *self._others(entry), ("why", first.why)]
        if first.fix:
            notes.append(("fix", f"{first.fix} ({self._minutes(entry)})"))
        gutter = " " * (len(str(start.line)) + 1)
        lines += [line for label, text in notes for line in self._note(gutter, label, text)]
        lines += self._more(gutter, first)
        return "\n".join(lines) + "\n\n"

    def _minutes(self, entry: Entry) -> str:
        each = f"about {duration(entry.first.minutes)}"
        return each if len(entry.findings) == 1 else f"{each} each, {duration(entry.minutes)} in all"

    def _others(self, entry: Entry) -> Iterator[tuple[str, str]]:
        for unit, findings in entry.others():
            places = ", ".join(
                f"{_name(finding)} (line {finding.mark.span.start.line})" for finding in findings
            )
            yield "also", f"{unit}: {places}" if unit else places
        if entry.unnamed:
            yield "also", f"and {entry.unnamed} more"

    def _related(self, finding: Finding) -> Iterator[tuple[str, str]]:
        for mark in finding.related:
            number = mark.span.start.line
            same = mark.source is finding.mark.source
            where = f"line {number}" if same else f"{self._path(mark.source)}:{number}"
            yield "see", f"{where}, {mark.label}: {mark.source.line(number).strip()}"

    def _more(self, gutter: str, finding: Finding) -> Iterator[str]:
        more = f"more: coursewright explain {finding.code}"
        key = finding.meta.on_purpose
        sign = f"{gutter}{self.paint('quiet', '=')}"
        offer = f'on purpose? `{key}: {{none: "your reason"}}`'
        if key and len(gutter) + len(offer) + len(more) + 6 <= self.columns:
            yield f"{sign} {offer}    {more}"
            return
        if key:
            yield f"{sign} {offer}"
        yield f"{sign} {more}"

    def _note(self, gutter: str, label: str, text: str) -> Iterator[str]:
        indent = " " * (len(gutter) + len(label) + 4)
        room = self.columns - len(indent)
        lines = textwrap.wrap(safe(text), room, break_long_words=False, break_on_hyphens=False) or [""]
        yield f"{gutter}{self.paint('quiet', '=')} {label}: {lines[0]}"
        for line in lines[1:]:
            yield indent + line

    def _path(self, source: Source) -> str:
        return safe(from_here(source.path, self.here))


def _name(finding: Finding) -> str:
    return f'"{finding.subject}"' if finding.subject else (finding.mark.node or "the file")

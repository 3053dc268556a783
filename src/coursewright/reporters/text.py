"""The report for people at a terminal, or reading a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.runs.sweep import Piece
from coursewright.lint.telling import NO_REASON
from coursewright.reporters.shared.closing import NARROWEST
from coursewright.reporters.shared.entry_words import (
    LISTS_ALL,
    explain,
    is_to_do_list,
    key_of,
    offer,
    others,
    time,
    unread,
)
from coursewright.reporters.shared.fold import NAMED
from coursewright.reporters.shared.frame import frame, headline
from coursewright.reporters.shared.homework import EXPLAIN, HEADING, sheets
from coursewright.reporters.shared.measure import flat, shorten, wrap
from coursewright.reporters.shared.paths import from_here
from coursewright.reporters.shared.style import Paint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coursewright.lint.findings import CourseReport, Finding, Mark
    from coursewright.reporters.shared.fold import Entry
    from coursewright.reporters.shared.homework import Sheet
    from coursewright.spec.source import Source

_NAME = 60
"""Columns of a name, or of a line shown in passing."""
_GLUE = "\0"
"""A space that no line is broken at."""


class TextReport:
    """Writes one course after the other.

    `wrapped` breaks headlines at the width, too; without it they stay on one line, as suits a log.
    """

    def __init__(
        self, here: Path, columns: int = 100, *, coloured: bool = False, wrapped: bool = False
    ) -> None:
        self.here = here
        self.columns = max(columns, NARROWEST)
        self.paint = Paint(coloured)
        self.wrapped = wrapped
        self._entries = 0
        """How many entries of the course at hand were shown."""
        self._paths: dict[Source, str] = {}
        """How its files are called, each of them many times."""

    def piece(self, report: CourseReport) -> Piece:
        """Return what one course adds to the report."""
        text = "".join(self.course(report))
        return Piece(text, self._entries)

    def course(self, report: CourseReport) -> Iterator[str]:
        """Yield the text of a course's findings, file by file, an entry at a time."""
        self._paths.clear()
        self._entries = 0
        for sheet in sheets(report.findings).values():
            for entry in sheet.entries:
                if entry is sheet.head:
                    yield self._homework(entry.first.mark.source, sheet)
                self._entries += 1
                yield self._entry(entry)
        yield from self._on_purpose(report)

    def _on_purpose(self, report: CourseReport) -> Iterator[str]:
        """Say what is as it is on purpose, a line each: nobody needs to mend it, and everybody may wonder."""
        rows = [(one.mark, f"without {key_of(one.mark.node)}", one.reason) for one in report.on_purpose]
        rows += [
            (one.finding.mark, f"{one.finding.code} silenced", one.reason)
            for one in report.silenced
            if one.kind == "comment"
        ]
        for mark, what, why in rows[:NAMED]:
            lead = self.paint("quiet", f"on purpose, {what}:")
            yield f"{self._place(mark)} {lead} {flat(why) or NO_REASON}\n"
        if (more := len(rows) - NAMED) > 0:
            yield f"And {more} more on purpose; {LISTS_ALL}.\n"
        for mark, tag in report.unread:
            lead = self.paint("quiet", "not read:")
            yield f"{self._place(mark)} {lead} {unread(flat(tag))}\n"
        if rows or report.unread:
            yield "\n"

    def _place(self, mark: Mark) -> str:
        start = mark.span.start
        return self.paint("place", f"{self._path(mark.source)}:{start.line}:{start.column}")

    def _homework(self, source: Source, sheet: Sheet[Finding]) -> str:
        said = sheet.said(lambda title: shorten(flat(title), _NAME))
        lead = [("place", f"{self._path(source)}:"), ("heading", f"{HEADING}:")]
        more = self.paint("quiet", f"more: {EXPLAIN}")
        return "\n".join([*self._headline(lead, said), f"  {self.paint('quiet', '=')} {more}"]) + "\n\n"

    def _entry(self, entry: Entry[Finding]) -> str:
        first = entry.first
        start = first.mark.span.start
        place = f"{self._path(first.mark.source)}:{start.line}:{start.column}"
        severity = str(first.severity)
        lead = [("place", place), ("code", first.code), (severity, f"[{severity}]")]
        message = flat(first.message)
        todo = is_to_do_list(entry)
        if todo:
            message = f"{len(entry.findings)} places in this file are still to be written:"
        elif len(entry.findings) > 1:
            message = f"{message} (And {len(entry.findings) - 1} more in this file.)"
        lines = self._headline(lead, message)
        if first.mark.source.text and not todo:
            lines += frame(first.mark, self.columns, self.paint, severity)
        also = others(entry, _name, lambda unit: shorten(flat(unit), _NAME), _GLUE)
        notes = [*self._related(first), *(("also", places) for places in also)]
        notes.append(("why", flat(first.why)))
        if first.fix:
            taking = f" ({_glued(time(entry))})" if entry.minutes else ""
            notes.append(("fix", f"{flat(first.fix)}{taking}"))
        gutter = " " * (len(str(start.line)) + 1)
        if todo:
            gutter = "  "
            lines += self._to_write(entry)
        lines += [self._note(gutter, label, text) for label, text in notes]
        lines += self._more(gutter, first)
        return "\n".join(lines) + "\n\n"

    def _to_write(self, entry: Entry[Finding]) -> Iterator[str]:
        """List what is noted to be written, a place a line, the number of its line before it."""
        width = max(len(str(one.line)) for one in entry.findings)
        indent = " " * (width + 4)
        for one in entry.findings:
            said = f"{_name(one)}: {flat(one.todo)}" if one.todo else _name(one)
            first, *further = wrap(said, self.columns - len(indent))
            yield f"  {self.paint('place', f'{one.line:>{width}}')}  {first}"
            yield from (f"{indent}{line}" for line in further)

    def _headline(self, lead: Sequence[tuple[str, str]], said: str) -> list[str]:
        return headline(lead, said, self.columns if self.wrapped else None, self.paint)

    def _related(self, finding: Finding) -> Iterator[tuple[str, str]]:
        for mark in finding.related:
            number = mark.span.start.line
            same = mark.source is finding.mark.source
            where = f"line {number}" if same else f"{self._path(mark.source)}:{number}"
            written = shorten(flat(mark.source.line(number)[mark.span.start.column - 1 :]), _NAME)
            label = f", {flat(mark.label)}" if mark.label else ""
            yield "see", f"{where}{label}: {written}" if written else f"{where}{label}"

    def _more(self, gutter: str, finding: Finding) -> Iterator[str]:
        more = f"more: {explain(finding.code)}"
        key = finding.meta.on_purpose
        sign = f"{gutter}{self.paint('quiet', '=')}"
        asked = f"on purpose? `{offer(key)}`"
        if key and len(gutter) + len(asked) + len(more) + 6 <= self.columns:
            yield f"{sign} {asked}    {self.paint('quiet', more)}"
            return
        if key:
            first, *further = wrap(asked, self.columns - len(gutter) - 2)
            yield f"{sign} {first}"
            yield from (f"{gutter}  {line}" for line in further)
        yield f"{sign} {self.paint('quiet', more)}"

    def _note(self, gutter: str, label: str, text: str) -> str:
        indent = " " * (len(gutter) + len(label) + 4)
        lead = f"{gutter}{self.paint('quiet', '=')} {self.paint('label', f'{label}:')} "
        lines = f"\n{indent}".join(wrap(text, self.columns - len(indent)))
        return lead + lines.replace(_GLUE, " ")

    def _path(self, source: Source) -> str:
        if source not in self._paths:
            self._paths[source] = from_here(source.path, self.here)
        return self._paths[source]


def _glued(said: str) -> str:
    """Return a text that a line is broken in only behind a comma."""
    return ", ".join(part.replace(" ", _GLUE) for part in said.split(", "))


def _name(finding: Finding) -> str:
    if finding.subject:
        return f'"{shorten(flat(finding.subject), _NAME)}"'
    return flat(finding.mark.node) or "the file"

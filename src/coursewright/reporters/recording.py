"""Make a record of what was found in a course, while the trees of its files are still there."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING

from coursewright.lint.profiles import ALWAYS
from coursewright.lint.registry import all_rules
from coursewright.lint.silence.identity import identity
from coursewright.reporters.record import (
    WIDEST,
    CourseRecord,
    Edit,
    Excerpt,
    FileRecord,
    Foreign,
    Gone,
    Hushed,
    Omitted,
    Place,
    TaskRecord,
    Told,
)
from coursewright.reporters.rule_notes import note
from coursewright.reporters.shared.paths import relative
from coursewright.spec.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from coursewright.lint.findings import CourseReport, Finding, Mark, TaskName
    from coursewright.spec.source import Position, Source

_WRITTEN = 80


class Recorder:
    """Makes records of courses; paths become relative to `base`."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._paths: dict[Path, str] = {}
        self._installed = {rule.meta.code for rule in all_rules()}

    def course(self, report: CourseReport) -> CourseRecord:
        """Return the record of a course."""
        self._paths.clear()
        every = [*report.findings, *(one.finding for one in report.silenced)]
        prints = _fingerprints(every)
        own = {one.code: one.meta for one in every if one.code not in self._installed}
        return CourseRecord(
            files=tuple(
                FileRecord(self._path(one.path), one.kind, shortened(one.title)) for one in report.checked
            ),
            findings=tuple(self._told(one, prints) for one in report.findings),
            on_purpose=tuple(Omitted(self._place(one.mark), one.reason) for one in report.on_purpose),
            hushed=tuple(
                Hushed(self._told(one.finding, prints), one.kind, one.reason, self._path(one.path), one.line)
                for one in report.silenced
            ),
            gone=tuple(
                Gone(
                    self._path(one.path),
                    one.place.code,
                    one.entry.hint,
                    one.gone,
                    self._path(one.by),
                    one.entry.line,
                )
                for one in report.stale
            ),
            foreign=tuple(Foreign(self._place(one.mark), one.tag) for one in report.unread),
            rules=tuple(note(own[code]) for code in sorted(own)),
        )

    def _told(self, finding: Finding, prints: Mapping[int, str]) -> Told:
        return Told(
            code=finding.code,
            name=finding.meta.name,
            severity=str(finding.severity),
            message=finding.message,
            why=finding.why,
            fix=finding.fix,
            minutes=finding.minutes,
            place=self._place(finding.mark),
            related=tuple(self._place(mark) for mark in finding.related),
            excerpt=excerpt(finding.mark),
            edits=tuple(self._edits(finding)),
            unit=shortened(finding.unit),
            subject=shortened(finding.subject),
            task=self._task(finding.task),
            on_purpose=finding.meta.on_purpose,
            crash=finding.crash,
            fingerprint=prints[id(finding)],
            todo=finding.todo,
        )

    def _edits(self, finding: Finding) -> Iterable[Edit]:
        for edit in finding.edits:
            start, end = edit.span
            path = self._path(edit.source.path)
            ends = (_byte(edit.source, place) for place in edit.span)
            yield Edit(path, start.line, start.column, end.line, end.column, edit.text, edit.safe, *ends)

    def _task(self, task: TaskName | None) -> TaskRecord | None:
        return (
            TaskRecord(self._path(task.file), task.node, shortened(task.title)) if task is not None else None
        )

    def _place(self, mark: Mark) -> Place:
        start, end = mark.span
        written = mark.source.line(start.line)[start.column - 1 :][: _WRITTEN + 1]
        return Place(
            self._path(mark.path),
            mark.node,
            start.line,
            start.column,
            end.line,
            end.column,
            mark.label,
            written if len(written) <= _WRITTEN else f"{written[:_WRITTEN]}…",
        )

    def _path(self, path: Path) -> str:
        known = self._paths.get(path)
        if known is None:
            known = self._paths[path] = relative(path, self._base)
        return known


def _byte(source: Source, place: Position) -> int:
    """Return the column of a place in bytes of UTF-8, from 1."""
    return len(source.line(place.line)[: place.column - 1].encode("utf-8", "surrogatepass")) + 1


def _fingerprints(findings: Iterable[Finding]) -> dict[int, str]:
    """Return what to tell each finding by, under its `id`.

    Those that nothing but their place tells apart are numbered as they stand in the file, silenced or not.
    """
    met: Counter[tuple[Path, str]] = Counter()
    prints: dict[int, str] = {}
    for finding in sorted(findings, key=lambda one: (one.start, one.message)):
        about = f"{finding.code}\0{identity(finding.mark).fingerprint}"
        # What cannot be read goes wrong in many ways at one place.
        about += f"\0{finding.message}" if finding.code in ALWAYS else ""
        met[finding.mark.path, about] += 1
        numbered = f"{about}\0{met[finding.mark.path, about]}"
        prints[id(finding)] = sha256(numbered.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return prints


def excerpt(mark: Mark) -> Excerpt:
    """Return the first line of a place and the lines around it, cut to what a report can show."""
    (line, column), end = mark.span
    source: Source = mark.source
    whole = source.line(line)
    first = column - 1
    last = end.column - 1 if end.line == line else len(whole)
    before, marked, after = whole[:first], whole[first:last], whole[last:]
    return Excerpt(
        f"…{before[-WIDEST:]}" if len(before) > WIDEST else before,
        _cut(marked),
        _cut(after) if len(marked) <= WIDEST else "",
        _cut(source.line(line - 1)),
        _cut(source.line(line + 1)),
    )


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}…"

"""The report for programs: one JSON document, its findings a line each. `schema/` says what is in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.lint.api import Severity
from coursewright.lint.runs.sweep import Piece
from coursewright.reporters.paths import relative
from coursewright.reporters.suppressed import stale_entry, suppressed_entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.lint.findings import CourseReport, Finding, Mark
    from coursewright.lint.runs.tally import Tally
    from coursewright.spec.errors import CoursewrightError

FORMAT_VERSION = 1

_LISTS = ("on_purpose", "suppressed", "stale", "unread")
"""What a document gathers beside its findings."""

_SCHEMA = Path(__file__).parent / "schema" / "report.schema.json"
_UNSHOWABLE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON may hold as it is, but could steer the terminal that somebody shows the report on."""


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of the report."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text("utf-8"))
    return schema


class JsonReport:
    """Writes a document piece by piece, so that a large run needs little memory."""

    def __init__(self, base: Path, version: str) -> None:
        self.base = base
        self._head = {"name": "coursewright", "version": version}
        self._beside: dict[str, list[dict[str, Any]]] = {name: [] for name in _LISTS}
        self._any = False
        self.entries = 0

    def start(self) -> str:
        """Return the opening of the document."""
        return f'{{"format_version": {FORMAT_VERSION},\n"tool": {as_json(self._head)},\n"findings": ['

    def course(self, report: CourseReport) -> Iterator[str]:
        """Yield the findings of one course."""
        beside = self._beside
        for omission in report.on_purpose:
            place = {"path": relative(omission.mark.path, self.base), "node": omission.mark.node}
            beside["on_purpose"].append({**place, "reason": omission.reason})
        beside["suppressed"] += (
            suppressed_entry(one, self._finding(one.finding), self.base) for one in report.silenced
        )
        beside["stale"] += (stale_entry(one, self.base) for one in report.stale)
        beside["unread"] += ({**self._place(one.mark), "language": one.tag} for one in report.unread)
        for finding in report.findings:
            yield (",\n" if self._any else "\n") + as_json(self._finding(finding))
            self._any = True

    def piece(self, report: CourseReport) -> Piece:
        """Return what one course adds to the report."""
        one = JsonReport(self.base, self._head["version"])
        text = "".join(one.course(report))
        return Piece(text, rest={name: rows for name, rows in one._beside.items() if rows})

    def written(self, piece: Piece) -> str:
        """Take up a piece, and return its text."""
        for name, rows in piece.rest.items():
            self._beside[name] += rows
        text = f",{piece.text}" if self._any and piece.text else piece.text
        self._any = self._any or bool(piece.text)
        return text

    def end(self, tally: Tally, exit_code: int, errors: Sequence[CoursewrightError]) -> str:
        """Return the rest of the document."""
        summary = {
            "files": tally.files,
            "courses": tally.courses,
            "modules": tally.modules,
            "errors": tally.severities[Severity.ERROR],
            "warnings": tally.severities[Severity.WARNING],
            "infos": tally.severities[Severity.INFO],
            "minutes": tally.minutes,
            "exit_code": exit_code,
        }
        parts = {
            **self._beside,
            "unchecked": [self._unchecked(error) for error in errors],
            "summary": summary,
        }
        return "]" + "".join(f",\n{as_json(name)}: {as_json(part)}" for name, part in parts.items()) + "}\n"

    def _finding(self, finding: Finding) -> dict[str, Any]:
        return {
            "code": finding.code,
            "name": finding.meta.name,
            "severity": str(finding.severity),
            "message": finding.message,
            "why": finding.why,
            "fix": finding.fix,
            "minutes": finding.minutes,
            **self._place(finding.mark),
            "related": [{**self._place(mark), "label": mark.label} for mark in finding.related],
            "edits": [],
        }

    def _place(self, mark: Mark) -> dict[str, Any]:
        start, end = mark.span.start, mark.span.end
        return {
            "path": relative(mark.path, self.base),
            "node": mark.node,
            "start": {"line": start.line, "column": start.column},
            "end": {"line": end.line, "column": end.column},
        }

    def _unchecked(self, error: CoursewrightError) -> dict[str, Any]:
        path = getattr(error, "path", None)
        shown = relative(path, self.base) if path else "."
        return {"path": shown, "message": error.message, "hint": error.hint}


def as_json(value: object) -> str:
    """Return a value on one line of JSON that is safe to show."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() else _UNSHOWABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)

"""The report for reviewdog: a `DiagnosticResult` of its Diagnostic Format as JSON, with columns in bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.reporters.byte_columns import ByteColumns
from coursewright.reporters.json_report import as_json
from coursewright.reporters.shared.fold import Entry
from coursewright.reporters.shared.measure import encodable, flat
from coursewright.reporters.shared.told_text import one_line, paragraphs, trouble_line

if TYPE_CHECKING:
    from coursewright.reporters.record import CourseRecord, Edit, Place, Told, Trouble
    from coursewright.reporters.reporter import RunRecord, Setting

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


class RdjsonReport:
    """Writes a diagnostic for each finding as they come."""

    def __init__(self, setting: Setting) -> None:  # noqa: ARG002 - every reporter is made of one
        self._severities: set[str] = set()
        self._any = False

    def start(self) -> str:
        """Return the opening of the document."""
        return f'{{"source": {as_json({"name": "coursewright"})},\n"diagnostics": ['

    def course(self, course: CourseRecord) -> str:
        """Return the diagnostics of one course."""
        return "".join(self._entry(_finding(told)) for told in course.findings)

    def end(self, run: RunRecord) -> str:
        """Return what could not be checked, and how bad the worst is."""
        text = "".join(self._entry(_trouble(one)) for one in run.troubles)
        worst = next((one for one in _SEVERITIES.values() if one in self._severities), "")
        overall = f',\n"severity": {as_json(worst)}' if worst else ""
        return f"{text}]{overall}}}\n"

    def _entry(self, entry: dict[str, Any]) -> str:
        before = ",\n" if self._any else "\n"
        self._any = True
        self._severities.add(entry["severity"])
        return before + as_json(entry)


def _finding(told: Told) -> dict[str, Any]:
    columns = ByteColumns(told)
    entry: dict[str, Any] = {
        "message": "\n".join(paragraphs(Entry((told,)))),
        "location": {"path": encodable(told.place.path), "range": _range(told.place, columns)},
        "severity": _SEVERITIES[told.severity],
        "code": {"value": told.code},
    }
    if suggestions := _suggestions(told):
        entry["suggestions"] = suggestions
    if told.related:
        entry["related_locations"] = [_related(place, columns) for place in told.related]
    return {**entry, "original_output": one_line(told)}


def _trouble(trouble: Trouble) -> dict[str, Any]:
    location: dict[str, Any] = {"path": encodable(trouble.path)}
    if trouble.line:
        # Of its line nothing is known but where it begins.
        location["range"] = {"start": _position(trouble.line, 1 if trouble.column == 1 else None)}
    return {
        "message": flat(trouble.said),
        "location": location,
        "severity": "ERROR",
        "code": {"value": f"unchecked-{trouble.kind}"},
        "original_output": trouble_line(trouble),
    }


def _range(place: Place, columns: ByteColumns) -> dict[str, Any]:
    """Return a stretch of a file: by columns where both are known, else by lines, else where it starts."""
    first = columns.column(place.path, place.line, place.column)
    last = columns.column(place.path, place.end_line, place.end_column)
    if first is not None and last is not None:
        return {"start": _position(place.line, first), "end": _position(place.end_line, last)}
    if place.end_line == place.line:
        return {"start": _position(place.line, first)}
    return {"start": _position(place.line, None), "end": _position(place.last_line, None)}


def _related(place: Place, columns: ByteColumns) -> dict[str, Any]:
    location = {"path": encodable(place.path), "range": _range(place, columns)}
    return {"message": flat(place.label), "location": location} if place.label else {"location": location}


def _suggestions(told: Told) -> list[dict[str, Any]]:
    """Return the changes that mend a finding, all or none: each replaces text in the diagnostic's file."""
    own = all(edit.path == told.place.path and encodable(edit.text) == edit.text for edit in told.edits)
    return [_suggestion(edit) for edit in told.edits] if own else []


def _suggestion(edit: Edit) -> dict[str, Any]:
    ends = {"start": _position(edit.line, edit.byte), "end": _position(edit.end_line, edit.end_byte)}
    return {"range": ends, "text": edit.text}


def _position(line: int, column: int | None) -> dict[str, int]:
    return {"line": line} if column is None else {"line": line, "column": column}

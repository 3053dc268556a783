"""The report for programs: one JSON document, its findings a line each. `schema/` says what is in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coursewright.reporters.record import (
        CourseRecord,
        Edit,
        Foreign,
        Gone,
        Hushed,
        Omitted,
        Place,
        Told,
        Trouble,
    )
    from coursewright.reporters.reporter import RunRecord, Setting
    from coursewright.reporters.shared.digest import Digest

FORMAT_VERSION = 1

_SCHEMA = Path(__file__).parent / "schema" / "report.schema.json"
_UNSHOWABLE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON may hold as it is, but could steer the terminal that somebody shows the report on."""


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of the report."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text("utf-8"))
    return schema


class JsonReport:
    """Writes a document course by course, so that a large run needs little memory."""

    def __init__(self, setting: Setting) -> None:
        self._tool = {"name": "coursewright", "version": setting.version}
        self._on_purpose: list[dict[str, Any]] = []
        self._suppressed: list[dict[str, Any]] = []
        self._stale: list[dict[str, Any]] = []
        self._unread: list[dict[str, Any]] = []
        self._any = False

    def start(self) -> str:
        """Return the opening of the document."""
        return f'{{"format_version": {FORMAT_VERSION},\n"tool": {as_json(self._tool)},\n"findings": ['

    def course(self, course: CourseRecord) -> str:
        """Return the findings of one course."""
        self._on_purpose += map(omitted_data, course.on_purpose)
        self._suppressed += map(suppressed_data, course.hushed)
        self._stale += map(stale_data, course.gone)
        self._unread += map(unread_data, course.foreign)
        text = ""
        for told in course.findings:
            text += (",\n" if self._any else "\n") + as_json(finding_data(told))
            self._any = True
        return text

    def end(self, run: RunRecord) -> str:
        """Return the rest of the document."""
        parts = {
            "on_purpose": self._on_purpose,
            "suppressed": self._suppressed,
            "stale": self._stale,
            "unread": self._unread,
            "unchecked": [trouble_data(one) for one in run.troubles],
            "summary": summary_data(run),
        }
        return "]" + "".join(f",\n{as_json(name)}: {as_json(part)}" for name, part in parts.items()) + "}\n"


def finding_data(told: Told) -> dict[str, Any]:
    """Return a finding as the schema has it."""
    return {
        "code": told.code,
        "name": told.name,
        "severity": told.severity,
        "message": told.message,
        "why": told.why,
        "fix": told.fix,
        "minutes": told.minutes,
        **place_data(told.place),
        "related": [{**place_data(place), "label": place.label} for place in told.related],
        "edits": [_edit(edit) for edit in told.edits],
        "fingerprint": told.fingerprint,
    }


def place_data(place: Place) -> dict[str, Any]:
    """Return a place as the schema has it."""
    return {
        "path": place.path,
        "node": place.node,
        **_ends(place),
    }


def _ends(stretch: Place | Edit) -> dict[str, Any]:
    return {
        "start": {"line": stretch.line, "column": stretch.column},
        "end": {"line": stretch.end_line, "column": stretch.end_column},
    }


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "path": edit.path,
        **_ends(edit),
        "text": edit.text,
        "safe": edit.safe,
    }


def omitted_data(omitted: Omitted) -> dict[str, Any]:
    """Return an entry of `on_purpose`: what is left out, and why."""
    return {"path": omitted.place.path, "node": omitted.place.node, "reason": omitted.reason}


def suppressed_data(hushed: Hushed) -> dict[str, Any]:
    """Return an entry of `suppressed`: the finding as it would stand in `findings`, and what silences it."""
    return {
        **finding_data(hushed.told),
        "kind": hushed.kind,
        "reason": hushed.reason,
        "by": {"path": hushed.path, "line": hushed.line},
    }


def stale_data(gone: Gone) -> dict[str, Any]:
    """Return an entry of `stale`: what a baseline lists although it is gone, wholly or in part."""
    return {
        "path": gone.path,
        "code": gone.code,
        "hint": gone.hint,
        "gone": gone.gone,
        "by": {"path": gone.by, "line": gone.line},
    }


def unread_data(foreign: Foreign) -> dict[str, Any]:
    """Return an entry of `unread`: a language that no rule about wording can read."""
    return {**place_data(foreign.place), "language": foreign.language}


def trouble_data(trouble: Trouble) -> dict[str, Any]:
    """Return an entry of `unchecked`."""
    place = {"start": {"line": trouble.line, "column": trouble.column}} if trouble.line else {}
    return {
        "path": trouble.path,
        **place,
        "kind": trouble.kind,
        "message": trouble.message,
        "hint": trouble.hint,
    }


def summary_data(run: RunRecord) -> dict[str, Any]:
    """Return the sums of a run."""
    tally, digest = run.tally, run.digest
    return {
        "files": tally.files,
        "courses": tally.courses,
        "modules": tally.modules,
        "errors": digest.errors,
        "warnings": digest.warnings,
        "infos": digest.notes,
        "minutes": tally.minutes,
        "costliest": _costliest(digest),
        "exit_code": run.exit_code,
    }


def _costliest(digest: Digest) -> list[dict[str, Any]]:
    return [one._asdict() for one in digest.costliest]


def as_json(value: object, indent: int | None = None) -> str:
    """Return a value as JSON that is safe to show, on one line unless there is an `indent`."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return text if text.isascii() else _UNSHOWABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)

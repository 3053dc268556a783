"""The report of an import as data, for programs."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coursewright.importers.merging.outcome import Conflict, Merged, Said
    from coursewright.importers.merging.subjects import Subject
    from coursewright.importers.report.report import Report

__all__ = ["as_record", "import_schema"]

FORMAT_VERSION = 1


def import_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `as_record` makes."""
    file = files("coursewright.importers.report") / "schema" / "import.schema.json"
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def as_record(report: Report, folder: str, version: str, merged: Merged | None = None) -> dict[str, Any]:
    """Return a report as data for JSON; `folder` is where it was written, `version` that of the tool."""
    record: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "coursewright", "version": version},
        "course": report.title,
        "source": {"name": report.source, "form": report.form.name},
        "folder": folder,
        "found": {what: tally._asdict() for what, tally in report.tallies().items()},
        "written": report.written,
        "notes": [note._asdict() for note in report.notes],
        "kept": [
            {"title": one.title, "source": one.source, "why": one.why, "file": "import-notes.md"}
            for one in report.kept
        ],
        "files": [{"path": path, "from": name} for path, name in report.files.items()],
        "unread": [{"file": file, "says": says} for file, says in report.troubles],
    }
    if merged is not None:
        record["merge"] = {
            "said": [_flat(one) for one in merged.said],
            "conflicts": [_flat(one) for one in merged.conflicts],
        }
    return record


def _flat(one: Said | Conflict) -> dict[str, Any]:
    """Return what a merge says with what it is about beside it."""
    data = one._asdict()
    about: Subject = data.pop("about")
    return {**data, **about._asdict()}

"""A comparison for programs: every change and every finding, nothing cut and nothing folded away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright import __version__
from coursewright.design.comparison.topics import TOPICS
from coursewright.reporters.diff.words import line_of
from coursewright.reporters.json_report import as_json as safe_json

if TYPE_CHECKING:
    from coursewright.design.comparison.changes import Change, Side, Subject
    from coursewright.reporters.diff.record import (
        ChangeRecord,
        CourseRecord,
        DiffRecord,
        FindingRecord,
        Where,
    )

__all__ = ["FORMAT_VERSION", "as_json", "diff_schema"]

FORMAT_VERSION = 1


def diff_schema() -> dict[str, Any]:
    """Return the JSON Schema of what is written here."""
    path = Path(__file__).parents[1] / "schema" / "diff.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return schema


def as_json(record: DiffRecord) -> str:
    """Return a comparison as one JSON document."""
    data = {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "coursewright", "version": __version__},
        "old": record.old,
        "new": record.new,
        "changed": not record.is_same,
        "courses": [_course(course) for course in record.courses],
        "not_compared": [one._asdict() for one in record.troubles],
        "notes": list(record.notes),
    }
    return safe_json(data, indent=2) + "\n"


def _course(course: CourseRecord) -> dict[str, Any]:
    return {
        "title": course.title,
        "path": course.path,
        "standing": course.standing,
        "counts": {
            topic: sum(one.change.items for one in course.changes if one.change.topic == topic)
            for topic in TOPICS
        },
        "changes": [_change(one) for one in course.changes],
        "findings": {
            "compared": course.kept is not None,
            "new": [_finding(one) for one in course.new],
            "fixed": [_finding(one) for one in course.fixed],
            "kept": course.kept,
        },
    }


def _change(record: ChangeRecord) -> dict[str, Any]:
    change: Change = record.change
    return {
        "topic": change.topic,
        "kind": change.kind,
        "subject": change.subject._asdict(),
        "also": [_subject(one) for one in change.others],
        "within": [_subject(one) for one in change.within],
        "key": change.key,
        "label": change.label,
        "old": _side(change.old),
        "new": _side(change.new),
        "details": [one._asdict() for one in change.details],
        "told_elsewhere": change.inside,
        "sentence": "".join(piece.text for piece in line_of(change).pieces),
        "was": _where(record.was),
        "now": _where(record.now),
    }


def _subject(subject: Subject) -> dict[str, str]:
    return subject._asdict()


def _side(side: Side) -> dict[str, str]:
    return side._asdict()


def _where(where: Where | None) -> dict[str, Any] | None:
    return where._asdict() if where is not None else None


def _finding(finding: FindingRecord) -> dict[str, Any]:
    return {**finding._asdict(), "where": finding.where._asdict()}

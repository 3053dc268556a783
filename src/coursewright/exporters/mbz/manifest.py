"""`moodle_backup.xml`: what the backup holds. Moodle knows a backup by its first 200 bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from coursewright.exporters.mbz.ids import SYSTEM_CONTEXT
from coursewright.exporters.mbz.module_file import OLDEST_MOODLE
from coursewright.exporters.mbz.records import clip, document, group, record
from coursewright.exporters.mbz.times import starts_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.exporters.mbz.bench import Bench
    from coursewright.exporters.mbz.outline import Activity, Section
    from coursewright.exporters.mbz.records import Fields

__all__ = ["manifest", "short_name"]

_RELEASE = "4.1"
_GENERAL_MODE = 10
_SETTINGS = {
    "imscc11": 0,
    "users": 0,
    "anonymize": 0,
    "role_assignments": 0,
    "activities": 1,
    "blocks": 0,
    "files": 1,
    "filters": 0,
    "comments": 0,
    "badges": 0,
    "calendarevents": 1,
    "userscompletion": 0,
    "logs": 0,
    "grade_histories": 0,
    "questionbank": 1,
    "groups": 1,
    "competencies": 0,
    "customfield": 0,
    "contentbankcontent": 0,
    "xapistate": 0,
    "legacyfiles": 0,
}


def short_name(bench: Bench) -> str:
    """Return the short name of the course: its id."""
    return clip(bench.edition.id, 100)


def manifest(bench: Bench, course_format: str) -> bytes:
    """Return `moodle_backup.xml`."""
    edition, outline = bench.edition, bench.outline
    file = f"{edition.id}.mbz"
    detail = record(
        "detail",
        {
            "type": "course",
            "format": "moodle2",
            "interactive": 1,
            "mode": _GENERAL_MODE,
            "execution": 1,
            "executiontime": 0,
        },
        backup_id=_digest(f"backup {edition.id}"),
    )
    contents = [
        group(
            "activities",
            (_activity(one, section) for section in outline.sections for one in section.activities),
        ),
        group("sections", (_section(one) for one in outline.sections)),
        record("course", {"courseid": outline.course, "title": short_name(bench), "directory": "course"}),
    ]
    fields: Fields = {
        "name": file,
        "moodle_version": OLDEST_MOODLE,
        "moodle_release": _RELEASE,
        "backup_version": OLDEST_MOODLE,
        "backup_release": _RELEASE,
        "backup_date": bench.made,
        "mnet_remoteusers": 0,
        "include_files": 1,
        "include_file_references_to_external_content": 0,
        "original_wwwroot": "https://coursewright.invalid",
        "original_site_identifier_hash": _digest("coursewright"),
        "original_course_id": outline.course,
        "original_course_format": course_format,
        "original_course_fullname": clip(edition.title, 254),
        "original_course_shortname": short_name(bench),
        "original_course_startdate": starts_at(edition),
        "original_course_enddate": 0,
        "original_course_contextid": outline.context,
        "original_system_contextid": SYSTEM_CONTEXT,
        "details": group("details", [detail]),
        "contents": group("contents", contents),
        "settings": group("settings", _settings(bench, file)),
    }
    return document(group("moodle_backup", [record("information", fields)]))


def _activity(activity: Activity, section: Section) -> _Element:
    fields: Fields = {
        "moduleid": activity.number,
        "sectionid": section.number,
        "modulename": activity.kind,
        "title": activity.title,
        "directory": activity.folder,
        "insubsection": "",
    }
    return record("activity", fields)


def _section(section: Section) -> _Element:
    fields: Fields = {
        "sectionid": section.number,
        "title": section.title or str(section.place),
        "directory": section.folder,
        "parentcmid": "",
        "modname": "",
    }
    return record("section", fields)


def _settings(bench: Bench, file: str) -> Iterator[_Element]:
    yield record("setting", {"level": "root", "name": "filename", "value": file})
    for name, value in _SETTINGS.items():
        yield record("setting", {"level": "root", "name": name, "value": value})
    for section in bench.outline.sections:
        yield from _included("section", f"section_{section.number}")
        for activity in section.activities:
            yield from _included("activity", f"{activity.kind}_{activity.number}")


def _included(level: str, name: str) -> Iterator[_Element]:
    for suffix, value in (("included", 1), ("userinfo", 0)):
        yield record("setting", {"level": level, level: name, "name": f"{name}_{suffix}", "value": value})


def _digest(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

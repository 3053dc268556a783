"""What a backup says about the course as a whole, and how its sections are laid out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.mbz.fields import moment, moment_of, present, row_number, said, whole
from coursewright.importers.mbz.languages import tag_of
from coursewright.importers.mbz.stored_files import Area
from coursewright.packages.reading.xml import children, first
from coursewright.spec.slugs import is_id, slug

if TYPE_CHECKING:
    from lxml.etree import _Element

    from coursewright.importers.draft import Data
    from coursewright.importers.mbz.backup import Backup
    from coursewright.importers.mbz.bench import Bench

__all__ = ["CourseFile", "course_data", "course_file", "groupings_of", "start_of", "wanted_id"]

_QUARTER, _NOON = 900, 12


class CourseFile(NamedTuple):
    """`course.xml`, as far as others ask for it."""

    root: _Element | None
    context: int
    language: str
    """Its tag; empty where the course leaves it to its site."""
    is_weekly: bool
    """Whether each of its sections is a week."""


def course_file(backup: Backup) -> CourseFile:
    """Return what `course.xml` says."""
    root = backup.xml("course/course.xml")
    return CourseFile(
        root,
        row_number(root, "contextid"),
        tag_of(said(root, "lang")),
        said(root, "format") == "weeks",
    )


def course_data(course: CourseFile, weeks: int, bench: Bench) -> Data:
    """Return the keys of the course; `weeks` are those that its sections are, 0 for none."""
    root, texts = course.root, bench.texts
    starts = start_of(whole(root, "startdate") or bench.backup.starts)
    calendar: Data = {"starts": starts, "weeks": weeks if weeks and starts else ""}
    hidden = said(root, "visible") == "0"
    idnumber = said(root, "idnumber")
    told: Data = {
        "short_name": said(root, "shortname") or bench.backup.titles[1],
        "idnumber": idnumber if not is_id(idnumber) else "",
        "format": said(root, "format"),
        "ends": moment(root, "enddate"),
        "hidden": hidden,
        "tags": [
            said(one, "rawname") for one in children(first(root, "tags"), "tag") if said(one, "rawname")
        ],
        "groups": _groups_in(bench.backup) or "",
        "moodle": bench.backup.release,
    }
    data: Data = {
        "title": texts.named(said(root, "fullname") or bench.backup.titles[0]),
        "description": texts.told(root, "summary", Area(course.context, "course", "summary")),
        "language": course.language,
        "calendar": present(calendar),
        "x-moodle": present(told),
    }
    return present(data)


def wanted_id(course: CourseFile, backup: Backup) -> str:
    """Return the id that people gave a course, else one after its short name."""
    idnumber = said(course.root, "idnumber")
    return idnumber if is_id(idnumber) else slug(said(course.root, "shortname") or backup.titles[1])


def start_of(seconds: int) -> str:
    """Return the day on which a course starts; empty for none.

    Moodle keeps midnight of the site's time zone, which it does not name: that midnight is the nearest one in
    UTC. Where it is no midnight anywhere, the day is that in UTC.
    """
    if not moment_of(seconds):
        return ""
    when = dt.datetime.fromtimestamp(seconds, tz=dt.UTC)
    if seconds % _QUARTER == 0 and when.hour >= _NOON:
        when += dt.timedelta(days=1)
    return when.date().isoformat()


def groupings_of(backup: Backup) -> dict[int, str]:
    """Return what groupings are called: the ids that people gave them, else their names."""
    rows = children(first(backup.xml("groups.xml"), "groupings"), "grouping")
    return {row_number(one): said(one, "idnumber") or said(one, "name") for one in rows}


def _groups_in(backup: Backup) -> int:
    """Return how many groups there are. What they are called is not read: it may name people."""
    return sum(1 for _ in children(backup.xml("groups.xml"), "group"))

"""A backup as a whole: what it is a backup of, and which activities and sections are in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, cast

from coursewright.importers.mbz.fields import said, whole
from coursewright.packages.reading.xml import children, first
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from coursewright.importers.source import Source

__all__ = ["Backup", "Of", "Part", "backup_of"]

Of: TypeAlias = Literal["course", "section", "activity"]
"""What was backed up: a whole course, one of its sections, or one activity."""

_FOLDER = re.compile(r"(?:activities|sections)/[\w.-]{1,120}", re.ASCII)
_OLD = (
    "This is a backup of Moodle 1.9, which keeps courses in another form.",
    "Restore it in a Moodle from 2.0 to 4.4, and back up the course there.",
)
_CONTENTS = "moodle_backup.xml"


class Part(NamedTuple):
    """An activity or a section, as the table of contents lists it."""

    number: int
    """That of the course module, or of the section: the same in every backup of the course."""
    kind: str
    """The kind of an activity, such as `forum`; of a section empty."""
    title: str
    section: int
    """The section that an activity is in; of a section 0."""
    folder: str
    """Where its files stand, with a slash behind it."""


class Backup(NamedTuple):
    """The table of contents of a backup, and its files by the names that Moodle gives them."""

    source: Source
    root: str
    of: Of
    release: str
    """Of Moodle: `4.5`."""
    course: int
    """The number of the course on its site."""
    address: str
    """That of the site, without a slash behind it; empty where it is not said."""
    titles: tuple[str, str]
    """The full and the short name of the course; the backup of a part has them, too."""
    starts: int
    """When the course starts, in seconds since 1970; 0 where it does not say."""
    activities: tuple[Part, ...]
    sections: tuple[Part, ...]

    def xml(self, name: str) -> _Element | None:
        """Return the root of one of its files; None where it is not there or cannot be read."""
        return self.source.xml(self.root + name)

    def has(self, name: str) -> bool:
        """Say whether it has a file."""
        return self.root + name in self.source.sizes


def backup_of(source: Source) -> Backup:
    """Return the backup that a source is. Raises `UsageError` for what is none, or cannot be read."""
    kind = source.kind
    if kind.format == "moodle 1":
        raise UsageError(*_OLD)
    contents = source.xml(f"{kind.root}{_CONTENTS}")
    information = first(contents, "information")
    if information is None:
        what = "has no" if f"{kind.root}{_CONTENTS}" not in source.sizes else "has a broken"
        raise UsageError(
            f"`{source.path.name}` {what} `{_CONTENTS}`, so it is no backup of Moodle that can be read.",
            "Back up the course once more, with the format of Moodle itself.",
        )
    parts = first(information, "contents")
    return Backup(
        source,
        kind.root,
        _of(information),
        said(information, "moodle_release").partition(" ")[0] or said(information, "backup_release"),
        whole(information, "original_course_id"),
        said(information, "original_wwwroot").rstrip("/"),
        (said(information, "original_course_fullname"), said(information, "original_course_shortname")),
        whole(information, "original_course_startdate"),
        tuple(_parts(first(parts, "activities"), "moduleid")),
        tuple(_parts(first(parts, "sections"), "sectionid")),
    )


def _of(information: _Element) -> Of:
    told = said(information, "details", "detail", "type")
    return cast("Of", told) if told in {"section", "activity"} else "course"


def _parts(listed: _Element | None, number: str) -> Iterator[Part]:
    """Yield each part once; one whose folder is named otherwise than Moodle names them is none."""
    seen: set[str] = set()
    for one in children(listed, "activity", "section"):
        folder = said(one, "directory")
        if folder not in seen and _FOLDER.fullmatch(folder):
            seen.add(folder)
            yield Part(
                whole(one, number),
                said(one, "modulename"),
                said(one, "title"),
                whole(one, "sectionid"),
                f"{folder}/",
            )

"""Backups of Moodle for tests, written by hand: as an archive of either kind, or unpacked."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.importers.desk import Desk
from coursewright.importers.mbz.reading import read
from coursewright.importers.source import open_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from coursewright.importers.account import Account
    from coursewright.importers.draft import CourseDraft, Item

__all__ = ["Act", "Read", "Sec", "html", "packed_members", "read_back", "rows", "stored", "written_backup"]

NULL = "$@NULL@$"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def html(text: str) -> str:
    """Return HTML as a column of a backup holds it."""
    return escape(text, quote=False)


def rows(tag: str, fields: Mapping[str, object], number: int = 1) -> str:
    """Return a row with its columns; a column that holds rows has them as they are."""
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return f'<{tag} id="{number}">{inner}</{tag}>'


class Act(NamedTuple):
    """An activity of a backup."""

    kind: str
    number: int
    own: Mapping[str, object]
    module: Mapping[str, object] = {}
    section: int = 11
    grades: str = ""
    extra: Mapping[str, str] = {}
    """Further files of its folder."""


class Sec(NamedTuple):
    """A section of a backup."""

    number: int
    place: int
    name: str = ""
    summary: str = ""
    sequence: str = ""
    more: Mapping[str, object] = {}


class Read(NamedTuple):
    """What a backup was read into."""

    draft: CourseDraft
    account: Account

    @property
    def items(self) -> dict[str, Item]:
        """All items by their sources."""
        modules = self.draft.modules
        inner = [item for one in modules for unit in one.units for item in unit.items]
        found = [*self.draft.items, *(item for one in modules for item in one.items), *inner]
        return {item.source: item for item in found}

    def data(self, source: str) -> dict[str, Any]:
        """Return the data of an item."""
        return self.items[source].data

    def how(self, source: str, fate: str = "") -> list[str]:
        """Return what the account says of a thing."""
        return [note.how for note in self.account if note.source == source and fate in {"", note.fate}]


def packed_members(
    acts: Iterable[Act],
    sections: Iterable[Sec] = (Sec(11, 1, "First"),),
    files: Mapping[str, str] | None = None,
    course: Mapping[str, object] | None = None,
    of: str = "course",
) -> dict[str, bytes]:
    """Return the members of a backup by their names."""
    acts, sections = list(acts), list(sections)
    found: dict[str, str] = {}
    listed = ""
    for act in acts:
        folder = f"activities/{act.kind}_{act.number}"
        listed += (
            f"<activity><moduleid>{act.number}</moduleid><sectionid>{act.section}</sectionid>"
            f"<modulename>{act.kind}</modulename><title>{act.own.get('name', '')}</title>"
            f"<directory>{folder}</directory></activity>"
        )
        own = rows(act.kind, act.own, act.number + 1000)
        found[f"{folder}/{act.kind}.xml"] = (
            f'<activity id="{act.number + 1000}" moduleid="{act.number}" modulename="{act.kind}"'
            f' contextid="{act.number + 2000}">{own}</activity>'
        )
        usual = {"modulename": act.kind, "visible": 1, "completion": 0, "availability": NULL}
        found[f"{folder}/module.xml"] = rows("module", {**usual, **act.module}, act.number)
        items = f"<grade_items>{act.grades}</grade_items>"
        found[f"{folder}/grades.xml"] = f"<activity_gradebook>{items}</activity_gradebook>"
        found |= {f"{folder}/{name}": text for name, text in act.extra.items()}
    parts = ""
    for section in sections:
        folder = f"sections/section_{section.number}"
        parts += (
            f"<section><sectionid>{section.number}</sectionid><title>{section.name}</title>"
            f"<directory>{folder}</directory></section>"
        )
        sequence = section.sequence or ",".join(
            str(act.number) for act in acts if act.section == section.number
        )
        columns = {
            "number": section.place,
            "name": section.name or NULL,
            "summary": section.summary,
            "summaryformat": 1,
            "sequence": sequence,
            "visible": 1,
            "availabilityjson": NULL,
        }
        found[f"{folder}/section.xml"] = rows("section", {**columns, **section.more}, section.number)
    usual_course = {"shortname": "TRY 1", "fullname": "A try", "format": "topics", "startdate": 0, "lang": ""}
    if of == "course":
        columns = {**usual_course, **(course or {})}
        inner = "".join(f"<{name}>{value}</{name}>" for name, value in columns.items())
        found["course/course.xml"] = f'<course id="7" contextid="77">{inner}</course>'
    found["moodle_backup.xml"] = (
        "<moodle_backup><information><moodle_release>4.5 (Build)</moodle_release>"
        "<original_wwwroot>https://moodle.example.org</original_wwwroot>"
        "<original_course_id>7</original_course_id><original_course_fullname>A try</original_course_fullname>"
        "<original_course_shortname>TRY 1</original_course_shortname>"
        f'<details><detail backup_id="x"><type>{of}</type></detail></details><contents>'
        f"<activities>{listed}</activities><sections>{parts}</sections></contents></information></moodle_backup>"
    )
    found |= files or {}
    return {name: f"{_HEAD}{text}".encode() for name, text in found.items()}


def stored(name: str, data: bytes, context: int, component: str, area: str, item: int = 0) -> tuple[str, str]:
    """Return the row of a file in `files.xml`, and its name in the archive."""
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    folder, _, title = name.rpartition("/")
    row = rows(
        "file",
        {
            "contenthash": digest,
            "contextid": context,
            "component": component,
            "filearea": area,
            "itemid": item,
            "filepath": f"/{folder}/" if folder else "/",
            "filename": title,
            "mimetype": "text/html" if title.endswith(".html") else "image/png",
            "sortorder": 0,
        },
    )
    return row, f"files/{digest[:2]}/{digest}"


def written_backup(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a backup: a zip archive for `.zip`, a folder for no ending, else a packed tar archive."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
    elif not path.suffix:
        for name, data in members.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
    else:
        with tarfile.open(path, "w:gz", compresslevel=1) as tar:
            for name, data in members.items():
                info = tarfile.TarInfo(name)
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    return path


def read_back(path: Path) -> Read:
    """Read a backup into a draft."""
    desk = Desk()
    return Read(read(open_source(path), desk), desk.account)

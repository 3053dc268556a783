"""The files of a course: people know them by folder and name, the backup keeps them by what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from coursewright.importers.mbz.fields import columns, whole_in
from coursewright.packages.reading.package import DamagedError
from coursewright.packages.reading.xml import children

if TYPE_CHECKING:
    from coursewright.importers.mbz.backup import Backup

__all__ = ["Area", "Shelf", "StoredFile", "contents_of", "shelf_of"]

_MOST, _MOST_IN_ALL = 16 << 20, 48 << 20
"""Bytes of a file that is looked into, and of all of them."""
_H5P = ("mod_h5pactivity", "package")
_HASH = re.compile(r"[0-9a-f]{40}")


class Area(NamedTuple):
    """Where the files of one text are kept."""

    context: int
    component: str
    """Such as `mod_page`."""
    area: str
    """Such as `intro`."""
    item: int = 0


class StoredFile(NamedTuple):
    """One file of an area."""

    path: str
    """Its folders and its name, as people know it: `maps/delta.png`."""
    name: str
    """That in the archive; empty where the backup names the file but does not hold it."""
    media: str
    """Its media type."""
    is_main: bool
    """Whether it is the one that opens first."""
    link: str
    """Where it is, for files that stay elsewhere; else empty."""

    @property
    def title(self) -> str:
        """Its name without folders."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All files by the areas that they belong to."""

    areas: dict[Area, dict[str, StoredFile]] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    """What files that something uses are called, by their names in the archive."""

    def of(self, area: Area) -> tuple[StoredFile, ...]:
        """Return the files of an area, the one that opens first before all others."""
        found = self.areas.get(area, {}).values()
        return tuple(sorted(found, key=lambda one: (not one.is_main, one.path)))

    def find(self, area: Area, path: str) -> StoredFile | None:
        """Return a file by the path that a text names it by, with or without escapes."""
        here = self.areas.get(area, {})
        plain = path.partition("?")[0].partition("#")[0].lstrip("/")
        return here.get(unquote(plain)) or here.get(plain)

    def use(self, file: StoredFile) -> str:
        """Return the name of a file in the archive, and note that something uses it."""
        self.used.setdefault(file.name, file.title)
        return file.name


def shelf_of(backup: Backup) -> Shelf:
    """Return the files that `files.xml` lists. Those of people, and of drafts, are not among them."""
    shelf = Shelf()
    for one in children(backup.xml("files.xml"), "file"):
        row = columns(one)
        title, component = row.get("filename", ""), row.get("component", "")
        if title in {"", "."} or component == "user":
            continue
        folders = row.get("filepath", "").strip("/")
        path = f"{folders}/{title}" if folders else title
        context, item, order = (whole_in(row.get(name)) for name in ("contextid", "itemid", "sortorder"))
        area = Area(context, component, row.get("filearea", ""), item)
        link = row.get("reference", "") if row.get("repositorytype") == "url" else ""
        name = _name(row.get("contenthash", ""), backup)
        shelf.areas.setdefault(area, {})[path] = StoredFile(
            path, name, row.get("mimetype", ""), order > 0, link
        )
    return shelf


def contents_of(backup: Backup, shelf: Shelf) -> dict[str, bytes]:
    """Return what the files hold that are looked into: web pages, and packages of H5P that say what they are.

    Their names say nothing, so that no archive keeps them at hand: they are fetched, together, in one go.
    Very large ones are not.
    """
    sizes = backup.source.sizes
    wanted: dict[str, None] = {}
    left = _MOST_IN_ALL
    for area, files in shelf.areas.items():
        for file in files.values():
            is_page = area.component == "mod_resource" and file.media == "text/html"
            looked_into = is_page or (area.component, area.area) == _H5P
            if looked_into and file.name and file.name not in wanted and sizes[file.name] <= min(_MOST, left):
                wanted[file.name] = None
                left -= sizes[file.name]
    if not wanted:
        return {}
    try:
        return {name: b"".join(pieces) for name, pieces in backup.source.package.streams(wanted)}
    except DamagedError:
        return {}


def _name(digest: str, backup: Backup) -> str:
    name = f"{backup.root}files/{digest[:2]}/{digest}"
    return name if _HASH.fullmatch(digest) and name in backup.source.sizes else ""

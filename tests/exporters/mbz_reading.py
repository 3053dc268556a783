"""Reads Moodle backups for tests, knowing nothing of how ours are written."""

from __future__ import annotations

import datetime as dt
import json
import re
import tarfile
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from coursewright.exporters.fidelity.ledger import Ledger
from coursewright.exporters.mbz.export import members
from coursewright.exporters.packing.member import data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element

    from coursewright.exporters.edition.model import Edition

__all__ = ["NULL", "Backup", "Module", "backup_of", "grade_items", "opened", "shape_of", "unix_time"]

NULL = "$@NULL@$"


class Module(NamedTuple):
    """An activity as a backup has it: its files by their names."""

    folder: str
    kind: str
    number: int
    files: Mapping[str, _Element]

    @property
    def of_kind(self) -> _Element:
        """The record of its own table."""
        return self.files[self.kind][0]

    @property
    def settings(self) -> _Element:
        """What every activity has."""
        return self.files["module"]

    def says(self, column: str) -> str:
        """Return a column of its own table."""
        return self.of_kind.findtext(column) or ""

    def set_to(self, column: str) -> str:
        """Return a column of what every activity has."""
        return self.settings.findtext(column) or ""

    @property
    def restrictions(self) -> dict[str, Any] | None:
        """The tree of its conditions."""
        said = self.set_to("availability")
        return None if said == NULL else json.loads(said)

    def conditions(self, kind: str) -> list[dict[str, Any]]:
        """Return all its conditions of one type, however deep."""
        return list(_conditions(self.restrictions or {}, kind))


class Backup:
    """A backup in memory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def xml(self, path: str) -> _Element:
        """Return the root of a file."""
        return etree.fromstring(self.files[path])

    @cached_property
    def modules(self) -> dict[str, Module]:
        """The activities by their stable ids, else by their folders, in the order of the manifest."""
        found = {}
        for row in self.xml("moodle_backup.xml").findall("information/contents/activities/activity"):
            folder = row.findtext("directory") or ""
            inside = {
                path.rpartition("/")[2].removesuffix(".xml"): self.xml(path)
                for path in self.files
                if path.startswith(f"{folder}/")
            }
            kind, number = row.findtext("modulename") or "", int(row.findtext("moduleid") or 0)
            one = Module(folder, kind, number, inside)
            found[one.set_to("idnumber") or folder] = one
        return found

    @cached_property
    def sections(self) -> list[_Element]:
        """The sections in their order."""
        rows = self.xml("moodle_backup.xml").findall("information/contents/sections/section")
        return [self.xml(f"{row.findtext('directory')}/section.xml") for row in rows]

    @cached_property
    def questions(self) -> dict[str, _Element]:
        """The questions of the bank by their names."""
        return {
            question.findtext("name") or "": question
            for question in self.xml("questions.xml").iter("question")
        }

    def text(self) -> str:
        """Return all that anybody could read in it."""
        return "\n".join(
            content.decode("utf-8") for path, content in self.files.items() if path.endswith(".xml")
        )


def backup_of(edition: Edition, ledger: Ledger | None = None) -> Backup:
    """Return our backup of an edition."""
    return Backup({member.path: data(member) for member in members(edition, ledger or Ledger())})


def opened(path: Path) -> Backup:
    """Return a backup in a file."""
    with tarfile.open(path) as archive:
        found = {
            member.name.removeprefix("./"): file.read()
            for member in archive
            if (file := archive.extractfile(member)) is not None
        }
    return Backup(found)


def unix_time(*when: int) -> int:
    """Return a moment in UTC as Moodle writes it; `when` is its year, month and so on."""
    return int(dt.datetime(*when, tzinfo=dt.UTC).timestamp())  # type: ignore[misc,arg-type]


def grade_items(backup: Backup) -> dict[str, _Element]:
    """Return all grade items by their names; those of totals by their types."""
    rows = list(backup.xml("gradebook.xml").iter("grade_item"))
    for module in backup.modules.values():
        rows += module.files["grades"].findall("grade_items/grade_item")
    return {
        name if (name := row.findtext("itemname") or "") != NULL else row.findtext("itemtype") or "": row
        for row in rows
    }


def shape_of(backup: Backup) -> dict[str, set[str]]:
    """Return what each element of each kind of file holds: tags of children, and attributes behind an `@`."""
    found: dict[str, set[str]] = {}
    for path in backup.files:
        if path.endswith(".xml"):
            name = re.sub(r"_\d+", "", path)
            _measure(backup.xml(path), f"{name}:", found)
    return found


def _measure(element: _Element, above: str, found: dict[str, set[str]]) -> None:
    path = above + _tag(element)
    known = found.setdefault(path, set())
    known.update(f"@{name!s}" for name in element.attrib)
    for child in element:
        known.add(_tag(child))
        _measure(child, f"{path}/", found)


def _tag(element: _Element) -> str:
    assert isinstance(element.tag, str)
    return element.tag


def _conditions(tree: Mapping[str, Any], kind: str) -> Iterator[dict[str, Any]]:
    for one in tree.get("c", ()):
        if one.get("type") == kind:
            yield one
        yield from _conditions(one, kind)

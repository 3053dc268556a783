"""A small course as Canvas exports it, copied and changed, for tests that import it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from foreign_cartridges import all_items, brought

if TYPE_CHECKING:
    from coursewright.importers.draft import CourseDraft, Item

__all__ = ["COURSE", "by_source", "changed", "copied", "elements"]

COURSE = Path(__file__).parent / "courses" / "canvas-export"
_CANVAS = "{http://canvas.instructure.com/xsd/cccv1p0}"


def by_source(course: CourseDraft) -> dict[str, Item]:
    return {item.source: item for item in all_items(course)}


def changed(tmp_path: Path, *changes: tuple[str, str, str]) -> dict[str, Item]:
    """Return the things of the course after changes to its files: name, old text, new text."""
    course, _ = brought(copied(tmp_path, *changes))
    return by_source(course)


def copied(tmp_path: Path, *changes: tuple[str, str, str]) -> Path:
    """Return a copy of the course with changes."""
    folder = tmp_path / "export"
    shutil.copytree(COURSE, folder)
    for name, old, new in changes:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text, name
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
    return folder


def elements(name: str, tag: str) -> list[ET.Element]:
    """Return the elements of a file with a name, read by another reader than that of the importer."""
    return list(ET.parse(COURSE / name).iter(f"{_CANVAS}{tag}"))  # noqa: S314 - our own

"""Notes about files of materials that a package holds without what would run in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.exporters.prose.assets import asset_of
from coursewright.exporters.prose.links import is_relative
from coursewright.exporters.prose.prose import source_of
from coursewright.spec.model import Material

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition
    from coursewright.exporters.fidelity.ledger import Ledger

__all__ = ["note_tamed_files"]

_CARRIED = frozenset({"site", "scorm", "imscc", "mbz", "olx"})
"""Rooms whose packages hold the files of materials as they are."""


def note_tamed_files(edition: Edition, room: str, ledger: Ledger) -> None:
    """Note which materials lose their scripts, in a package that one of the rooms of exporters has written.

    Raises `OSError` where a file cannot be read.
    """
    if room not in _CARRIED:
        return
    for entry in edition.entries:
        material, note = entry.element, ledger.about(entry.key)
        if (
            not isinstance(material, Material)
            or entry.form != "file"
            or note is None
            or note.fate == "dropped"
        ):
            continue
        if not material.path or not is_relative(material.path):
            continue
        asset = asset_of(material.path, source_of(material, "path"), edition.course)
        if asset is not None and isinstance(asset.content, bytes):
            how = f"{note.how}; " if note.how else ""
            ledger.changed(entry.key, "", f"{how}no script in it runs, and it loads nothing from elsewhere")

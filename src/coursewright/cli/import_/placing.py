"""An import takes its place when it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.source import Source
    from coursewright.importers.writing.folder import Folder

__all__ = ["write_new"]


def write_new(target: Path, folder: Folder, source: Source) -> None:
    """Write the files of an import into a folder that is empty or not there."""
    if target.exists() and any(target.iterdir()):
        raise UsageError(f"`{target}` is not empty.")
    for path, text in folder.texts.items():
        at = target / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(text, encoding="utf-8", newline="\n")
    for path, name in folder.copies.items():
        at = target / path
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(source.package.read(name))

"""A single file as a package of one, so that importers read all sources alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.reading.on_disk import FilesOnDisk
from coursewright.spec.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.packages.reading.package import Container
    from coursewright.packages.said import Said

__all__ = ["FilePackage"]


class FilePackage(FilesOnDisk):
    """A file that is no archive. Raises `UnreadableInputError` where it is not there."""

    container: Container = "file"
    folders: frozenset[str] = frozenset()
    troubles: tuple[Said, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files = {path.name: path}
        try:
            self.sizes = {path.name: path.stat().st_size}
        except OSError as error:
            raise UnreadableInputError(
                f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}.", path=path
            ) from None

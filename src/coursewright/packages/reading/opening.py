"""Opening a package by what it is, whatever its name ends in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.reading.folders import FolderPackage
from coursewright.packages.reading.tars import TarPackage
from coursewright.packages.reading.zips import ZIP_STARTS, ZipPackage
from coursewright.packages.said import RefusedError, said
from coursewright.spec.errors import UnreadableInputError

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.packages.reading.package import Package

__all__ = ["opened"]

_OTHERS = (
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"BZh", "an archive packed with bzip2"),
    (b"\xfd7zXZ", "an archive packed with xz"),
    (b"%PDF", "a PDF document"),
    (b"<?xml", "an XML document"),
    (b"<", "a web page or an XML document"),
)


def opened(path: Path) -> Package:
    """Return a package that is open for reading.

    Raises `RefusedError` for what is no archive, a broken one, or one that is too large, and
    `UnreadableInputError` where there is nothing to open.
    """
    if path.is_dir():
        return FolderPackage(path)
    if path.exists() and not path.is_file():  # a named pipe would be waited for
        raise UnreadableInputError(f"`{path}` cannot be read: it is not a file.", "", path)
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        hint = "Look at the path; what is checked is a file such as `course.imscc`, or a folder."
        raise UnreadableInputError(f"`{path}` cannot be read: {reason}.", hint, path) from None
    if head[:4] in ZIP_STARTS:
        return ZipPackage(path)
    if head[:2] == b"\x1f\x8b":
        return TarPackage(path, "tar.gz")
    if head[257:262] == b"ustar":
        return TarPackage(path, "tar")
    raise RefusedError(said("PKG002", what=_what(head)))


def _what(head: bytes) -> str:
    if not head:
        return "an empty file"
    return next((what for start, what in _OTHERS if head.startswith(start)), "no archive")

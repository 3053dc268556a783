"""Names of files in archives: what is wrong with them, and what they are read as."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.packages.said import Place, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.said import Said

__all__ = ["judged", "readable_name", "shown"]

_DRIVE = re.compile(r"[A-Za-z]:|[\\/]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST = 255
"""Bytes of one part of a path that file systems take."""


def shown(name: str) -> str:
    """Return a name that can be printed: what is no character becomes an escape."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def readable_name(written: str) -> str | None:
    """Return what a file is read as, with forward slashes; None where its name leads out of the package."""
    if _DRIVE.match(written):
        return None
    parts = [part for part in written.replace("\\", "/").split("/") if part not in {"", "."}]
    if not parts or ".." in parts or _CONTROL.search(written):
        return None
    return "/".join(parts)


def judged(written: str) -> Iterator[Said]:
    """Say what is wrong with a name as it stands in an archive."""
    place = Place(shown(written))
    if written.isascii() and written.isprintable() and len(written) <= _LONGEST and not _odd(written):
        return
    if _DRIVE.match(written) or ".." in re.split(r"[\\/]", written):
        yield said("PKG005", place)
        return
    if "\\" in written:
        yield said("PKG006", place)
    if _CONTROL.search(written):
        yield said("PKG011", place)
    if not _is_text(written):
        yield said("PKG010", place)
    elif any(len(part.encode()) > _LONGEST for part in written.split("/")):
        yield said("PKG014", place, longest=_LONGEST)


def _odd(name: str) -> bool:
    return ".." in name or "\\" in name or name.startswith("/") or name[1:2] == ":"


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True

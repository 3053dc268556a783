"""A package that lies unpacked in a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.packages.reading.limits import FREE, RATIO
from coursewright.packages.reading.on_disk import FilesOnDisk
from coursewright.packages.reading.package import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.packages.reading.package import Container

__all__ = ["FolderPackage"]

_FILLED = frozenset({"node_modules", "__pycache__", "_site"})
_SPEAKING = frozenset({".docs", ".meta"})


class FolderPackage(FilesOnDisk):
    """A folder, gone through without following links. Raises `RefusedError` where it holds too many files.

    Without `hidden`, files and folders are passed over whose names begin with a dot, except `.docs` and
    `.meta` (Exercism's), and those that tools fill, such as `node_modules`.
    """

    container: Container = "folder"

    def __init__(self, path: Path, *, hidden: bool = True) -> None:
        self.path = path
        self._listing = Listing()
        self._files = {}
        for entry in _entries(path, hidden=hidden):
            self._note(entry)
        self.sizes = self._listing.sizes
        self.folders = frozenset(self._listing.folders)
        self.troubles = self._listing.all_troubles()

    def _note(self, entry: os.DirEntry[str]) -> None:
        self._listing.count()
        written = Path(entry.path).relative_to(self.path).as_posix()
        if entry.is_symlink():
            self._listing.special(written, "a link")
        elif entry.is_dir(follow_symlinks=False):
            self._listing.folder(written)
        elif not entry.is_file(follow_symlinks=False):
            self._listing.special(written, "no plain file")
        elif _is_hollow(found := entry.stat(follow_symlinks=False)):
            self._listing.special(written, "a file of holes")
        elif name := self._listing.file(written, found.st_size):
            self._files[name] = Path(entry.path)


def _is_hollow(found: os.stat_result) -> bool:
    """Whether a file is large by holes alone, as an archive may be that unpacks without end."""
    blocks: int | None = getattr(found, "st_blocks", None)  # which Windows does not tell
    return found.st_size > FREE and blocks is not None and found.st_size > blocks * 512 * RATIO


def _is_passed_over(name: str) -> bool:
    return name in _FILLED or (name.startswith(".") and name not in _SPEAKING)


def _entries(folder: Path, *, hidden: bool) -> Iterator[os.DirEntry[str]]:
    """Yield all entries below a folder, sorted by name, folder by folder. Raises `OSError`."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            wanted = (entry for entry in found if hidden or not _is_passed_over(entry.name))
            here = sorted(wanted, key=lambda entry: entry.name)
        yield from here
        waiting += [Path(one.path) for one in reversed(here) if one.is_dir(follow_symlinks=False)]

"""Packages take their place when they are whole: a file in one step, a folder in place of one we made."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.exporters.packing.archives import write_tar_gz, write_zip
from coursewright.exporters.packing.member import Member, data
from coursewright.spec.errors import UnwritableError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.exporters.formats import Format

__all__ = ["MARKER", "Waiting", "refuse_folder"]

MARKER = ".coursewright-site"
"""The file that lists what we wrote into a folder, one path a line."""
_NUMBERS = count()
_PIECE = 1 << 20


class Waiting:
    """A package that is written beside its place: `finish` moves it there, `abandon` leaves no trace."""

    def __init__(self, place: Path, form: Format) -> None:
        self.place = place
        self._form = form
        self._real = Path(os.path.realpath(place))
        self.path = self._real.with_name(f".coursewright-{os.getpid()}-{next(_NUMBERS)}{self._real.suffix}")
        self._made: list[Path] = []

    def write(self, members: Iterable[Member]) -> None:
        """Write a package. Raises `UnwritableError` where it cannot be."""
        try:
            self._make_folders()
            if self._form.container == "folder":
                _fill(self.path, members)
                return
            with self.path.open("xb") as file:
                match self._form.container:
                    case "zip":
                        write_zip(members, file, stored=self._form.stored)
                    case "tar.gz":
                        write_tar_gz(members, file)
                    case _:
                        for member in members:
                            file.write(data(member))
        except OSError as error:
            raise self._refusal(error) from error

    def finish(self) -> None:
        """Put the package in its place. Raises `UnwritableError` where that is refused."""
        try:
            if self._form.container != "folder":
                if self._real.exists():
                    shutil.copymode(self._real, self.path)
                self.path.replace(self._real)
                return
            old = self._real.with_name(f"{self.path.name}.old")
            there = self._real.is_dir()
            if there:
                self._real.replace(old)
            try:
                self.path.replace(self._real)
            except OSError:
                if there:
                    old.replace(self._real)
                raise
            if there:
                shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            raise self._refusal(error) from error

    def abandon(self) -> None:
        """Leave everything as it was."""
        if self.path.is_dir():
            shutil.rmtree(self.path, ignore_errors=True)
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()

    def _make_folders(self) -> None:
        folder = self._real.parent
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            one.mkdir()
            self._made.append(one)

    def _refusal(self, error: OSError) -> UnwritableError:
        reason = (error.strerror or str(error)).lower()
        named = Path(error.filename).name if isinstance(error.filename, str | Path) else ""
        where = f" ({named})" if named and not named.startswith(self.path.name) else ""
        return UnwritableError(
            f"`{self.place.as_posix()}` cannot be written{where}: {reason}.", path=self.place
        )


def refuse_folder(place: Path) -> None:
    """Raise `UsageError` where a folder is in the way that holds anything but what an export wrote there."""
    if place.exists() and not place.is_dir():
        raise UsageError(f"`{place.as_posix()}` is a file.", "Name a folder for the site.")
    if not place.is_dir():
        return
    if Path.cwd().is_relative_to(os.path.realpath(place)):  # it is replaced whole, under our feet
        raise UsageError(
            f"A site cannot take the place of `{place.as_posix()}` while you are in it.",
            "Name a folder of its own, such as `-o public`.",
        )
    ours = _listed(place)
    strange = next((one for one in _files(place) if one not in ours), None)
    if strange is not None:
        raise UsageError(
            f"`{place.as_posix()}` holds `{strange}`, which no export wrote.",
            "Name another folder with `-o`, or move that file away.",
        )


def _listed(place: Path) -> frozenset[str]:
    try:
        text = (place / MARKER).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset([*text.splitlines(), MARKER])


def _files(place: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(place):
        folders.sort()
        for name in sorted(names):
            yield (Path(folder) / name).relative_to(place).as_posix()


def _fill(folder: Path, members: Iterable[Member]) -> None:
    folder.mkdir()
    for member in members:
        path = folder / member.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(member.content, bytes):
            path.write_bytes(member.content)
            continue
        with member.content.open("rb") as source, path.open("xb") as target:
            shutil.copyfileobj(source, target, _PIECE)

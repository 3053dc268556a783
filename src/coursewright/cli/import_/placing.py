"""An import takes its place when it is whole: all of its files, or none."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from coursewright.cli.interrupts import held_back
from coursewright.cli.locks import locked
from coursewright.spec.errors import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from coursewright.importers.writing.folders import Changes

__all__ = ["Placing"]

_NUMBERS = count()


class _Step(NamedTuple):
    """A file that takes its place, and where waits what was there."""

    new: Path | None
    at: Path
    old: Path


class Placing:
    """Files for a folder wait in a hidden one that goes when the context is left: in it, else beside it.

    Raises `UnwritableError` where something cannot be written, and for what only a link leads to.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self._real = Path(os.path.realpath(target))  # which takes links in a circle as they are
        name = f".coursewright-{os.getpid()}-{next(_NUMBERS)}"
        self._waiting = self._real / name if self._real.is_dir() else self._real.with_name(name)
        self._made: list[Path] = []
        self._kept = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._waiting, ignore_errors=True)
        if not self._kept:
            _remove_folders(self._made)

    @property
    def waiting(self) -> Path:
        """A folder to which files can be written that are to be moved on."""
        folder = self._waiting / "taken"
        try:
            self._made += _made_folders(self._real.parent)
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self.refusal(error) from error
        return folder

    def put(self, changes: Changes) -> None:
        """Make changes in the folder, all or none."""
        for path in changes.paths:
            self._refuse_link(path)
        try:
            new = self._gathered(changes)
            with held_back() as check:
                if not self._real.is_dir():
                    check()
                    new.replace(self._real)
                else:
                    with locked([self._real], check):
                        self._put_each(changes, new, check)
        except OSError as error:
            raise self.refusal(error) from error
        self._kept = True

    def _gathered(self, changes: Changes) -> Path:
        """Put all new files into one folder, each under its path."""
        made = self.waiting
        new = made.with_name("new")
        new.mkdir()
        for path, text in changes.texts.items():
            at = new / path
            at.parent.mkdir(parents=True, exist_ok=True)
            at.write_bytes(text.encode())
        for path, waits in changes.copies.items():
            at = new / path
            at.parent.mkdir(parents=True, exist_ok=True)
            if waits is None:
                raise ValueError("what was only looked at cannot be written")
            waits.replace(at)
        return new

    def _put_each(self, changes: Changes, new: Path, check: Callable[[], None]) -> None:
        old = new.with_name("old")
        old.mkdir()
        done: list[_Step] = []
        made: list[Path] = []
        try:
            for number, path in enumerate(changes.paths):
                check()
                step = _Step(
                    None if path in changes.gone else new / path, self._real / path, old / str(number)
                )
                made += _made_folders(step.at.parent)
                done.append(step)
                _do(step)
        except BaseException:
            for step in reversed(done):
                _undo(step)
            _remove_folders(made)
            raise
        for path in changes.gone:
            _remove_empty(self._real / path, self._real)

    def _refuse_link(self, path: str) -> None:
        """Raise `UnwritableError` where a part of a path below the folder is a link, or in the way."""
        at = self._real
        *folders, _ = parts = Path(path).parts
        if ".." in parts or Path(path).is_absolute():
            raise UnwritableError(f"`{path}` lies outside `{self.target.as_posix()}`.", path=self.target)
        for number, part in enumerate(parts):
            at /= part
            if at.is_symlink():
                shown = at.relative_to(self._real).as_posix()
                raise UnwritableError(
                    f"`{shown}` in `{self.target.as_posix()}` is a link, and links are not written through.",
                    "Move it away, or import into another folder.",
                    at,
                )
            if os.path.lexists(at) and at.is_dir() != (number < len(folders)):
                what = "folder" if at.is_dir() else "file"
                raise UnwritableError(f"`{at.relative_to(self._real).as_posix()}` is a {what}.", path=at)

    def refusal(self, error: OSError) -> UnwritableError:
        """Say why the system does not let the folder be written."""
        reason = (error.strerror or str(error)).lower()
        return UnwritableError(f"`{self.target.as_posix()}` cannot be written: {reason}.", path=self.target)


def _do(step: _Step) -> None:
    there = os.path.lexists(step.at)
    if there and step.new is not None:
        shutil.copymode(step.at, step.new)
    if there:
        step.at.replace(step.old)
    if step.new is not None:
        step.new.replace(step.at)


def _undo(step: _Step) -> None:
    with suppress(OSError):
        if step.new is not None and not os.path.lexists(step.new) and os.path.lexists(step.at):
            step.at.unlink()
        if os.path.lexists(step.old):
            step.old.replace(step.at)


def _made_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it, and return the ones that were not there, the outermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    made: list[Path] = []
    for one in reversed(missing):
        with suppress(FileExistsError):
            one.mkdir()
            made.append(one)
    return made


def _remove_folders(folders: list[Path]) -> None:
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


def _remove_empty(path: Path, top: Path) -> None:
    """Remove the folders that a file has left empty."""
    for folder in _below(path.parent, top):
        with suppress(OSError):
            folder.rmdir()


def _below(folder: Path, top: Path) -> Iterator[Path]:
    while folder != top and folder.is_relative_to(top):
        yield folder
        folder = folder.parent

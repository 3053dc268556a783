"""One file on its way to its place: it waits beside it, is put there in one step, and can be taken back."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import NamedTuple

from coursewright.reporters.shared.paths import from_here
from coursewright.spec.errors import UnreadableInputError, UnwritableError
from coursewright.spec.text_input import read_bytes

_MARK = "\ufeff"
_NUMBERS = count()
_WAITING = ".coursewright-write-"
"""How the names of files begin that wait; nobody else may give one such a name."""


class NewText(NamedTuple):
    """A file as it is to be.

    `text` has no byte order mark, and its line breaks exactly as they are to be written. `before` is what was
    read there, None for a new file.
    """

    path: Path
    text: str
    before: str | None = None


class Move(NamedTuple):
    """A file that is to have another name."""

    old: Path
    new: Path

    @property
    def is_free(self) -> bool:
        """Whether nothing has the new name, apart from the file itself where case does not count."""
        if not os.path.lexists(self.new):
            return True
        try:
            return self.old.samefile(self.new)
        except OSError:
            return False


class Staged:
    """A file that waits beside its place `at`, with a copy of what stands there for the way back."""

    def __init__(self, file: NewText, at: Path) -> None:
        """Write it there. Raises `UnwritableError` where that cannot be, or where the file has changed."""
        self._file = file
        self._at = at
        self._done = False
        self._old = None if file.before is None else read_bytes(at)
        self._new = _encoded(file, "" if self._old is None else _mark_of(file, self._old))
        if self._old is not None and not (at.stat().st_mode & 0o222 and os.access(at, os.W_OK)):
            message = f"{shown(file.path)} is read-only."
            raise UnwritableError(message, "Make it writable, or leave it out.", file.path)
        self._waiting = self._beside(self._new)
        self._spare: Path | None = None
        if self._old is not None:
            try:
                self._spare = self._beside(self._old)
            except BaseException:
                self.tidy()
                raise

    def _beside(self, data: bytes) -> Path:
        """Write a file beside this one, with the same owner and rights, and return its path."""
        path = self._at.with_name(f"{_WAITING}{os.getpid()}-{next(_NUMBERS)}.new")
        try:
            with path.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if self._file.before is not None:
                status = self._at.stat()
                with suppress(OSError, AttributeError):  # only the owner of all can give files to others
                    os.chown(path, status.st_uid, status.st_gid)
                shutil.copymode(self._at, path)
        except BaseException as error:
            with suppress(OSError):
                path.unlink()
            if isinstance(error, OSError):
                raise refusal(self._file, error) from error
            raise
        return path

    def put_in_place(self) -> None:
        """Let the file take its place. Raises `UnwritableError` where somebody else has written there."""
        try:
            if self._old is None:
                self._appear()
            elif self._now() != self._old:
                raise _changed(self._file)
            else:
                self._waiting.replace(self._at)
        except OSError as error:
            raise refusal(self._file, error) from error
        self._done = True

    def _appear(self) -> None:
        """Let a new file appear, if nothing has its name."""
        try:
            self._at.hardlink_to(self._waiting)
        except FileExistsError:
            raise exists(self._file) from None
        except OSError:  # no second names here
            if os.path.lexists(self._at):
                raise exists(self._file) from None
            self._waiting.replace(self._at)

    def _now(self) -> bytes | None:
        with suppress(UnreadableInputError):
            return read_bytes(self._at)
        return None

    def take_back(self) -> None:
        """Put back what stood here before, unless somebody has saved something else since."""
        if not self._done or self._now() != self._new:
            return
        with suppress(OSError):
            if self._spare is not None:
                self._spare.replace(self._at)
            else:
                self._at.unlink()

    def tidy(self) -> None:
        """Leave nothing behind beside the file."""
        for path in (self._waiting, self._spare):
            if path is not None:
                with suppress(OSError):
                    path.unlink(missing_ok=True)


class Moved:
    """A file that gets another name, and can have its old one back."""

    def __init__(self, move: Move) -> None:
        self._move = move
        self._done = False

    def put_in_place(self) -> None:
        """Rename it. Raises `UnwritableError` where that cannot be."""
        old, new = self._move
        try:
            if not self._move.is_free:
                raise FileExistsError(0, "It is there already")
            old.rename(new)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            message = f"{_name(old)} cannot become {_name(new)}: {reason}."
            raise UnwritableError(message, "Nothing was changed.", old) from error
        self._done = True

    def take_back(self) -> None:
        """Give it its old name."""
        if self._done and Move(self._move.new, self._move.old).is_free:
            with suppress(OSError):
                self._move.new.rename(self._move.old)

    def tidy(self) -> None:
        """Leave nothing behind, of which there is nothing."""


def sweep(folder: Path) -> None:
    """Remove what runs that were killed left in a folder, which has to be locked: nobody writes there now."""
    with suppress(OSError):
        for path in folder.glob(f"{_WAITING}*.new"):
            path.unlink(missing_ok=True)


def _encoded(file: NewText, mark: str) -> bytes:
    try:
        return f"{mark}{file.text}".encode()
    except UnicodeEncodeError as error:
        message = f"The text for {shown(file.path)} holds half a character, which UTF-8 cannot write."
        raise UnwritableError(message, path=file.path) from error


def _mark_of(file: NewText, data: bytes) -> str:
    """Return the byte order marks that a file begins with. Raise `UnwritableError` if it has changed."""
    try:
        there = data.decode()
    except UnicodeDecodeError:
        there = ""
    text = there.lstrip(_MARK)
    if text != file.before:
        raise _changed(file)
    return there[: len(there) - len(text)]


def _changed(file: NewText) -> UnwritableError:
    message = f"{shown(file.path)} has changed since it was read."
    return UnwritableError(message, "Run the command again.", file.path)


def exists(file: NewText) -> UnwritableError:
    """Say that a new file stands where there is one already."""
    return UnwritableError(f"{shown(file.path)} is there already, and was left as it is.", path=file.path)


def refusal(file: NewText, error: OSError) -> UnwritableError:
    """Say why the system does not let a file be written."""
    reason = (error.strerror or str(error)).lower()
    return UnwritableError(f"{shown(file.path)} cannot be written: {reason}.", path=file.path)


def shown(path: Path) -> str:
    """Return how a sentence calls a file that is to be written."""
    return f"`{_name(path)}`"


def _name(path: Path) -> str:
    return from_here(path, Path.cwd())

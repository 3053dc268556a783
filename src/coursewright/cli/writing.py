"""Writing several files: all of them or none, each as it was apart from its text; and what would change."""

from __future__ import annotations

import difflib
import os
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.reporters.shared.paths import from_here
from coursewright.spec.errors import UnwritableError
from coursewright.spec.text_input import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARK = "\ufeff"
_NUMBERS = count()
_TO_QUOTE = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


class NewText(NamedTuple):
    """A file as it is to be.

    `text` has no byte order mark, and its line breaks exactly as they are to be written. `before` is what was
    read there, None for a new file.
    """

    path: Path
    text: str
    before: str | None = None


def write_all(files: Sequence[NewText]) -> None:
    """Write files, all or none: what goes wrong at one of them leaves the others as they were.

    Links are followed; the rights and the byte order mark of a file stay; folders above a new one are made.
    Raises `UnwritableError` for a file that cannot be written, that is read-only, or that is no longer what
    `before` says.
    """
    staged: list[_Staged] = []
    folders: list[Path] = []
    try:
        for file in files:
            at = _target(file, [one.at for one in staged])
            folders += _made_folders(file, at.parent)
            staged.append(_stage(file, at))
        for one in staged:
            one.put_in_place()
    except BaseException:
        for one in reversed(staged):
            one.take_back()
            one.tidy()
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        raise
    for one in staged:
        one.tidy()


class _Staged:
    """A file that waits beside its place, with a copy of what stands there in case it has to come back."""

    def __init__(self, file: NewText, at: Path, new: bytes, old: bytes | None) -> None:
        self.at = at
        self._file = file
        self._done = False
        self._waiting = self._beside(new)
        self._spare: Path | None = None
        if old is not None:
            try:
                self._spare = self._beside(old)
            except BaseException:
                self.tidy()
                raise

    def _beside(self, data: bytes) -> Path:
        """Write a file beside this one, with the same owner and rights, and return its path."""
        path = self.at.with_name(f".coursewright-{os.getpid()}-{next(_NUMBERS)}.new")
        try:
            with path.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            if self._file.before is not None:
                status = self.at.stat()
                with suppress(OSError, AttributeError):  # only the owner of all can give files to others
                    os.chown(path, status.st_uid, status.st_gid)
                shutil.copymode(self.at, path)
        except BaseException as error:
            with suppress(OSError):
                path.unlink()
            if isinstance(error, OSError):
                raise _refusal(self._file, error) from error
            raise
        return path

    def put_in_place(self) -> None:
        """Let the file take its place."""
        if self._file.before is None and os.path.lexists(self.at):
            raise _exists(self._file)
        try:
            self._waiting.replace(self.at)
        except OSError as error:
            raise _refusal(self._file, error) from error
        self._done = True

    def take_back(self) -> None:
        """Put back what stood here before."""
        if not self._done:
            return
        with suppress(OSError):
            if self._spare is not None:
                self._spare.replace(self.at)
            else:
                self.at.unlink()

    def tidy(self) -> None:
        """Leave nothing behind beside the file."""
        for path in (self._waiting, self._spare):
            if path is not None:
                with suppress(OSError):
                    path.unlink(missing_ok=True)


def _target(file: NewText, taken: Sequence[Path]) -> Path:
    """Return where a file really stands. Raise `UnwritableError` where it cannot stand."""
    if file.before is None and os.path.lexists(file.path):
        raise _exists(file)
    at = Path(os.path.realpath(file.path))  # which takes links in a circle as they are
    if at in taken:
        raise UnwritableError(f"{_shown(file.path)} would be written twice.", path=file.path)
    return at


def _made_folders(file: NewText, folder: Path) -> list[Path]:
    """Make the folder of a new file, and return those that were not there, the outermost first."""
    if file.before is not None:
        return []
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    made: list[Path] = []
    try:
        for one in reversed(missing):
            one.mkdir()
            made.append(one)
    except OSError as error:
        for one in reversed(made):
            with suppress(OSError):
                one.rmdir()
        raise _refusal(file, error) from error
    return made


def _stage(file: NewText, at: Path) -> _Staged:
    mark, old = "", None
    if file.before is not None:
        old = read_bytes(at)
        mark = _mark_of(file, old)
        if not (at.stat().st_mode & 0o222 and os.access(at, os.W_OK)):
            message = f"{_shown(file.path)} is read-only."
            raise UnwritableError(message, "Make it writable, or leave it out.", file.path)
    try:
        new = f"{mark}{file.text}".encode()
    except UnicodeEncodeError as error:
        message = f"The text for {_shown(file.path)} holds half a character, which UTF-8 cannot write."
        raise UnwritableError(message, path=file.path) from error
    return _Staged(file, at, new, old)


def _mark_of(file: NewText, data: bytes) -> str:
    """Return the byte order marks that a file begins with. Raise `UnwritableError` if it has changed."""
    try:
        there = data.decode()
    except UnicodeDecodeError:
        there = ""
    text = there.lstrip(_MARK)
    if text != file.before:
        message = f"{_shown(file.path)} has changed since it was read."
        raise UnwritableError(message, "Run the command again.", file.path)
    return there[: len(there) - len(text)]


def _exists(file: NewText) -> UnwritableError:
    return UnwritableError(f"{_shown(file.path)} is there already, and was left as it is.", path=file.path)


def _refusal(file: NewText, error: OSError) -> UnwritableError:
    reason = (error.strerror or str(error)).lower()
    return UnwritableError(f"{_shown(file.path)} cannot be written: {reason}.", path=file.path)


def _shown(path: Path) -> str:
    return f"`{from_here(path, Path.cwd())}`"


def unified(files: Sequence[NewText], here: Path) -> str:
    """Return a unified diff of what would change, its paths relative to `here`, for `patch -p0`.

    It is exact, line breaks included: whoever shows it on a terminal makes it safe.
    """
    return "".join(part for file in files for part in _diff(file, here))


def _diff(file: NewText, here: Path) -> Iterator[str]:
    """Yield the lines of a file's diff, with their line breaks; none where nothing would change."""
    name = _name(file.path, here)
    lines = difflib.unified_diff(
        _lines(file.before or ""),
        _lines(file.text),
        fromfile="/dev/null" if file.before is None else name,
        tofile=name,
    )
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Split a text behind each line feed, and nowhere else: so do programs that read a diff."""
    *lines, last = text.split("\n")
    whole = [f"{line}\n" for line in lines]
    return [*whole, last] if last else whole


def _name(path: Path, here: Path) -> str:
    """Return how a diff calls a file; names that would break its line are quoted as git quotes them."""
    try:
        name = Path(os.path.relpath(path, here)).as_posix()
    except ValueError:  # another drive
        name = path.as_posix()
    if any(character in _TO_QUOTE or not character.isprintable() for character in name):
        return f'"{"".join(_quoted(name))}"'
    return f"{name}\t" if " " in name else name


def _quoted(name: str) -> Iterable[str]:
    for character in name:
        if character in _TO_QUOTE:
            yield _TO_QUOTE[character]
        elif character.isprintable():
            yield character
        else:
            yield "".join(f"\\{byte:03o}" for byte in os.fsencode(character))

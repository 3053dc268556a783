"""Writing several files: all of them or none, each as it was apart from its text; and what would change."""

from __future__ import annotations

import difflib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.cli.interrupts import held_back
from coursewright.cli.locks import locked
from coursewright.cli.staging import Move, Moved, NewText, Staged, exists, refusal, shown, sweep
from coursewright.spec.errors import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coursewright.cli.fence import Fence

__all__ = ["Move", "NewText", "unified", "write_all"]

_TO_QUOTE = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def write_all(files: Sequence[NewText], fence: Fence, move: Move | None = None) -> None:
    """Write files and then move one, all or none: what goes wrong at one leaves all as they were.

    Links are followed within the `fence`; the rights and the byte order mark of a file stay; folders above a
    new one are made. Of runs that write the same file at once, one does. Signals that end the process are
    heard between files.

    Raises `UnwritableError` for a file that cannot be written, that is read-only, that lies beyond the fence,
    or that is no longer what `before` says.
    """
    places: dict[Path, NewText] = {}
    for file in files:
        at = _target(file, fence)
        if at in places:
            raise UnwritableError(f"{shown(file.path)} would be written twice.", path=file.path)
        places[at] = file
    with held_back() as check:
        made: list[Path] = []
        try:
            for at, file in places.items():
                made += _made_folders(file, at.parent)
            folders = {at.parent for at in places} | ({move.old.parent} if move is not None else set())
            with locked(folders, check) as kept:
                for folder in kept:
                    sweep(folder)
                _put(places, move, check)
        except BaseException:
            for folder in reversed(made):
                with suppress(OSError):
                    folder.rmdir()
            raise


def _put(places: dict[Path, NewText], move: Move | None, check: Callable[[], None]) -> None:
    """Put files in their places, or leave all as it was. `check` raises where it is to be broken off."""
    steps: list[Staged | Moved] = []
    try:
        for at, file in places.items():
            check()
            steps.append(Staged(file, at))
        if move is not None:
            steps.append(Moved(move))
        for step in steps:
            check()
            step.put_in_place()
    except BaseException:
        for step in reversed(steps):
            step.take_back()
        raise
    finally:
        for step in steps:
            step.tidy()


def _target(file: NewText, fence: Fence) -> Path:
    """Return where a file really stands. Raise `UnwritableError` where it cannot stand."""
    if file.before is None and os.path.lexists(file.path):
        raise exists(file)
    fence.check(file.path)
    return Path(os.path.realpath(file.path))  # which takes links in a circle as they are


def _made_folders(file: NewText, folder: Path) -> list[Path]:
    """Make the folder of a new file, and return those that were not there, the outermost first."""
    if file.before is not None:
        return []
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    made: list[Path] = []
    try:
        for one in reversed(missing):
            with suppress(FileExistsError):  # made meanwhile, or no folder, as is said when it is written to
                one.mkdir()
                made.append(one)
    except OSError as error:
        for one in reversed(made):
            with suppress(OSError):
                one.rmdir()
        raise refusal(file, error) from error
    return made


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

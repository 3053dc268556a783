"""Files of the source, taken out of it once: their sums, and where they wait to be put in their places."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from coursewright.packages.reading.package import DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from coursewright.importers.source import Source

__all__ = ["Stash", "Taken", "taken_out"]


class Taken(NamedTuple):
    """A file that was read whole."""

    sum: str
    """SHA-1 in hexadecimals: it tells edits, and keeps nobody from anything."""
    size: int
    path: Path | None
    """Where it waits; None where nothing is to be written."""


class Stash(NamedTuple):
    """Files by their names in the source."""

    taken: dict[str, Taken]
    damaged: dict[str, str]
    """Those that could not be read, with the reason, a clause."""


def taken_out(
    source: Source, names: Collection[str], folder: Path | None, say: Callable[[str], None]
) -> Stash:
    """Read files of a source in pieces, and write them into a folder, numbered; of None, they are but read.

    Raises `OSError` where the folder cannot be written.
    """
    stash = Stash({}, {})
    wanted = {name for name in names if name in source.sizes}
    try:
        for number, (name, pieces) in enumerate(source.package.streams(wanted)):
            say(f"copying {name}")
            path = folder / str(number) if folder is not None else None
            try:
                stash.taken[name] = _take(pieces, path)
            except DamagedError as error:
                stash.damaged[name] = str(error)
    except DamagedError as error:  # the archive as a whole
        missing = wanted - stash.taken.keys() - stash.damaged.keys()
        stash.damaged.update(dict.fromkeys(sorted(missing), str(error)))
    return stash


def _take(pieces: Iterator[bytes], path: Path | None) -> Taken:
    if path is None:
        return _copied(pieces, None, path)
    with path.open("wb") as file:
        return _copied(pieces, file, path)


def _copied(pieces: Iterator[bytes], file: BinaryIO | None, path: Path | None) -> Taken:
    digest, size = hashlib.sha1(usedforsecurity=False), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        if file is not None:
            file.write(piece)
    return Taken(digest.hexdigest(), size, path)

"""Folders in which one process at a time writes."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.reporters.shared.paths import folder_from_here
from coursewright.spec.errors import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PATIENCE = 30
"""Seconds to wait for another process; even hundreds of files are written in fewer."""
_PAUSE = 0.02


@contextmanager
def locked(folders: Iterable[Path], check: Callable[[], None]) -> Iterator[list[Path]]:
    """Keep other processes that ask from writing in some folders, and yield those that are kept so.

    A file system that knows no locks keeps nobody away. `check` is called while others are waited for, and
    may raise. Raises `UnwritableError` where another process does not come to an end. A process that dies
    keeps nothing locked, and nothing is left in the folders.
    """
    with ExitStack() as stack:
        kept: list[Path] = []
        for folder in _each_once(folders):
            handle = _taken(folder, check)
            if handle is not None:
                stack.callback(os.close, handle)
                kept.append(folder)
        yield kept


def _each_once(folders: Iterable[Path]) -> list[Path]:
    """Return each folder by one of its names, and in an order that is the same for all who ask."""
    known: dict[tuple[int, int], Path] = {}
    for folder in folders:
        with suppress(OSError):
            status = folder.stat()
            known.setdefault((status.st_dev, status.st_ino), folder)
    return [folder for _, folder in sorted(known.items())]


def _taken(folder: Path, check: Callable[[], None]) -> int | None:
    """Return an open handle that keeps a folder until it is closed; None where that cannot be."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return _try(folder)
        except (BlockingIOError, FileExistsError):
            if time.monotonic() > until:
                where = folder_from_here(folder, Path.cwd())
                message = f"Another run has been writing in {where} for {_PATIENCE} seconds."
                raise UnwritableError(message, "Run the command again when it is done.", folder) from None
        except OSError:
            return None
        check()
        time.sleep(_PAUSE)


if sys.platform == "win32":

    def _try(folder: Path) -> int:
        """Make a file that only one can make, and that goes with its handle."""
        return os.open(
            folder / ".coursewright-write.lock", os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_TEMPORARY
        )

else:

    def _try(folder: Path) -> int:
        """Lock the folder itself."""
        import fcntl  # noqa: PLC0415 - Windows has none

        handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BaseException:
            os.close(handle)
            raise
        return handle

"""A report's file: it takes its place when it is whole, and until then what was there stays."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Literal, TextIO

from coursewright.spec.errors import CoursewrightError

_OPEN = ("/dev/fd/", "/dev/std", "/proc/")
"""How the names begin by which one gets at what is open."""
_NUMBERS = count()


class ReportFile:
    """Takes text for a file, in UTF-8 with plain line breaks.

    Folders above it are made. What is no ordinary file, such as a pipe or `/dev/fd/3`, is written to as text
    comes. Raises `CoursewrightError`, here and in `finish`, where the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._shown = path
        self._path = Path(os.path.realpath(path))  # which takes links in a circle as they are
        self._waiting: Path | None = None
        try:
            self.stream = self._open()
        except OSError as error:
            raise self._refusal(error) from error

    def _open(self) -> TextIO:
        if self._is_open_already():
            return self._stream(self._shown, "a")  # the shell made it empty, or means to add to it
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._path.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        if self._path.exists() and not self._path.is_file():
            return self._stream(self._path, "w")
        waiting = self._path.with_name(f".coursewright-{os.getpid()}-{next(_NUMBERS)}.new")
        waiting.unlink(missing_ok=True)  # of a run that was killed
        stream = self._stream(waiting, "x")
        self._waiting = waiting
        return stream

    def _is_open_already(self) -> bool:
        """Whether the name stands for what somebody else has open, which may have no name of its own."""
        return self._shown.absolute().as_posix().startswith(_OPEN) and self._shown.exists()

    @staticmethod
    def _stream(path: Path, mode: Literal["a", "w", "x"]) -> TextIO:
        return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="\n")

    def finish(self) -> None:
        """Put the file in its place, with the rights of the one that was there."""
        try:
            self.stream.close()
            if self._waiting is not None:
                if self._path.exists():
                    shutil.copymode(self._path, self._waiting)
                self._waiting.replace(self._path)
        except OSError as error:
            self.abandon()
            raise self._refusal(error) from error

    def abandon(self) -> None:
        """Leave no trace."""
        with suppress(OSError):
            self.stream.close()
        if self._waiting is not None:
            with suppress(OSError):
                self._waiting.unlink(missing_ok=True)

    def _refusal(self, error: OSError) -> CoursewrightError:
        reason = (error.strerror or str(error)).lower()
        return CoursewrightError(f"The report `{self._shown.as_posix()}` cannot be written: {reason}.")

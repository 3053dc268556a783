"""A report's file: it takes its place when it is whole, and until then what was there stays."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from coursewright.spec.errors import CoursewrightError

if TYPE_CHECKING:
    from pathlib import Path


class ReportFile:
    """Takes text for a file, in UTF-8 with plain line breaks.

    Folders above it are made. What is no ordinary file, such as a pipe, is written to as text comes. Raises
    `CoursewrightError`, here and in `finish`, where the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._shown = path
        self._path = path.resolve()
        self._waiting: Path | None = None
        try:
            self.stream = self._open()
        except OSError as error:
            raise self._refusal(error) from error

    def _open(self) -> TextIO:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        target = self._path
        if self._path.is_dir():
            raise IsADirectoryError(21, "Is a directory")
        if not self._path.exists() or self._path.is_file():
            target = self._waiting = self._path.with_name(f".{self._path.name[:100]}.{os.getpid()}.new")
        return target.open("w", encoding="utf-8", errors="backslashreplace", newline="\n")

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

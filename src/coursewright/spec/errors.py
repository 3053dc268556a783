"""What a user can cause to go wrong, as one hierarchy of exceptions."""

from __future__ import annotations

import copyreg
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class CoursewrightError(Exception):
    """Something a user can mend; `hint` says how, in one sentence, where that is known."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as what it holds: its kinds are made of other things than a message."""
        return copyreg.__newobj__, (type(self), *self.args), vars(self)  # type: ignore[attr-defined]


class UnreadableInputError(CoursewrightError):
    """A file or folder that could not be opened; `path` is which, absolute."""

    def __init__(self, message: str, hint: str = "", path: Path | None = None) -> None:
        super().__init__(message, hint)
        self.path = path


class UnwritableError(CoursewrightError):
    """A file that could not be written; `path` is which."""

    def __init__(self, message: str, hint: str = "", path: Path | None = None) -> None:
        super().__init__(message, hint)
        self.path = path


class NothingToCheckError(CoursewrightError):
    """The paths given hold no spec."""


class UsageError(CoursewrightError):
    """A command was given words it does not know."""


class InternalError(CoursewrightError):
    """A fault of the tool itself, which no user can mend; `path` is the file it was at, if any."""

    def __init__(self, error: BaseException, path: Path | None = None) -> None:
        said = f"{type(error).__name__}: {error}".removesuffix(": ")
        where = f"{path}: something" if path else "Something"
        super().__init__(
            f"{where} went wrong in the tool itself ({said}).",
            "Set COURSEWRIGHT_TRACEBACK=1 and run the command again to see where, and report it.",
        )
        self.path = path

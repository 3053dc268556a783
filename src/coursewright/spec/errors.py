"""What a user can cause to go wrong, as one hierarchy of exceptions."""

from __future__ import annotations


class CoursewrightError(Exception):
    """Something a user can mend; `hint` says how, in one sentence, where that is known."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UnreadableInputError(CoursewrightError):
    """A file or folder that could not be opened."""


class NothingToCheckError(CoursewrightError):
    """The paths given hold no spec."""


class UsageError(CoursewrightError):
    """A command was given words it does not know."""

"""Asking git: what it says, or why it could not say it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from coursewright.spec.errors import CoursewrightError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["GitRefusalError", "NoRepositoryError", "ask_git"]

_NOWHERE = "not a git repository"
"""What git says where it finds none."""


class NoRepositoryError(CoursewrightError):
    """A folder is in no repository."""


class GitRefusalError(CoursewrightError):
    """Git could not do what it was asked; `message` is the reason that it gives."""


def ask_git(folder: Path, *words: str, asker: str, given: bytes = b"") -> bytes:
    """Run git in a folder and return what it writes; `given` is what it reads.

    Raises `UsageError` where git is not installed, which `asker` needs, `NoRepositoryError` and
    `GitRefusalError`.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and callers keep revisions from being options
            ("git", "-C", str(folder), *words),  # noqa: S607
            capture_output=True,
            input=given,
            check=False,
            env={**os.environ, "LC_ALL": "C"},  # what git says is read, not only shown
        )
    except OSError:
        raise UsageError(
            f"{asker} asks git, which is not installed.", "Install git, or leave it out."
        ) from None
    if done.returncode == 0:
        return done.stdout
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    if any(_NOWHERE in line for line in said):
        raise NoRepositoryError("This folder is in no git repository.")
    raise GitRefusalError(said[-1].rstrip(".") if said else "no reason given")

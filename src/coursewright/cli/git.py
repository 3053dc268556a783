"""Asking git: what it says, or why it could not say it."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from coursewright.spec.errors import CoursewrightError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["GitRefusalError", "NoRepositoryError", "ask_git", "entries_of_git"]

_NOWHERE = "not a git repository"
"""What git says where it finds none."""
_OFFLINE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
"""Keeps git from fetching what a clone lacks, by whatever program the clone's own configuration names."""

_QUIET = ("-c", "core.fsmonitor=false")
"""Keeps git from running the program that a repository may name to watch its files."""


class NoRepositoryError(CoursewrightError):
    """A folder is in no repository."""


class GitRefusalError(CoursewrightError):
    """Git could not do what it was asked; `message` is the reason that it gives."""


def ask_git(folder: Path, *words: str, asker: str, given: bytes = b"") -> bytes:
    """Run git in a folder, without a network, and return what it writes; `given` is what it reads.

    Raises `UsageError` where git is not installed, which `asker` needs, `NoRepositoryError` and
    `GitRefusalError`.
    """
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and callers keep revisions from being options
            ("git", *_QUIET, "-C", str(folder), *words),  # noqa: S607
            capture_output=True,
            input=given,
            check=False,
            env={**os.environ, **_OFFLINE, "LC_ALL": "C"},  # what git says is read, not only shown
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


def entries_of_git(folder: Path, *words: str) -> Iterator[bytes]:
    """Yield what git writes with a NUL behind each, as it comes; git stops when nobody asks for more.

    Raises `GitRefusalError` where it could not write all of it.
    """
    with subprocess.Popen(  # noqa: S603 - no shell, and callers keep revisions from being options
        ("git", *_QUIET, "-C", str(folder), *words),  # noqa: S607
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_OFFLINE, "LC_ALL": "C"},
    ) as running:
        assert running.stdout is not None  # noqa: S101 - it was asked for
        try:
            rest = b""
            while part := running.stdout.read(1 << 16):
                *whole, rest = (rest + part).split(b"\0")
                yield from whole
            if running.wait():
                raise GitRefusalError(f"Git refused: {' '.join(words[:1])}")
        finally:
            running.kill()

"""What a course was made of: the files that were read, looked for or listed while it was checked.

A cached result holds as long as all of it is as it was. Nothing is kept unless somebody watches; whatever a
rule reads, it reads by way of the functions here, or of those that call them.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

try:
    from _blake2 import blake2b  # what `hashlib` has, without the OpenSSL that it loads first
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "Evidence",
    "age",
    "blake2b",
    "digest",
    "made_of",
    "presence",
    "still",
    "was_listed",
    "was_read",
    "was_sought",
    "watched",
]

Evidence: TypeAlias = dict[str, str]
"""Path → stamp: `=` and a digest of what was read, `@` and the time of a folder that was listed, and `f`, `d`
or nothing for what was only looked for."""

_watching: list[Evidence] = []


@contextmanager
def watched() -> Iterator[Evidence]:
    """Gather what is read, looked for and listed meanwhile."""
    evidence: Evidence = {}
    _watching.append(evidence)
    try:
        yield evidence
    finally:
        _watching.pop()


def was_read(path: Path | str, data: bytes) -> None:
    """Say that a file was read."""
    for evidence in _watching:
        evidence[str(path)] = digest(data)


def was_sought(path: Path | str) -> None:
    """Say that somebody asked whether a file is there."""
    for evidence in _watching:
        evidence.setdefault(str(path), presence(str(path)))


def was_listed(folder: Path | str) -> None:
    """Say that the names in a folder mattered."""
    for evidence in _watching:
        evidence[str(folder)] = age(str(folder))


def made_of(others: Evidence) -> None:
    """Say that what was found before counts here too, and all that it was made of."""
    for evidence in _watching:
        evidence.update(others)


def digest(data: bytes) -> str:
    """Return the stamp of what was read."""
    return "=" + blake2b(data, digest_size=16).hexdigest()


def presence(path: str) -> str:
    """Return the stamp of what was only looked for."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - asked for each file of a run
    except (OSError, ValueError):
        return ""
    return "d" if stat.S_ISDIR(mode) else "f"


def age(folder: str) -> str:
    """Return the stamp of a folder that was listed: it changes with every name in it."""
    try:
        return f"@{os.stat(folder).st_mtime_ns}"  # noqa: PTH116
    except (OSError, ValueError):
        return "@"


def still(path: str, stamp: str) -> bool:
    """Whether a stamp still holds."""
    if stamp.startswith("="):
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - asked for each file of a run
                return digest(file.read()) == stamp
        except OSError:
            return False
    return (age(path) if stamp.startswith("@") else presence(path)) == stamp

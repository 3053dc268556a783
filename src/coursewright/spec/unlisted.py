"""Which module files lie below a course and are listed by no course."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.spec.discover import COURSE_FILE, MODULE_FILE, Owners, precedence, repository_root, walk
from coursewright.spec.witness import was_listed

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.model import Course

__all__ = ["unlisted_modules"]

_MOST_FOLDERS = 2000
"""Folders below a course in which we look: around a course file in a home lies more than a course."""


def unlisted_modules(course: Course) -> tuple[Path, ...]:
    """Return the module files below a course's folder that no course lists, folder by folder.

    Of several course files in a folder only the first answers. Folders below with a course file of their own
    are that course's business, and repositories below their own. Files are read only where there are such
    modules, to see whether another course lists them.
    """
    file = course.path
    if course.implicit or not course.complete or not _is_first(file):
        return ()
    listed = {source.path for source in course.sources}
    found = [path for path in _modules_below(file.parent) if path not in listed]
    if not found:
        return ()
    # A course lists symbolic links as they are called; a module may be listed by any of its names.
    real = {os.path.realpath(path) for path in listed}
    found = [path for path in found if os.path.realpath(path) not in real]
    owners, root = Owners(), repository_root(file.parent)
    return tuple(
        path for path in found if owners.of(path)[0] == path and repository_root(path.parent) == root
    )


def _modules_below(folder: Path) -> list[Path]:
    modules: list[Path] = []
    for number, (specs, inner) in enumerate(walk(folder)):
        if number == _MOST_FOLDERS:
            return []
        if number and any(COURSE_FILE.fullmatch(spec.name) for spec in specs):
            inner.clear()
        else:
            modules += (spec for spec in specs if MODULE_FILE.fullmatch(spec.name))
    return modules


def _is_first(file: Path) -> bool:
    """Whether a course file is found by its name, and before the others in its folder."""
    if not COURSE_FILE.fullmatch(file.name):
        return False
    was_listed(file.parent)
    try:
        return _first_in(file.parent, file.parent.stat().st_mtime_ns) == file.name
    except OSError:
        return False


@lru_cache(maxsize=8)
def _first_in(folder: Path, _changed: int) -> str:
    """Return the first course file of a folder; `_changed` is when the folder was."""
    names = (one.name for one in os.scandir(folder) if COURSE_FILE.fullmatch(one.name) and one.is_file())
    return min(names, key=precedence, default="")

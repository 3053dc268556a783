"""Paths as reports show them: with `/`, and relative where that is shorter to read."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from coursewright.reporters.shared.measure import begins_command, safe


def relative(path: Path, base: Path) -> str:
    """Return a path relative to a folder where it lies in it, else absolute; always with `/`."""
    if path.is_relative_to(base):
        return path.relative_to(base).as_posix()
    return path.as_posix()


def folder_from_here(folder: Path, here: Path) -> str:
    """Return how a sentence calls a folder."""
    return "this folder" if folder == here else f"`{from_here(folder, here)}`"


def from_here(path: Path, here: Path) -> str:
    """Return a path as one would type it in the folder `here`, by way of `..` where that is shorter.

    It is safe to show, and to begin a line with: names of files may hold anything.
    """
    if path.is_relative_to(here):
        shown = safe(path.relative_to(here).as_posix())
        return f"./{shown}" if begins_command(shown) else shown
    try:
        walked = PurePath(os.path.relpath(path, here))
    except ValueError:  # another drive
        return safe(path.as_posix())
    return safe(min(walked.as_posix(), path.as_posix(), key=len))

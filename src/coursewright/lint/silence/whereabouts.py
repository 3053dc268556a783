"""Where a baseline is, if there is one: reading it takes more, and most repositories have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.discover import is_root
from coursewright.spec.witness import was_sought

if TYPE_CHECKING:
    from pathlib import Path

NAME = "coursewright-baseline.yaml"


def find_baseline(folder: Path) -> Path | None:
    """Return the nearest baseline in a folder or above it, up to the root of its repository."""
    for candidate in (folder, *folder.parents):
        path = candidate / NAME
        was_sought(path)
        if path.is_file():
            return path
        if is_root(candidate):
            return None
    return None

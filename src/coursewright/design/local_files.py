"""Files beside a spec: where they are, and what a page among them says."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from coursewright.spec.witness import was_read, was_sought

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.source import Source

Whereabouts: TypeAlias = Literal["there", "missing", "outside", "unknown"]

LARGEST_PAGE = 1_000_000
"""Bytes; a page longer than this is none that anybody reads."""


def local_file(written: str, source: Source, home: Path) -> Path | None:
    """Return the file that a path in `source` names, or None where it is missing or lies outside `home`.

    Symbolic links are followed before the place is judged.
    """
    try:
        path, inside = _resolved(written, source, home)
        return path if inside and path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def whereabouts(written: str, source: Source, home: Path) -> Whereabouts:
    """Tell whether the file that a path in `source` names is there, as `local_file` looks for it.

    What lies outside `home` is not looked at. `unknown` is a folder, or what we may not see.
    """
    try:
        path, inside = _resolved(written, source, home)
        if not inside:
            return "outside"
        if path.is_file():
            return "there"
        return "unknown" if path.exists() else "missing"
    except (OSError, RuntimeError, ValueError):
        return "unknown"


def _resolved(written: str, source: Source, home: Path) -> tuple[Path, bool]:
    if "\\" in written and os.sep == "/":
        written = written.replace("\\", "/")
    path = (source.path.parent / written).resolve()
    inside = path.is_relative_to(home.resolve())
    if inside:
        was_sought(path)
    return path, inside


@lru_cache(maxsize=32)  # several rules read the pages of a course; the next course has sources of its own
def page_text(written: str, source: Source, home: Path) -> str | None:
    """Return the text of a page, or None where there is none to be had."""
    path = local_file(written, source, home)
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_PAGE + 1)
        was_read(path, data)
        return data.decode("utf-8-sig") if len(data) <= LARGEST_PAGE else None
    except (OSError, UnicodeDecodeError):
        return None

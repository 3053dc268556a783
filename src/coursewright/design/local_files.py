"""Files beside a spec: where they are, and what a page among them says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.spec.source import Source

LARGEST_PAGE = 1_000_000
"""Bytes; a page longer than this is none that anybody reads."""


def local_file(written: str, source: Source, home: Path) -> Path | None:
    """Return the file that a path in `source` names, or None where it is missing or lies outside `home`.

    Symbolic links are followed before the place is judged.
    """
    if "\\" in written and os.sep == "/":
        written = written.replace("\\", "/")
    try:
        path = (source.path.parent / written).resolve()
        inside = path.is_relative_to(home.resolve())
        return path if inside and path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def page_text(written: str, source: Source, home: Path) -> str | None:
    """Return the text of a page, or None where there is none to be had."""
    path = local_file(written, source, home)
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_PAGE + 1)
        return data.decode("utf-8-sig") if len(data) <= LARGEST_PAGE else None
    except (OSError, UnicodeDecodeError):
        return None

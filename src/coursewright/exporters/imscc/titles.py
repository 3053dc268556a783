"""Titles as platforms can keep them: in one line, and no longer than their databases allow."""

from __future__ import annotations

__all__ = ["title_of"]

_LONGEST = 255
"""Characters of a name in Moodle and in Canvas at most."""


def title_of(text: str) -> str:
    """Return a title in one line, cut where it runs on."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"

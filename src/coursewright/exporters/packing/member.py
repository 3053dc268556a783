"""A file of a package before it is written."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

__all__ = ["Member", "data"]


class Member(NamedTuple):
    """A file of a package: where it stands in it, and what it holds."""

    path: str
    """Relative, with forward slashes, in ASCII."""
    content: bytes | Path
    """The bytes, or a file of the course that holds them and is copied in pieces."""


def data(member: Member) -> bytes:
    """Return what a member holds. Raises `OSError` where its file cannot be read."""
    return member.content.read_bytes() if isinstance(member.content, Path) else member.content

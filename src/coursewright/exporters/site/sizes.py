"""Sizes of files in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coursewright.exporters.edition.model import Edition

__all__ = ["size_text"]


def size_text(size: int, edition: Edition) -> str:
    """Return a number of bytes in kilobytes or, from one on, in megabytes; a thousand make one."""
    if size < 1_000_000:
        return edition.words("site.kilobytes", number=max(1, round(size / 1000)))
    return edition.words("site.megabytes", number=f"{size / 1_000_000:.1f}".removesuffix(".0"))

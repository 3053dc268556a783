"""How much of an archive is read, so that no file can make the reader slow or large."""

from __future__ import annotations

__all__ = ["ENTRIES", "FREE", "KEPT", "LISTING", "MARKS", "RATIO", "TEXT", "megabytes"]

ENTRIES = 50_000
"""Files of one package. Large courses have some thousands."""
LISTING = 32 << 20
"""Bytes of a zip archive's table of contents."""
FREE = 96 << 20
"""Bytes that an archive may unpack to, whatever its own size."""
RATIO = 100
"""How many times its own size an archive may unpack to beyond that. Texts pack ten to forty times."""
TEXT = 32 << 20
"""Bytes of a text that is read whole."""
MARKS = 1_500_000
"""Signs `<` and `=` of an XML document: what it takes in memory follows from them."""
KEPT = 64 << 20
"""Bytes of texts out of a tar archive, packed, that are kept: such an archive can be read but once."""


def megabytes(size: int) -> str:
    """Return a size in words."""
    return f"{size / 1_000_000:,.0f} MB" if size >= 10_000_000 else f"{size / 1000:,.0f} kB"

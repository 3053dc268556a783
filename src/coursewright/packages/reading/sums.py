"""The sum by which Moodle names the files of a backup."""

from __future__ import annotations

import hashlib
from typing import IO

__all__ = ["sha1_of"]

_PIECE = 1 << 18


def sha1_of(file: IO[bytes]) -> str:
    """Return the SHA-1 of an open file, which is read in pieces. Raises what reading raises."""
    digest = hashlib.sha1(usedforsecurity=False)
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()

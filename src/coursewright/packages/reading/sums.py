"""Files in pieces, and the sum by which Moodle names those of a backup."""

from __future__ import annotations

import hashlib
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["pieces_of", "sha1_of"]

_PIECE = 1 << 18


def sha1_of(file: IO[bytes]) -> str:
    """Return the SHA-1 of an open file, which is read in pieces. Raises what reading raises."""
    digest = hashlib.sha1(usedforsecurity=False)
    for piece in pieces_of(file):
        digest.update(piece)
    return digest.hexdigest()


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what an open file holds, in pieces. Raises what reading raises."""
    while piece := file.read(_PIECE):
        yield piece

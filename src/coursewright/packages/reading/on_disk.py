"""Files that lie on the disk as they are: how they are read, whichever they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.reading.limits import TEXT
from coursewright.packages.reading.package import DamagedError, TooLargeError
from coursewright.packages.reading.sums import pieces_of, sha1_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["FilesOnDisk"]


class FilesOnDisk:
    """What a folder and a single file have in common. `sizes` and `_files` are filled by either."""

    sizes: dict[str, int]
    _files: dict[str, Path]

    def read(self, name: str, limit: int = TEXT) -> bytes:
        """Return what a file holds. Raises `DamagedError`, and `TooLargeError` beyond `limit` bytes."""
        try:
            with self._files[name].open("rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            raise DamagedError((error.strerror or "it cannot be read").lower()) from None
        if len(data) > limit:
            raise TooLargeError(str(self.sizes[name]))
        return data

    def sha1(self, name: str) -> str:
        """Return the SHA-1 of a file. Raises `DamagedError`."""
        try:
            with self._files[name].open("rb") as file:
                return sha1_of(file)
        except OSError as error:
            raise DamagedError((error.strerror or "it cannot be read").lower()) from None

    def streams(self, names: Collection[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield files in pieces, as `Package` says."""
        for name in self.sizes:
            if name in names:
                yield name, self._pieces(name)

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._files[name].open("rb") as file:
                yield from pieces_of(file)
        except OSError as error:
            raise DamagedError((error.strerror or "it cannot be read").lower()) from None

    def close(self) -> None:
        """Nothing is open."""

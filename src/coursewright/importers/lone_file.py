"""A single file as a package of one, so that importers read all sources alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.packages.reading.limits import TEXT
from coursewright.packages.reading.package import DamagedError, TooLargeError
from coursewright.packages.reading.sums import pieces_of, sha1_of
from coursewright.spec.errors import UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from coursewright.packages.reading.package import Container
    from coursewright.packages.said import Said

__all__ = ["FilePackage"]


class FilePackage:
    """A file that is no archive. Raises `UnreadableInputError` where it is not there."""

    container: Container = "file"
    folders: frozenset[str] = frozenset()
    troubles: tuple[Said, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.sizes = {path.name: path.stat().st_size}
        except OSError as error:
            raise UnreadableInputError(
                f"`{path}` cannot be read: {(error.strerror or str(error)).lower()}.", path=path
            ) from None

    def read(self, name: str, limit: int = TEXT) -> bytes:
        """Return what the file holds. Raises `DamagedError`, and `TooLargeError` beyond `limit` bytes."""
        try:
            with self.path.open("rb") as file:
                data = file.read(limit + 1)
        except OSError as error:
            raise DamagedError((error.strerror or "it cannot be read").lower()) from None
        if len(data) > limit:
            raise TooLargeError(str(self.sizes[name]))
        return data

    def sha1(self, name: str) -> str:  # noqa: ARG002 - there is but one
        """Return the SHA-1 of the file. Raises `DamagedError`."""
        try:
            with self.path.open("rb") as file:
                return sha1_of(file)
        except OSError as error:
            raise DamagedError((error.strerror or "it cannot be read").lower()) from None

    def streams(self, names: Collection[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield files in pieces, as `Package` says."""
        for name in self.sizes:
            if name in names:
                yield name, self._pieces()

    def _pieces(self) -> Iterator[bytes]:
        try:
            with self.path.open("rb") as file:
                yield from pieces_of(file)
        except OSError as error:
            raise DamagedError((error.strerror or "it cannot be read").lower()) from None

    def close(self) -> None:
        """Nothing is open."""

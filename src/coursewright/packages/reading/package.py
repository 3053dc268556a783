"""A package that is open for reading: which files it holds, and what is in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from coursewright.packages.reading.limits import ENTRIES, TEXT
from coursewright.packages.reading.names import judged, readable_name, shown
from coursewright.packages.said import Place, RefusedError, said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from coursewright.packages.said import Said

__all__ = ["Container", "DamagedError", "Listing", "Package", "TooLargeError"]

Container: TypeAlias = Literal["zip", "tar", "tar.gz", "folder", "file"]


class DamagedError(Exception):
    """A file of a package that cannot be unpacked; the message says why, as a clause."""


class TooLargeError(Exception):
    """A file of a package that is larger than what is read; the message is its size in bytes, if known."""


class Package(Protocol):
    """What all kinds of archives have in common. Names are relative, with forward slashes."""

    @property
    def path(self) -> Path:
        """The archive or folder."""

    @property
    def container(self) -> Container:
        """What it is packed in."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """The size of each file in bytes, unpacked, in the order of the archive."""

    @property
    def folders(self) -> frozenset[str]:
        """Folders that have entries of their own."""

    @property
    def troubles(self) -> tuple[Said, ...]:
        """What is wrong with the archive and its names."""

    def read(self, name: str, limit: int = TEXT) -> bytes:
        """Return what a file holds. Raises `DamagedError`, and `TooLargeError` beyond `limit` bytes."""

    def sha1(self, name: str) -> str:
        """Return the SHA-1 of a file, in lower-case hexadecimals. Raises `DamagedError`."""

    def streams(self, names: Collection[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield files, of whatever size, in the order of the archive, each in pieces.

        The pieces of one are to be taken before the next is asked for; taking them raises `DamagedError`.
        """

    def close(self) -> None:
        """Let go of the archive."""


class Listing:
    """Gathers the names of an archive, and what is wrong with them, while it is gone through."""

    def __init__(self) -> None:
        self.sizes: dict[str, int] = {}
        self.folders: set[str] = set()
        self.troubles: list[Said] = []
        self._entries = 0
        self._lower: dict[str, str] = {}
        self._twice: Counter[str] = Counter()

    def count(self) -> None:
        """Count an entry. Raise `RefusedError` where there are too many."""
        self._entries += 1
        if self._entries > ENTRIES:
            raise RefusedError(said("PKG003", most=f"{ENTRIES:,}"))

    def folder(self, written: str) -> None:
        """Note the entry of a folder."""
        self.troubles += judged(written)
        if name := readable_name(written):
            self.folders.add(name)

    def special(self, written: str, what: str) -> None:
        """Note an entry that is neither a file nor a folder, such as a link."""
        self.troubles.append(said("PKG007", Place(shown(written)), what=what))

    def file(self, written: str, size: int) -> str | None:
        """Note a file, and return the name that it is read by; None where it must not or need not be read."""
        self.troubles += judged(written)
        name = readable_name(written)
        if name is None:
            return None
        if name in self.sizes:
            self._twice[name] += 1
            return None
        other = self._lower.setdefault(name.casefold(), name)
        if other != name:
            self.troubles.append(said("PKG009", Place(shown(name)), other=shown(other)))
        self.sizes[name] = size
        return name

    def all_troubles(self) -> tuple[Said, ...]:
        """Return what is wrong, once the archive has been gone through."""
        return (*self.troubles, *self._repeated())

    def _repeated(self) -> Iterator[Said]:
        for name, more in self._twice.items():
            yield said("PKG008", Place(shown(name)), times=more + 1)

"""Tar archives, packed or not: gone through once, keeping the texts and the sums of all else."""

from __future__ import annotations

import gzip
import hashlib
import tarfile
import zlib
from typing import TYPE_CHECKING

from coursewright.packages.reading.limits import FREE, KEPT, RATIO, TEXT, megabytes
from coursewright.packages.reading.names import readable_name
from coursewright.packages.reading.package import DamagedError, Listing, TooLargeError
from coursewright.packages.reading.sums import pieces_of, sha1_of
from coursewright.packages.reading.tar_headers import guarded_headers
from coursewright.packages.said import RefusedError, said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from typing import IO, BinaryIO

    from coursewright.packages.reading.package import Container

__all__ = ["TarPackage"]

_TEXTS = (
    ".xml",
    ".html",
    ".htm",
    ".xhtml",
    ".json",
    ".txt",
    ".js",
    ".md",
    ".csv",
    ".qti",
    ".css",
    ".dtd",
    ".xsd",
    ".yaml",
    ".yml",
    ".toml",
    ".rmd",
    ".qmd",
)
_BROKEN = (
    tarfile.TarError,
    OSError,
    EOFError,
    zlib.error,
    ValueError,
    OverflowError,
    RecursionError,
    KeyError,
)


class TarPackage:
    """A tar archive. Raises `RefusedError` for one that is broken, or too large to be what it says."""

    def __init__(self, path: Path, container: Container) -> None:
        self.path = path
        self.container = container
        self._texts: dict[str, bytes] = {}
        self._sums: dict[str, str] = {}
        self._kept = 0
        listing = Listing()
        with path.open("rb") as raw:
            try:
                self._go_through(self._unpacked(raw), listing)
            except _BROKEN as error:
                raise RefusedError(said("PKG001", reason=_reason(error))) from None
        self.sizes = listing.sizes
        self.folders = frozenset(listing.folders)
        self.troubles = listing.all_troubles()

    def _go_through(self, stream: _Measured, listing: Listing) -> None:
        for archive, member in _members(stream):
            listing.count()
            if member.isdir():
                listing.folder(member.name)
            elif member.issym() or member.islnk():
                listing.special(member.name, "a link")
            elif not member.isreg():
                listing.special(member.name, "no plain file")
            elif (name := listing.file(member.name, member.size)) and (file := archive.extractfile(member)):
                self._keep(name, file, member.size)

    def _unpacked(self, raw: BinaryIO) -> _Measured:
        stream: gzip.GzipFile | BinaryIO = gzip.GzipFile(fileobj=raw) if self.container == "tar.gz" else raw
        return _Measured(stream, raw, self.path.stat().st_size)

    def _keep(self, name: str, file: IO[bytes], size: int) -> None:
        if not name.lower().endswith(_TEXTS) or size > TEXT:
            self._sums[name] = sha1_of(file)
            return
        data = file.read()
        if len(data) < size:
            raise EOFError
        packed = zlib.compress(data, 1)
        if self._kept + len(packed) > KEPT:
            self._sums[name] = hashlib.sha1(data, usedforsecurity=False).hexdigest()
            return
        self._kept += len(packed)
        self._texts[name] = packed

    def read(self, name: str, limit: int = TEXT) -> bytes:
        """Return what a text holds. Raises `TooLargeError` for what was not kept or is larger."""
        if name not in self._texts or self.sizes[name] > limit:
            raise TooLargeError(str(self.sizes[name]))
        return zlib.decompress(self._texts[name])

    def sha1(self, name: str) -> str:
        """Return the SHA-1 of a file."""
        if name not in self._sums:
            self._sums[name] = hashlib.sha1(
                zlib.decompress(self._texts[name]), usedforsecurity=False
            ).hexdigest()
        return self._sums[name]

    def streams(self, names: Collection[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield files in pieces, as `Package` says: the archive is gone through once more."""
        waiting = {name for name in names if name in self.sizes}
        if not waiting:
            return
        try:
            with self.path.open("rb") as raw:
                for archive, member in _members(self._unpacked(raw)):
                    name = readable_name(member.name) if member.isreg() else None
                    if name in waiting and (file := archive.extractfile(member)):
                        waiting.discard(name)
                        yield name, _pieces(file)
                    if not waiting:
                        return
        except _BROKEN as error:
            raise DamagedError(_reason(error)) from None

    def close(self) -> None:
        """Nothing is open any more."""


def _members(stream: _Measured) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """Yield the entries of an archive with the archive itself, which reads them while they are there."""
    with tarfile.open(  # type: ignore[call-overload]
        fileobj=stream, mode="r|", bufsize=1 << 18, errorlevel=2, tarinfo=guarded_headers()
    ) as archive:
        for member in archive:
            archive.members.clear()  # or it would remember them all
            yield archive, member


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces_of(file)
    except _BROKEN as error:
        raise DamagedError(_reason(error)) from None


class _Measured:
    """A stream that stops where far more comes out than has gone in so far."""

    def __init__(self, stream: gzip.GzipFile | BinaryIO, raw: BinaryIO, packed: int) -> None:
        self._stream = stream
        self._raw = raw
        self._packed = packed
        self._out = 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._out += len(data)
        if self._out > FREE and self._out > self._raw.tell() * RATIO:
            raise RefusedError(said("PKG004", packed=megabytes(self._packed), unpacked=_more_than(self._out)))
        return data


def _more_than(size: int) -> str:
    return f"more than {megabytes(size)}"


def _reason(error: Exception) -> str:
    if isinstance(error, tarfile.ReadError | gzip.BadGzipFile) and "truncated" not in str(error).lower():
        return "it is no tar archive inside"
    return "it is damaged or cut off"

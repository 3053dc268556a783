"""Zip archives, read from their table of contents."""

from __future__ import annotations

import stat
import zipfile
import zlib
from struct import error as StructError  # noqa: N812 - a class, whatever its name
from typing import TYPE_CHECKING

from coursewright.packages.reading.limits import ENTRIES, FREE, LISTING, RATIO, TEXT, megabytes
from coursewright.packages.reading.names import shown
from coursewright.packages.reading.package import DamagedError, Listing, TooLargeError
from coursewright.packages.reading.sums import pieces_of, sha1_of
from coursewright.packages.said import Place, RefusedError, said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from coursewright.packages.reading.package import Container

__all__ = ["ZIP_STARTS", "ZipPackage"]

ZIP_STARTS = frozenset({b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"})
"""The first four bytes of an archive: with files, empty, or once of several parts."""
_END = b"PK\x05\x06"
_ENTRY = b"PK\x01\x02"
_TAIL = 22 + 0xFFFF
"""How far from its end an archive may close: the record itself, and a comment behind it."""
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_UTF8 = 0x800
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    StructError,
)


class ZipPackage:
    """A zip archive. Raises `RefusedError` for one that is broken, or too large to be what it says."""

    container: Container = "zip"

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            _look_before(file, path.stat().st_size)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise RefusedError(said("PKG001", reason=_reason(error))) from None
        listing = Listing()
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            listing.count()
            self._note(info, listing)
        total = sum(info.file_size for info in self._infos.values())
        packed = path.stat().st_size
        if total > max(FREE, packed * RATIO):
            self._zip.close()
            raise RefusedError(said("PKG004", packed=megabytes(packed), unpacked=megabytes(total)))
        self.sizes = listing.sizes
        self.folders = frozenset(listing.folders)
        self.troubles = listing.all_troubles()

    def _note(self, info: zipfile.ZipInfo, listing: Listing) -> None:
        written = info.orig_filename
        kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == 3 else 0
        if info.is_dir():
            listing.folder(written.rstrip("/"))
            return
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            listing.special(written, "a link" if kind == stat.S_IFLNK else "no plain file")
            return
        place = Place(shown(written))
        if info.flag_bits & _ENCRYPTED:
            listing.troubles.append(said("PKG012", place))
        elif info.compress_type not in _PLAIN:
            listing.troubles.append(said("PKG013", place, method=info.compress_type))
        if not written.isascii() and not info.flag_bits & _UTF8:
            listing.troubles.append(said("PKG010", place))
        if name := listing.file(written, info.file_size):
            self._infos[name] = info

    def read(self, name: str, limit: int = TEXT) -> bytes:
        """Return what a file holds. Raises `DamagedError`, and `TooLargeError` beyond `limit` bytes."""
        info = self._infos[name]
        if info.file_size > limit:
            raise TooLargeError(str(info.file_size))
        try:
            with self._zip.open(info) as file:
                return file.read()
        except _BROKEN as error:
            raise DamagedError(_reason(error)) from None

    def sha1(self, name: str) -> str:
        """Return the SHA-1 of a file. Raises `DamagedError`."""
        try:
            with self._zip.open(self._infos[name]) as file:
                return sha1_of(file)
        except _BROKEN as error:
            raise DamagedError(_reason(error)) from None

    def streams(self, names: Collection[str]) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield files in pieces, as `Package` says."""
        for name in self._infos:
            if name in names:
                yield name, self._pieces(name)

    def _pieces(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(self._infos[name]) as file:
                yield from pieces_of(file)
        except _BROKEN as error:
            raise DamagedError(_reason(error)) from None

    def close(self) -> None:
        """Let go of the archive."""
        self._zip.close()


def _look_before(file: BinaryIO, size: int) -> None:
    """Refuse an archive whose table of contents would take too long to read, without reading it."""
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(_END)
    if at < 0:
        raise RefusedError(said("PKG001", reason="it ends before its table of contents"))
    listed = int.from_bytes(tail[at + 12 : at + 16], "little")
    if listed == 0xFFFFFFFF:  # a very large archive says it elsewhere: then all but the files is looked at
        listed = min(size, LISTING + 1)
    if listed > LISTING:
        raise RefusedError(said("PKG003", most=f"{ENTRIES:,}"))
    start = max(0, size - len(tail) + at - listed)
    file.seek(start)
    if file.read(listed).count(_ENTRY) > ENTRIES:
        raise RefusedError(said("PKG003", most=f"{ENTRIES:,}"))


def _reason(error: Exception) -> str:
    match error:
        case NotImplementedError():
            return "it is packed in a way that hardly any program knows"
        case RuntimeError():
            return "it is locked with a password"
        case zipfile.BadZipFile() if "CRC" in str(error):
            return "its checksum does not fit what it holds"
        case _:
            return "it is damaged or cut off"

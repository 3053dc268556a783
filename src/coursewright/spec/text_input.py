"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from typing import TYPE_CHECKING

from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.faults import Fault, FaultKind
from coursewright.spec.source import MAX_BYTES, Source
from coursewright.spec.witness import was_read

if TYPE_CHECKING:
    from pathlib import Path

_AT_ONCE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Opens a named pipe at once, even if nobody writes to it; and no system translates line ends."""
_SAVE_AS_UTF8 = "save the file as UTF-8 (most editors offer it under Save with encoding)"


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return what a file holds, up to one byte more than is ever read. Raise `UnreadableInputError`."""
    try:
        handle = os.open(path, _AT_ONCE)  # for each file of a run: `open` takes twice as long
        try:
            data = _content(handle, most)
        finally:
            os.close(handle)
    except OSError as error:
        if path.is_symlink() and not path.exists():
            raise UnreadableInputError(
                f"{path}: the link leads nowhere.", "Mend or delete it.", path
            ) from error
        reason = (error.strerror or "it cannot be opened").lower()
        raise UnreadableInputError(
            f"{path}: {reason}.", "Check the path and its permissions.", path
        ) from error
    if data is None:
        raise UnreadableInputError(
            f"{path}: it is not a file.", "To check what a pipe carries, give `-`.", path
        )
    was_read(path, data)
    return data


def _content(handle: int, most: int) -> bytes | None:
    """Return what an open file holds, up to one byte more than `most`; None if it is no file."""
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        return None
    # asked for more than there is, Python sets aside room for all of it
    wanted = min(status.st_size, most + 1)
    data = os.read(handle, wanted)
    while len(data) < wanted and (more := os.read(handle, wanted - len(data))):
        data += more
    return data


def decode(path: Path, data: bytes, most: int = MAX_BYTES) -> tuple[Source, Fault | None]:
    """Turn bytes into a source; a byte order mark is dropped, anything but UTF-8 is a fault."""
    if len(data) > most:
        message = f"The file has more than {most // 1_000_000} MB; nothing that belongs here is that large."
        return _fault(path, message, "check that it is the right file")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _half_zeros(data[:200]):
        return _fault(path, "The file is not UTF-8 text; it looks like UTF-16.", _SAVE_AS_UTF8)
    try:
        return Source(path, data.decode().lstrip("\ufeff")), None
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", errors="replace")
        source = Source(path, text)
        body = data.removeprefix(codecs.BOM_UTF8)
        start = error.start - (len(data) - len(body))
        place = len(body[:start].decode("utf-8", errors="replace"))
        message = f"The byte 0x{error.object[error.start]:02x} here is not UTF-8."
        return source, Fault(FaultKind.INVALID, message, _SAVE_AS_UTF8, source=source, at=(place, place + 1))


def _half_zeros(start: bytes) -> bool:
    """Every second byte of a Western text in UTF-16 is a zero."""
    return start.count(0) > len(start) // 3


def _fault(path: Path, message: str, fix: str) -> tuple[Source, Fault]:
    source = Source(path, "")
    return source, Fault(FaultKind.INVALID, message, fix, source=source)

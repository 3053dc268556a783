"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from coursewright.spec.faults import Fault, FaultKind
from coursewright.spec.source import MAX_BYTES, Source

if TYPE_CHECKING:
    from pathlib import Path

_SAVE_AS_UTF8 = "save the file as UTF-8 (most editors offer it under Save with encoding)"


def decode(path: Path, data: bytes) -> tuple[Source, Fault | None]:
    """Turn bytes into a source; a byte order mark is dropped, anything but UTF-8 is a fault."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1_000_000:.0f} MB"
        return _fault(
            path, f"The file has {size}; a spec is never that large.", "check that it is the right file"
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:200]:
        return _fault(path, "The file is not UTF-8 text; it looks like UTF-16.", _SAVE_AS_UTF8)
    try:
        return Source(path, data.decode("utf-8-sig")), None
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig", errors="replace")
        source = Source(path, text)
        body = data.removeprefix(codecs.BOM_UTF8)
        start = error.start - (len(data) - len(body) if error.object is data else 0)
        place = len(body[: max(start, 0)].decode("utf-8", errors="replace"))
        message = f"The byte 0x{error.object[error.start]:02x} here is not UTF-8."
        return source, Fault(FaultKind.INVALID, message, _SAVE_AS_UTF8, source=source, at=(place, place + 1))


def _fault(path: Path, message: str, fix: str) -> tuple[Source, Fault]:
    source = Source(path, "")
    return source, Fault(FaultKind.INVALID, message, fix, source=source)

"""Archives that are made to do harm, for tests of all that reads archives."""

from __future__ import annotations

import gzip
import struct
import tarfile
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LAUGHS", "large_xml", "many_members", "million_entries", "ten_gigabytes", "zipped"]

LAUGHS = b'<!DOCTYPE m [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + one, b"&%c;" % (97 + one) * 10) for one in range(10)
)
"""The start of an XML document whose entities grow a thousand million times."""


def zipped(path: Path, *entries: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


def ten_gigabytes(path: Path) -> Path:
    """Write a tar archive that would unpack to ten gigabytes: one piece of packed zeros, over and over."""
    info = tarfile.TarInfo("zeros.xml")
    info.size = 10 << 30
    piece = gzip.compress(b"\0" * (16 << 20), 6)
    with path.open("wb") as file:
        file.write(gzip.compress(info.tobuf()))
        for _ in range(640):
            file.write(piece)
    return path


def million_entries(path: Path) -> Path:
    """Write a zip archive with a million empty entries, without the hour that a library takes for it."""
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    listing = entry * 600_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(listing), len(local), 0)
    path.write_bytes(local + listing + end)
    return path


def many_members(path: Path) -> Path:
    """Write a tar archive with hundreds of thousands of empty members."""
    header = tarfile.TarInfo("a" * 20).tobuf()
    with gzip.open(path, "wb", 1) as file:
        for _ in range(20):
            file.write(header * 10_000)
    return path


def large_xml(path: Path) -> Path:
    """Write a manifest of a few kilobytes, packed, that would take gigabytes as a tree."""
    start = b'<manifest xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1">'
    manifest = start + b"<a/>" * 7_000_000 + b"</manifest>"
    noise = bytes(range(256)) * 4000
    return zipped(path, ("imsmanifest.xml", manifest), ("noise.bin", noise))

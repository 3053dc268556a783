"""Archives whose bytes depend on nothing but their content: sorted as given, with fixed times, no folders."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.exporters.packing.member import Member

__all__ = ["write_tar_gz", "write_zip", "zipped"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_RIGHTS = 0o100644 << 16
_STORED = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".zip",
    ".mp3",
    ".mp4",
    ".m4a",
    ".webm",
    ".ogg",
    ".pdf",
    ".woff2",
)
"""Endings of what is packed already."""
_LEVEL = 6
_PIECE = 1 << 20


def write_zip(members: Iterable[Member], to: IO[bytes], *, stored: frozenset[str] = frozenset()) -> None:
    """Write a zip archive. Members named in `stored` are not compressed; folders get no entries of their own.

    Raises `ValueError` where two members have one path, and `OSError` where a file cannot be read.
    """
    with zipfile.ZipFile(to, "w", allowZip64=True) as archive:
        for member in _once(members):
            info = zipfile.ZipInfo(member.path, _EPOCH)
            info.external_attr = _RIGHTS
            info.create_system = 3  # whatever the system
            packed = member.path not in stored and not member.path.lower().endswith(_STORED)
            info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            info._compresslevel = _LEVEL  # type: ignore[attr-defined]  # noqa: SLF001 - no other way in 3.11
            if isinstance(member.content, bytes):
                archive.writestr(info, member.content)
                continue
            info.file_size = member.content.stat().st_size
            with member.content.open("rb") as source, archive.open(info, "w") as target:
                while piece := source.read(_PIECE):
                    target.write(piece)


def zipped(members: Iterable[Member]) -> bytes:
    """Return a zip archive."""
    made = BytesIO()
    write_zip(members, made)
    return made.getvalue()


def write_tar_gz(members: Iterable[Member], to: IO[bytes]) -> None:
    """Write a compressed tar archive, its header without a time or a name. Raises as `write_zip` does."""
    with (
        gzip.GzipFile(filename="", fileobj=to, mode="wb", compresslevel=_LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        for member in _once(members):
            info = tarfile.TarInfo(member.path)
            info.mode = 0o644
            if isinstance(member.content, Path):
                info.size = member.content.stat().st_size
                with member.content.open("rb") as source:
                    archive.addfile(info, source)
            else:
                info.size = len(member.content)
                archive.addfile(info, BytesIO(member.content))


def _once(members: Iterable[Member]) -> Iterable[Member]:
    """Yield members. Raise `ValueError` for a second one at one path, however it is spelt."""
    seen: set[str] = set()
    for member in members:
        name = member.path.casefold()
        if name in seen:
            raise ValueError(f"two files are called {member.path}")
        seen.add(name)
        yield member

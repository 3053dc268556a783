"""Headers of tar archives that say no more than headers need: long names, and none that files grow by."""

from __future__ import annotations

import tarfile
from typing import Any, NoReturn, Self

from coursewright.packages.said import RefusedError, said

__all__ = ["guarded_headers"]

_ROOM = 8 << 20
"""Bytes that the long names and other extras of a whole archive may take."""
_EXTRAS = frozenset(
    {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME}
    | {tarfile.GNUTYPE_LONGLINK}
)


def guarded_headers() -> type[tarfile.TarInfo]:
    """Return what reads the headers of one archive.

    It raises `RefusedError` for extras without measure, and for files with holes, which a few bytes make as
    large as they like: no course is packed so.
    """

    class Guarded(tarfile.TarInfo):
        room = _ROOM

        @classmethod
        def frombuf(cls, *words: Any, **more: Any) -> Self:
            info = super().frombuf(*words, **more)
            if info.type in _EXTRAS:
                Guarded.room -= info.size
            if Guarded.room < 0:
                raise RefusedError(said("PKG001", reason="its headers are larger than what they describe"))
            return info

        def _refused(self, *_words: object) -> NoReturn:
            raise RefusedError(said("PKG001", reason="it holds files with holes, which few programs unpack"))

        _proc_sparse = _proc_gnusparse_00 = _proc_gnusparse_01 = _proc_gnusparse_10 = _refused

    return Guarded

"""What an import, or a merge, does to a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.writing.record import RECORD

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.importers.bringing import Brought

__all__ = ["Changes", "all_of"]


class Changes(NamedTuple):
    """Files by their paths from the top of the folder, with forward slashes."""

    texts: dict[str, str]
    copies: dict[str, Path | None]
    """Files that wait to be moved there; None where nothing is to be written."""
    gone: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file that is touched."""
        return (*self.texts, *self.copies, *self.gone)


def all_of(come: Brought) -> Changes:
    """Return everything that an import writes, its record last."""
    copies = {path: come.stash.taken[name].path for path, name in come.finished.copies.items()}
    return Changes({**come.texts, RECORD: come.record.text()}, copies)

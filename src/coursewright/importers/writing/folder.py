"""Everything that an import writes: texts by path, and files to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.writing.yaml_text import yaml_text

if TYPE_CHECKING:
    from coursewright.importers.finishing.finished import Finished

__all__ = ["Folder", "folder_of"]


class Folder(NamedTuple):
    """Paths count from the top of the folder, with forward slashes."""

    texts: dict[str, str]
    copies: dict[str, str]
    """By path: the name in the source."""


def folder_of(finished: Finished) -> Folder:
    """Return the files of a finished import."""
    texts = {spec.path: yaml_text(spec) for spec in finished.specs}
    return Folder({**texts, **finished.texts}, finished.copies)

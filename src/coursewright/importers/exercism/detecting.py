"""Whether a source is an Exercism track."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.markup.pages import only_folder

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["recognises", "root_of"]

_SAID = (b'"exercises"', b'"slug"', b'"prerequisites"')
_HEAD = 4 << 20


def recognises(source: Source) -> bool:
    """Say whether a source is one, by its configuration and its folders."""
    root = root_of(source)
    if f"{root}config.json" not in source.sizes:
        return False
    if not any(name.startswith(f"{root}exercises/") for name in source.sizes):
        return False
    head = source.look.text(f"{root}config.json", _HEAD)
    return all(one in head for one in _SAID)


def root_of(source: Source) -> str:
    """Return the folder that the track stands in, with its slash; empty for the top."""
    return "" if "config.json" in source.sizes else only_folder(source)

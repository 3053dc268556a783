"""Telling a source that has a map from other folders and files."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.importers.yaml_map.choosing import shipped_for
from coursewright.importers.yaml_map.fields import is_table
from coursewright.importers.yaml_map.map_file import MAP_NAME

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["called", "recognises"]

_KINDS = {".yaml": "YAML", ".yml": "YAML", ".json": "JSON", ".csv": "tables", ".tsv": "tables"}


def recognises(source: Source) -> bool:
    """Whether a source has a map in it, or is of a kind that a shipped map is for.

    A table that is alone is taken even if no map fits: nobody else reads it, and here is known what to say.
    """
    alone = source.is_file and is_table(source.path.name)
    return alone or MAP_NAME in source.sizes or shipped_for(source) is not None


def called(source: Source) -> str:
    """Return what a source is, with its article, and by which map it is read."""
    shipped = None if MAP_NAME in source.sizes else shipped_for(source)
    if source.is_file and is_table(source.path.name):
        return shipped.title if shipped is not None else "a table with a map"
    endings = (f".{name.rpartition('.')[2].lower()}" for name in source.sizes if name != MAP_NAME)
    kinds = Counter(_KINDS[ending] for ending in endings if ending in _KINDS)
    kind = kinds.most_common(1)[0][0] if kinds else "YAML"
    return f"{kind} with the map `{shipped.name}`" if shipped is not None else f"{kind} with a map"

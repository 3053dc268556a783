"""Telling a source that has a map from other folders and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.yaml_map.choosing import shipped_for
from coursewright.importers.yaml_map.map_file import MAP_NAME

if TYPE_CHECKING:
    from coursewright.importers.source import Source

__all__ = ["recognises"]


def recognises(source: Source) -> bool:
    """Whether a source has a map in it, or is of a kind that a shipped map is for."""
    return MAP_NAME in source.sizes or shipped_for(source) is not None

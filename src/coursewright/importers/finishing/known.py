"""What an earlier import of the same course called things: a later one calls them the same."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["NOTHING_KNOWN", "Known", "Place"]


class Place(NamedTuple):
    """A key of an item, whose text stands in a file of its own."""

    source: str
    key: str


class Known(NamedTuple):
    """Names by where things come from."""

    ids: Mapping[str, str]
    """Of modules, units and items, by source."""
    files: Mapping[str, str]
    """Of copied files, by their names in the source."""
    places: Mapping[Place, str]
    """Paths of texts."""
    taken: Mapping[str, Collection[str]] = MappingProxyType({})
    """Ids that nothing new may have, by the source of their module; of the course under an empty text."""
    top: Mapping[str, str] = MappingProxyType({})
    """The source of the `course`, or of the `module` that is alone: its file may have another name now."""


NOTHING_KNOWN = Known({}, {}, {})

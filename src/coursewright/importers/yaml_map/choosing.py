"""Which map is for a source: the one that was given, the one that lies in it, or a shipped one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.yaml_map.fields import is_table
from coursewright.importers.yaml_map.map_file import MAP_NAME, map_from, shipped_maps
from coursewright.importers.yaml_map.records import Library, matching
from coursewright.importers.yaml_map.tables import as_head, table_of
from coursewright.importers.yaml_map.words import heads_of
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from coursewright.importers.source import Plain, Source
    from coursewright.importers.yaml_map.model import Map

__all__ = ["Chosen", "map_for", "shipped_for"]

_PAGE = "docs/yaml-map.md"
_SHOWN = 12
"""Heads of a table that a refusal names."""


class Chosen(NamedTuple):
    """A map, and whether it was written for this source."""

    map: Map
    own: bool


def map_for(source: Source, given: Path | None) -> Chosen:
    """Return the map of a source. Raises `MapError`, and `UsageError` where there is none."""
    found = None
    if given is not None:
        found = map_from(given)
    elif MAP_NAME in source.sizes:
        found = map_from(Path(MAP_NAME), source.data(MAP_NAME))
    if found is not None:
        return Chosen(found, own=not found.like)
    shipped = shipped_for(source)
    if shipped is not None:
        return Chosen(shipped, own=False)
    raise _nothing_fits(source)


def _nothing_fits(source: Source) -> UsageError:
    name = source.path.name
    if source.is_file and is_table(name):
        heads = table_of(source.text(name), name).heads
        seen = [f"`{head}`" for head in heads[:_SHOWN]]
        says = f"The heads of its columns seem to be {listed(seen)}" if seen else "It has no heads of columns"
        says += f" and {len(heads) - _SHOWN} more." if len(heads) > _SHOWN else "."
        hint = (
            "A table of weeks is known by a head such as `Week` and one such as `Topic`. If yours are other "
            f"words, say what they are in a map, and give it with `--map FILE`: {_PAGE} shows how."
        )
        return UsageError(f"`{name}` is no table of weeks that is known. {says}", hint)
    names = listed([f"`{one.name}`" for one in shipped_maps()])
    return UsageError(
        f"Nothing says what is what in `{name}`.",
        f"Write a map, and give it with `--map FILE`: {_PAGE} shows how. The maps that come with the tool, "
        f"{names}, do not fit.",
    )


def shipped_for(source: Source) -> Map | None:
    """Return the first shipped map that recognises a source."""
    names = source.names()
    return next((one for one in shipped_maps() if _recognises(one, source, names)), None)


def _recognises(map_: Map, source: Source, names: list[str]) -> bool:
    wanted = map_.recognise
    if not wanted.files:
        return False
    first = ""
    for pattern in wanted.files:
        found = next(matching(names, pattern), "")
        if not found:
            return False
        first = first or found
    if not wanted.fields and not wanted.one_of:
        return True
    try:
        data = Library(source, heads_of(map_)).file_entry(first, {}).data
    except CoursewrightError:
        return False
    fields = _fields(data)
    groups = (*((word,) for word in wanted.fields), *wanted.one_of)
    return all(any(as_head(word) in fields for word in group) for group in groups)


def _fields(data: Plain) -> set[str]:
    """Return the fields of a file; of a list or a table, those of its first entries."""
    if not isinstance(data, dict):
        return set()
    rows = data.get("rows")
    entries = [one for one in rows[:50] if isinstance(one, dict)] if isinstance(rows, list) else [data]
    return {as_head(name) for one in entries for name in one}

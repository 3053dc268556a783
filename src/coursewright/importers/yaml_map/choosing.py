"""Which map is for a source: the one that was given, the one that lies in it, or a shipped one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.yaml_map.map_file import MAP_NAME, map_from, shipped_maps
from coursewright.importers.yaml_map.records import Library, matching
from coursewright.spec.errors import CoursewrightError, UsageError
from coursewright.spec.wording import listed

if TYPE_CHECKING:
    from coursewright.importers.source import Plain, Source
    from coursewright.importers.yaml_map.model import Map, Recognise

__all__ = ["Chosen", "map_for", "shipped_for"]


class Chosen(NamedTuple):
    """A map, and whether it was written for this source."""

    map: Map
    own: bool


def map_for(source: Source, given: Path | None) -> Chosen:
    """Return the map of a source. Raises `MapError`, and `UsageError` where there is none."""
    if given is not None:
        return Chosen(map_from(given), own=True)
    if MAP_NAME in source.sizes:
        return Chosen(map_from(Path(MAP_NAME), source.data(MAP_NAME)), own=True)
    shipped = shipped_for(source)
    if shipped is not None:
        return Chosen(shipped, own=False)
    names = listed([f"`{one.name}`" for one in shipped_maps()])
    raise UsageError(
        f"Nothing says what is what in `{source.path.name}`.",
        f"Write a map, and give it with `--map FILE`. The maps that come with the tool, {names}, do not fit.",
    )


def shipped_for(source: Source) -> Map | None:
    """Return the first shipped map that recognises a source."""
    names = source.names()
    return next((one for one in shipped_maps() if _recognises(one.recognise, source, names)), None)


def _recognises(wanted: Recognise, source: Source, names: list[str]) -> bool:
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
        data = Library(source, heads).file_entry(first, {}).data
    except CoursewrightError:
        return False
    fields = _fields(data)
    one = not wanted.one_of or any(word.casefold() in fields for word in wanted.one_of)
    return one and all(word.casefold() in fields for word in wanted.fields)


def _fields(data: Plain) -> set[str]:
    """Return the fields of a file; of a list or a table, those of its first entries."""
    if not isinstance(data, dict):
        return set()
    rows = data.get("rows")
    entries = [one for one in rows[:50] if isinstance(one, dict)] if isinstance(rows, list) else [data]
    return {" ".join(name.casefold().split()) for one in entries for name in one}

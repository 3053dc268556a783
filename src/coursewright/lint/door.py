"""Which packages hold rules: the entry-point door, built-in rules and everyone's alike.

`importlib.metadata` could tell, but importing it and asking every distribution takes longer than checking a
spec. So the files that it would read are looked through directly; it is asked only where distributions are
kept in some other way than as folders.
"""

# This runs at each start, and paths as plain text take half the time.
# ruff: noqa: PTH110, PTH112, PTH118, PTH123, PTH208

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DOOR = "coursewright.rules"
"""The entry-point group; its values name packages whose modules are rules, one folder a family."""

_METADATA = (".dist-info", ".egg-info")


def packages(path: Iterable[str] | None = None) -> list[str]:
    """Return the names of the packages that hold rules; `path` stands in for `sys.path`."""
    found = {DOOR}
    for place in sys.path if path is None else path:
        if os.path.isdir(place or os.curdir) and not place.endswith(".egg"):
            found.update(_declared_in(place or os.curdir))
        elif os.path.exists(place):
            found.update(_declared_elsewhere(place))
    return sorted(found)


def _declared_in(folder: str) -> Iterator[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if name.endswith(_METADATA):
            try:
                with open(os.path.join(folder, name, "entry_points.txt"), "rb") as file:
                    data = file.read()
            except OSError:
                continue
            if DOOR.encode() in data:
                yield from values(data.decode("utf-8", errors="replace"))


def values(text: str) -> Iterator[str]:
    """Yield the values of our group in the text of an `entry_points.txt`."""
    group = ""
    for line in text.splitlines():
        bare = line.strip()
        if bare.startswith("[") and bare.endswith("]"):
            group = bare[1:-1].strip()
        elif group == DOOR and "=" in bare and not bare.startswith(("#", ";")):
            yield bare.partition("=")[2].partition("[")[0].strip()


def _declared_elsewhere(place: str) -> Iterator[str]:
    """Ask for what a zip archive, or an egg, declares."""
    from importlib.metadata import distributions  # noqa: PLC0415 - hardly ever needed, and slow to import

    for distribution in distributions(path=[place]):
        for point in distribution.entry_points:
            if point.group == DOOR:
                yield point.value

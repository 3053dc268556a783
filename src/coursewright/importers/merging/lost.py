"""Elements whose `x-source` somebody took away: they are known by their kind, their module and their id."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.merging.pieces import pieces_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.merging.ours import Element
    from coursewright.importers.writing.record import Record

__all__ = ["Name", "lost_names"]

_IDS = ("id", "module", "course")


class Name(NamedTuple):
    """By what an element is known that does not say where it comes from."""

    element: str
    home: str
    """The id of its module; empty for the course and what is its own."""
    id: str


def lost_names(record: Record, here: Mapping[str, Element]) -> dict[Name, str]:
    """Return the sources of what the last import wrote and no element names; `here` are those that do."""
    found: dict[Name, str] = {}
    for data in record.specs.values():
        top = here.get(str(data.get("x-source", "")))
        home = top.home if top is not None else str(data.get("module", ""))
        for piece in pieces_of([data]).values():
            identity = next((one for key in _IDS if (one := piece.data.get(key))), "")
            if piece.source not in here and isinstance(identity, str) and identity:
                found.setdefault(Name(piece.element, home, identity), piece.source)
    return found

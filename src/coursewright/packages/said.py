"""What a check says: which one it is, where in the package, and the words that fit in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PACKAGE", "Place", "RefusedError", "Said", "said"]


class Place(NamedTuple):
    """Where something stands in a package."""

    file: str = ""
    """The path of a file in the package; empty for the package as a whole."""
    line: int | None = None
    element: str = ""
    """Such as `item` or `resource/@href`; empty where the file as a whole is meant."""


PACKAGE = Place()


class Said(NamedTuple):
    """One thing that a check has to say, before it is put into words and weighed."""

    code: str
    place: Place
    values: Mapping[str, object]
    """What goes into the message of the check."""


class RefusedError(Exception):
    """An archive that is not read any further; `said` is why."""

    def __init__(self, what: Said) -> None:
        super().__init__(what.code)
        self.said = what


def said(code: str, place: Place = PACKAGE, /, **values: object) -> Said:
    """Return what a check says, with the words that its message asks for."""
    return Said(code, place, values)

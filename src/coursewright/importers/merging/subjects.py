"""What a merge speaks of, as people know it: a task, its title, and the title of its module."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.merging.pieces import pieces_of
from coursewright.spec.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.importers.merging.ours import Ours
    from coursewright.importers.merging.pieces import Piece

__all__ = ["NOBODY", "Subject", "Subjects"]

_CALLED = {"FollowUpActivity": "follow-up activity"}
_TITLES = ("title", "statement", "name", "text")


class Subject(NamedTuple):
    """A course, a module, a unit, an item or a file."""

    thing: str
    """What it is, in the words of the format: `task`."""
    title: str
    module: str
    """The title of its module, else the id; empty for a module, the course, and what is the course's own."""


NOBODY = Subject("", "", "")


class Subjects:
    """What can be spoken of: everything that is here, in the source, or was in it last time."""

    def __init__(self, ours: Ours, theirs: Iterable[Piece]) -> None:
        """Take what is here, and the elements of the source."""
        self._ours = ours
        self._pieces = {**pieces_of(ours.record.specs.values()), **{one.source: one for one in theirs}}
        self._modules = {one.home: source for source, one in ours.elements.items() if one.element == "Module"}

    def of(self, source: str) -> Subject:
        """Return what a source stands for."""
        here, piece = self._ours.elements.get(source), self._pieces.get(source)
        element = here.element if here is not None else piece.element if piece is not None else ""
        if not element:
            return NOBODY
        title = self._title(source)
        if element in {"Course", "Module"}:
            return Subject(element.lower(), title, "")
        home = self._modules.get(here.home, "") if here is not None else self._top(piece)
        return Subject(_CALLED.get(element, element.lower()), title, self._title(home))

    def _title(self, source: str) -> str:
        here, piece = self._ours.elements.get(source), self._pieces.get(source)
        for key in (*_TITLES, "id", "module", "course"):
            found = here.node.value(key) if here is not None else None
            if isinstance(found, Scalar):
                return found.text
            if here is None and piece is not None and isinstance(said := piece.data.get(key), str):
                return said
        return ""

    def _top(self, piece: Piece | None) -> str:
        """Return the source of the module of something that is not here; empty for the course's own."""
        while piece is not None and piece.element != "Module":
            piece = self._pieces.get(piece.holder)
        return piece.source if piece is not None else ""

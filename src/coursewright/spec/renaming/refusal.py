"""Why something cannot be renamed, and where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.errors import CoursewrightError

if TYPE_CHECKING:
    from coursewright.spec.nodes import Node
    from coursewright.spec.source import Source


class Spot(NamedTuple):
    """A place in a file: the offset of a character."""

    source: Source
    start: int

    @classmethod
    def of(cls, node: Node) -> Spot:
        """Return where a node stands."""
        return cls(node.source, node.start)

    @property
    def line(self) -> int:
        """The line, counted from 1."""
        return self.source.position(self.start).line


class CannotRenameError(CoursewrightError):
    """A renaming that would change what a course says; `spots` are the places that stand in its way."""

    def __init__(self, message: str, hint: str = "", spots: tuple[Spot, ...] = ()) -> None:
        super().__init__(message, hint)
        self.spots = spots

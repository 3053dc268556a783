"""What a draft has become: specs as plain data, texts beside them, and files to copy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias, Union

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coursewright.importers.finishing.known import Place

__all__ = ["Finished", "Plain", "Reference", "Spec"]

Plain: TypeAlias = Union[str, int, float, bool, "Mapping[str, Plain]", "Sequence[Plain]"]
"""What a spec may hold, as `spec.editing` writes it; mappings are dicts and lists are lists."""


class Reference(str):
    """An id in a spec that refers to something else, which `source` tells."""

    __slots__ = ("source",)
    source: str

    @classmethod
    def to(cls, name: str, source: str) -> Reference:
        """Return a name with what it refers to."""
        made = cls(name)
        made.source = source
        return made


@dataclass(slots=True)
class Spec:
    """A spec file: its keys in the order in which they are written, its id first."""

    kind: Literal["course", "module"]
    path: str
    """Where it goes, from the top of the folder, with forward slashes; so are all paths here."""
    data: dict[str, Plain]

    @property
    def id(self) -> str:
        """The id of the course or module."""
        return str(self.data[self.kind])


@dataclass(slots=True)
class Finished:
    """A course that has everything but its place."""

    specs: list[Spec]
    """The course, if there is one, and its modules in teaching order."""
    yaml: dict[str, str] = field(default_factory=dict)
    """By path: the texts of the specs."""
    texts: dict[str, str] = field(default_factory=dict)
    """By path: Markdown of pages, of long instructions, and the notes."""
    places: dict[Place, str] = field(default_factory=dict)
    """The paths of these, by item and key."""
    copies: dict[str, str] = field(default_factory=dict)
    """By path: the file of the source that is copied there."""

    @property
    def id(self) -> str:
        """The id of the course, or of the one module."""
        return self.specs[0].id

"""A course on its way in: what an importer found, in the words of our format, before it has ids and files.

An importer makes a `CourseDraft` and says nothing that its source does not say. `finishing` gives ids, turns
`Ref`, `File` and `Text` into what a spec holds, and `writing` makes files of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, Union

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = [
    "CourseDraft",
    "Data",
    "File",
    "Item",
    "ListKey",
    "ModuleDraft",
    "Ref",
    "Text",
    "UnitDraft",
    "Value",
]


class Ref(NamedTuple):
    """A reference to another thing of the source, by its `source`. One that leads nowhere is left out."""

    source: str


class File(NamedTuple):
    """A file of the source, to be copied: its name there. Stands where a spec names a path."""

    name: str


class Text(NamedTuple):
    """Markdown that may go to a file of its own: the page of a material, or instructions that are long.

    Links to files and things of the source are written with `links.to_file` and `links.to_thing`.
    """

    markdown: str


Value: TypeAlias = Union[
    "str", "int", "float", "bool", "Ref", "File", "Text", "Mapping[str, Value]", "Sequence[Value]"
]
Data: TypeAlias = "dict[str, Value]"
"""Keys of the spec format (without `id` and `x-source`) and their values. None of them empty or made up."""

ListKey: TypeAlias = Literal[
    "outcomes",
    "materials",
    "tasks",
    "sessions",
    "follow_up_activities",
    "reflection",
    "assessments",
    "announcements",
]
"""The list of a unit, module or course that an item stands in; `reflection` holds one."""


@dataclass(slots=True)
class Item:
    """An outcome, a material, a task, a session or another item."""

    kind: ListKey
    source: str
    """What it is in its source, such as `assignment:g1a2` or `pages/intro.html`: unique in the course, the
    same in a later export of it, relative, readable. Becomes `x-source`; `Ref` and merging go by it."""
    data: Data
    wanted_id: str = ""
    """The id it should have, where the source has one that people chose; else one is made of its title."""


@dataclass(slots=True)
class UnitDraft:
    """A unit of a module."""

    source: str
    data: Data
    """Keys of a unit, its items aside."""
    items: list[Item] = field(default_factory=list)
    wanted_id: str = ""


@dataclass(slots=True)
class ModuleDraft:
    """A module: items of its own, then units. Without units it is flat."""

    source: str
    data: Data
    items: list[Item] = field(default_factory=list)
    units: list[UnitDraft] = field(default_factory=list)
    wanted_id: str = ""


@dataclass(slots=True)
class CourseDraft:
    """A course: what holds for all of it, items of its own, and modules in teaching order."""

    source: str
    """What it is in its source: its identifier there, or the name of the folder or file."""
    data: Data
    modules: list[ModuleDraft] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    wanted_id: str = ""
    lone_module: bool = False
    """Whether the source is one module: it becomes a module file alone, and `data` and `items` go to it."""
    called: dict[str, str] = field(default_factory=dict)
    """How people call files of the source whose names there say nothing: `files/1f/1fa2...` is `map.png`."""

    def holders(self) -> Iterator[CourseDraft | ModuleDraft | UnitDraft]:
        """Yield the course and everything in it that has items, in order."""
        yield self
        for module in self.modules:
            yield module
            yield from module.units

    def every_item(self) -> Iterator[Item]:
        """Yield all items, in order."""
        for holder in self.holders():
            yield from holder.items

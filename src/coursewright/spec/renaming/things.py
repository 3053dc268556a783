"""What has an id: each thing once, however many places inherit or repeat it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.element import Item
from coursewright.spec.nodes import Mapping, Merged, Scalar
from coursewright.spec.renaming.references import is_implicit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from coursewright.spec.model import Course
    from coursewright.spec.nodes import Node

KINDS = {
    "outcome": "Outcome",
    "material": "Material",
    "task": "Task",
    "session": "Session",
    "follow-up": "FollowUpActivity",
    "assessment": "Assessment",
    "announcement": "Announcement",
    "unit": "Unit",
    "module": "Module",
    "course": "Course",
    "member": "Member",
    "tool": "Tool",
    "slot": "Slot",
}
"""What can have an id: the word that tells it from others, and its class."""

_WORDS = {name: word for word, name in KINDS.items()}
_KEYS = {"Course": "course", "Module": "module"}


class Place(NamedTuple):
    """Where a value stands: a file and the offset of the value in it."""

    path: Path
    start: int


def place(node: Node) -> Place:
    """Return where a node stands."""
    return Place(node.source.path, node.start)


class Thing(NamedTuple):
    """One thing with an id: an item of it, and every place where the id is set."""

    item: Item
    ids: tuple[Scalar, ...]

    @property
    def id(self) -> str:
        """Its id."""
        return self.item.id or ""

    @property
    def kind(self) -> str:
        """The word for what it is, one of `KINDS`."""
        return _WORDS[type(self.item).__name__]

    @property
    def home(self) -> str:
        """The id of the module that it stands in, else that of the course."""
        scope = self.item.scope.up("module") or self.item.scope.up("course")
        return (scope.element.id or "") if scope is not None and scope.element is not None else ""

    @property
    def places(self) -> frozenset[Place]:
        """Where the id is set."""
        return frozenset(map(place, self.ids))

    def is_same(self, item: Item) -> bool:
        """Whether an item is this thing."""
        return type(item) is type(self.item) and any(place(node) in self.places for node in id_nodes(item))


def id_nodes(item: Item) -> Iterator[Scalar]:
    """Yield where the id of an item is set: at the item, and at what that is laid over."""
    key = _KEYS.get(type(item).__name__, "id")
    node = item.node
    found = [node.value(key)] if isinstance(node, Mapping) else []
    if isinstance(node, Merged) and key in node.below:
        found.append(node.below[key][1])
    yield from (one for one in found if isinstance(one, Scalar))


def items(course: Course) -> Iterator[Item]:
    """Yield everything of a course that has an id."""
    for kind, elements in course.elements.items():
        if kind in _WORDS:
            yield from (one for one in elements if isinstance(one, Item) and one.id and not is_implicit(one))


def ids(courses: Iterable[Course]) -> list[str]:
    """Return all ids of some courses, each once."""
    return list(dict.fromkeys(item.id for course in courses for item in items(course) if item.id))


def things(courses: Sequence[Course], name: str) -> list[Thing]:
    """Return what is called `name` in some courses, in the order of their files."""
    found: list[Thing] = []
    for course in courses:
        for item in items(course):
            if item.id == name:
                _add(found, item)
    return found


def _add(found: list[Thing], item: Item) -> None:
    """Add an item to the thing that it is, which may turn out to be several that were found before."""
    nodes = tuple(id_nodes(item))
    if not nodes:
        return
    at = set(map(place, nodes))
    same = [one for one in found if type(one.item) is type(item) and not at.isdisjoint(one.places)]
    merged = {place(node): node for one in same for node in one.ids} | {place(node): node for node in nodes}
    first = same[0].item if same else item
    where = found.index(same[0]) if same else len(found)
    found[:] = [one for one in found if one not in same]
    found.insert(where, Thing(first, tuple(merged.values())))

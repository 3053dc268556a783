"""An imported folder as it is now: its specs as trees with places, whatever people have made of them."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.finishing.ordering import ELEMENTS
from coursewright.importers.merging.lost import Name, lost_names
from coursewright.importers.merging.pieces import HOLDERS
from coursewright.importers.merging.places import places_now
from coursewright.spec.discover import COURSE_FILE, MODULE_FILE
from coursewright.spec.errors import UsageError
from coursewright.spec.nodes import Mapping, Scalar, Sequence
from coursewright.spec.reader import read
from coursewright.spec.text_input import decode, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table

    from coursewright.importers.finishing.known import Known
    from coursewright.importers.writing.record import Record
    from coursewright.spec.nodes import Node

__all__ = ["Element", "Ours", "elements_of", "ours_in", "tree_of"]

_NOTHING: Table[Name, str] = MappingProxyType({})


class Element(NamedTuple):
    """A course, a module, a unit or an item as it stands in a file."""

    source: str
    element: str
    holder: str
    key: str
    node: Mapping
    file: str
    home: str
    """The id of its module; empty for the course and what is its own."""

    @property
    def id(self) -> str:
        """Its id; empty where it has none."""
        for key in ("id", "module", "course"):
            if isinstance(found := self.node.value(key), Scalar):
                return found.text
        return ""


class Ours(NamedTuple):
    """The folder."""

    folder: Path
    record: Record
    """What the last import wrote."""
    texts: dict[str, str]
    """The specs, by path."""
    elements: dict[str, Element]
    """By source; of two with one source the first."""
    taken: dict[str, frozenset[str]]
    """All ids in use, by the source of their module; of the course under an empty text."""
    lost: dict[Name, str]
    """The sources of what the last import wrote and that no `x-source` names any more."""
    moved: dict[str, str]
    """Where pages and files are that somebody moved, by the path at which the import wrote them."""

    def named(self, known: Known) -> Known:
        """Return the names that things have here, and for the rest those of the last import."""
        ids = {source: one.id for source, one in self.elements.items() if one.id}
        first = next(iter(self.record.specs.values()), {})
        kind = "course" if "course" in first else "module"
        top = {kind: str(first.get("x-source", ""))}
        places = {place: self.moved.get(path, path) for place, path in known.places.items()}
        return known._replace(ids={**known.ids, **ids}, places=places, taken=self.taken, top=top)

    def sum_at(self, path: str) -> str:
        """Return the sum, as it is, of the file that an import wrote at a path; empty where there is none."""
        return self.record.sum_at(self.folder, path, self.moved.get(path, path))


def ours_in(folder: Path, record: Record) -> Ours:
    """Read the specs of an imported folder. Raises `UsageError` for one that is broken."""
    files = {path: tree_of(folder / path) for path in _spec_files(folder)}
    named: dict[str, Element] = {}
    for path, (tree, _) in files.items():
        for one in elements_of(tree, path):
            named.setdefault(one.source, one)
    lost = lost_names(record, named)
    elements: dict[str, Element] = {}
    taken: dict[str, set[str]] = {}
    for path, (tree, _) in files.items():
        here = [*elements_of(tree, path, lost)]
        home = here[0].source if here and here[0].element == "Module" else ""
        taken.setdefault(home, set()).update(_ids(tree))
        for one in here:
            elements.setdefault(one.source, one)
    texts = {path: text for path, (_, text) in files.items()}
    ids = {home: frozenset(some) for home, some in taken.items()}
    return Ours(folder, record, texts, elements, ids, lost, places_now(folder, record, elements))


def tree_of(path: Path, text: str | None = None) -> tuple[Mapping, str]:
    """Return the tree of a spec file, placeholders as they are written, and its text.

    `text` stands in for what the file holds. Raises `UsageError` where it cannot be read.
    """
    data = read_bytes(path) if text is None else text.encode()
    source, fault = decode(path, data)
    faults = [fault] if fault is not None else []
    root = None
    if not faults:
        root, faults = read(source)
    if faults or not isinstance(root, Mapping):
        says = faults[0].message if faults else "It holds no keys."
        raise UsageError(
            f"`{path.name}` cannot be read, so nothing can be merged into it. {says}",
            f"Mend it first: `coursewright lint {path.name}` shows where.",
        )
    source.root = root
    return root, source.text


def elements_of(root: Mapping, file: str, lost: Table[Name, str] = _NOTHING) -> Iterator[Element]:
    """Yield the elements of a spec that have a source, or are known without, in the order of the file."""
    module = root.value("module")
    home = module.text if isinstance(module, Scalar) else ""
    element = "Course" if "course" in root.pairs else "Module"
    top = Element("", element, "", "", root, file, home)
    yield from _walked(top, lost)


def _walked(at: Element, lost: Table[Name, str]) -> Iterator[Element]:
    """Yield an element, if it has a source, and those in it."""
    source = at.node.value("x-source")
    name = source.text if isinstance(source, Scalar) else lost.get(Name(at.element, at.home, at.id), "")
    if name:
        yield at._replace(source=name)
    if at.element not in HOLDERS:
        return
    for key, (_, value) in at.node.pairs.items():
        inner = "Unit" if key == "units" else ELEMENTS.get(key)
        for item in _items(value) if inner else ():
            yield from _walked(Element("", inner or "", name, key, item, at.file, at.home), lost)


def _items(value: Node) -> Iterator[Mapping]:
    for one in value.items if isinstance(value, Sequence) else [value]:
        if isinstance(one, Mapping):
            yield one


def _ids(root: Mapping) -> Iterator[str]:
    """Yield every id below the top of a spec."""
    waiting: list[Node] = [value for _, value in root.pairs.values()]
    while waiting:
        match waiting.pop():
            case Mapping() as node:
                if isinstance(found := node.value("id"), Scalar):
                    yield found.text
                waiting += [value for _, value in node.pairs.values()]
            case Sequence() as node:
                waiting += node.items


def _spec_files(folder: Path) -> list[str]:
    """Return the paths of all specs, the course first; hidden folders and links are passed over."""
    found: list[str] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(names):
            file = Path(place) / name
            if (COURSE_FILE.fullmatch(name) or MODULE_FILE.fullmatch(name)) and not file.is_symlink():
                found.append(file.relative_to(folder).as_posix())
    return sorted(found, key=lambda path: (COURSE_FILE.fullmatch(Path(path).name) is None, path))

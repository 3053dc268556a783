"""The edits that give a thing another id, wherever it is set or referred to; nothing is written here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from coursewright.spec.documents import read_document
from coursewright.spec.editing import TextEdit, applied
from coursewright.spec.load import load_documents
from coursewright.spec.nodes import Scalar
from coursewright.spec.renaming.check import check
from coursewright.spec.renaming.places import where_written
from coursewright.spec.renaming.references import Meanings, references, whole
from coursewright.spec.renaming.refusal import CannotRenameError, Spot
from coursewright.spec.renaming.things import Place, id_nodes, items, place
from coursewright.spec.schema_files import bundled
from coursewright.spec.wording import quoted, with_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from coursewright.spec.element import Item, Ref
    from coursewright.spec.model import Course
    from coursewright.spec.nodes import Node
    from coursewright.spec.renaming.things import Thing
    from coursewright.spec.source import Source

_RESERVED = frozenset(
    {"todo", "tbc", "tba", "tbd", "none", "null", "true", "false", "yes", "no", "on", "off", "y", "n"}
)
"""What is a slug, and would be read as something else: here, or by other programs that read YAML."""
_MARKED = re.compile(r"[\d_.-]")


class Change(NamedTuple):
    """A value that is to name the thing anew: the stretch of its text that does, and what that says then."""

    node: Scalar
    stretch: slice
    new: str

    @property
    def text(self) -> str:
        """What the whole value says then."""
        said = self.node.text
        return said[: self.stretch.start] + self.new + said[self.stretch.stop :]


class Renaming(NamedTuple):
    """A thing, its new id, and the edits that give it that, in the order of the files."""

    thing: Thing
    new: str
    edits: tuple[TextEdit, ...]

    @property
    def sources(self) -> dict[Path, Source]:
        """The files that change."""
        return {edit.source.path: edit.source for edit in self.edits}

    def texts(self, more: Iterable[TextEdit] = ()) -> dict[Path, str]:
        """Return the new texts of the files that change, with some more edits made."""
        every = (*self.edits, *more)
        sources = {edit.source.path: edit.source for edit in every}
        return {
            path: applied(source.text, [edit for edit in every if edit.source.path == path])
            for path, source in sources.items()
        }


def rename(courses: Sequence[Course], thing: Thing, new: str) -> Renaming:
    """Return the edits that rename a thing of some courses, which may share files.

    Raises `CannotRenameError` where `new` is no id or is taken, and where a course would say something else
    afterwards: each reference has to mean what it meant before, and no other value may change.
    """
    _check_id(new)
    _check_free(courses, thing, new)
    changes = {place(one.node): one for course in courses for one in _changes(course, thing, new)}
    edits: dict[Place, TextEdit] = {}
    for change in changes.values():
        room = where_written(change.node, change.stretch)
        source = change.node.source
        if room is None:
            message = f"Nobody can tell which part of {quoted(change.node.written)} is the id."
            raise CannotRenameError(message, "Write it plainly first.", (Spot.of(change.node),))
        edits[Place(source.path, room[0])] = TextEdit(source, *room, change.new)
    renaming = Renaming(thing, new, tuple(edits[at] for at in sorted(edits, key=_in_order)))
    for course in courses:
        check(course, read_again(course, renaming), {at: one.text for at, one in changes.items()})
    return renaming


def _in_order(at: Place) -> tuple[str, int]:
    return at.path.as_posix(), at.start


def read_again(course: Course, renaming: Renaming) -> Course:
    """Read a course as it is after a renaming; only the list of its modules is asked of the disk."""
    texts = renaming.texts()
    known = {
        source.path: read_document(source.path, texts.get(source.path, source.text).encode())
        for source in course.sources
    }
    return load_documents(known[course.path], known=known)


def _changes(course: Course, thing: Thing, new: str) -> Iterator[Change]:
    """Yield the values of a course that name a thing."""
    for item in items(course):
        if thing.is_same(item):
            yield from (Change(node, slice(0, len(node.text)), new) for node in id_nodes(item))
    meanings = Meanings(course)
    for _, refs in references(course):
        for ref in refs:
            stretch = _stretch(ref, thing, meanings)
            node = whole(ref.node)
            if stretch is None or not isinstance(node, Scalar):
                continue
            # In a time, the reference is what comes last.
            shift = node.text.rindex(ref.written) if node is not ref.node else 0
            yield Change(node, slice(stretch.start + shift, stretch.stop + shift), new)


def _stretch(ref: Ref, thing: Thing, meanings: Meanings) -> slice | None:
    """Return the part of a reference that names a thing; None where it names another."""
    said = ref.written
    module = meanings.module(ref)
    if module is not None and thing.is_same(module):
        return slice(0, said.index("/"))
    item = meanings.item(ref)
    if item is None or not said or not thing.is_same(item):
        return None
    if module is not None and said.endswith(f"/{thing.id}"):
        return slice(said.index("/") + 1, len(said))
    return slice(0, len(said))


def _check_id(new: str) -> None:
    pattern = bundled("module")["$defs"]["slug"]["pattern"]
    if re.search(pattern, new) is None:
        hint = "An id has letters, digits, `_`, `-` and `.`, and starts with a letter or a digit."
        raise CannotRenameError(f"{quoted(new)} can be no id.", hint)
    if new.lower() in _RESERVED:
        raise CannotRenameError(f"{quoted(new)} has a meaning of its own in a spec.", "Choose another id.")


def _check_free(courses: Sequence[Course], thing: Thing, new: str) -> None:
    if new == thing.id:
        raise CannotRenameError(f"It is called {quoted(new)} already.")
    for course in courses:
        own = [item for item in items(course) if thing.is_same(item)]
        for other in items(course):
            if other.id == new and any(_share_names(item, other) for item in own):
                message = f"The id {quoted(new)} is taken: {with_article(other.noun)} has it already."
                spots = tuple(Spot.of(node) for node in id_nodes(other))
                raise CannotRenameError(message, "Choose another id, or rename that one first.", spots[:1])


_ALONE = frozenset({"Module", "Course", "Member", "Tool", "Slot"})
"""The classes whose ids are told apart from those of all others."""


def _share_names(item: Item, other: Item) -> bool:
    kind, other_kind = type(item).__name__, type(other).__name__
    if kind in _ALONE or other_kind in _ALONE:
        in_one = kind in {"Module", "Course"} or item.scope is other.scope
        return kind == other_kind and in_one
    return (item.scope.up("module") or item.scope) is (other.scope.up("module") or other.scope)


def mentions(courses: Sequence[Course], renaming: Renaming) -> list[Spot]:
    """Return where else the files of some courses hold the old id as a word, in texts and comments.

    An id that is a plain word says nothing there, and is not looked for.
    """
    name = renaming.thing.id
    if _MARKED.search(name) is None:
        return []
    word = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w-]|\.\w)")
    known = {(edit.source.path, edit.start) for edit in renaming.edits}
    for node in (node for course in courses for node in _names(course)):
        text = node.source.text
        known |= {(node.source.path, found.start()) for found in word.finditer(text, node.start, node.end)}
    sources = {source.path: source for course in courses for source in course.sources}
    return [
        Spot(source, found.start())
        for path, source in sources.items()
        for found in word.finditer(source.text)
        if (path, found.start()) not in known
    ]


def _names(course: Course) -> Iterator[Node]:
    """Yield every id of a course, and every reference."""
    for item in items(course):
        yield from id_nodes(item)
    for _, refs in references(course):
        yield from (whole(ref.node) for ref in refs if ref.target is not None or not ref.optional)

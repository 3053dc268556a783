"""Read a course: its file, its modules, and everything in them, resolved and ready for rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.spec.build import Reading
from coursewright.spec.discover import absolute
from coursewright.spec.documents import Document, read_document
from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.faults import Fault, FaultKind
from coursewright.spec.links import link
from coursewright.spec.listing import list_modules
from coursewright.spec.model import Course, Module
from coursewright.spec.nodes import Mapping, Node, Scalar
from coursewright.spec.occasion import UNSAID, Occasion
from coursewright.spec.references import resolve
from coursewright.spec.salvage import mentioned
from coursewright.spec.schema_files import none_keys
from coursewright.spec.timeline import Timeline
from coursewright.spec.units import add_implicit_units

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping as Table
    from pathlib import Path


__all__ = ["Document", "let_go", "load", "load_documents", "read_document"]


def load(path: str | Path, *, starts: dt.date | None = None) -> Course:
    """Load a course file with its modules, or a module file alone as a course of one.

    Raises `UnreadableInputError` if the file cannot be opened; what is wrong inside it is in `Course.faults`.
    `starts` stands in for a first day that the calendar does not name.
    """
    return load_documents(read_document(absolute(path)), occasion=Occasion(starts))


def load_documents(
    document: Document, *, known: Table[Path, Document] | None = None, occasion: Occasion = UNSAID
) -> Course:
    """Build the course that a document is the file of; documents in `known` are not read again."""
    reading = Reading(none_keys(), occasion.language)
    reading.faults += document.faults
    if document.kind == "course" and document.root is not None:
        course = _course(document, document.root, reading, known or {})
    else:
        course = _course_of_one(document, reading)
    resolve(reading, course.modules, of_a_course=not course.implicit, complete=course.complete)
    _complete(course, links=link(reading), timeline=Timeline(reading, occasion))
    for module in course.modules:
        add_implicit_units(module, course)
    _complete(course, faults=tuple(reading.faults))
    return course


def _complete(course: Course, **values: Any) -> None:
    """Fill in what can be known only at the end, while nobody else has seen the course."""
    vars(course).update(values)


def _course(document: Document, root: Mapping, reading: Reading, known: Table[Path, Document]) -> Course:
    scope = reading.open_scope("course", mentioned(root) if document.salvaged else root)
    course: Any = reading.build(
        Course, root, known={"id": _text(root.value("course")), "elements": reading.elements}
    )
    scope.element = course
    listing = list_modules(document.source.path, root)
    if not document.salvaged:
        reading.faults += listing.faults
    sources = [document.source]
    modules: list[Module] = []
    for path in listing.paths:
        inner = known.get(path) or _read_listed(path, reading, listing.nodes[path])
        if inner is None:
            continue
        sources.append(inner.source)
        reading.faults += inner.faults
        if inner.kind == "module" and inner.root is not None:
            modules.append(_module(inner, inner.root, reading))
        elif inner.kind == "course":
            _report_course(path, reading, listing.nodes[path])
    complete = listing.complete and len(modules) == len(listing.paths)
    _complete(course, modules=tuple(modules), sources=tuple(sources), complete=complete)
    return course  # type: ignore[no-any-return]


def _read_listed(path: Path, reading: Reading, listed: Node) -> Document | None:
    try:
        return read_document(path)
    except UnreadableInputError as error:
        reading.fault(Fault(FaultKind.UNRESOLVED, error.message, "check its permissions", node=listed))
        return None


def let_go(course: Course) -> None:
    """Empty a course that nobody needs any more.

    Its parts refer to each other, so they would wait for the garbage collector, which takes longer to find
    them than checking the course took. Sources keep their text.
    """
    for source in course.sources:
        source.root = source.texts = None
    for elements in list(course.elements.values()):
        for element in elements:
            vars(element).clear()


def _report_course(path: Path, reading: Reading, listed: Node) -> None:
    message = f"`{path.name}` is a course, and only modules can be listed here."
    reading.fault(Fault(FaultKind.UNRESOLVED, message, "list its modules instead", node=listed))


def _module(document: Document, root: Mapping, reading: Reading) -> Module:
    outer = reading.scope
    scope = reading.open_scope("module", root)
    module: Any = reading.build(
        Module, root, known={"source": document.source, "id": _text(root.value("module"))}
    )
    scope.element = module
    reading.scope = outer
    return module  # type: ignore[no-any-return]


def _course_of_one(document: Document, reading: Reading) -> Course:
    """Return the course that a module file alone is; of a file that could not be read, an empty one."""
    whole: dict[str, Any] = {"implicit": True, "sources": (document.source,), "elements": reading.elements}
    if document.root is None:
        empty = Mapping(document.source, 0, 0, {})
        course = Course(empty, reading.open_scope("course", empty), complete=False, **whole)
    else:
        module = _module(document, document.root, reading)
        shared = {name: getattr(module, name) for name in ("id", "title", "undecided", "on_purpose")}
        course = Course(module.node, module.scope, modules=(module,), **shared, **whole)
    reading.elements.setdefault("Course", []).append(course)
    return course


def _text(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None

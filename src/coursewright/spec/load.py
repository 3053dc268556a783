"""Read a course: its file, its modules, and everything in them, resolved and ready for rules."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from coursewright.spec.build import Reading
from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.faults import Fault, FaultKind, invalid
from coursewright.spec.links import link
from coursewright.spec.listing import list_modules
from coursewright.spec.model import Course, Module
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.references import resolve
from coursewright.spec.salvage import mentioned, salvage
from coursewright.spec.schema_files import none_keys
from coursewright.spec.text_input import decode, read_bytes
from coursewright.spec.timeline import Timeline
from coursewright.spec.units import add_implicit_units
from coursewright.spec.validate import validate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping as Table

    from coursewright.spec.source import Source

SPEC_VERSION = 1
_VERSIONS = frozenset(str(version) for version in range(1, SPEC_VERSION + 1))


@dataclass(slots=True)
class Document:
    """One file as a checked tree; `root` is None where it could not be read at all.

    `salvaged` marks a course file with a fault in its YAML: its root holds no more than its list of modules.
    """

    source: Source
    kind: Literal["course", "module"] | None = None
    root: Mapping | None = None
    faults: list[Fault] = field(default_factory=list)
    salvaged: bool = False


def read_document(path: Path, data: bytes | None = None) -> Document:
    """Read and check one file, or `data` in its place. Raise `UnreadableInputError` if it cannot."""
    source, fault = decode(path, read_bytes(path) if data is None else data)
    if fault is not None:
        return _salvaged(source, [fault])
    from coursewright.spec.reader import read  # noqa: PLC0415 - yaml is imported only when there is a file to read

    root, faults = read(source)
    if faults:
        return _salvaged(source, faults)
    document = Document(source)
    if not isinstance(root, Mapping) or ("course" in root.pairs) == ("module" in root.pairs):
        document.faults.append(_wrong_top(root, source))
        return document
    document.kind = "course" if "course" in root.pairs else "module"
    source.root = document.root = root
    document.faults = validate(root, document.kind)
    version = root.value("spec_version")
    if isinstance(version, Scalar) and version.text.lstrip("0") not in _VERSIONS:
        message = (
            f"This file asks for version {version.text[:9]} of the format; we read version {SPEC_VERSION}."
        )
        document.faults.append(invalid(version, message, "upgrade coursewright"))
    return document


def _salvaged(source: Source, faults: list[Fault]) -> Document:
    source.root = root = salvage(source)
    return Document(source, "course" if root is not None else None, root, faults, salvaged=root is not None)


def _wrong_top(root: Node | None, source: Source) -> Fault:
    fix = "start the file with `module: an-id`, or with `course: an-id`"
    if root is None or (isinstance(root, Scalar) and not root.text.strip()):
        return Fault(FaultKind.INVALID, "The file is empty.", fix, source=source, at=(0, 1))
    if not isinstance(root, Mapping):
        found = "starts with a list" if isinstance(root, Sequence) else "holds a text"
        return invalid(root, f"The file {found}; a spec is made of keys.", fix)
    if "course" in root.pairs and "module" in root.pairs:
        message = "The file says both `course:` and `module:`; it can be only one of the two."
        other = (root.pairs["course"][0], "here it is a course")
        return invalid(root.pairs["module"][0], message, "keep one and delete the other", (other,))
    message = "The file says neither `course:` nor `module:`."
    if "modules" in root.pairs:
        return invalid(root.pairs["modules"][0], message, "start the file with `course: an-id`")
    for key, (node, _) in root.pairs.items():
        if near := get_close_matches(key.strip().lower(), ("course", "module"), n=1, cutoff=0.85):
            return invalid(node, message, f"did you mean `{near[0]}`?")
    first = next(iter(root.pairs.values()), None)
    return invalid(first[0] if first else root, message, fix)


def load(path: str | Path, *, starts: dt.date | None = None) -> Course:
    """Load a course file with its modules, or a module file alone as a course of one.

    Raises `UnreadableInputError` if the file cannot be opened; what is wrong inside it is in `Course.faults`.
    `starts` stands in for a first day that the calendar does not name.
    """
    return load_documents(read_document(Path(os.path.abspath(path))), starts=starts)  # noqa: PTH100 - keeps symlinks


def load_documents(
    document: Document, *, starts: dt.date | None = None, known: Table[Path, Document] | None = None
) -> Course:
    """Build the course that a document is the file of; documents in `known` are not read again."""
    reading = Reading(none_keys())
    reading.faults += document.faults
    if document.kind == "course" and document.root is not None:
        return _course(document, document.root, reading, starts, known or {})
    modules: tuple[Module, ...] = ()
    if document.root is not None:
        modules = (_module(document, document.root, reading),)
    return _finish(reading, modules, [document.source], starts, modules[0] if modules else None)


def _course(
    document: Document, root: Mapping, reading: Reading, starts: dt.date | None, known: Table[Path, Document]
) -> Course:
    sources = [document.source]
    modules: list[Module] = []
    complete = True
    scope = reading.open_scope("course", mentioned(root) if document.salvaged else root)
    listing = list_modules(document.source.path, root)
    if not document.salvaged:
        reading.faults += listing.faults
    complete = listing.complete
    for path in listing.paths:
        inner = known.get(path) or _read_listed(path, reading, listing.nodes[path])
        if inner is None:
            complete = False
            continue
        sources.append(inner.source)
        reading.faults += inner.faults
        if inner.root is None or inner.kind != "module":
            complete = False
            if inner.kind == "course":
                message = f"`{path.name}` is a course, and only modules can be listed here."
                reading.fault(
                    Fault(FaultKind.UNRESOLVED, message, "list its modules instead", node=listing.nodes[path])
                )
            continue
        modules.append(_module(inner, inner.root, reading))
    reading.scope = scope
    return _finish(reading, tuple(modules), sources, starts, root, complete=complete)


def _read_listed(path: Path, reading: Reading, listed: Node) -> Document | None:
    try:
        return read_document(path)
    except UnreadableInputError as error:
        reading.fault(Fault(FaultKind.UNRESOLVED, error.message, "check its permissions", node=listed))
        return None


def _module(document: Document, root: Mapping, reading: Reading) -> Module:
    outer = reading.scope
    scope = reading.open_scope("module", root)
    named = root.value("module")
    name = named.text if isinstance(named, Scalar) else None
    module: Any = reading.build(Module, root, source=document.source, id=name)
    scope.element = module
    reading.scope = outer
    return module  # type: ignore[no-any-return]


def _finish(
    reading: Reading,
    modules: tuple[Module, ...],
    sources: list[Source],
    starts: dt.date | None,
    top: Mapping | Module | None,
    *,
    complete: bool = True,
) -> Course:
    of_a_course = isinstance(top, Mapping)
    extra: dict[str, Any] = {"modules": modules, "sources": tuple(sources), "complete": complete}
    late: dict[str, Any] = {"links": None, "timeline": None, "faults": ()}
    if isinstance(top, Mapping):
        named = top.value("course")
        extra["id"] = named.text if isinstance(named, Scalar) else None
        course: Any = reading.build(Course, top, elements=reading.elements, **extra, **late)
        course.scope.element = course
    else:
        empty = Mapping(sources[0], 0, 0, {})
        node = top.node if top is not None else empty
        scope = top.scope if top is not None else reading.open_scope("course", empty)
        extra |= {"complete": top is not None, "implicit": True}
        if top is not None:
            extra |= {
                "id": top.id,
                "title": top.title,
                "undecided": top.undecided,
                "on_purpose": top.on_purpose,
            }
        course = Course(node=node, scope=scope, elements=reading.elements, **extra, **late)
        reading.elements.setdefault("Course", []).append(course)
    resolve(reading, modules, of_a_course=of_a_course, complete=complete)
    # The last steps need the whole: they complete a course that nobody else has seen yet.
    for name, value in (("links", link(reading)), ("timeline", Timeline(reading, starts))):
        vars(course)[name] = value
    for module in modules:
        add_implicit_units(module, course)
    vars(course)["faults"] = tuple(reading.faults)
    return course  # type: ignore[no-any-return]

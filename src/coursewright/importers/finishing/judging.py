"""What the format would not take, or would take for something else: found by reading the specs."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from coursewright.importers.writing.yaml_text import yaml_text
from coursewright.spec.errors import UsageError
from coursewright.spec.faults import FaultKind
from coursewright.spec.load import load
from coursewright.spec.nodes import Absence, Invalid, Mapping, Node, Scalar, Sequence, Todo
from coursewright.spec.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.finishing.finished import Finished, Spec
    from coursewright.spec.faults import Fault

__all__ = ["Judged", "Misread", "Refused", "judged"]

Steps: TypeAlias = tuple[str | int, ...]
_UNREAD = frozenset({FaultKind.INVALID, FaultKind.UNRESOLVED, FaultKind.DUPLICATE})


class Misread(NamedTuple):
    """A text of the source that means something else in a spec, such as `TODO`."""

    source: str
    key: str
    text: str
    absent: bool
    """Whether it reads as left out on purpose; else it reads as still to be written."""


class Refused(NamedTuple):
    """A value that the format does not take."""

    spec: Spec
    path: tuple[str | int, ...]
    """The keys and places in lists that lead to it."""
    message: str


class Judged(NamedTuple):
    """Specs as texts, and what reading them says."""

    texts: dict[str, str]
    """By path."""
    refused: list[Refused]
    """Each place once, the deepest first."""
    misread: list[Misread]


def judged(finished: Finished) -> Judged:
    """Read specs as anybody will who has the folder. Raises `UsageError` for one too large to be a spec."""
    texts = {spec.path: yaml_text(spec) for spec in finished.specs}
    for path, text in texts.items():
        if len(text.encode()) > MAX_BYTES:
            raise UsageError(
                f"`{path}` would have more than {MAX_BYTES // 1_000_000} MB, and nobody could read it.",
                "Export a part of the course, and import that.",
            )
    with TemporaryDirectory(prefix="coursewright-") as name:
        top = Path(name).resolve()
        for path, text in texts.items():
            file = top / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
        course = load(top / finished.specs[0].path)
    by_file = {top / spec.path: spec for spec in finished.specs}
    found: dict[tuple[int, Steps], Refused] = {}
    for fault in course.faults:
        if fault.kind in _UNREAD:
            one = _refused(fault, by_file)
            found.setdefault((id(one.spec), one.path), one)
    misread = [one for source in course.sources if source.root is not None for one in _misread(source.root)]
    return Judged(texts, sorted(found.values(), key=_depth, reverse=True), misread)


def _misread(root: Mapping) -> Iterator[Misread]:
    """Yield texts that are read as still to be written, or as left out on purpose."""
    waiting: list[tuple[Node, str, str]] = [(root, "", "")]
    while waiting:
        node, key, source = waiting.pop()
        match node:
            case Mapping():
                named = node.value("x-source")
                inner = named.text if isinstance(named, Scalar) else source
                waiting += [(value, name, inner) for name, (_, value) in node.pairs.items()]
            case Sequence():
                waiting += [(item, key, source) for item in node.items]
            case Todo() | Absence():
                yield Misread(source, key, node.written, absent=isinstance(node, Absence))


def _depth(one: Refused) -> tuple[int, list[tuple[bool, str | int]]]:
    """Return what sorts deep places behind shallow ones, and later items of a list behind earlier ones."""
    return len(one.path), [(isinstance(step, int), step) for step in one.path]


def _refused(fault: Fault, by_file: dict[Path, Spec]) -> Refused:
    source = fault.node.source if fault.node is not None else fault.source
    spec = by_file[source.path] if source is not None else next(iter(by_file.values()))
    if fault.node is None or source is None or source.root is None:
        return Refused(spec, (), fault.message)
    return Refused(spec, _way(source.root, fault.node), fault.message)


def _way(root: Node, wanted: Node) -> Steps:
    """Return the keys and numbers that lead to the smallest value that holds a node."""
    way: list[str | int] = []
    at = root
    while True:
        step = _step(at, wanted)
        if step is None:
            return tuple(way)
        key, at = step
        way.append(key)


def _step(at: Node, wanted: Node) -> tuple[str | int, Node] | None:
    if at is wanted:
        return None
    match at:
        case Invalid():
            return _step(at.was, wanted)
        case Mapping():
            for key, (key_node, value) in at.pairs.items():
                if key_node is wanted or key_node.start <= wanted.start < key_node.end:
                    return key, key_node
                if value.start <= wanted.start <= wanted.end <= value.end:
                    return key, value
        case Sequence():
            for number, item in enumerate(at.items):
                if item.start <= wanted.start <= wanted.end <= item.end:
                    return number, item
    return None

"""What the format would not take: found by reading the specs as anybody will, and taken out of them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.writing.yaml_text import yaml_text
from coursewright.spec.faults import FaultKind
from coursewright.spec.load import load
from coursewright.spec.nodes import Invalid, Mapping, Node, Sequence

if TYPE_CHECKING:
    from coursewright.importers.finishing.finished import Finished, Spec
    from coursewright.spec.faults import Fault

__all__ = ["Refused", "refused"]

Path_ = tuple[str | int, ...]
_UNREAD = frozenset({FaultKind.INVALID, FaultKind.UNRESOLVED, FaultKind.DUPLICATE})


class Refused(NamedTuple):
    """A value that the format does not take."""

    spec: Spec
    path: tuple[str | int, ...]
    """The keys and places in lists that lead to it."""
    message: str


def refused(finished: Finished) -> list[Refused]:
    """Return what reading finds wrong with specs, each place once, the deepest first."""
    with TemporaryDirectory(prefix="coursewright-") as name:
        top = Path(name)
        for spec in finished.specs:
            file = top / spec.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(yaml_text(spec), encoding="utf-8", newline="\n")
        course = load(top / finished.specs[0].path)
        by_file = {(top / spec.path).resolve(): spec for spec in finished.specs}
        found: dict[tuple[int, Path_], Refused] = {}
        for fault in course.faults:
            if fault.kind not in _UNREAD:
                continue
            one = _refused(fault, by_file)
            found.setdefault((id(one.spec), one.path), one)
    return sorted(found.values(), key=_depth, reverse=True)


def _depth(one: Refused) -> tuple[int, list[tuple[bool, str | int]]]:
    """Return what sorts deep places behind shallow ones, and later items of a list behind earlier ones."""
    return len(one.path), [(isinstance(step, int), step) for step in one.path]


def _refused(fault: Fault, by_file: dict[Path, Spec]) -> Refused:
    source = fault.node.source if fault.node is not None else fault.source
    spec = by_file[source.path.resolve()] if source is not None else next(iter(by_file.values()))
    if fault.node is None or source is None or source.root is None:
        return Refused(spec, (), fault.message)
    return Refused(spec, _way(source.root, fault.node), fault.message)


def _way(root: Node, wanted: Node) -> Path_:
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

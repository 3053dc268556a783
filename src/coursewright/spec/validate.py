"""Judge a tree by the JSON Schema, and say in plain words what does not fit.

A compiled validator says "valid" first; the one that can explain is imported only for what is not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coursewright.spec.nodes import Absence, Invalid, Mapping, Node, Scalar, Sequence, Todo
from coursewright.spec.placeholders import kept, settle
from coursewright.spec.schema_files import Kind, bundled, none_keys

if TYPE_CHECKING:
    from collections.abc import Sequence as List

    from jsonschema.exceptions import ValidationError
    from jsonschema_rs import Draft202012Validator as Compiled

    from coursewright.spec.faults import Fault


@lru_cache(maxsize=2)
def _compiled(kind: Kind) -> Compiled:
    import jsonschema_rs  # noqa: PLC0415 - only when there is something to judge

    return jsonschema_rs.Draft202012Validator(bundled(kind))


def validate(root: Mapping, kind: Kind) -> list[Fault]:
    """Return what in the tree does not fit the format; those values are marked invalid in it."""
    data = settle(root, none_keys())
    if _compiled(kind).is_valid(data):
        return []
    from coursewright.spec.schema_faults import explain  # noqa: PLC0415

    faults: list[Fault] = []
    for error in _errors(data, kind):
        place = _locate(root, list(error.absolute_path))
        if place is not None:
            faults += explain(error, place)
    for fault in faults:
        if fault.node is not None:
            _mark_invalid(root, fault.node)
    return faults


def _errors(data: dict[str, Any], kind: Kind) -> list[ValidationError]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - it costs more than reading a course

    errors = Draft202012Validator(bundled(kind)).iter_errors(data)
    return sorted(errors, key=lambda error: [(isinstance(step, int), step) for step in error.absolute_path])


def _locate(root: Mapping, path: List[str | int]) -> list[Node] | None:
    """Follow a path of the plain data through the tree; return the nodes on the way, the last is meant."""
    nodes: list[Node] = [root]
    for step in path:
        node = nodes[-1]
        match node:
            case Mapping() if str(step) in node.pairs:
                key, value = node.pairs[str(step)]
                nodes += [key, value]
            case Sequence() if isinstance(step, int) and step < len(kept(node)):
                nodes.append(kept(node)[step])
            case _:
                return None
    return nodes


def _mark_invalid(root: Node, wrong: Node) -> None:
    """Put an `Invalid` in the place of a node, or of the value of a key."""
    stack = [root]
    while stack:
        node = stack.pop()
        match node:
            case Mapping():
                for name, (key, value) in node.pairs.items():
                    if value is wrong or key is wrong:
                        node.pairs[name] = (key, Invalid(value.source, value.start, value.end))
                        return
                    stack.append(value)
            case Sequence():
                for number, item in enumerate(node.items):
                    if item is wrong:
                        node.items[number] = Invalid(item.source, item.start, item.end)
                        return
                    stack.append(item)
            case Scalar() | Todo() | Absence():
                pass

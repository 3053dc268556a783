"""Judge a tree by the JSON Schema, and say in plain words what does not fit.

A compiled validator says "valid" first; the one that can explain is imported only for what is not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coursewright.spec.nodes import Invalid, Mapping, Node, Sequence
from coursewright.spec.placeholders import kept, settle
from coursewright.spec.schema_files import Kind, judging, none_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jsonschema.exceptions import ValidationError
    from jsonschema_rs import Draft202012Validator as Compiled

    from coursewright.spec.faults import Fault


@lru_cache(maxsize=2)
def _compiled(kind: Kind) -> Compiled:
    import jsonschema_rs  # noqa: PLC0415 - only when there is something to judge

    return jsonschema_rs.Draft202012Validator(judging(kind))


def validate(root: Mapping, kind: Kind) -> list[Fault]:
    """Return what in the tree does not fit the format; those values are marked invalid in it."""
    data = settle(root, none_keys())
    if _compiled(kind).is_valid(data):
        return []
    from coursewright.spec.schema_faults import explain  # noqa: PLC0415

    guide = _Guide(root)
    found: dict[tuple[int, int, str], list[Fault]] = {}
    wrong: dict[int, tuple[Node, set[int]]] = {}
    for error in _errors(data, kind):
        place = guide.follow(error.absolute_path)
        # What an alias or a merge key repeats is one value, judged at each of its places.
        known = (id(_shared(place[-1])), id(error.schema), str(error.validator))
        faults = found[known] if known in found else found.setdefault(known, explain(error, place))
        for fault in faults:
            holder = _holder(fault, place)
            wrong.setdefault(id(holder), (holder, set()))[1].add(id(fault.node))
    for holder, nodes in wrong.values():
        _mark_invalid(holder, nodes)
    return [fault for faults in found.values() for fault in faults]


def _errors(data: dict[str, Any], kind: Kind) -> list[ValidationError]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - it costs more than reading a course

    errors = Draft202012Validator(judging(kind)).iter_errors(data)
    return sorted(errors, key=lambda error: [(isinstance(step, int), step) for step in error.absolute_path])


class _Guide:
    """Follows paths of the plain data through the tree, which has more in it."""

    def __init__(self, root: Mapping) -> None:
        self._root = root
        self._kept: dict[int, list[Node]] = {}

    def follow(self, path: Iterable[str | int]) -> list[Node]:
        """Return the nodes on the way, keys included; the last is the one meant."""
        nodes: list[Node] = [self._root]
        for step in path:
            node = nodes[-1]
            if isinstance(node, Mapping):
                nodes += node.pairs[str(step)]
            elif isinstance(node, Sequence):
                nodes.append(self._items(node)[int(step)])
        return nodes

    def _items(self, sequence: Sequence) -> list[Node]:
        known = self._kept.get(id(sequence))
        if known is None:
            known = self._kept[id(sequence)] = kept(sequence)
        return known


def _shared(node: Node) -> object:
    return node.pairs if isinstance(node, Mapping) else node


def _holder(fault: Fault, place: list[Node]) -> Node:
    """Return the mapping or list that holds what is at fault: a key of the last node, or that node itself."""
    if fault.node is not place[-1]:
        return place[-1]
    return next(node for node in reversed(place[:-1]) if isinstance(node, (Mapping, Sequence)))


def _mark_invalid(holder: Node, wrong: set[int]) -> None:
    """Put an `Invalid` in the place of each of the nodes, or of the values of those that are keys."""
    if isinstance(holder, Mapping):
        for name, (key, value) in holder.pairs.items():
            if (id(value) in wrong or id(key) in wrong) and not isinstance(value, Invalid):
                holder.pairs[name] = (key, Invalid(value))
    elif isinstance(holder, Sequence):
        for number, item in enumerate(holder.items):
            if id(item) in wrong:
                holder.items[number] = Invalid(item)

"""Judge a tree by the JSON Schema, and say in plain words what does not fit.

One compiled validator says whether all is well, and if not, what misses which part of the schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coursewright.spec.nodes import Invalid, Mapping, Node, Scalar, Sequence
from coursewright.spec.placeholders import kept, settle
from coursewright.spec.schema_files import Kind, judging, none_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jsonschema_rs import Draft202012Validator as Compiled

    from coursewright.spec.faults import Fault
    from coursewright.spec.nodes import Written
    from coursewright.spec.schema_files import Schema


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that misses the `keyword` of a `schema`; `path` leads to it through the plain data."""

    path: tuple[str | int, ...]
    keyword: str
    schema: Schema
    value: Any


@lru_cache(maxsize=2)
def _compiled(kind: Kind) -> Compiled:
    import jsonschema_rs  # noqa: PLC0415 - only when there is something to judge

    return jsonschema_rs.Draft202012Validator(judging(kind))


def validate(root: Mapping, kind: Kind) -> list[Fault]:
    """Return what in the tree does not fit the format; those values are marked invalid in it."""
    texts: list[Written] = []
    data = settle(root, none_keys(), texts)
    if _compiled(kind).is_valid(data):
        root.source.texts = tuple(texts)
        return []
    from coursewright.spec.schema_faults import explain  # noqa: PLC0415

    guide = _Guide(root)
    found: dict[tuple[int, int, str], list[Fault]] = {}
    wrong: dict[int, tuple[Node, set[int]]] = {}
    for misfit in _misfits(data, kind):
        place = guide.follow(misfit.path)
        # What an alias or a merge key repeats is one value, judged at each of its places.
        known = (id(_shared(place[-1])), id(misfit.schema), misfit.keyword)
        faults = found[known] if known in found else found.setdefault(known, explain(misfit, place))
        for fault in faults:
            holder = _holder(fault, place)
            if fault.meant and isinstance(holder, Mapping) and isinstance(fault.node, Scalar):
                # Its author did say it, under another name: so no rule may call it missing.
                written = holder.pairs[fault.node.text][1]
                holder.pairs.setdefault(fault.meant, (fault.node, Invalid(written)))
            wrong.setdefault(id(holder), (holder, set()))[1].add(id(fault.node))
    for holder, nodes in wrong.values():
        _mark_invalid(holder, nodes)
    return list(
        {(id(fault.node), fault.message): fault for faults in found.values() for fault in faults}.values()
    )


def _misfits(data: dict[str, Any], kind: Kind) -> list[Misfit]:
    found = [
        Misfit(
            tuple(error.instance_path),
            str(error.schema_path[-1]),
            _schema_at(judging(kind), error.schema_path[:-1]),
            error.instance,
        )
        for error in _compiled(kind).iter_errors(data)
    ]
    return sorted(found, key=lambda misfit: [(isinstance(step, int), step) for step in misfit.path])


def _schema_at(schema: Schema, path: Iterable[str | int]) -> Schema:
    at: Any = schema
    for step in path:
        at = at[step]
    return at  # type: ignore[no-any-return]


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

"""How a course, its modules and their units pass things on.

Nearer keys win, some mappings merge one level deep, `team` and `tools` merge by id, `{none: reason}` takes
an inherited value away. What is inherited keeps the place where it was written. Over a value that is still
open, what is not said stays open too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.nodes import (
    Absence,
    Invalid,
    Mapping,
    Merged,
    Node,
    Pair,
    Part,
    Scalar,
    Sequence,
    Todo,
)

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

CONTEXT = (
    "language",
    "languages",
    "licence",
    "status",
    "mode",
    "pacing",
    "support_model",
    "value",
    "audience",
    "calendar",
    "workload",
    "team",
    "support",
    "policies",
    "ai",
    "tools",
)
"""The keys that what stands below inherits."""

KINDS = {
    "tasks": "Task",
    "sessions": "Session",
    "follow_up_activities": "FollowUpActivity",
    "reflection": "Reflection",
    "assessments": "Assessment",
}
"""The keys of `defaults`, and the classes of the model that they stand for."""

_MERGING = {
    "audience": "Audience",
    "calendar": "CalendarPlan",
    "workload": "Workload",
    "support": "Support",
    "policies": "Policies",
    "ai": "AiStance",
}
"""The context keys whose mappings merge; a mapping elsewhere is a text in several languages, or an item."""
_MERGING_IN_ITEMS = {"replies": "Replies", "monitoring": "Monitoring", "feedback": "Feedback"}
_SHORTHAND = {"audience": "who", "ai": "use"}
_BY_ID = frozenset({"team", "tools"})
_OWN_WORKLOAD = frozenset({"total_hours", "credits", "credit_scheme", "staff_hours_per_week"})


def context_of(node: Mapping, inherited: Table[str, Pair]) -> dict[str, Pair]:
    """Lay the context keys written at `node` over the inherited ones."""
    merged = {key: _handed_down(key, pair) for key, pair in inherited.items()}
    pairs = node.pairs
    for key in CONTEXT:
        own = pairs.get(key)
        if own is not None:
            below = merged.get(key)
            merged[key] = own if below is None else _laid_over(key, own, below, _MERGING)
    return merged


def defaults_of(node: Mapping, inherited: Table[str, dict[str, Pair]]) -> dict[str, dict[str, Pair]]:
    """Lay the `defaults` written at `node` over the inherited ones, kind by kind."""
    written = node.value("defaults")
    if written is None:
        return dict(inherited)
    merged = dict(inherited)
    for kind, name in KINDS.items():
        own = written.value(kind) if isinstance(written, Mapping) else written
        match own:
            case Mapping():
                merged[kind] = overlay(own.pairs, merged.get(kind, {}))
            case Absence():
                merged.pop(kind, None)
            case Todo() | Invalid():
                merged[kind] = _open_pairs(name, own) | merged.get(kind, {})
    return merged


def overlay(own: Table[str, Pair], inherited: Table[str, Pair]) -> dict[str, Pair]:
    """Lay the pairs of one item over those of another; own keys come first."""
    merged = {key: _laid_over(key, pair, inherited.get(key), _MERGING_IN_ITEMS) for key, pair in own.items()}
    for key, pair in inherited.items():
        merged.setdefault(key, pair)
    return merged


def with_defaults(node: Mapping, defaults: Table[str, Pair] | None) -> Mapping:
    """Return an item's mapping with the defaults of its kind under its own keys."""
    return Merged(node, overlay(node.pairs, defaults), defaults) if defaults else node


def takes_away(node: Mapping, key: str, none_keys: frozenset[str]) -> bool:
    """Whether `{none: reason}` may stand at `key`: where a design may lack it, or has something to lose."""
    return key in none_keys or (isinstance(node, Merged) and key in node.below)


def _laid_over(key: str, own: Pair, inherited: Pair | None, merging: Table[str, str]) -> Pair:
    if inherited is None:
        return own
    if key in _BY_ID:
        return own[0], _joined(own[1], inherited[1])
    if key not in merging:
        return own
    above, below = _spelt_out(key, own[1]), _spelt_out(key, inherited[1])
    match above, below:
        case (Mapping(), Mapping()):
            return own[0], _merged(above, below.pairs)
        case (Mapping(), Todo() | Invalid()):
            return own[0], _merged(above, _handed(key, _open_pairs(merging[key], below)))
        case _:
            return own


def _merged(above: Mapping, below: dict[str, Pair]) -> Merged:
    return Merged(above, below | above.pairs, below)


def _spelt_out(key: str, node: Node) -> Node:
    """Write the string that stands for a mapping as the mapping."""
    if not isinstance(node, Scalar) or key not in _SHORTHAND:
        return node
    label = Part(node, _SHORTHAND[key], node.start, node.start)
    return Mapping(node.source, node.start, node.end, {label.text: (label, node)})


def _open_pairs(name: str, node: Node) -> dict[str, Pair]:
    """Return a pair for each key that an open value might have, open as well."""
    from coursewright.spec import model  # noqa: PLC0415 - the model is made of what is read here

    labels = [Part(node, key, node.start, node.start) for key in getattr(model, name).keys if key != "id"]
    return {label.text: (label, node) for label in labels}


def _joined(above: Node, below: Node) -> Node:
    """Join two lists of people or tools: the inherited ones first, each under what is said of it here."""
    if not isinstance(above, (Sequence, Mapping)) or isinstance(below, (Absence, Scalar)):
        return above
    named: dict[str, Mapping] = {}
    for item in _items(above):
        if isinstance(item, Mapping) and _id(item):
            named.setdefault(_id(item), item)
    joined: list[Node] = []
    merged: set[int] = set()
    for item in _items(below):
        nearer = named.pop(_id(item), None)
        if nearer is not None and isinstance(item, Mapping):
            merged.add(id(nearer))
            joined.append(Merged(nearer, overlay(nearer.pairs, item.pairs), item.pairs))
        else:
            joined.append(item)
    joined += [item for item in _items(above) if id(item) not in merged]
    return Sequence(above.source, above.start, above.end, joined)


def _handed_down(key: str, pair: Pair) -> Pair:
    """Of a workload, only the hours of a week hold below as well."""
    if key != "workload" or not isinstance(pair[1], Mapping):
        return pair
    kept = _handed(key, pair[1].pairs)
    return pair if len(kept) == len(pair[1].pairs) else (pair[0], Merged(pair[1], kept))


def _handed(key: str, pairs: dict[str, Pair]) -> dict[str, Pair]:
    return {name: pair for name, pair in pairs.items() if key != "workload" or name not in _OWN_WORKLOAD}


def _items(node: Node) -> list[Node]:
    return node.items if isinstance(node, Sequence) else [node]


def _id(node: Node) -> str:
    if isinstance(node, Mapping) and isinstance(name := node.value("id"), Scalar):
        return name.text
    return ""

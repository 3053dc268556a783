"""How a course, its modules and their units pass things on.

Nearer keys win, mappings merge one level deep, `team` and `tools` merge by id, and `{none: reason}` takes an
inherited value away. What is inherited keeps the place where it was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.nodes import Absence, Mapping, Merged, Node, Pair, Scalar, Sequence

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

DEFAULTS = ("tasks", "sessions", "follow_up_activities", "reflection", "assessments")
_BY_ID = frozenset({"team", "tools"})
_OWN_WORKLOAD = frozenset({"total_hours", "credits", "credit_scheme", "staff_hours_per_week"})


def context_of(node: Mapping, inherited: Table[str, Pair]) -> dict[str, Pair]:
    """Lay the context keys written at `node` over the inherited ones."""
    merged = {key: _handed_down(key, pair) for key, pair in inherited.items()}
    for key in CONTEXT:
        own = node.pairs.get(key) or (node.pairs.get("license") if key == "licence" else None)
        if own is not None:
            merged[key] = _laid_over(key, own, merged.get(key))
    return merged


def defaults_of(node: Mapping, inherited: Table[str, dict[str, Pair]]) -> dict[str, dict[str, Pair]]:
    """Lay the `defaults` written at `node` over the inherited ones, kind by kind."""
    written = node.value("defaults")
    if not isinstance(written, Mapping):
        return dict(inherited)
    merged = dict(inherited)
    for kind in DEFAULTS:
        own = written.value(kind)
        if isinstance(own, Mapping):
            merged[kind] = overlay(own.pairs, merged.get(kind, {}))
    return merged


def overlay(own: Table[str, Pair], inherited: Table[str, Pair]) -> dict[str, Pair]:
    """Lay the pairs of one mapping over those of another; own keys come first."""
    merged = {key: _laid_over(key, pair, inherited.get(key)) for key, pair in own.items()}
    for key, pair in inherited.items():
        merged.setdefault(key, pair)
    return merged


def with_defaults(node: Mapping, defaults: Table[str, Pair] | None) -> Mapping:
    """Return an item's mapping with the defaults of its kind under its own keys."""
    return Merged(node, overlay(node.pairs, defaults)) if defaults else node


def _laid_over(key: str, own: Pair, inherited: Pair | None) -> Pair:
    if inherited is None:
        return own
    above, below = own[1], inherited[1]
    match above, below:
        case (Mapping(), Mapping()):
            pairs = dict(above.pairs)
            for inner, pair in below.pairs.items():
                pairs.setdefault(inner, pair)
            return own[0], Merged(above, pairs)
        case (Sequence() | Mapping(), Sequence() | Mapping()) if key in _BY_ID:
            return own[0], _joined(above, below)
        case _:
            return own


def _joined(above: Node, below: Node) -> Sequence:
    """Join two lists of people or tools: the inherited ones first, each under what is said of it here."""
    named = {name: item for item in _items(above) if (name := _id(item))}
    joined: list[Node] = []
    for item in _items(below):
        nearer = named.pop(_id(item), None)
        match nearer, item:
            case (Mapping(), Mapping()):
                joined.append(Merged(nearer, overlay(nearer.pairs, item.pairs)))
            case _:
                joined.append(nearer or item)
    joined += [item for item in _items(above) if not _id(item) or _id(item) in named]
    return Sequence(above.source, above.start, above.end, joined)


def _handed_down(key: str, pair: Pair) -> Pair:
    """Of a workload, only the hours of a week hold below as well."""
    if key != "workload" or not isinstance(pair[1], Mapping):
        return pair
    kept = {inner: value for inner, value in pair[1].pairs.items() if inner not in _OWN_WORKLOAD}
    return pair[0], Merged(pair[1], kept)


def _items(node: Node) -> list[Node]:
    return node.items if isinstance(node, Sequence) else [node]


def _id(node: Node) -> str:
    if isinstance(node, Mapping) and isinstance(name := node.value("id"), Scalar):
        return name.text
    return ""


def takes_away(node: Mapping, key: str, none_keys: frozenset[str]) -> bool:
    """Whether `{none: reason}` may stand at `key`: where a design may lack it, or has something to lose."""
    return key in none_keys or (isinstance(node, Merged) and isinstance(node.value(key), Absence))

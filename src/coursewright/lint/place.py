"""From what a rule points at to a place in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.lint.api import Spot
from coursewright.lint.findings import Mark
from coursewright.spec.element import Element, Ref, When
from coursewright.spec.nodes import Mapping, Merged, Node, Pair, Scalar, head_of

if TYPE_CHECKING:
    from coursewright.lint.api import Target
    from coursewright.spec.source import Span


def place(target: Target, key: str = "", label: str = "") -> tuple[Mark, Mark | None]:
    """Return where to point, and, for an inherited value, the item that inherits it as a second place."""
    match target:
        case Spot():
            return Mark(target.source, target.source.span(target.start, target.end), "", label), None
        case Ref() | When():
            return _of_node(target.node, label), None
        case Element():
            return _of_element(target, key, label)
        case Mapping():
            return _head(target, label), None
        case _:
            return _of_node(target, label), None


def _of_element(element: Element, key: str, label: str) -> tuple[Mark, Mark | None]:
    node = element.node
    if not isinstance(node, Mapping):
        return _of_node(node, label), None
    pair = node.pairs.get(key) if key else None
    if pair is None:
        return _head(node, label), None
    mark = _of_pair(pair, label)
    return mark, (_head(node, "for this item") if _written_elsewhere(node, pair) else None)


def _written_elsewhere(node: Mapping, pair: Pair) -> bool:
    origin = node.origin if isinstance(node, Merged) else node
    return pair[0].source is not origin.source or not origin.start <= pair[0].start <= origin.end


def _head(node: Mapping, label: str) -> Mark:
    source = node.source
    origin = node.origin if isinstance(node, Merged) else node
    path = source.node_path(origin)
    pair = head_of(node)
    if pair is None or source.text[node.start : node.start + 1] == "*":
        return Mark(source, node.span, path, label)
    return Mark(pair[0].source, _pair_span(pair), path, label)


def _of_pair(pair: Pair, label: str) -> Mark:
    source = pair[0].source
    return Mark(source, _pair_span(pair), source.node_path(pair[0]), label)


def _of_node(node: Node, label: str) -> Mark:
    return Mark(node.source, node.span, node.source.node_path(node), label)


def _pair_span(pair: Pair) -> Span:
    """Cover a key with its value where the value is short and on the same line, else the key alone."""
    key, value = pair
    source = key.source
    end = key.end
    if isinstance(value, Scalar) or not hasattr(value, "pairs"):
        line_end = source.text.find("\n", key.start)
        line_end = len(source.text) if line_end < 0 else line_end
        if value.source is source and key.end <= value.start and value.end <= line_end:
            end = value.end
    return source.span(key.start, end)

"""Single changes of a spec: a key that gets a value or goes, and an item that comes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from coursewright.spec.editing import TextEdit, add_item, add_key, insert_item, key_order, replace
from coursewright.spec.editing.places import below, content_end, is_elsewhere, own_pairs, pair_end
from coursewright.spec.editing.replacing import fill
from coursewright.spec.editing.style import column
from coursewright.spec.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table

    from coursewright.importers.merging.ours import Element
    from coursewright.spec.nodes import Node, Pair

__all__ = ["AddItem", "SetKey", "Step", "edits_of"]

_SHORT = 80
_REMARK = re.compile(r"(?:^|\s)#", re.MULTILINE)


class SetKey(NamedTuple):
    """A key of an element, or of a mapping in it, gets another value."""

    source: str
    path: tuple[str, ...]
    value: Any
    """None takes the key away."""


class AddItem(NamedTuple):
    """A new item in a list of an element."""

    source: str
    key: str
    value: Any
    after: str
    """The source of the item that it follows, or an entry of `modules`; empty for the first place."""


Step: TypeAlias = SetKey | AddItem


def edits_of(step: Step, elements: Table[str, Element]) -> list[TextEdit] | None:
    """Return the edits of a step; None where they would touch more than it is about."""
    at = elements.get(step.source)
    if at is None:
        return None
    if isinstance(step, AddItem):
        return _added(at.node, step, key_order(at.element), elements.get(step.after))
    node: Node = at.node
    for key in step.path[:-1]:
        inner = node.value(key) if isinstance(node, Mapping) else None
        if inner is None:
            return None
        node = inner
    if not isinstance(node, Mapping):
        return None
    order = key_order(at.element) if len(step.path) == 1 else ()
    return _set(node, step.path[-1], step.value, (*order, "x-source") if order else ())


def _set(mapping: Mapping, key: str, value: Any, order: tuple[str, ...]) -> list[TextEdit] | None:
    pair = mapping.pairs.get(key)
    if pair is None:
        return [] if value is None else add_key(mapping, key, value, order)
    if pair not in own_pairs(mapping) or is_elsewhere(pair[1]) or _has_remark(pair[1]):
        return None
    if value is None:
        return _removed(mapping, pair)
    old = pair[1]
    if (
        isinstance(old, Scalar)
        and "\n" not in old.written
        and not isinstance(value, dict | list)
        and len(str(value)) <= _SHORT
        and "\n" not in str(value)
    ):
        return replace(old, value)
    return fill(pair, value, flow=mapping.flow)


def _removed(mapping: Mapping, pair: Pair) -> list[TextEdit] | None:
    """Take a key away with its lines; None for one that stands behind a dash, and for the only one."""
    source, text = mapping.source, mapping.source.text
    own = own_pairs(mapping)
    number = own.index(pair)
    if len(own) == 1:
        return None
    if mapping.flow and number == 0:
        return [TextEdit(source, pair[0].start, own[1][0].start, "")]
    if mapping.flow:
        return [TextEdit(source, pair_end(own[number - 1]), pair_end(pair), "")]
    start = pair[0].start - column(pair[0])
    if text[start : pair[0].start].strip(" "):
        return None
    end = below(text, pair_end(pair), column(pair[0]))
    before = len(text[:start].removesuffix("\n").removesuffix("\r"))
    return [TextEdit(source, before, end, "")]


def _has_remark(node: Node) -> bool:
    """Whether a comment stands within a value, which would be lost with it."""
    if isinstance(node, Scalar):
        return False
    text = node.source.text
    end = content_end(node)
    pieces, at = [], node.start
    for scalar in sorted(_scalars(node), key=lambda one: one.start):
        pieces.append(text[at : scalar.start])
        at = max(at, content_end(scalar))
    pieces.append(text[at:end])
    return _REMARK.search(" ".join(pieces)) is not None


def _scalars(node: Node) -> Iterator[Scalar]:
    waiting = [node]
    while waiting:
        match waiting.pop():
            case Scalar() as scalar:
                yield scalar
            case Mapping() as mapping:
                for key, value in mapping.pairs.values():
                    waiting += [key, value]
            case Sequence() as sequence:
                waiting += sequence.items


def _added(
    holder: Mapping, step: AddItem, order: tuple[str, ...], after: Element | None
) -> list[TextEdit] | None:
    there = holder.value(step.key)
    if isinstance(there, Sequence) and there.items and not is_elsewhere(there):
        return insert_item(there, _place(there, step.after, after), step.value)
    if isinstance(step.value, dict) and step.key == "reflection":
        return add_key(holder, step.key, step.value, order)
    return add_item(holder, step.key, step.value, order)


def _place(there: Sequence, name: str, after: Element | None) -> int:
    """Return the number, from 0, that an item gets that follows another; the last for none."""
    if not name:
        return 0
    for number, item in enumerate(there.items):
        if (after is not None and item is after.node) or (isinstance(item, Scalar) and item.text == name):
            return number + 1
    return len(there.items)

"""Three states of one element, key by key: what the last import wrote, what the next would, what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.importers.finishing.local_times import on_local_clocks
from coursewright.importers.merging.pieces import own_keys, said_as_text
from coursewright.spec.nodes import Mapping, as_data, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from coursewright.importers.merging.ours import Element
    from coursewright.importers.merging.pieces import Piece
    from coursewright.spec.nodes import Node

__all__ = ["Difference", "differences", "line_of", "node_of"]


class Difference(NamedTuple):
    """A key that the source says differently than last time; None stands for a key that is not there."""

    path: tuple[str, ...]
    theirs: Any
    """As it is to be written."""
    clash: bool
    """Whether it was changed here, too, and in another way."""


def differences(
    base: Piece | None, theirs: Piece, ours: Element, zone: ZoneInfo | None = None
) -> list[Difference]:
    """Return what is to be done about an element, in the order of its keys.

    `zone` is that of the course, in which `theirs` has its times: the same instant in UTC is no difference.
    """
    element = ours.element
    written = on_local_clocks(own_keys(element, as_data(ours.node, text_of)), zone)
    before = on_local_clocks(own_keys(element, base.data), zone) if base is not None else {}
    return [*_compared((), before, own_keys(theirs.element, theirs.data), written)]


def _compared(
    path: tuple[str, ...], base: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any]
) -> Iterator[Difference]:
    for key in dict.fromkeys((*theirs, *base)):
        before, new, here = base.get(key), theirs.get(key), ours.get(key)
        was, will, is_now = said_as_text(before), said_as_text(new), said_as_text(here)
        if will in (was, is_now):
            continue
        whole = is_now == was and not was.keys() <= will.keys() if _are_mappings(was, will, is_now) else True
        if not whole:
            yield from _compared((*path, key), before, new, here)  # type: ignore[arg-type]
            continue
        yield Difference((*path, key), new, clash=is_now != was)


def _are_mappings(*values: Any) -> bool:
    return all(isinstance(one, dict) for one in values)


def node_of(element: Element, path: tuple[str, ...]) -> Node | None:
    """Return the value of a key; None where it is not there."""
    node: Node | None = element.node
    for key in path:
        node = node.value(key) if isinstance(node, Mapping) else None
    return node


def line_of(element: Element, path: tuple[str, ...]) -> int:
    """Return the line of a key in its file, from 1; of one that is not there, that of what holds it."""
    node: Node = element.node
    at = node.start
    for key in path:
        pair = node.pairs.get(key) if isinstance(node, Mapping) else None
        if pair is None:
            break
        at, node = pair[0].start, pair[1]
    return element.node.source.position(at).line

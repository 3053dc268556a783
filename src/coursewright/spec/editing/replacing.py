"""Put a value in the place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.editing.edits import TextEdit
from coursewright.spec.editing.emitting import below_it, in_flow, pair_lines
from coursewright.spec.editing.places import below, colon_end, content_end, is_elsewhere, line_end, style_at
from coursewright.spec.editing.scalars import one_line
from coursewright.spec.editing.style import column
from coursewright.spec.nodes import Scalar
from coursewright.spec.rewriting import room_for

if TYPE_CHECKING:
    from coursewright.spec.editing.emitting import Value
    from coursewright.spec.nodes import Node, Pair


def replace(node: Node, value: str | float) -> list[TextEdit] | None:
    """Return the edit that makes a value say something else, in one line.

    A text keeps its quotes where it can.
    """
    if is_elsewhere(node):
        return None
    if isinstance(node, Scalar) and isinstance(value, str) and (room := room_for(value, node)) is not None:
        return [TextEdit(node.source, *room, value)]
    return [TextEdit(node.source, node.start, content_end(node), one_line(value, flow=True))]


def fill(pair: Pair, value: Value, *, flow: bool) -> list[TextEdit] | None:
    """Return the edits that give a key, whose value is still open, a value.

    `flow` says that the key stands in braces.
    """
    key, old = pair
    source, text = key.source, key.source.text
    if is_elsewhere(old) and old.start < old.end:
        return None
    start, end = colon_end(key), max(content_end(old), colon_end(key))
    if text[start - 1 : start] != ":":
        return None
    if flow:
        return [TextEdit(source, start, end, f" {in_flow(value)}")]
    at = line_end(text, end) if isinstance(value, str) else below(text, end, column(key))
    style = style_at(source, at)
    lines = pair_lines("k", value, column(key), style)
    head = lines[0][lines[0].index(":") + 1 :]
    if len(lines) == 1:
        return [TextEdit(source, start, end, head)]
    tail = below_it(lines[1:], value, style, at_end=at == len(text))
    if at == end:
        return [TextEdit(source, start, end, head + tail)]
    return [TextEdit(source, start, end, head), TextEdit(source, at, at, tail)]

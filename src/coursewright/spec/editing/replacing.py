"""Put a value in the place of another."""

from __future__ import annotations

from collections.abc import Mapping as Table
from typing import TYPE_CHECKING

from coursewright.spec.editing.edits import TextEdit
from coursewright.spec.editing.emitting import in_flow, pair_lines
from coursewright.spec.editing.places import below, colon_end, content_end, is_elsewhere
from coursewright.spec.editing.scalars import one_line
from coursewright.spec.editing.style import column, style_of
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
    style = style_of(source)
    lines = [f" {in_flow(value)}"] if flow else pair_lines("k", value, column(key), style)
    if len(lines) == 1:
        written = lines[0] if flow else lines[0][lines[0].index(":") + 1 :]
        return [TextEdit(source, start, end, written)]
    head = lines[0][lines[0].index(":") + 1 :]
    at = below(text, end, column(key)) if isinstance(value, Table | list | tuple) else end
    tail = "".join(style.newline + line for line in lines[1:])
    if at == end:
        return [TextEdit(source, start, end, head + tail)]
    return [TextEdit(source, start, end, head), TextEdit(source, at, at, tail)]

"""Add a key to a mapping, and an item to a list, where they belong and as the file writes its own."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.spec.editing.edits import TextEdit
from coursewright.spec.editing.emitting import WIDTH, below_it, in_flow, item_lines, pair_lines
from coursewright.spec.editing.places import (
    as_written,
    below,
    colon_end,
    content_end,
    has_blank_line,
    is_elsewhere,
    keeps_blank_lines,
    line_end,
    own_pairs,
    pair_end,
    style_at,
)
from coursewright.spec.editing.replacing import fill
from coursewright.spec.editing.style import Style, column, dash_of
from coursewright.spec.nodes import Absence, Invalid, Mapping, Node, Scalar, Sequence, Todo

if TYPE_CHECKING:
    from collections.abc import Sequence as List

    from coursewright.spec.editing.emitting import Value
    from coursewright.spec.nodes import Pair
    from coursewright.spec.source import Source

_LAST_BREAK = re.compile(r"(?:\r\n|\r|\n)\Z")


def add_key(mapping: Mapping, key: str, value: Value, order: List[str] = ()) -> list[TextEdit] | None:
    """Return the edits that give a mapping a key that it lacks, or whose value is still open.

    It stands after the last key that comes before it in `order`. None where the key has a value, and where
    the mapping stands in several places.
    """
    whole = as_written(mapping)
    if whole is None:
        return None
    if key in whole.pairs:
        pair = whole.pairs[key]
        is_own = pair in own_pairs(whole)
        return fill(pair, value, flow=whole.flow) if is_own and isinstance(pair[1], Todo) else None
    own = own_pairs(whole)
    if whole.flow:
        return _into_braces(whole, own, key, value, order)
    if not own or _is_spelt_out(own[0][0]):
        return None
    source, text, at_column = whole.source, whole.source.text, column(own[0][0])
    before = _before(own, key, order)
    at = below(text, pair_end(before), at_column)
    style = style_at(source, at)
    lines = pair_lines(key, value, at_column, style)
    apart = len(lines) > 1 and _stands_apart(text, own, before)
    return [_put(source, at, ["", *lines] if apart else lines, value, style)]


def add_item(mapping: Mapping, key: str, value: Value, order: List[str] = ()) -> list[TextEdit] | None:
    """Return the edits that append an item to the list under a key.

    The list is made where there is none yet, and of one item that stands without a list. None where what is
    there stands in several places, or is left out on purpose.
    """
    whole = as_written(mapping)
    if whole is None:
        return None
    pair = whole.pairs.get(key)
    if pair is None or isinstance(pair[1], Todo):
        return add_key(whole, key, [value], order)
    if pair not in own_pairs(whole) or is_elsewhere(pair[1]):
        return None
    match pair[1]:
        case Sequence() as there if there.flow:
            return _into_brackets(pair, there, value, flow=whole.flow)
        case Sequence() as there:
            return _below_item(there, len(there.items) - 1, value)
        case Scalar() as there:
            return _to_two(pair, there, value, flow=whole.flow)
        case Absence() | Invalid():
            return None
        case Mapping() as there if there.flow:
            return _to_two(pair, there, value, flow=whole.flow)
        case Mapping() as there:
            return _to_list(there, value)
        case _:
            return None


def _put(source: Source, at: int, lines: List[str], value: Value, style: Style) -> TextEdit:
    """Return the edit that puts new lines, which write `value`, below the line that ends at `at`."""
    return TextEdit(source, at, at, below_it(lines, value, style, at_end=at == len(source.text)))


def insert_item(there: Sequence, place: int, value: Value) -> list[TextEdit] | None:
    """Return the edits that put a new item into a list that has some: before the item number `place`, from 0.

    None where the list, or the item it is to stand beside, stands in several places.
    """
    if is_elsewhere(there) or not there.items:
        return None
    if not there.flow:
        return _below_item(there, place - 1, value)
    if place == 0:
        at = there.items[0].start
        return [TextEdit(there.source, at, at, f"{in_flow(value)}, ")]
    at = content_end(there.items[place - 1])
    return [TextEdit(there.source, at, at, f", {in_flow(value)}")]


def _before(own: List[Pair], key: str, order: List[str]) -> Pair:
    """Return the pair that a new key follows."""
    if key not in order:
        return own[-1]
    place = _places(tuple(order))
    earlier = [pair for pair in own if place.get(pair[0].text, len(order)) < place[key]]
    return max(earlier, key=lambda pair: place[pair[0].text], default=own[0])


@lru_cache(maxsize=64)
def _places(order: tuple[str, ...]) -> dict[str, int]:
    return {name: number for number, name in enumerate(order)}


def _into_braces(
    mapping: Mapping, own: List[Pair], key: str, value: Value, order: List[str]
) -> list[TextEdit]:
    source = mapping.source
    written = in_flow({key: value})[1:-1]
    if not own:
        at = source.text.index("{", mapping.start) + 1
        return [TextEdit(source, at, at, written)]
    at = pair_end(_before(own, key, order))
    return [TextEdit(source, at, at, f", {written}")]


def _stands_apart(text: str, own: List[Pair], before: Pair) -> bool:
    """Whether blank lines part the key that a new one follows from its neighbours."""
    if keeps_blank_lines(before[1]):
        return False
    number = own.index(before)
    if number + 1 < len(own):
        return has_blank_line(text, pair_end(before), own[number + 1][0].start)
    return number > 0 and has_blank_line(text, pair_end(own[number - 1]), before[0].start)


def _is_spelt_out(key: Scalar) -> bool:
    """Whether a key stands after `?`."""
    start = key.start - column(key)
    return "?" in key.source.text[start : key.start]


def _into_brackets(pair: Pair, there: Sequence, value: Value, *, flow: bool) -> list[TextEdit] | None:
    source, text = there.source, there.source.text
    if there.items:
        at = content_end(there.items[-1])
        return [TextEdit(source, at, at, f", {in_flow(value)}")]
    if flow or isinstance(value, str | int | float):
        at = text.index("[", there.start) + 1
        return [TextEdit(source, at, at, in_flow(value))]
    at = below(text, there.end, column(pair[0]))
    style = style_at(source, at)
    lines = item_lines(value, column(pair[0]) + style.list_offset, style)
    return [
        TextEdit(source, colon_end(pair[0]), there.end, ""),
        _put(source, at, lines, value, style),
    ]


def _below_item(there: Sequence, number: int, value: Value) -> list[TextEdit] | None:
    """Put a new item below one of a list in lines; below the key of the list for `number` -1."""
    source, text = there.source, there.source.text
    beside = there.items[max(number, 0)]
    dash = dash_of(beside)
    if dash is None:
        return None
    at_column = source.position(dash).column - 1
    width = beside.start - dash if source.position(beside.start).line == source.position(dash).line else 0
    if number < 0:
        at = len(_LAST_BREAK.sub("", text[: dash - at_column]))
    else:
        at = below(text, max(content_end(beside), dash + 1), at_column)
    style = style_at(source, at)
    if width > 1:
        style = style._replace(dash_width=width)
    lines = _item(there.items, value, at_column, style)
    if _stand_apart(there.items) and not (number >= 0 and keeps_blank_lines(beside)):
        lines = [*lines, ""] if number < 0 else ["", *lines]
    return [_put(source, at, lines, value, style)]


def _item(items: List[Node], value: Value, at_column: int, style: Style) -> list[str]:
    """Return the lines of a new item: in braces where all others are."""
    if isinstance(value, dict) and all(isinstance(item, Mapping) and item.flow for item in items):
        line = f"{' ' * at_column}-{' ' * (style.dash_width - 1)}{in_flow(value)}"
        if len(line) <= WIDTH:
            return [line]
    return item_lines(value, at_column, style)


def _stand_apart(items: List[Node]) -> bool:
    """Whether blank lines part the items of a list in lines."""
    if len(items) < 2:
        return False
    return has_blank_line(items[0].source.text, content_end(items[-2]), items[-1].start)


def _to_two(pair: Pair, there: Scalar | Mapping, value: Value, *, flow: bool) -> list[TextEdit] | None:
    """Make a list in brackets of one item and the new one."""
    source, end = there.source, content_end(there)
    written = source.text[there.start : end]
    if isinstance(there, Scalar) and (
        "\n" in written
        or "\r" in written
        or written.startswith(("|", ">"))
        or (there.plain and not flow and any(sign in written for sign in ",[]{}"))
        or not isinstance(value, str)
    ):
        return None if flow else _to_lines(pair, there, value)
    return [
        TextEdit(source, there.start, there.start, "["),
        TextEdit(source, end, end, f", {in_flow(value)}]"),
    ]


def _to_lines(pair: Pair, there: Scalar, value: Value) -> list[TextEdit] | None:
    """Make a list of one text and the new item, each below the key; further lines of the text move along."""
    source, text = there.source, there.source.text
    end = content_end(there)
    if text[colon_end(pair[0]) : there.start].strip(" \t"):
        return None
    at = below(text, end, column(pair[0]))
    style = style_at(source, at)
    at_column = column(pair[0]) + style.list_offset
    dash = f"{style.newline}{' ' * at_column}-{' ' * (style.dash_width - 1)}"
    new = _put(source, at, item_lines(value, at_column, style), value, style)
    moved = _moved(source, there.start, end, style.list_offset) if style.list_offset else []
    return [TextEdit(source, colon_end(pair[0]), there.start, dash), *moved, new]


def _to_list(there: Mapping, value: Value) -> list[TextEdit] | None:
    """Make a list of one mapping in lines and the new item: its lines move to the right of a dash."""
    source, text = there.source, there.source.text
    first = own_pairs(there)[0][0]
    at_column, end = column(first), content_end(there)
    if text[first.start - at_column : first.start].strip(" "):
        return None
    at = below(text, end, at_column - 1)
    style = style_at(source, at)
    edits = [TextEdit(source, first.start, first.start, "-" + " " * (style.dash_width - 1))]
    edits += _moved(source, first.start, at, style.dash_width)
    lines = item_lines(value, at_column, style)
    return [*edits, _put(source, at, lines, value, style)]


def _moved(source: Source, start: int, end: int, by: int) -> list[TextEdit]:
    """Return what moves the lines after the one at `start` up to `end`; blank ones stay blank."""
    first, last = source.position(start).line, source.position(end).line
    found = []
    offset = start
    for number in range(first + 1, last + 1):
        offset = _line_start(source, offset)
        if source.line(number).strip():
            found.append(TextEdit(source, offset, offset, " " * by))
    return found


def _line_start(source: Source, offset: int) -> int:
    """Return the offset at which the line after that of `offset` starts."""
    text = source.text
    at = line_end(text, offset)
    return at + (2 if text.startswith("\r\n", at) else 1)

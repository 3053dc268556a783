"""Move an item of a list to its start, with the comments that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.editing.edits import TextEdit
from coursewright.spec.editing.places import below, content_end, is_elsewhere, keeps_blank_lines, line_end
from coursewright.spec.editing.style import dash_of, style_of

if TYPE_CHECKING:
    from coursewright.spec.nodes import Sequence

_BREAKS = ("\r\n", "\r", "\n")


def move_first(there: Sequence, number: int) -> list[TextEdit] | None:
    """Return the edits that put the item `number`, from 0, before all others.

    Comments above an item, and those under it that are indented deeper, go with it. None where items share a
    line in a list of several lines, where blank lines belong to a text, and in a file with aliases, where one
    may have to stand before another.
    """
    if there.source.repeats or is_elsewhere(there):
        return None
    if any(map(keeps_blank_lines, there.items[number - 1 : number + 1])):
        return None
    return _in_brackets(there, number) if there.flow else _in_lines(there, number)


def _in_brackets(there: Sequence, number: int) -> list[TextEdit] | None:
    source, text = there.source, there.source.text
    first, before, item = there.items[0], there.items[number - 1], there.items[number]
    end = content_end(item)
    if any(sign in text[there.start : end] for sign in "\r\n"):
        return None
    return [
        TextEdit(source, first.start, first.start, f"{text[item.start : end]}, "),
        TextEdit(source, content_end(before), end, ""),
    ]


def _in_lines(there: Sequence, number: int) -> list[TextEdit] | None:
    source, text = there.source, there.source.text
    first, stretch = _lines_of(there, 0), _lines_of(there, number)
    if first is None or stretch is None or first[1] > stretch[0]:
        return None
    start, end = stretch
    following = next((one for one in _BREAKS if text.startswith(one, end)), "")
    if following:
        moved, gone = text[start:end] + following, (start, end + len(following))
    elif any(sign in text[first[0] : end] for sign in "|>"):
        return None  # whether a text of several lines ends with a line break depends on what follows it
    else:
        moved, gone = text[start:end] + style_of(source).newline, (_end_of_line_before(text, start), end)
    return [TextEdit(source, first[0], first[0], moved), TextEdit(source, *gone, "")]


def _lines_of(there: Sequence, number: int) -> tuple[int, int] | None:
    """Return where the lines of an item start, and where the last of them ends; None if it shares one."""
    item, text = there.items[number], there.source.text
    dash = dash_of(item)
    if dash is None:
        return None
    column = there.source.position(dash).column - 1
    start = dash - column
    if text[start:dash].strip(" "):
        return None
    while start:
        above = _start_of_line(text, _end_of_line_before(text, start))
        line = text[above : line_end(text, above)]
        if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) > column:
            break
        start = above
    return start, below(text, max(content_end(item), dash + 1), column)


def _end_of_line_before(text: str, start: int) -> int:
    return start - next((len(one) for one in _BREAKS if text.endswith(one, 0, start)), 0)


def _start_of_line(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1

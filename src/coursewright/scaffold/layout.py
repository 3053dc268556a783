"""How a new file is laid out: quotes only where they are needed, long texts in lines of their own.

A Jinja file cannot know what an answer needs where it stands, so that every answer and text comes on one
line and in quotes; here they are written as a person would.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.spec.editing import Style, TextEdit, applied, item_lines
from coursewright.spec.editing.emitting import WIDTH, pair_lines
from coursewright.spec.editing.style import column
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLE = Style()


def laid_out(text: str) -> str:
    """Return a YAML text that says the same, laid out; what is no YAML stays as it is."""
    from coursewright.spec.reader import read  # noqa: PLC0415 - yaml is imported only when there is a file to read

    source = Source(Path("new.yaml"), text)
    root, faults = read(source)
    if root is None or faults or source.repeats:
        return text
    return applied(text, _edits(root))


def _edits(root: Node) -> Iterator[TextEdit]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping) and not node.flow:
            for key, value in node.pairs.values():
                waiting.append(value)
                if _is_stiff(value) and key.plain:
                    lines = pair_lines(key.text, _text(value), column(key), _STYLE)
                    yield _edit(value, lines, len(key.written) + 2)
        elif isinstance(node, Sequence) and not node.flow:
            for item in node.items:
                waiting.append(item)
                if _is_stiff(item):
                    yield _edit(item, item_lines(_text(item), column(item) - 2, _STYLE), 2)


def _edit(value: Node, lines: list[str], lead: int) -> TextEdit:
    """Put lines in the place of a value; the first begins with the key or dash that is there already."""
    first, *more = lines
    text = "\n".join([first.lstrip(" ")[lead:], *more])
    return TextEdit(value.source, value.start, value.start + len(value.written), text)


def _is_stiff(value: Node) -> bool:
    """Whether a value is a text in double quotes, or on a line that is long, and nothing stands behind it."""
    if not isinstance(value, Scalar) or "\n" in value.written or value.written[:1] in "|>&!'":
        return False
    position = value.source.position(value.start)
    line = value.source.line(position.line)
    if line[position.column - 1 :].rstrip() != value.written:
        return False
    return value.written.startswith('"') or (value.plain and len(line) > WIDTH)


def _text(value: Node) -> str:
    return value.text if isinstance(value, Scalar) else ""

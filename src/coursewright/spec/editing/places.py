"""Where in a file a value ends, and where new lines can be put."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.spec.editing.style import Style, style_of
from coursewright.spec.nodes import Mapping, Merged, Node, Scalar, Sequence
from coursewright.spec.rewriting import is_shared

if TYPE_CHECKING:
    from coursewright.spec.nodes import Pair
    from coursewright.spec.source import Source

_BREAK = re.compile(r"\r\n|\r|\n")
_COLON = re.compile(r"[ \t]*:")
_BLOCK_TEXT = re.compile(r"(?:[&!]\S*[ \t]+)*[|>][0-9]*(?P<keep>\+)?")
_BLANK_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*[\r\n]")
_INDENTED_REMARK = re.compile(r"(?:[ \t]*[\r\n])+ +#")


def as_written(mapping: Mapping) -> Mapping | None:
    """Return the mapping as it stands in the file; None where it stands in several places, or in none."""
    whole = mapping.origin if isinstance(mapping, Merged) else mapping
    return None if is_elsewhere(whole) else whole


def is_elsewhere(node: Node) -> bool:
    """Whether changing a node would change others too, because of an alias or an anchor."""
    return node.source.text[node.start : node.start + 1] in {"*", "&", "!"} or is_shared(node)


def own_pairs(mapping: Mapping) -> list[Pair]:
    """Return the pairs that stand in the mapping itself, in the order of the text."""
    source = mapping.source
    own = [
        pair
        for pair in mapping.pairs.values()
        if pair[0].source is source and mapping.start <= pair[0].start <= mapping.end
    ]
    return sorted(own, key=lambda pair: pair[0].start)


def content_end(node: Node) -> int:
    """Return the offset at which what a value says ends, without the comments and blank lines that follow."""
    text = node.source.text
    if text[node.start : node.start + 1] == "*":
        return node.end
    match node:
        case Mapping() if not node.flow:
            own = own_pairs(node)
            return pair_end(own[-1]) if own else node.end
        case Sequence() if not node.flow:
            return content_end(node.items[-1]) if node.items else node.end
        case Mapping() | Sequence():
            return node.end
        case Scalar():
            return (
                _before_break(text, node.end) if keeps_blank_lines(node) else node.start + len(node.written)
            )
        case _:  # a placeholder, an absence or what could not be understood
            return _without_remarks(text, node.start, node.end)


def _without_remarks(text: str, start: int, end: int) -> int:
    """Return where a value ends whose stretch may hold comments and blank lines after it."""
    end = start + len(text[start:end].rstrip())
    while (line := max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1) > start:
        if not text[line:end].lstrip().startswith("#"):
            break
        end = start + len(text[start:line].rstrip())
    return end


def keeps_blank_lines(node: Node) -> bool:
    """Whether blank lines after a value would belong to it: it ends with a text that keeps them, `|+`."""
    match node:
        case Mapping() if not node.flow:
            own = own_pairs(node)
            return bool(own) and keeps_blank_lines(max(own, key=pair_end)[1])
        case Sequence() if not node.flow:
            return bool(node.items) and keeps_blank_lines(node.items[-1])
        case Scalar() if not node.plain:
            opening = _BLOCK_TEXT.match(node.source.text, node.start)
            return opening is not None and opening["keep"] is not None
        case _:
            return False


def pair_end(pair: Pair) -> int:
    """Return the offset at which a key with its value ends."""
    key, value = pair
    if value.source is not key.source:
        return key.end
    end = content_end(value)
    return end if end > key.end else max(end, colon_end(key))


def colon_end(key: Scalar) -> int:
    """Return the offset after the colon of a key, if it has one."""
    text = key.source.text
    at = key.start + len(key.written)
    found = _COLON.match(text, at)
    return found.end() if found else at


def line_end(text: str, offset: int) -> int:
    """Return the offset of the line break after `offset`, or that of the end."""
    found = _BREAK.search(text, offset)
    return found.start() if found else len(text)


def below(text: str, offset: int, column: int) -> int:
    """Return where to put new lines after what ends at `offset`: at the end of its line.

    Comments under it that are indented deeper than `column` belong to it.
    """
    at = line_end(text, offset)
    while (start := _next_line(text, at)) is not None:
        end = line_end(text, start)
        line = text[start:end]
        inner = line.lstrip(" ")
        if not inner.startswith("#") or len(line) - len(inner) <= column:
            break
        at = end
    return at


def style_at(source: Source, offset: int) -> Style:
    """Return how to write what is put below the line that ends at an offset.

    Where an indented comment follows, a text in lines of its own would swallow it.
    """
    style = style_of(source)
    return style._replace(block_texts=False) if _INDENTED_REMARK.match(source.text, offset) else style


def has_blank_line(text: str, start: int, end: int) -> bool:
    """Whether a blank line stands between two offsets."""
    return _BLANK_LINE.search(text, start, end) is not None


def _next_line(text: str, at: int) -> int | None:
    found = _BREAK.match(text, at)
    return found.end() if found and found.end() < len(text) else None


def _before_break(text: str, end: int) -> int:
    """Return the offset before the line break that ends at `end`."""
    if text[:end].endswith("\r\n"):
        return end - 2
    return end - 1 if text[:end].endswith(("\n", "\r")) else end

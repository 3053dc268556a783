"""How a key or a value is written anew in its place, in the quotes that its author gave it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from coursewright.spec.nodes import Part, Scalar

if TYPE_CHECKING:
    from coursewright.spec.nodes import Node
    from coursewright.spec.source import Source

_PLAIN = re.compile(r"\w(?:[\w./+-]|:(?=\w)| (?=\w))*")
"""What means itself without quotes, in brackets too. YAML takes more; whoever needs that adds quotes."""
_ESCAPES = {"'": "'", '"': '"\\'}
"""What would have to be written in another way between quotes."""


def room_for(text: str, node: Scalar) -> tuple[int, int] | None:
    """Return from where to where in its file to put `text`, so that the node says that and all else stays.

    These are offsets of what stands between the quotes. None for a node that has no place of its own, because
    of an alias, an anchor or a tag, for one of several lines, and for a text that needs other quotes.
    """
    if isinstance(node, Part):
        return _room_in_part(text, node)
    written = node.written
    end = node.start + len(written)
    if "\n" in written or "\r" in written or is_shared(node):
        return None
    if node.plain:
        return (node.start, end) if written == node.text and _PLAIN.fullmatch(text) else None
    quote = written[:1]
    if quote not in _ESCAPES or len(written) < 2 or not written.endswith(quote) or not text.isprintable():
        return None
    return (node.start + 1, end - 1) if not any(sign in text for sign in _ESCAPES[quote]) else None


def _room_in_part(text: str, part: Part) -> tuple[int, int] | None:
    """Return where a stretch of a text stands, if that is written as it reads."""
    whole, source = part.whole, part.source.text
    if not isinstance(whole, Scalar):
        return None
    around = room_for(text, whole)
    if around is None or source[slice(*around)] != whole.text:
        return None
    return (part.start, part.end) if source[part.start : part.end] == part.text else None


def is_shared(node: Node) -> bool:
    """Whether a node stands in something with an anchor, which may be repeated elsewhere."""
    if not node.source.repeats:
        return False
    anchored = _anchored(node.source)
    at = bisect_right(anchored, node.start, key=itemgetter(0)) - 1
    return at >= 0 and node.start < anchored[at][1]


@lru_cache(maxsize=1)
def _anchored(source: Source) -> list[tuple[int, int]]:
    """Return from where to where something with an anchor reaches, in order and without what lies within.

    The text is read again for it: the tree has forgotten anchors, and few files with a fault have any.
    """
    import yaml  # noqa: PLC0415 - a big library, and a run from the cache needs none of it

    from coursewright.spec.reader import events  # noqa: PLC0415

    found: list[tuple[int, int]] = []
    opened: list[int | None] = []
    event: Any
    for event in events(source.text):
        kind = event.__class__
        if kind in {yaml.MappingStartEvent, yaml.SequenceStartEvent}:
            opened.append(event.start_mark.index if event.anchor is not None else None)
        elif kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
            start = opened.pop()
            if start is not None:
                found.append((start, event.end_mark.index))
        elif kind is yaml.ScalarEvent and event.anchor is not None:
            found.append((event.start_mark.index, event.end_mark.index))
    found.sort()
    outer: list[tuple[int, int]] = []
    for start, end in found:
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return outer

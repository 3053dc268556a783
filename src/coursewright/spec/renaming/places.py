"""Where in a file a stretch of a value is written: between quotes, over several lines, behind an alias."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coursewright.spec.nodes import Scalar

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
"""An anchor and a tag before a value."""
_QUOTES = frozenset("'\"")


def where_written(node: Scalar, stretch: slice) -> tuple[int, int] | None:
    """Return from where to where in its file a stretch of the text of a node is written.

    What an alias repeats is written where its anchor is. None where nobody can tell, such as for a part of
    a text with escapes.
    """
    start, end = _body(node)
    text = node.source.text
    body = text[start:end]
    said = node.text[stretch]
    at = body.find(node.text)
    if at >= 0:
        return start + at + stretch.start, start + at + stretch.stop
    found = [one.span() for one in re.finditer(rf"(?<![\w.-]){re.escape(said)}(?![\w.-])", body)]
    if len(found) == 1:
        return start + found[0][0], start + found[0][1]
    if said == node.text and body[:1] in _QUOTES and body[:1] == body[-1:]:
        return start + 1, end - 1
    return None


def _body(node: Scalar) -> tuple[int, int]:
    """Return from where to where a value is written, without anchor and tag."""
    text = node.source.text
    start, end = node.start, node.end
    if text[start : start + 1] == "*":
        start, end = _anchored(text, start) or (start, end)
    found = _PROPERTIES.match(text, start, end)
    start = found.end() if found else start
    return start, start + len(text[start:end].rstrip(" \t\r\n"))


def _anchored(text: str, alias: int) -> tuple[int, int] | None:
    """Return where the value stands that the alias at an offset repeats."""
    import yaml  # noqa: PLC0415 - a big library, and few files have aliases

    from coursewright.spec.reader import events  # noqa: PLC0415

    anchors: dict[str, tuple[int, int]] = {}
    event: Any
    for event in events(text):
        kind = event.__class__
        if kind is yaml.ScalarEvent and event.anchor is not None:
            anchors[event.anchor] = (event.start_mark.index, event.end_mark.index)
        elif kind is yaml.AliasEvent and event.start_mark.index == alias:
            return anchors.get(event.anchor)
    return None

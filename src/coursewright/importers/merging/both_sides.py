"""Two sides of a conflict as people read them: each as YAML, and in which entries they differ."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

from coursewright.importers.merging.pieces import said_as_text
from coursewright.spec.editing import Style, block_lines, item_lines, one_line
from coursewright.spec.editing.places import content_end
from coursewright.spec.editing.style import column
from coursewright.spec.nodes import Scalar
from coursewright.spec.wording import listed, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.nodes import Node

__all__ = ["differing", "shown", "written"]

_STYLE = Style()
_FEW = 4
_LABELS = ("title", "name", "statement", "prompt", "text", "id")


def written(node: Node | None) -> str:
    """Return a value as its author wrote it; the text of a scalar, and nothing for what is not there."""
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return node.text
    text = node.source.text[node.start : content_end(node)]
    return dedent(" " * column(node) + text).rstrip()


def shown(value: Any) -> str:
    """Return a value of the source as a plan would write it; nothing for what is not there."""
    match value:
        case None:
            return ""
        case str():
            return value
        case dict() if value:
            return "\n".join(block_lines(value, 0, _STYLE))
        case list() if value:
            return "\n".join(line for one in value for line in item_lines(one, 0, _STYLE))
        case dict() | list():
            return "{}" if isinstance(value, dict) else "[]"
        case _:
            return one_line(value)


def differing(ours: Any, theirs: Any) -> str:
    """Return in clauses how two lists, or two mappings, differ; empty for other values."""
    ours, theirs = said_as_text(ours), said_as_text(theirs)
    match ours, theirs:
        case dict(), dict():
            return _clauses(ours, theirs)
        case list(), list():
            mine, there = _labelled(ours), _labelled(theirs)
            return _clauses(mine, there) or "the order differs"
        case _:
            return ""


def _clauses(ours: dict[str, Any], theirs: dict[str, Any]) -> str:
    both = [key for key in ours if key in theirs and ours[key] != theirs[key]]
    here = [key for key in ours if key not in theirs]
    there = [key for key in theirs if key not in ours]
    differ = f"{_quoted(both)} {'differs' if len(both) == 1 else 'differ'}" if both else ""
    mine = f"only here: {_quoted(here)}" if here else ""
    others = f"only in the source: {_quoted(there)}" if there else ""
    return "; ".join(filter(None, (differ, mine, others)))


def _labelled(values: Iterable[Any]) -> dict[str, Any]:
    """Return the entries of a list by what they are called, those of one name numbered."""
    found: dict[str, Any] = {}
    for value in values:
        name = label = _label(value)
        number = 1
        while name in found:
            number += 1
            name = f"{label} ({number})"
        found[name] = value
    return found


def _label(value: Any) -> str:
    if isinstance(value, dict):
        value = next((value[key] for key in _LABELS if isinstance(value.get(key), str)), value)
    return shortened(value if isinstance(value, str) else shown(value))


def _quoted(names: list[str]) -> str:
    few = [f"`{one}`" for one in names[:_FEW]]
    more = [f"{len(names) - _FEW:,} more"] if len(names) > _FEW else []
    return listed([*few, *more])

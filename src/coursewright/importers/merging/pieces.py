"""The elements of specs as plain data, each with what it is part of: what an import wrote, or would write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from coursewright.importers.finishing.ordering import ELEMENTS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

__all__ = ["HOLDERS", "Piece", "own_keys", "pieces_of", "said_as_text", "without"]

HOLDERS = frozenset({"Course", "Module", "Unit"})
_NAMES = frozenset({"course", "module", "id", "x-source"})
"""Keys by which an element is known: they are never compared."""
_INNER = frozenset({"units", "modules", *ELEMENTS})


class Piece(NamedTuple):
    """A course, a module, a unit or an item."""

    source: str
    element: str
    """`Course`, `Module`, `Unit`, `Task` and so on."""
    holder: str
    """The source of what it stands in; empty at the top of a file."""
    key: str
    """The key of that under which it stands."""
    data: dict[str, Any]
    before: str
    """The source of what stands before it in the same list; empty for the first."""


def pieces_of(specs: Iterable[dict[str, Any]]) -> dict[str, Piece]:
    """Return the elements of specs that have a source, by it, in their order."""
    found: dict[str, Piece] = {}
    for data in specs:
        element = "Course" if "course" in data else "Module"
        for piece in _walked(data, element, "", ""):
            found.setdefault(piece.source, piece)
    return found


def _walked(data: dict[str, Any], element: str, holder: str, key: str, before: str = "") -> Iterator[Piece]:
    source = data.get("x-source")
    if not isinstance(source, str):
        return
    yield Piece(source, element, holder, key, data, before)
    if element not in HOLDERS:
        return
    for name, value in data.items():
        inner = "Unit" if name == "units" else ELEMENTS.get(name)
        if inner is None:
            continue
        last = ""
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _walked(one, inner, source, name, last)
                last = str(one.get("x-source", last))


def without(data: dict[str, Any], known: Container[str]) -> dict[str, Any]:
    """Return a module, unit or item that is new, without what stands in it that is known from before."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        if key not in _INNER or key == "modules":
            found[key] = value
            continue
        items = value if isinstance(value, list) else [value]
        new = [_new(one, known) for one in items if not _is_known(one, known)]
        if new:
            found[key] = new if isinstance(value, list) else new[0]
    return found


def _new(item: Any, known: Container[str]) -> Any:
    return without(item, known) if isinstance(item, dict) and "x-source" in item else item


def _is_known(item: Any, known: Container[str]) -> bool:
    return isinstance(item, dict) and item.get("x-source", "") in known


def own_keys(element: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return what an element says itself: without its names, and without what stands in it."""
    left = _NAMES | _INNER if element in HOLDERS else _NAMES
    return {key: value for key, value in data.items() if key not in left}


def said_as_text(value: Any) -> Any:
    """Return data as a reader of YAML that keeps scalars as texts would have it."""
    match value:
        case dict():
            return {key: said_as_text(one) for key, one in value.items()}
        case list() | tuple():
            return [said_as_text(one) for one in value]
        case bool():
            return str(value).lower()
        case int() | float():
            return f"{value:.15g}"
        case _:
            return value

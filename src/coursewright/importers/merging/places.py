"""Where pages and files of an import lie now, and how a spec that lies elsewhere names them."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.importers.merging.pieces import own_keys, pieces_of
from coursewright.spec.discover import COURSE_FILE, MODULE_FILE
from coursewright.spec.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from collections.abc import Mapping as Table

    from coursewright.importers.merging.ours import Element
    from coursewright.importers.writing.record import Record
    from coursewright.spec.nodes import Node

__all__ = ["as_placed_here", "places_now"]

_KEYS = frozenset({"path", "file"})


def places_now(folder: Path, record: Record, elements: Table[str, Element]) -> dict[str, str]:
    """Return where pages and files lie that somebody moved: by the path that the import wrote.

    An element that still has its source tells it by its `path`, or by the `file` of its instructions.
    """
    found: dict[str, str] = {}
    for file, data in record.specs.items():
        for piece in pieces_of([data]).values():
            here = elements.get(piece.source)
            if here is None:
                continue
            for keys, value in _said(own_keys(piece.element, piece.data)):
                before, named = _from_top(file, value), _text_at(here.node, keys)
                now = _from_top(here.file, named) if named else before
                if before in record.sums and now not in record.sums and _is_file(folder, now):
                    found.setdefault(before, now)
    return found


def as_placed_here(
    file: str,
    data: dict[str, Any],
    elements: Table[str, Element],
    moved: Table[str, str],
    written: Container[str],
) -> dict[str, Any]:
    """Return the data of a spec with the paths of `written` files as they read from where its parts lie."""

    def mapping(data: dict[str, Any], lies: str) -> dict[str, Any]:
        here = elements.get(str(data.get("x-source", "")))
        lies = here.file if here is not None else lies
        return {key: value(key, one, lies) for key, one in data.items()}

    def value(key: str, said: Any, lies: str) -> Any:
        match said:
            case dict():
                return mapping(said, lies)
            case list():
                return [value(key, one, lies) for one in said]
            case str() if key in _KEYS:
                before = _from_top(file, said)
                now = moved.get(before, before)
                if before not in written or (now == before and _folder(lies) == _folder(file)):
                    return said
                return posixpath.relpath(now, _folder(lies) or ".")
            case _:
                return said

    return mapping(data, file)


def _said(value: Any, keys: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the paths in a value, each with the keys and numbers under which it stands."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in pairs:
        if isinstance(one, str) and key in _KEYS:
            yield (*keys, key), one
        elif isinstance(one, dict | list):
            yield from _said(one, (*keys, key))


def _text_at(node: Node | None, keys: tuple[str | int, ...]) -> str:
    """Return the text that stands under some keys and numbers; empty where there is none."""
    for key in keys:
        match node, key:
            case Mapping(), str():
                node = node.value(key)
            case Sequence(), int() if key < len(node.items):
                node = node.items[key]
            case _:
                return ""
    return node.text if isinstance(node, Scalar) else ""


def _from_top(spec: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(_folder(spec), path))


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _is_file(folder: Path, path: str) -> bool:
    """Whether a path is a plain file in a folder, to which no link leads, and no spec."""
    parts = Path(path).parts
    if posixpath.isabs(path) or "\0" in path or any(one.startswith(".") for one in parts):
        return False
    if not parts or COURSE_FILE.fullmatch(parts[-1]) or MODULE_FILE.fullmatch(parts[-1]):
        return False
    at = folder / path
    try:
        return at.is_file() and Path(os.path.realpath(at)) == Path(os.path.realpath(folder), *parts)
    except OSError:  # a name too long for the system, say
        return False

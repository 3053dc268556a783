"""XML that anybody may have written: parsed without following anything it points to, with line numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from coursewright.packages.reading.limits import MARKS, TEXT, megabytes
from coursewright.packages.said import Place, RefusedError, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

__all__ = ["children", "first", "line_of", "local", "namespace", "parsed", "place_of", "text_of"]

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def parsed(data: bytes, file: str) -> _Element:
    """Return the root of an XML document. Raises `RefusedError` for what is none, or is unsafe to read."""
    if data.count(b"<") + data.count(b"=") > MARKS:
        raise RefusedError(said("PKG020", Place(file), size=megabytes(len(data)), most=megabytes(TEXT)))
    if _ENTITY.search(data):
        raise RefusedError(said("PKG102", Place(file, _line_of(data, _ENTITY))))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] or None
        raise RefusedError(said("PKG101", Place(file, line), reason=_reason(error))) from None
    except ValueError:
        raise RefusedError(said("PKG101", Place(file), reason="it is no text")) from None
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise RefusedError(said("PKG102", Place(file)))
    return root


def _line_of(data: bytes, pattern: re.Pattern[bytes]) -> int | None:
    found = pattern.search(data)
    return data.count(b"\n", 0, found.start()) + 1 if found else None


def _reason(error: etree.XMLSyntaxError) -> str:
    """Return what libxml2 says, without the place, which stands elsewhere."""
    said_so = re.sub(
        r", line \d+, column \d+.*$", "", str(error.msg or "it cannot be parsed"), flags=re.DOTALL
    )
    return said_so.split("\n")[0].strip().rstrip(".")


def local(element: _Element) -> str:
    """Return the name of an element without its namespace; empty for comments and their like."""
    tag: object = element.tag  # of a comment it is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: _Element) -> str:
    """Return the namespace of an element; empty where it has none."""
    tag: object = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def children(element: _Element | None, *names: str) -> Iterator[_Element]:
    """Yield the children of an element with one of these names, whatever their namespace."""
    for child in element if element is not None else ():
        name = local(child)
        if name and (not names or name in names):
            yield child


def first(element: _Element | None, *path: str) -> _Element | None:
    """Return the first child, and of that the first, along a path of names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def text_of(element: _Element | None, *path: str) -> str:
    """Return the text of what a path leads to, without white space around it; empty where there is none."""
    found = first(element, *path)
    if found is None:
        return ""
    return ("".join(map(str, found.itertext())) if len(found) else found.text or "").strip()


def line_of(element: _Element) -> int | None:
    """Return the line that an element begins in, from 1; None where it is not known."""
    return cast("int | None", element.sourceline)


def place_of(element: _Element, file: str, attribute: str = "") -> Place:
    """Return where an element stands, or one of its attributes."""
    name = local(element)
    return Place(file, line_of(element), f"{name}/@{attribute}" if attribute else name)

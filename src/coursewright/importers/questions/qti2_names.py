"""Names in QTI 2 and 3: `simpleChoice` of the one is `qti-simple-choice` in the other, attributes alike."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from coursewright.packages.reading.xml import local

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.etree import _Element

__all__ = ["as_second", "attribute", "below", "inside", "named", "one_of", "text_in"]

_NOTHING: frozenset[str] = frozenset()


def named(element: _Element) -> str:
    """Return the name of an element as QTI 2 has it; empty for comments."""
    return as_second(local(element))


@cache
def as_second(name: str) -> str:
    """Return a name of QTI 2 or 3 as QTI 2 has it."""
    if not name.startswith("qti-"):
        return name
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name.removeprefix("qti-"))


@cache
def _as_third(name: str) -> str:
    return re.sub(r"[A-Z]", lambda found: f"-{found[0].lower()}", name)


def attribute(element: _Element, name: str) -> str:
    """Return an attribute by its name in QTI 2, without white space around it; empty where it is not said."""
    return (element.get(name) or element.get(_as_third(name)) or "").strip()


def inside(element: _Element | None, *names: str) -> Iterator[_Element]:
    """Yield the children with one of these names."""
    for child in element if element is not None else ():
        if named(child) in names:
            yield child


def one_of(element: _Element | None, *path: str) -> _Element | None:
    """Return the first child, and of that the first, along a path of names."""
    for name in path:
        element = next(inside(element, name), None)
    return element


def below(element: _Element | None, closed: Container[str] = _NOTHING) -> Iterator[_Element]:
    """Yield all elements below one, in order; of those with a name in `closed` nothing that is inside."""
    waiting = list(reversed(element)) if element is not None else []
    while waiting:
        one = waiting.pop()
        name = named(one)
        if name:
            yield one
            if name not in closed:
                waiting += reversed(one)


def text_in(element: _Element | None) -> str:
    """Return the words below an element, on one line."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())

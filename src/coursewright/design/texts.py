"""Every text that an author wrote into a file, whichever key it stands under."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from coursewright.spec.nodes import Mapping, Scalar, Sequence, Todo

if TYPE_CHECKING:
    from coursewright.spec.source import Source

Written: TypeAlias = tuple[Scalar, Scalar | Todo]
"""A key and its value; an item of a list has the key of the list."""


@lru_cache(maxsize=24)
def texts_in(source: Source) -> tuple[Written, ...]:
    """Return the texts and placeholders of a file, in no promised order.

    Data under keys that start with `x-` is the institution's own and left out, and so is what could not be
    read. Several rules ask this of each file, so the last answers are kept.
    """
    found: list[Any] = []
    # Every file takes this walk: classes are compared, not matched, and nodes are told apart once.
    stack: list[tuple[Any, Any]] = [(None, source.root)]
    while stack:
        key, node = stack.pop()
        if node.__class__ is Mapping:
            for name, pair in node.pairs.items():
                kind = pair[1].__class__
                if name[:2] != "x-":
                    (found if kind is Scalar or kind is Todo else stack).append(pair)
        elif node.__class__ is Sequence:
            for item in node.items:
                kind = item.__class__
                (found if kind is Scalar or kind is Todo else stack).append((key, item))
    return tuple(found)

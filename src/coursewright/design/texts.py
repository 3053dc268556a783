"""Every text that an author wrote into a file, whichever key it stands under."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coursewright.spec.nodes import Absence, Mapping, Scalar, Sequence, Todo

if TYPE_CHECKING:
    from coursewright.spec.nodes import Written
    from coursewright.spec.source import Source


def texts_in(source: Source) -> tuple[Written, ...]:
    """Return the texts and placeholders of a file, in no promised order.

    Data under keys that start with `x-` is the institution's own and left out, and so is what could not be
    read. Of a file without faults they were noted while it was read.
    """
    return _walk(source) if source.texts is None else source.texts


@lru_cache(maxsize=24)
def _walk(source: Source) -> tuple[Written, ...]:
    found: list[Any] = []
    stack: list[tuple[Any, Any]] = [(None, source.root)]
    while stack:
        key, node = stack.pop()
        if node.__class__ is Mapping:
            for name, pair in node.pairs.items():
                value: Any = pair[1]
                kind = value.__class__
                if name[:2] == "x-":
                    continue
                if kind is Absence:
                    found += [value.todo] if value.todo is not None else []
                    continue
                (found if kind is Scalar or kind is Todo else stack).append(pair)
        elif node.__class__ is Sequence:
            for item in node.items:
                kind = item.__class__
                (found if kind is Scalar or kind is Todo else stack).append((key, item))
    return tuple(found)

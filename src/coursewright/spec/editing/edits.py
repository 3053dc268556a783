"""One change of a text, and how several are made."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.source import Source


class TextEdit(NamedTuple):
    """What stands in `source` from offset `start` up to `end` becomes `text`."""

    source: Source
    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[TextEdit]) -> str:
    """Return a text with edits made; of those at one place, the first stays first.

    Raises `ValueError` for edits that overlap.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    for one, other in pairwise(ordered):
        if other.start < one.end:
            raise ValueError("edits must not overlap")
    pieces, done = [], 0
    for edit in ordered:
        pieces += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join((*pieces, text[done:]))

"""From the changes that a rule proposes to edits of files; what does not hold is refused."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from coursewright.lint.api import Change, Spot
from coursewright.lint.findings import Edit
from coursewright.spec.nodes import Scalar
from coursewright.spec.rewriting import room_for
from coursewright.spec.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.source import Source


def edits_of(changes: Sequence[Change], sources: Sequence[Source]) -> tuple[Edit, ...]:
    """Return the edits that make some changes: none where one of them cannot be written in its place.

    Raises `TypeError` for changes that cannot be meant: house rules may yield anything.
    """
    _refuse_misfits(changes, sources)
    places = [_place(change) for change in changes]
    found = [place for place in places if place is not None]
    if len(found) < len(places):
        return ()
    edits = [
        Edit(change.at.source, _span(change.at.source, *place), change.text, change.safe)
        for change, place in zip(changes, found, strict=True)
    ]
    edits.sort(key=lambda edit: (str(edit.source.path), edit.span))
    for one, other in pairwise(edits):
        if one.source is other.source and (
            other.span.start < one.span.end or other.span.start == one.span.start
        ):
            raise TypeError("the `edits` of a problem stand apart from each other")
    return tuple(edits)


def _place(change: Change) -> tuple[int, int] | None:
    at = change.at
    return (at.start, at.end) if isinstance(at, Spot) else room_for(change.text, at)


def _span(source: Source, start: int, end: int) -> Span:
    """Cover just the stretch: nothing has to be seen of it, so it may have no length."""
    return Span(source.position(start), source.position(end))


def _refuse_misfits(changes: Sequence[Change], sources: Sequence[Source]) -> None:
    if not isinstance(changes, tuple) or not all(isinstance(change, Change) for change in changes):
        raise TypeError("the `edits` of a problem are a tuple of `Change`")
    for at, text, safe in changes:
        if not isinstance(at, Scalar | Spot):
            raise TypeError("a change is made at a key, at a text or at a `Spot`")
        if not isinstance(text, str) or not isinstance(safe, bool):
            raise TypeError("a change has a `text`, and is `safe` or not")
        if not any(at.source is source for source in sources):
            raise TypeError("a change is made in a file of the course")
        if isinstance(at, Spot) and not 0 <= at.start <= at.end <= len(at.source.text):
            raise TypeError("the `Spot` of a change lies in its file")

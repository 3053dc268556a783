"""Tasks that stand alike in one row: each keeps its own marks, and what happens first still stands first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.views.charts import Label, Link, TrackRow
from coursewright.views.signs import Sign
from coursewright.views.timeline.places import NEAR, spread
from coursewright.views.timeline.words import called
from coursewright.views.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from coursewright.design.analyses.loops import Loop
    from coursewright.views.charts import Mark
    from coursewright.views.model import Tone
    from coursewright.views.timeline.marks import Slot

__all__ = ["alike", "folded"]

_LEAST = 3
"""Fewer tasks than that keep rows of their own."""
_NAMED = 2
_ROOM = int(1 / NEAR) + 1
"""How many marks stand beside each other on an axis without touching."""


def alike(
    rows: Sequence[tuple[Loop, Sequence[Slot]]], say: Callable[[Loop], str]
) -> Iterator[Sequence[tuple[Loop, Sequence[Slot]]]]:
    """Yield rows together of which the same is said with the same signs, as many as have room; others alone.

    The first of each lot keeps its place in the order.
    """
    lots: dict[object, list[tuple[Loop, Sequence[Slot]]]] = {}
    for loop, slots in rows:
        signs = tuple((slot.mark.sign, slot.mark.tone, slot.below) for slot in slots)
        lots.setdefault((loop.state, say(loop), signs), []).append((loop, slots))
    for lot in lots.values():
        size = max(_ROOM // len(_kinds(lot[0][1])), 1)
        size = -(-len(lot) // -(-len(lot) // size))  # as many rows, as long as each other
        for start in range(0, len(lot), size):
            found = lot[start : start + size]
            yield from [found] if len(found) >= _LEAST else [[one] for one in found]


def folded(rows: Sequence[tuple[Loop, Sequence[Slot]]], said: str, tone: Tone) -> TrackRow:
    """Return one row for tasks that stand alike: the first mark of each, then the second, and so on."""
    names = [called(loop.task) for loop, _ in rows]
    kinds = _kinds(rows[0][1])
    places = iter(spread([None] * (len(kinds) * len(rows))))
    marks: list[Mark] = []
    links: list[Link] = []
    due: float | None = None
    for kind in kinds:
        here = [next(places) for _ in rows]
        for place, name, (_, slots) in zip(here, names, rows, strict=True):
            own = [slots[number].mark for number in kind]
            marks += [one._replace(at=place, label=f"{name}: {one.label}") for one in own]
        first = rows[0][1][kind[0]]
        if first.mark.sign is Sign.DUE:
            due = here[-1]
        elif first.linked and due is not None:
            links.append(Link(due, here[0], dashed=True, tone=tone))
    label = Label(f"{len(rows):,} tasks alike: {listed(names, _NAMED)}")
    return TrackRow(label, said, marks=tuple(marks), links=tuple(links), tone=tone)


def _kinds(slots: Sequence[Slot]) -> Sequence[Sequence[int]]:
    """Return the numbers of the marks that share a place, place by place."""
    found: list[list[int]] = []
    for number, slot in enumerate(slots):
        if slot.below and found:
            found[-1].append(number)
        else:
            found.append([number])
    return found

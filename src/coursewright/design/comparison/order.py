"""Modules and units that changed places with their neighbours: the order in which a course teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.comparison.changes import At, Change, Side
from coursewright.design.comparison.wording import name_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coursewright.design.comparison.pairing import Pairs
    from coursewright.spec.model import Course, Module, Unit

__all__ = ["order_changes"]


def order_changes(old: Course, new: Course, pairs: Pairs) -> Iterator[Change]:
    """Yield the modules, and the units without a week, that now come earlier or later than others.

    As few as possible are said to have moved: those outside a longest run that kept its order.
    """
    yield from _of_list(old.modules, new.modules, pairs)
    for module in new.modules:
        before = pairs.of_new.get(module)
        units = [unit for unit in module.units if not unit.implicit and unit.week is None]
        was = getattr(before, "units", ())
        yield from _of_list([unit for unit in was if not unit.implicit and unit.week is None], units, pairs)


def _of_list(old: Sequence[Module | Unit], new: Sequence[Module | Unit], pairs: Pairs) -> Iterator[Change]:
    places = {one: place for place, one in enumerate(old)}
    kept = [one for one in new if pairs.of_new.get(one) in places]
    was = [places[pairs.of_new[one]] for one in kept]  # type: ignore[index]
    now = {one: place for place, one in enumerate(new)}
    names = sorted((one.id or "", name_of(one), place) for place, one in zip(was, kept, strict=True))
    rank = {place: number for number, (_, _, place) in enumerate(names)}
    worth = [_Worth(1, int(now[one] == place), rank[place]) for place, one in zip(was, kept, strict=True)]
    still = _best_run(was, worth)
    for number, one in enumerate(kept):
        if number in still:
            continue
        before = pairs.of_new[one]
        yield Change(
            "plan",
            "moved",
            subject_of(one),
            Side("said", str(was[number] + 1)),
            Side("said", str(now[one] + 1)),
            label="place in the order",
            style="moved",
            was=At(before),
            now=At(one),
        )


class _Worth(NamedTuple):
    """What keeping one in its place is worth: one move less, then its very place, then the earlier name."""

    number: int
    unmoved: int
    rank: int

    def plus(self, other: _Worth) -> _Worth:
        """Add up what two are worth."""
        return _Worth(self.number + other.number, self.unmoved + other.unmoved, self.rank + other.rank)


def _best_run(numbers: Sequence[int], worth: Sequence[_Worth]) -> set[int]:
    """Return the places of the run of growing numbers that is worth most; time grows with their square."""
    best: list[tuple[_Worth, int]] = []
    for place, number in enumerate(numbers):
        before = [(best[earlier][0], earlier) for earlier in range(place) if numbers[earlier] < number]
        so_far, at = max(before, default=(_Worth(0, 0, 0), -1))
        best.append((so_far.plus(worth[place]), at))
    found: set[int] = set()
    place = max(range(len(best)), key=lambda one: best[one][0], default=-1)
    while place >= 0:
        found.add(place)
        place = best[place][1]
    return found

"""How alike two wordings are: whether one is the other reworded. It does not matter which comes first."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

__all__ = ["MOVED", "REWORDED", "SAME_BUT_RENAMED", "alike", "closest_pairs"]

REWORDED = 0.5
"""How alike two wordings must be for one to be the other reworded, where no id says so."""
SAME_BUT_RENAMED = 0.8
"""The same where both have an id, and not the same one."""
MOVED = 0.3
"""The same where both have the same id, in different modules."""

_LONGEST = 2000
_MOST = 250_000
"""Pairs that are looked at one by one: beyond, only equal wordings count as alike."""


def alike(one: str, other: str) -> float:
    """Return the share of letters in threes that two texts have in common, from 0 to 1 (Dice, 1945)."""
    if one == other:
        return 1.0
    first, second = _threes(one), _threes(other)
    whole = first.total() + second.total()
    return 2 * (first & second).total() / whole if whole else 0.0


def closest_pairs(
    old: list[str], new: list[str], least: dict[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """Pair texts by likeness, the most alike first, each at most once; `least` is what each pair must reach.

    Equal likeness is settled by the places in the lists, so that the result mirrors when the lists change
    places.
    """
    if len(least) > _MOST:
        return []
    scored = [(alike(old[at], new[to]), at, to) for (at, to) in least if old[at] and new[to]]
    fitting = [(ratio, at, to) for ratio, at, to in scored if ratio >= least[at, to]]
    fitting.sort(key=lambda one: (-one[0], one[1] + one[2], abs(one[1] - one[2])))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for _, at, to in fitting:
        if at not in taken_old and to not in taken_new:
            taken_old.add(at)
            taken_new.add(to)
            pairs.append((at, to))
    return sorted(pairs)


@lru_cache(maxsize=4096)
def _threes(text: str) -> Counter[str]:
    padded = f"  {text.casefold()[:_LONGEST]} "
    return Counter(padded[at : at + 3] for at in range(len(padded) - 2))

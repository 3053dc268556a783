"""The six levels of thinking of Bloom's taxonomy as revised in 2001, from the lowest."""

from __future__ import annotations

from typing import Final

__all__ = ["LEVELS", "TOP_LEVELS", "rank_of"]

LEVELS: Final = ("remember", "understand", "apply", "analyze", "evaluate", "create")

TOP_LEVELS: Final = frozenset({"evaluate", "create"})
"""Bloom put evaluation above synthesis, the revision the other way round: neither is above the other here."""

_RANKS = {level: rank for rank, level in enumerate(LEVELS, start=1)}


def rank_of(level: str | None) -> int | None:
    """Return the place of a level, from 1; None for one that is not given."""
    return _RANKS.get(level or "")

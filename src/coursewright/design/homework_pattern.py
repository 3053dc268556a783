"""The homework pattern: work that goes out and never comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["NEVER_TAKEN_UP", "PATTERN", "shows_pattern"]

NEVER_TAKEN_UP = "FUP001"
_NOT_ANSWERED = frozenset({"FUP002", "FUP004"})
PATTERN = _NOT_ANSWERED | {NEVER_TAKEN_UP}
"""The codes of the rules whose findings on one task can make the pattern."""


def shows_pattern(codes: Collection[str]) -> bool:
    """Whether a task that these rules report shows the pattern.

    Nothing takes it up (FUP001), and nobody reads it (FUP002), or answers it (FUP004), with a plan.
    """
    return NEVER_TAKEN_UP in codes and not _NOT_ANSWERED.isdisjoint(codes)

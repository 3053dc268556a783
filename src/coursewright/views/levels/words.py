"""How levels of thinking, and what asks for them, are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.levels import LEVELS
from coursewright.spec.model import Assessment, FollowUpActivity, Outcome, Task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.design.analyses.level_steps import Asked, Range
    from coursewright.spec.element import Item
    from coursewright.views.charts import Hue

__all__ = ["KINDS", "NAMES", "asked_said", "levels_said", "range_said"]

NAMES = {level: "analyse" if level == "analyze" else level for level in LEVELS}
"""The levels as they are written in running text."""

KINDS: dict[type[Item], tuple[str, Hue]] = {
    Outcome: ("outcome", 1),
    Task: ("task", 2),
    FollowUpActivity: ("follow-up activity", 3),
    Assessment: ("assessment", 4),
}


def range_said(span: Range) -> str:
    """Say a range: `understand to evaluate`, or one level alone."""
    low, high = NAMES[LEVELS[span.lowest - 1]], NAMES[LEVELS[span.highest - 1]]
    return low if low == high else f"{low} to {high}"


def levels_said(levels: Iterable[str]) -> str:
    """List levels from the lowest: `understand, apply or create`."""
    found = set(levels)
    names = [NAMES[level] for level in LEVELS if level in found]
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


def asked_said(one: Asked) -> str:
    """Say what an item asks for, and how that is known."""
    if not one.known:
        return "not known"
    if not one.declared:
        return f"{levels_said(one.levels)}, by its verbs"
    others = f"; its verbs stand at {levels_said(one.verbs)}" if one.verbs - one.levels else ""
    return f"{levels_said(one.levels)}, declared{others}"

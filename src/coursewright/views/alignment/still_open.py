"""Which outcomes are still to be written, and how that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.alignment_map import Aligned
    from coursewright.views.plan import Plan

__all__ = ["outcomes_left_open", "to_be_written", "unwritten_outcomes"]


def outcomes_left_open(plan: Plan) -> bool:
    """Whether a list of outcomes, or an entry of one, is a placeholder."""
    places = (plan.course, *plan.course.modules, *(unit for one in plan.course.modules for unit in one.units))
    return any(plan.shows(place) and place.leaves_open("outcomes") for place in places)


def unwritten_outcomes(shown: Sequence[Aligned]) -> int:
    """Return how many outcomes have a placeholder for their statement."""
    return sum(one.outcome.leaves_open("statement") for one in shown)


def to_be_written(shown: Sequence[Aligned], plan: Plan) -> str:
    """Return how many outcomes are still to be written, as the end of a sentence; empty where none is."""
    unwritten, more = unwritten_outcomes(shown), outcomes_left_open(plan)
    if not unwritten:
        return ", but some outcomes are still to be written" if more else ""
    who = {1: "it", 2: "both"}.get(len(shown), f"all {len(shown):,}")
    if unwritten < len(shown):
        who = f"{unwritten:,} of them"
    verb, others = "is" if unwritten == 1 else "are", ", and so are others" if more else ""
    return f", but {who} {verb} still to be written{others}"

"""The momentum of a course: how many decisions, choices and reflections each step asks for.

A decision counts where it is written, a choice likewise; assessments with several formats offer one choice. A
reflection counts in each step that it serves, so a weekly one counts every week. Nobody has shown how many a
week should have: the line shows where they sit. Source: Kent, a clear purpose lets activities guide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.analyses.agency_map import agency_by_step
from coursewright.design.analyses.decision_map import decisions_by_step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.agency_map import Respect
    from coursewright.design.analyses.steps import Step
    from coursewright.spec.model import Course

__all__ = ["Count", "Momentum", "momentum_of"]


class Count(NamedTuple):
    """How many there are, and in how many places it is still open whether there are more.

    `number` is None where there is none that is known, and it is still open whether there will be any.
    """

    number: int | None
    undecided: int
    on_purpose: bool


class Momentum(NamedTuple):
    """What one step asks students to decide, to choose and to look back at."""

    step: Step
    decisions: Count
    choices: Count
    reflections: Count

    @property
    def counts(self) -> tuple[Count, Count, Count]:
        """The three counts, in order."""
        return self.decisions, self.choices, self.reflections


def momentum_of(course: Course) -> Sequence[Momentum]:
    """Return the momentum of each step, in the order of the course; a whole is a step where it has some."""
    decided = {one.step: len(one.decisions) for one in decisions_by_step(course)}
    found = []
    for one in agency_by_step(course):
        choices = sum(len(getattr(trace.item, "choices", ())) or 1 for trace in one.choice.there)
        counts = (
            _count(decided.get(one.step, 0), one.decision),
            _count(choices, one.choice),
            _count(len(one.reflection.there), one.reflection),
        )
        if not one.step.is_whole or any(each.number or each.undecided for each in counts):
            found.append(Momentum(one.step, *counts))
    return found


def _count(number: int, respect: Respect) -> Count:
    undecided = sum(trace.state == "unknown" for trace in respect.traces)
    unknown = not number and respect.state == "unknown"
    return Count(None if unknown else number, undecided, not number and respect.state == "purpose")

"""How loops stand: the sign, the tone and the words of each state, and all of them in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.analyses.loops import State
from coursewright.views.signs import Sign
from coursewright.views.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.analyses.loops import Loop
    from coursewright.views.model import Tone

__all__ = ["LOOP_STATES", "loops_said", "states_of"]

LOOP_STATES: dict[State, tuple[Sign, Tone, str]] = {
    State.CLOSED: (Sign.CLOSED, "good", "closed"),
    State.BROKEN: (Sign.BROKEN, "gap", "broken"),
    State.UNKNOWN: (Sign.UNKNOWN, "unknown", "not known yet"),
    State.ON_PURPOSE: (Sign.ON_PURPOSE, "purpose", "left open on purpose"),
}


def states_of(loops: Sequence[Loop]) -> dict[State, int]:
    """Return how many loops have each state."""
    return {state: sum(loop.state is state for loop in loops) for state in LOOP_STATES}


def loops_said(loops: Sequence[Loop]) -> str:
    """Say in one sentence how many loops there are, and how they stand."""
    one = len(loops) == 1
    counts = {state: number for state, number in states_of(loops).items() if number}
    if set(counts) == {State.UNKNOWN}:
        if one:
            return "Whether the only loop that it opens closes is not known yet: a part is still open."
        return f"Whether the {len(loops):,} loops of its tasks close is not known yet: each is open in part."
    if one:
        return f"The only loop that it opens is {LOOP_STATES[loops[0].state][2]}."
    said = [f"{number:,} {LOOP_STATES[state][2]}" for state, number in counts.items()]
    states = listed(said) if len(said) > 1 else f"all {LOOP_STATES[loops[0].state][2]}"
    return f"Its tasks open {len(loops):,} loops: {states}."

"""Which levels of thinking an outcome may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.contents import places_in
from coursewright.design.outcome_acts import acts_of, later_verbs
from coursewright.design.outcome_text import reading_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.design.lexicons import Lexicons
    from coursewright.spec.model import Module, Outcome

__all__ = ["levels_asked", "levels_of_verbs", "stated_outcomes", "stays_low"]

_LOW = frozenset({"remember", "understand"})
_RAISED = frozenset({"create", "decide"})


def stated_outcomes(module: Module) -> Sequence[Outcome]:
    """Return the outcomes of a module and of its units; none where more of them may come."""
    found: list[Outcome] = []
    for place in places_in(module):
        if place.leaves_open("outcomes", "units"):
            return ()
        found += place.outcomes
    return found


def levels_asked(outcome: Outcome, lexicons: Lexicons | None) -> frozenset[str]:
    """Return the levels that an outcome may ask for: the declared one, else all those of its verbs.

    Empty where nobody can tell: see `levels_of_verbs`.
    """
    if outcome.leaves_open("level"):
        return frozenset()
    return frozenset({outcome.level}) if outcome.level else levels_of_verbs(outcome, lexicons)


def stays_low(outcome: Outcome, lexicons: Lexicons | None) -> bool:
    """Whether an outcome surely asks for no more than understanding."""
    if outcome.kind in _RAISED or outcome.leaves_open("kind", "statement"):
        return False
    levels = levels_asked(outcome, lexicons)
    if not levels or not levels <= _LOW:
        return False
    # A level that contradicts the verb is another rule's matter; which of the two is meant, nobody can tell.
    of_verbs = levels_of_verbs(outcome, lexicons)
    return outcome.level is None or not of_verbs or not of_verbs.isdisjoint(_LOW)


def levels_of_verbs(outcome: Outcome, lexicons: Lexicons | None) -> frozenset[str]:
    """Return the levels of all verbs of an outcome together.

    Empty where one of the verbs is in no list or in fewer than three, where the outcome opens with a vague
    phrase or a question, and in a language without a lexicon.
    """
    read = reading_of(outcome, lexicons)
    if read is None:
        return frozenset()
    reading, lexicon = read
    if reading.vague_phrase or reading.is_question:
        return frozenset()
    found: frozenset[str] = frozenset()
    for act in acts_of(reading, lexicon):
        # Few lists hold a verb that cannot be seen, and those that do agree.
        if act.placements is None or (act.placements.rare and act.verb not in lexicon.unobservable):
            return frozenset()
        found |= act.placements.levels
    if lexicon.verb_last:  # second acts are not looked for there, so whatever else may be asked counts too
        for placements in later_verbs(reading, lexicon):
            if placements is None:
                return frozenset()
            found |= placements.levels
    return found

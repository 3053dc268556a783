"""The outcomes of an edition as cards: what students will do, and where they practise and show it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coursewright.design.outcome_levels import levels_asked
from coursewright.exporters.edition.hiding import is_hidden
from coursewright.exporters.edition.model import OutcomeCard
from coursewright.spec.model import Assessment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coursewright.exporters.edition.model import ModulePart
    from coursewright.exporters.edition.names import Names
    from coursewright.spec.model import Outcome

__all__ = ["Cards"]


class Cards:
    """Collects the cards of an edition, in order; each is known by the place it was written in."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._cards: dict[str, OutcomeCard] = {}
        self._places: dict[str, list[str]] = {}
        self._written: dict[str, list[str]] = {}

    def add(self, outcomes: Iterable[Outcome], place: str, above: str = "") -> None:
        """Add the outcomes written in one place; those of a unit count for its module, too."""
        for number, outcome in enumerate(outcomes, 1):
            if is_hidden(outcome) or not (outcome.statement or outcome.title):
                continue
            name = outcome.id or f"outcome-{number}"
            key = self._names.key(f"{above or place}/{name}")
            self._cards[key] = OutcomeCard(
                key, self._names.slug(key), outcome, outcome.statement or outcome.title or "", _level(outcome)
            )
            self._written.setdefault(place, []).append(key)
            for one in {place, above} - {""}:
                self._places.setdefault(one, []).append(key)

    def drop(self, cards: Iterable[OutcomeCard]) -> None:
        """Take cards out again: their place is left out."""
        gone = {card.key for card in cards}
        self._cards = {key: card for key, card in self._cards.items() if key not in gone}
        for places in (self._places, self._written):
            for place, keys in places.items():
                places[place] = [key for key in keys if key not in gone]

    def of(self, place: str) -> tuple[OutcomeCard, ...]:
        """Return the cards of a module, those of its units so far included."""
        return tuple(self._cards[key] for key in self._places.get(place, ()))

    def written_in(self, place: str) -> tuple[OutcomeCard, ...]:
        """Return the cards written in one place."""
        return tuple(self._cards[key] for key in self._written.get(place, ()))

    def key_of(self) -> dict[Outcome, str]:
        """Return the keys of outcomes."""
        return {card.outcome: key for key, card in self._cards.items()}

    def placed(self, modules: Sequence[ModulePart]) -> dict[str, OutcomeCard]:
        """Return all cards by key, with the entries that practise and assess them."""
        practised: dict[str, list[str]] = {}
        assessed: dict[str, list[str]] = {}
        for module in modules:
            for entry in module.entries:
                into = assessed if isinstance(entry.element, Assessment) and entry.graded else practised
                for key in entry.outcomes:
                    into.setdefault(key, []).append(entry.key)
        return {
            key: replace(
                card, practised_in=tuple(practised.get(key, ())), assessed_in=tuple(assessed.get(key, ()))
            )
            for key, card in self._cards.items()
        }


def _level(outcome: Outcome) -> str | None:
    levels = levels_asked(outcome, None)
    return next(iter(levels)) if len(levels) == 1 else None

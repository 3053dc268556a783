"""The condition and the degree of an outcome: under which circumstances, and how well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.lexicon import phrase_at
from coursewright.design.outcome_words import folded_words

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon, Phrases

__all__ = ["says_condition", "says_degree"]


def says_condition(statement: str, lexicon: Lexicon) -> bool:
    """Tell whether a statement says under which circumstances; true where no phrase is known."""
    return not lexicon.circumstances or _holds(folded_words(statement, lexicon), lexicon.circumstances)


def says_degree(statement: str, lexicon: Lexicon) -> bool:
    """Tell whether a statement says how well: by a number, an adverb or a phrase of the lexicon."""
    if not lexicon.standards:
        return True
    words = folded_words(statement, lexicon)
    return _holds(words, lexicon.standards) or any(
        any(letter.isdigit() for letter in word) or lexicon.is_adverb(word) for word in words
    )


def _holds(words: list[str], phrases: Phrases) -> bool:
    return any(phrase_at(phrases, words, at) for at in range(len(words)))

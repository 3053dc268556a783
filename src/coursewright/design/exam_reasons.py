"""Reasons for an outcome that speak of nothing but its assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.design.outcome_words import WORD, folded_words
from coursewright.design.plain_text import plain_text

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon

__all__ = ["is_only_the_exam"]


def is_only_the_exam(why: str, lexicon: Lexicon, most_words: int, *, about: str = "") -> bool:
    """Tell whether a reason of at most so many words has none that is not about the assessment.

    `about` is the statement of the outcome: where that speaks of assessing, no reason is only the exam.
    """
    if len(why) > most_words * 40:
        return False
    examined, count = False, 0
    for found in WORD.finditer(plain_text(why)):
        count += 1
        word = lexicon.fold(found.group())
        if word in lexicon.exam_words:
            examined = True
        elif word not in lexicon.exam_fillers and not word.isdigit():
            return False  # most reasons, within their first words
    if not examined or count > most_words:
        return False
    return lexicon.exam_words.isdisjoint(folded_words(about, lexicon))

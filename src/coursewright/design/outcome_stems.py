"""What stands in an outcome statement before its verb: labels, stems, who learns, time frames, conditions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.design.lexicon import phrase_at
from coursewright.design.outcome_words import BREAK
from coursewright.design.vague_phrases import phrase_end

if TYPE_CHECKING:
    from coursewright.design.outcome_words import Tokens

__all__ = ["after_labels", "frame_at", "stem_at", "subject_clause_at"]

_FRAME_WORDS = 30  # a time frame or condition longer than this is not one
_CLAUSE_WORDS = 15
_LABEL_END = re.compile(r"\s*\)?\s*[:–—]|\s-\s")


def after_labels(tokens: Tokens) -> int:
    """Skip "Learning outcome 2:", "Knowledge -" and the like."""
    at = 0
    while size := phrase_at(tokens.lexicon.labels, tokens.words, at):
        end = at + size
        numbered = False
        while end < len(tokens.words) and tokens.words[end].isdigit() and end - at - size < 3:
            numbered, end = True, end + 1
        gap = tokens.gap(end)
        if not (_LABEL_END.match(gap) or (numbered and gap.startswith((".", ")")))):
            break
        at = end
    return at


def stem_at(tokens: Tokens, at: int) -> int:
    """Return the number of words of the stem that starts at `at`."""
    lexicon, words = tokens.lexicon, tokens.words
    if size := phrase_at(lexicon.stems, words, at):
        return size
    if (size := phrase_at(lexicon.infinitive_stems, words, at)) and words[at + size : at + size + 1]:
        # "savoir expliquer" is a stem, "savoir que" is not
        return size if words[at + size].endswith(lexicon.infinitive_endings) else 0
    family = lexicon.ability
    if family and words[at] in family.openings and (found := phrase_end(tokens, family, at)):
        return found[1] - at
    if words[at] in lexicon.subject_leads:
        for end in range(at + 1, min(at + 7, len(words))):
            if size := phrase_at(lexicon.ability_ends, words, end):
                return end + size - at
    return 0


def subject_clause_at(tokens: Tokens, at: int) -> int:
    """Return the number of words of "The students who have finished this unit"."""
    lexicon, words = tokens.lexicon, tokens.words
    if not (size := _subject(tokens, at)):
        return 0
    after = tokens.after_adverbs(at + size)
    if after < len(words) and words[after] in lexicon.relatives:
        for end in range(after + 1, min(after + _CLAUSE_WORDS, len(words))):
            if words[end] in lexicon.modals:
                return end - at
    return size


def _subject(tokens: Tokens, at: int) -> int:
    """Return the number of words of "The successful student"."""
    end = at
    while end < len(tokens.words) and tokens.words[end] in tokens.lexicon.subject_leads:
        end += 1
    size = phrase_at(tokens.lexicon.subjects, tokens.words, end)
    return end + size - at if size else 0


def frame_at(tokens: Tokens, at: int) -> int:
    """Return the number of words of the time frame or condition that starts at `at`."""
    lexicon, words = tokens.lexicon, tokens.words
    in_time = phrase_at(lexicon.time_frames, words, at)
    size = in_time or phrase_at(lexicon.conditions, words, at)
    if not size:
        return 0
    found = 0
    for end in range(at + size, min(at + _FRAME_WORDS, len(words))):
        gap = tokens.gap(end)
        if BREAK.search(gap):
            found = end
            if words[end] not in lexicon.condition_goes_on or _subject(tokens, end):
                break
        elif in_time and not found:
            after = end + _subject(tokens, end)
            if after > end and phrase_at(lexicon.stems, words, after):
                return end - at
            if phrase_at(lexicon.ability_ends, words, end):
                return end - at
    return found - at if found else 0

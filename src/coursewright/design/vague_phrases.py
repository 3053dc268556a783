"""Phrases that speak of a state of knowledge: "be aware of", "demonstrate a sound understanding of"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coursewright.design.lexicon import phrase_at
from coursewright.design.outcome_words import BREAK
from coursewright.design.verb_last import closing_verb

if TYPE_CHECKING:
    from coursewright.design.lexicon import VaguePhrase
    from coursewright.design.outcome_words import Tokens

__all__ = ["LONGEST_PHRASE", "phrase_end", "vague_at"]

LONGEST_PHRASE: Final = 40
"""Characters of a vague phrase that are quoted; a longer one is shortened in the middle."""

_FILLERS = 6
_END = re.compile(r"[.:;!?(]")


def vague_at(tokens: Tokens, at: int) -> tuple[str, tuple[str, ...]] | None:
    """Return the vague phrase that starts at `at`, as written, and what to offer instead."""
    for family in tokens.lexicon.vague.get(tokens.words[at], ()):
        if (found := phrase_end(tokens, family, at)) is None:
            continue
        noun, end = found
        if family.unless_shown and _is_shown(tokens, end):
            continue
        if family.closings and not _closes(tokens, family, end):
            continue
        phrase = tokens.written(at, end)
        if len(phrase) > LONGEST_PHRASE:
            phrase = f"{tokens.written(at, at + 1)} … {tokens.written(noun, end)}"
        if len(phrase) > LONGEST_PHRASE:
            phrase = tokens.written(noun, end)[:LONGEST_PHRASE]
        return phrase, family.alternatives
    return None


def _closes(tokens: Tokens, family: VaguePhrase, at: int) -> bool:
    """Tell whether the clause goes on to its end with a verb of holding, not of doing something with it."""
    place = closing_verb(tokens, at) if at < len(tokens.words) else None
    return place is not None and tokens.words[place] in family.closings


def phrase_end(tokens: Tokens, family: VaguePhrase, at: int) -> tuple[int, int] | None:
    """Return where the noun of a phrase of this family stands and where the phrase ends."""
    lexicon, words = tokens.lexicon, tokens.words
    here = at
    if size := phrase_at(family.openings, words, at):
        here += size
        while here < len(words) and words[here] in lexicon.joiners and (size := _opening(tokens, here + 1)):
            here += 1 + size
        if here >= len(words) or words[here] in lexicon.joiners or BREAK.search(tokens.gap(here)):
            return None  # "Demonstrate and apply knowledge of" has an act beside it
    elif not family.bare:
        return None
    for noun in range(here, min(here + _FILLERS + 1, len(words))):
        if words[noun] in family.nouns:
            end = _after_more_nouns(tokens, family, noun)
            if end < len(words) and words[end] in family.links:
                span = tokens.text[tokens.spans[at][1] : tokens.spans[end][0]]
                return None if _END.search(span) else (noun, end + 1)
            if end < len(words) and words[end] in lexicon.joiners:
                return None
        elif words[noun] in lexicon.joiners and _starts_afresh(tokens, family, noun + 1):
            return None  # "Develop strategies and an understanding of": something that shows stands beside it
        if not _may_fill(tokens, family, noun):
            return None
    return None


def _opening(tokens: Tokens, at: int) -> int:
    """Return the number of words of the opening at `at`, of whatever family."""
    if at >= len(tokens.words):
        return 0
    families = tokens.lexicon.vague.get(tokens.words[at], ())
    return max((phrase_at(family.openings, tokens.words, at) for family in families), default=0)


def _starts_afresh(tokens: Tokens, family: VaguePhrase, at: int) -> bool:
    words = tokens.words
    return at < len(words) and (words[at] in family.nouns or words[at] in tokens.lexicon.determiners)


def _after_more_nouns(tokens: Tokens, family: VaguePhrase, noun: int) -> int:
    """Step over "and critical understanding" after "knowledge"."""
    words = tokens.words
    end = noun + 1
    while end < len(words) and words[end] in tokens.lexicon.joiners:
        more = next(
            (at for at in range(end + 1, min(end + 4, len(words))) if words[at] in family.nouns), None
        )
        if more is None or not tokens.lexicon.degrees.issuperset(words[end + 1 : more]):
            break
        end = more + 1
    return end


def _may_fill(tokens: Tokens, family: VaguePhrase, at: int) -> bool:
    """Tell whether the word may stand inside a phrase of this family."""
    word, lexicon = tokens.words[at], tokens.lexicon
    match family.fillers:
        case "adverbs":
            return bool(tokens.adverb(at))
        case "degrees":
            return word in lexicon.degrees
        case _:
            return word not in lexicon.stops and not word.endswith(lexicon.possessive_endings)


def _is_shown(tokens: Tokens, at: int) -> bool:
    words, lexicon = tokens.words, tokens.lexicon
    return any(
        words[here] in lexicon.shown_by and words[here + 1].endswith(lexicon.gerund_endings)
        for here in range(at, len(words) - 1)
    )

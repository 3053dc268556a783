"""The acts that one outcome asks for, and outcomes that name a topic instead of an act."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.levels import TOP_LEVELS, rank_of
from coursewright.design.lexicon import phrase_at
from coursewright.design.outcome_words import WORD, tokens_of
from coursewright.design.verb_last import may_close_with_verb
from coursewright.design.verb_levels import knows, placements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.design.lexicon import Lexicon
    from coursewright.design.outcome_text import OutcomeReading
    from coursewright.design.outcome_words import Tokens
    from coursewright.design.verb_levels import Placements

__all__ = [
    "Act",
    "acts_of",
    "is_qualified",
    "later_verbs",
    "levels_apart",
    "may_join",
    "topic_of",
    "verbs_further_on",
]

_FIRST_WORDS = 4
_TOPIC_WORDS = 3
_SENTENCE_END = re.compile(r"[.!?:(]")


class Act(NamedTuple):
    """A verb that an outcome asks students to do.

    `placements` is None for a verb in no list. Verbs that share what they act on ("Plan and carry out a
    survey", "Write a plan and defend it") have the same `group`. `afresh` says that a semicolon stands before
    the verb.
    """

    verb: str
    written: str
    placements: Placements | None
    group: int = 0
    afresh: bool = False


def acts_of(reading: OutcomeReading, lexicon: Lexicon) -> list[Act]:
    """Return the head of an outcome and the verbs that are joined to it ("Define ... and build ...").

    A verb that is joined must be known, must stand in its base form in the main clause, and must not look
    like a noun. Where a language may put the verb last, the head alone is returned.
    """
    if reading.head is None or reading.head_as_written is None:
        return []
    head = Act(reading.head, reading.head_as_written, placements_of(reading.head, lexicon))
    if lexicon.verb_last or not reading.rest:
        return [head]
    return [head, *_joined(tokens_of(reading.rest, lexicon))]


def may_join(reading: OutcomeReading, lexicon: Lexicon) -> bool:
    """Tell quickly, without a close look at every word, whether two known acts may be asked for at all."""
    rest = reading.rest or ""
    if lexicon.verb_last:
        return False
    if "/" in rest:
        return True
    if not _joins_in_main_clause(reading, lexicon):
        return False
    found = int((reading.head or "") in lexicon.verbs)
    words = rest.split()
    for before, word, after in zip(words, words[1:], [*words[2:], ""], strict=False):
        if before[-1] in ",;" or before.lower() in lexicon.joiners:
            first = lexicon.fold(word.strip("*_`,;"))
            if first in lexicon.also_nouns:
                found += _shows_verb(after.lower(), lexicon)
            else:
                found += (
                    first in lexicon.verbs
                    or first in lexicon.multi_word_verbs
                    or first in lexicon.joiners
                    or first in lexicon.adverbs
                    or lexicon.is_adverb(first)
                )
    return found > 1


def _joins_in_main_clause(reading: OutcomeReading, lexicon: Lexicon) -> bool:
    """Tell whether something may be joined to the head before "which", "how" and the like."""
    rest = reading.rest or ""
    words = rest.lower().split()
    if "," not in rest and ";" not in rest and lexicon.joiners.isdisjoint(words):
        return False
    head = reading.head_as_written or ""
    if ";" in rest or words[0] != head.lower() or lexicon.fold(head) in lexicon.multi_word_verbs:
        return True  # a semicolon starts a clause afresh; and what is part of the head opens none
    for word in words[1:]:
        if not word.isalpha():
            return True  # "rules,", "and/or": with marks, a word needs a closer look
        folded = lexicon.fold(word)
        if folded in lexicon.joiners:
            return True
        if folded in lexicon.clause_openers:
            return False
    return False


def verbs_further_on(reading: OutcomeReading, lexicon: Lexicon) -> Iterator[Placements]:
    """Yield the placements of known verbs that say what the head is for or how it is done.

    In "Use a model to predict tides" that is "predict", in "Show it by drawing a map" it is "draw".
    """
    words = tokens_of(reading.rest or "", lexicon).words
    for before, word in pairwise(words):
        if before in lexicon.purposes or before in lexicon.joiners:
            for base in (word, *_bases(word, lexicon)):
                if (found := lexicon.verbs.get(base)) is not None:
                    yield found


def later_verbs(reading: OutcomeReading, lexicon: Lexicon) -> Iterator[Placements | None]:
    """Yield what is known of each verb in lower case in what follows a stem, the head among them."""
    tokens = tokens_of(reading.rest or "", lexicon)
    for word, (start, _) in zip(tokens.words, tokens.spans, strict=True):
        if tokens.text[start].islower() and knows(word, lexicon):
            yield lexicon.verbs.get(word) or lexicon.verbs.get(lexicon.lemma(word))


def is_qualified(reading: OutcomeReading, lexicon: Lexicon) -> bool:
    """Tell whether an adverb stands beside the head, which may raise it: "Critically discuss ..."."""
    tokens = tokens_of(reading.rest or "", lexicon)
    at = tokens.after_adverbs(0)
    return at > 0 or tokens.adverb(at + (_verb_size(tokens, at) or 1)) > 0


def levels_apart(one: Placements, other: Placements) -> int:
    """Return how many levels two verbs lie apart where they come nearest; 0 where they share one."""
    return min(abs(_rank(first) - _rank(second)) for first in one.levels for second in other.levels)


def topic_of(reading: OutcomeReading, lexicon: Lexicon) -> str | None:
    """Return how an outcome opens that names a topic and no act, as written; None if an act may be there.

    It opens with a determiner or what is surely a noun, and none of its first four words is a known verb.
    """
    if reading.rest is None:
        return None
    head, written = reading.head or "", reading.head_as_written or ""
    if lexicon.verbs.get(head) is not None and " " not in written and reading.rest.startswith(written):
        return None  # most outcomes open with a known verb
    first = WORD.search(reading.rest)
    if first is None:
        return None
    opening = lexicon.fold(first.group())
    if not lexicon.elisions and opening not in lexicon.determiners and not lexicon.is_noun(opening):
        return None  # nor need we look at more than the first word of many others
    tokens = tokens_of(reading.rest, lexicon)
    words = tokens.words
    if not words or (words[0] not in lexicon.determiners and not lexicon.is_noun(words[0])):
        return None
    if any(":" in tokens.gap(at) for at in range(1, _FIRST_WORDS + 1)):
        return None  # "Loops: unroll one by hand"
    within = words if lexicon.verb_last else words[:_FIRST_WORDS]
    if any(knows(word, lexicon) or _verb_size(tokens, at) > 1 for at, word in enumerate(within)):
        return None
    if lexicon.verb_last and may_close_with_verb(tokens, 0):
        return None
    end = 1
    while words[0] in lexicon.determiners and end < min(_TOPIC_WORDS, len(words)):
        if lexicon.is_noun(words[end - 1]) or words[end] in lexicon.stops:
            break
        end += 1
    return tokens.written(0, end)


def _joined(tokens: Tokens) -> Iterator[Act]:
    lexicon, words = tokens.lexicon, tokens.words
    at = tokens.after_adverbs(0)
    at += _verb_size(tokens, at) or 1
    in_main_clause, group, last = True, 0, at
    while at < len(words):
        gap = tokens.gap(at)
        if gap != " " and _SENTENCE_END.search(gap):
            return
        afresh = ";" in gap
        in_main_clause = in_main_clause or afresh
        is_joined = afresh or "," in gap or "/" in gap or words[at] in lexicon.joiners
        here = _after_joiners(tokens, at) if is_joined else at
        if is_joined and in_main_clause:
            size = _verb_size(tokens, here)
            if size and not _may_be_noun(tokens, here, size):
                end = here + size
                group += not (_only_listed(tokens, last, at) or _takes_same(tokens, end))
                verb = " ".join(words[here:end])
                yield Act(verb, tokens.written(here, end), placements_of(verb, lexicon), group, afresh)
                at = last = end
                continue
        at = max(here, at + 1)
        in_main_clause = in_main_clause and words[at - 1] not in lexicon.clause_openers


def _takes_same(tokens: Tokens, at: int) -> bool:
    """Tell whether a word stands for what an act before it has dealt with ("defend it")."""
    return at < len(tokens.words) and tokens.words[at] in tokens.lexicon.same_object


def _after_joiners(tokens: Tokens, at: int) -> int:
    words = tokens.words
    while at < len(words) and (words[at] in tokens.lexicon.joiners or tokens.adverb(at)):
        at += 1
    return at


def _only_listed(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether only further verbs can stand there, each between commas or joiners, and no object."""
    lexicon, words = tokens.lexicon, tokens.words
    for at in range(start, end):
        if words[at] in lexicon.joiners or tokens.adverb(at):
            continue
        if "," not in tokens.gap(at) and words[at - 1] not in lexicon.joiners:
            return False
    return True


def _verb_size(tokens: Tokens, at: int) -> int:
    """Return the number of words of the known verb in its base form at a place, or 0."""
    lexicon, words = tokens.lexicon, tokens.words
    if at >= len(words):
        return 0
    return phrase_at(lexicon.multi_word_verbs, words, at) or int(words[at] in lexicon.verbs)


def _may_be_noun(tokens: Tokens, at: int, size: int) -> bool:
    """Tell whether a word that is also a noun or adjective lacks an object that would show the verb."""
    lexicon, words = tokens.lexicon, tokens.words
    if size > 1 or words[at] not in lexicon.also_nouns:
        return False
    return not _shows_verb(words[at + 1] if at + 1 < len(words) else "", lexicon)


def _shows_verb(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word shows that the one before it is a verb: it opens an object."""
    return word in lexicon.determiners or word in lexicon.questions or word in lexicon.same_object


def _bases(word: str, lexicon: Lexicon) -> Iterator[str]:
    for ending, base in lexicon.gerunds:
        if word.endswith(ending):
            yield word[: -len(ending)] + base


def _rank(level: str) -> int:
    """Return the place of a level, from 1; the two at the top share one."""
    if level in TOP_LEVELS:
        return min(rank_of(one) or 0 for one in TOP_LEVELS)
    return rank_of(level) or 0

"""Where the verb stands in languages that may put it last, as German and Dutch do.

"Rekursion an Beispielen erklären" has its verb at the end, "Erklären, wie eine Rekursion endet" at the start.
The verbs of the lexicon decide: the last word of the first clause counts if it is one of them, else the
first. A known verb before a comma or a joiner ends the first clause ("Daten erheben und Grenzen kennen");
where a word stands there that may be a verb and is in no list, nobody can tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.design.verb_levels import knows

if TYPE_CHECKING:
    from coursewright.design.outcome_words import Tokens

__all__ = ["closing_verb", "may_close_with_verb", "verb_place"]

_END = re.compile(r"[.;:!?(–—]|\s-\s")


def verb_place(tokens: Tokens, at: int, *, after_subject: bool = False) -> int:
    """Return the place of the verb in the clause that starts at `at`; `at` itself where none is known.

    A known verb in the first place is the verb where it comes straight after who learns ("Die Studierenden
    erklären ..."), or where a clause of its own follows ("Erklären, wie ...").
    """
    lexicon, words = tokens.lexicon, tokens.words
    last = closing_verb(tokens, at)
    if last is None:
        return at
    if knows(words[at], lexicon) and (
        after_subject or not lexicon.clause_openers.isdisjoint(words[at + 1 : last])
    ):
        return at
    return last


def closing_verb(tokens: Tokens, at: int) -> int | None:
    """Return the place of the verb that ends the clause, or None where no known verb ends it."""
    last = _last(tokens, at)
    if not _is_verb(tokens, last) or any(_may_be_joined(tokens, place) for place in range(at + 1, last)):
        return None
    return last


def may_close_with_verb(tokens: Tokens, at: int) -> bool:
    """Tell whether the word that ends the clause may be a verb, known or not."""
    last = _last(tokens, at)
    ends_as_verb = tokens.words[last].endswith(tokens.lexicon.infinitive_endings)
    return _is_verb(tokens, last) or (ends_as_verb and _is_lower(tokens, last))


def _last(tokens: Tokens, at: int) -> int:
    """Return the place of the last word of the clause that starts at `at`, without what may follow a verb."""
    end = at + 1
    while end < len(tokens.words) and not _ends_clause(tokens, end):
        end += 1
    last = end - 1
    while last > at and tokens.words[last] in tokens.lexicon.verb_after:
        last -= 1
    return last


def _ends_clause(tokens: Tokens, at: int) -> bool:
    """Tell whether a clause ends before the word; a comma alone may only stand between things listed."""
    gap, word = tokens.gap(at), tokens.words[at]
    if _END.search(gap) or ("," in gap and word in tokens.lexicon.clause_openers):
        return True
    return ("," in gap or word in tokens.lexicon.joiners) and _is_verb(tokens, at - 1)


def _may_be_joined(tokens: Tokens, at: int) -> bool:
    """Tell whether the word before a comma or a joiner may be a verb: not in "offenen und geschlossenen"."""
    lexicon, words = tokens.lexicon, tokens.words
    joined = words[at] in lexicon.joiners
    if not joined and "," not in tokens.gap(at):
        return False
    if not (words[at - 1].endswith(lexicon.infinitive_endings) and _is_lower(tokens, at - 1)):
        return False
    after = at + joined
    pair = after < len(words) and words[after].endswith(words[at - 1][-2:]) and _is_lower(tokens, after)
    return not pair or _is_verb(tokens, after) or words[after] in lexicon.clause_openers


def _is_verb(tokens: Tokens, at: int) -> bool:
    """Tell whether a word is a known verb; one with a capital is a noun ("das Erklären")."""
    return _is_lower(tokens, at) and knows(tokens.words[at], tokens.lexicon)


def _is_lower(tokens: Tokens, at: int) -> bool:
    return tokens.text[tokens.spans[at][0]].islower()

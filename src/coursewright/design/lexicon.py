"""The words that outcome statements are read with: what the lexicon of one language holds.

Everything that belongs to a language stands in its file; the code here and in `outcome_text` knows words only
as data. `lexicon_build` makes a lexicon of such a file, `lexicons` finds the one of a language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from coursewright.design.verb_levels import VerbTable

__all__ = ["Lexicon", "Phrases", "Unobservable", "VaguePhrase", "phrase_at"]

Phrases: TypeAlias = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, each as its words, longest first."""


def phrase_at(phrases: Phrases, words: Sequence[str], at: int) -> int:
    """Return the number of words of the longest phrase that starts at `at`, or 0."""
    if at >= len(words):
        return 0
    for phrase in phrases.get(words[at], ()):
        size = len(phrase)
        if size == 1 or tuple(words[at : at + size]) == phrase:
            return size
    return 0


class Unobservable(NamedTuple):
    """A verb of the closed list, what to offer instead of it, and when it means something else."""

    lemma: str
    alternatives: tuple[str, ...]
    not_before: Phrases
    only_before: Phrases
    not_near: frozenset[str]
    only_near: frozenset[str]


class VaguePhrase(NamedTuple):
    """A family of phrases: an opening, words in between, a noun or adjective, a link."""

    openings: Phrases
    nouns: frozenset[str]
    links: frozenset[str]
    bare: bool  # may start without an opening
    unless_shown: bool  # silent where the statement goes on to say how it will be seen
    fillers: str  # "", "adverbs" or "degrees"
    closings: frozenset[str]  # with any, speaks only where one of them is the verb at the end
    alternatives: tuple[str, ...]


class Lexicon(NamedTuple):
    """What one language's outcome statements open with. All words are case-folded and spelling-folded."""

    language: str
    spelling_endings: tuple[tuple[str, str], ...]
    spelling_suffixes: tuple[str, ...]
    spelling_except: frozenset[str]
    spelling_words: Mapping[str, str]
    elisions: tuple[str, ...]
    third_person: tuple[tuple[str, str], ...]
    multi_word_verbs: Phrases
    labels: Phrases
    stems: Phrases
    infinitive_stems: Phrases
    infinitive_endings: tuple[str, ...]
    ability: VaguePhrase | None
    subject_leads: frozenset[str]
    subjects: Phrases
    relatives: frozenset[str]
    modals: frozenset[str]
    ability_ends: Phrases
    time_frames: Phrases
    conditions: Phrases
    condition_goes_on: frozenset[str]
    joiners: frozenset[str]
    adverb_endings: tuple[str, ...]
    adverb_except: frozenset[str]
    adverbs: Phrases
    questions: frozenset[str]
    verb_last: bool
    verb_after: frozenset[str]
    clause_openers: frozenset[str]
    verbs: VerbTable
    unobservable: Mapping[str, Unobservable]  # by every form that counts alone
    after_helper: Mapping[str, Unobservable]  # by the forms that need one of `perfect_helpers` before them
    perfect_helpers: frozenset[str]
    also_nouns: frozenset[str]
    guides: frozenset[str]
    gerund_endings: tuple[str, ...]
    gerunds: tuple[tuple[str, str], ...]
    noun_before: frozenset[str]
    vague: Mapping[str, tuple[VaguePhrase, ...]]  # by the word they can start with
    degrees: frozenset[str]
    determiners: frozenset[str]
    stops: frozenset[str]
    shown_by: frozenset[str]
    possessive_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    noun_except: frozenset[str]
    nouns: frozenset[str]
    purposes: frozenset[str]
    same_object: frozenset[str]
    exam_words: frozenset[str]
    exam_fillers: frozenset[str]
    circumstances: Phrases
    standards: Phrases
    openers: frozenset[str]  # every first word that needs a closer look

    def fold(self, word: str) -> str:
        """Fold case and spelling variants: `Familiarize` and `familiarise` are one word."""
        word = word.lower()
        if (other := self.spelling_words.get(word)) is not None:
            return other
        if word.endswith(self.spelling_suffixes) and word not in self.spelling_except:
            ending, folded = next(pair for pair in self.spelling_endings if word.endswith(pair[0]))
            return word[: -len(ending)] + folded
        return word

    def lemma(self, word: str) -> str:
        """Return the base form of a finite verb by rule: `Analyzes` is `analyse`.

        No dictionary is asked, so a plural noun loses its ending too, and a gerund stays as it is.
        """
        word = word.lower()
        if len(word) > 3 and "'" not in word:
            for ending, base in self.third_person:
                if word.endswith(ending):
                    word = word[: len(word) - len(ending)] + base
                    break
        return self.fold(word)

    def is_adverb(self, word: str) -> bool:
        """Tell whether a folded word is an adverb by its ending (`critically`, not `apply`)."""
        return word.endswith(self.adverb_endings) and word not in self.adverb_except

    def is_noun(self, word: str) -> bool:
        """Tell whether a folded word is surely a noun (`structure` may be a verb, `recursion` is none)."""
        return word in self.nouns or (word.endswith(self.noun_endings) and word not in self.noun_except)

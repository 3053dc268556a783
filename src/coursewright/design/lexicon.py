"""The words that outcome statements are read with, one YAML file a language.

Everything that belongs to a language stands in `data/lexicon/<language>.yaml`; the code here and in
`outcome_text` knows words only as data. A file costs about two milliseconds, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

__all__ = ["Lexicon", "Phrases", "Unobservable", "VaguePhrase", "lexicon_for", "phrase_at"]

_FOLDER = Path(__file__).parent / "data" / "lexicon"

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
    alternatives: tuple[str, ...]


class Lexicon(NamedTuple):
    """What one language's outcome statements open with. All words are case-folded and spelling-folded."""

    language: str
    spelling_endings: tuple[tuple[str, str], ...]
    spelling_suffixes: tuple[str, ...]
    spelling_except: frozenset[str]
    spelling_words: Mapping[str, str]
    third_person: tuple[tuple[str, str], ...]
    multi_word_verbs: Phrases
    labels: Phrases
    stems: Phrases
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
    unobservable: Mapping[str, Unobservable]  # by every form that counts alone
    after_helper: Mapping[str, Unobservable]  # by the forms that need one of `perfect_helpers` before them
    perfect_helpers: frozenset[str]
    also_nouns: frozenset[str]
    guides: frozenset[str]
    gerund_endings: tuple[str, ...]
    noun_before: frozenset[str]
    vague: Mapping[str, tuple[VaguePhrase, ...]]  # by the word they can start with
    degrees: frozenset[str]
    determiners: frozenset[str]
    stops: frozenset[str]
    shown_by: frozenset[str]
    possessive_endings: tuple[str, ...]
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


def lexicon_for(language: str | None) -> Lexicon | None:
    """Return the lexicon of a BCP 47 tag (`en-GB` reads as `en`), or None where there is none.

    An absent language reads as English.
    """
    if language is None:
        return _load("en")
    primary = language.strip().replace("_", "-").partition("-")[0].lower()
    if not primary:
        return _load("en")
    return _load(primary) if primary.isascii() and primary.isalpha() and len(primary) <= 3 else None


@lru_cache(maxsize=64)
def _load(language: str) -> Lexicon | None:
    try:
        text = (_FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    import yaml  # noqa: PLC0415 (a command that reads no outcome does not pay for it)

    # No types are guessed: `no` and `on` are words here.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return _lexicon(language, yaml.load(text, Loader=loader))  # noqa: S506 (the base loader makes text only)


def _lexicon(language: str, data: dict[str, Any]) -> Lexicon:
    def words(key: str, within: Mapping[str, Any] = data) -> frozenset[str]:
        return frozenset(_items(within.get(key)))

    def phrases(key: str, within: Mapping[str, Any] = data) -> Phrases:
        return _phrases(_items(within.get(key)))

    spelling, adverbs = data.get("spelling", {}), data.get("adverbs", {})
    spelling_endings = _pairs(spelling.get("endings"))
    verbs, after_helper = _closed_list(data.get("unobservable", {}))
    degrees = words("degrees") | words("joiners")
    ability = _vague(data["ability"]) if "ability" in data else None
    lexicon = Lexicon(
        language=language,
        spelling_endings=spelling_endings,
        spelling_suffixes=tuple(ending for ending, _ in spelling_endings),
        spelling_except=words("except", spelling),
        spelling_words=dict(_pairs(spelling.get("words"))),
        third_person=_pairs(data.get("third_person")),
        multi_word_verbs=phrases("multi_word_verbs"),
        labels=phrases("labels"),
        stems=phrases("stems"),
        ability=ability,
        subject_leads=words("subject_leads"),
        subjects=phrases("subjects"),
        relatives=words("relatives"),
        modals=words("modals"),
        ability_ends=phrases("ability_ends"),
        time_frames=phrases("time_frames"),
        conditions=phrases("conditions"),
        condition_goes_on=words("condition_goes_on"),
        joiners=words("joiners"),
        adverb_endings=_items(adverbs.get("endings")),
        adverb_except=words("except", adverbs),
        adverbs=phrases("words", adverbs),
        questions=words("questions"),
        unobservable=verbs,
        after_helper=after_helper,
        perfect_helpers=words("perfect_helpers"),
        also_nouns=words("also_nouns"),
        guides=words("guides"),
        gerund_endings=_items(data.get("gerund_endings")),
        noun_before=words("noun_before"),
        vague=_by_start(map(_vague, data.get("vague", ())), adverbs=words("words", adverbs), degrees=degrees),
        degrees=degrees,
        determiners=words("determiners"),
        stops=words("stops") | words("subjects"),
        shown_by=words("shown_by"),
        possessive_endings=_items(data.get("possessive_endings")),
        openers=frozenset(),
    )
    openers = lexicon.subject_leads.union(
        lexicon.joiners,
        lexicon.questions,
        lexicon.perfect_helpers,
        lexicon.multi_word_verbs,
        lexicon.labels,
        lexicon.stems,
        lexicon.subjects,
        lexicon.time_frames,
        lexicon.conditions,
        lexicon.adverbs,
        lexicon.unobservable,
        lexicon.vague,
        ability.openings if ability else (),
    )
    return lexicon._replace(openers=openers)


def _closed_list(data: Mapping[str, Any]) -> tuple[dict[str, Unobservable], dict[str, Unobservable]]:
    verbs: dict[str, Unobservable] = {}
    after_helper: dict[str, Unobservable] = {}
    for lemma, entry in data.items():
        verb = Unobservable(
            lemma=lemma,
            alternatives=_items(entry.get("try")),
            not_before=_phrases(_items(entry.get("not_before"))),
            only_before=_phrases(_items(entry.get("only_before"))),
            not_near=frozenset(_items(entry.get("not_near"))),
            only_near=frozenset(_items(entry.get("only_near"))),
        )
        verbs |= dict.fromkeys((lemma, *_items(entry.get("forms"))), verb)
        after_helper |= dict.fromkeys(_items(entry.get("perfect")), verb)
    return verbs, after_helper


def _vague(entry: Mapping[str, Any]) -> VaguePhrase:
    return VaguePhrase(
        openings=_phrases(_items(entry.get("openings"))),
        nouns=frozenset(_items(entry.get("nouns"))),
        links=frozenset(_items(entry.get("links"))),
        bare=entry.get("bare") == "true",
        unless_shown=entry.get("unless_shown") == "true",
        fillers=entry.get("fillers", ""),
        alternatives=_items(entry.get("try")),
    )


def _by_start(
    families: Iterable[VaguePhrase], *, adverbs: frozenset[str], degrees: frozenset[str]
) -> dict[str, tuple[VaguePhrase, ...]]:
    starts: dict[str, tuple[VaguePhrase, ...]] = {}
    for family in families:
        words = set(family.openings)
        if family.bare:
            words |= family.nouns
            words |= {"adverbs": adverbs, "degrees": degrees}.get(family.fillers, frozenset())
        starts |= {word: (*starts.get(word, ()), family) for word in words}
    return starts


def _items(text: str | None) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",")) if text else ()


def _pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    """Read `izing ising, ize ise`; an item of one word is paired with nothing."""
    return tuple((left, right.strip()) for left, _, right in (item.partition(" ") for item in _items(text)))


def _phrases(items: Iterable[str]) -> Phrases:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for words in sorted({tuple(item.split()) for item in items}, key=lambda words: (-len(words), words)):
        found[words[0]] = (*found.get(words[0], ()), words)
    return found

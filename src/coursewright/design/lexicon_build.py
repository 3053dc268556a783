"""A lexicon made of what its file holds: texts, mappings of texts, and lists of mappings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from coursewright.design.lexicon import Lexicon, Phrases, Unobservable, VaguePhrase

if TYPE_CHECKING:
    from coursewright.design.verb_levels import VerbTable

__all__ = ["build_lexicon", "items", "laid_over"]


def laid_over(own: Mapping[str, Any], shipped: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one file's keys over another's: lists grow longer, own items first; a flag or a word replaces."""
    merged = dict(shipped)
    for key, value in own.items():
        below = merged.get(key)
        if below is None or key in SINGLE:
            merged[key] = value
        elif isinstance(value, Mapping):
            merged[key] = laid_over(value, below)
        elif isinstance(value, str):
            merged[key] = ", ".join(filter(None, (value, below)))
        else:
            merged[key] = [*value, *below]
    return merged


SINGLE = frozenset({"verb_last", "bare", "unless_shown", "fillers", "standalone"})
"""Keys that hold one word, not a list of words."""


def build_lexicon(language: str, data: Mapping[str, Any], verbs: VerbTable) -> Lexicon:
    """Make the lexicon of a language."""
    words, phrases = partial(_words, data), partial(_phrases, data)
    spelling, adverbs, nouns = data.get("spelling", {}), data.get("adverbs", {}), data.get("nouns", {})
    spelling_endings = _pairs(spelling.get("endings"))
    unobservable, after_helper = _closed_list(data.get("unobservable", {}))
    degrees = words("degrees") | words("joiners")
    ability = _vague(data["ability"]) if "ability" in data else None
    lexicon = Lexicon(
        language=language,
        spelling_endings=spelling_endings,
        spelling_suffixes=tuple(ending for ending, _ in spelling_endings),
        spelling_except=_words(spelling, "except"),
        spelling_words=dict(reversed(_pairs(spelling.get("words")))),  # where two differ, the first counts
        elisions=items(data.get("elisions")),
        third_person=_pairs(data.get("third_person")),
        multi_word_verbs=phrases("multi_word_verbs"),
        labels=phrases("labels"),
        stems=phrases("stems"),
        infinitive_stems=phrases("infinitive_stems"),
        infinitive_endings=items(data.get("infinitive_endings")),
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
        adverb_endings=items(adverbs.get("endings")),
        adverb_except=_words(adverbs, "except"),
        adverbs=_phrases(adverbs, "words"),
        questions=words("questions"),
        verb_last=data.get("verb_last") == "true",
        verb_after=words("verb_after"),
        clause_openers=words("clause_openers"),
        verbs=verbs,
        unobservable=unobservable,
        after_helper=after_helper,
        perfect_helpers=words("perfect_helpers"),
        also_nouns=words("also_nouns"),
        guides=words("guides"),
        gerund_endings=items(data.get("gerund_endings")),
        gerunds=_pairs(data.get("gerunds")),
        noun_before=words("noun_before"),
        vague=_by_start(
            map(_vague, data.get("vague", ())), adverbs=_words(adverbs, "words"), degrees=degrees
        ),
        degrees=degrees,
        determiners=words("determiners"),
        stops=words("stops") | words("subjects"),
        shown_by=words("shown_by"),
        possessive_endings=items(data.get("possessive_endings")),
        noun_endings=items(nouns.get("endings")),
        noun_except=_words(nouns, "except"),
        nouns=_words(nouns, "words"),
        purposes=words("purposes"),
        same_object=words("same_object"),
        exam_words=words("exam_words"),
        exam_fillers=words("exam_fillers"),
        circumstances=phrases("circumstances"),
        standards=phrases("standards"),
        openers=frozenset(),
    )
    openers = lexicon.subject_leads.union(
        lexicon.joiners,
        lexicon.questions,
        lexicon.perfect_helpers,
        lexicon.multi_word_verbs,
        lexicon.labels,
        lexicon.stems,
        lexicon.infinitive_stems,
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
            alternatives=items(entry.get("try")),
            not_before=_phrases(entry, "not_before"),
            only_before=_phrases(entry, "only_before"),
            not_near=_words(entry, "not_near"),
            only_near=_words(entry, "only_near"),
        )
        verbs |= dict.fromkeys((lemma, *items(entry.get("forms"))), verb)
        after_helper |= dict.fromkeys(items(entry.get("perfect")), verb)
    return verbs, after_helper


def _vague(entry: Mapping[str, Any]) -> VaguePhrase:
    return VaguePhrase(
        openings=_phrases(entry, "openings"),
        nouns=_words(entry, "nouns"),
        links=_words(entry, "links"),
        bare=entry.get("bare") == "true",
        unless_shown=entry.get("unless_shown") == "true",
        fillers=entry.get("fillers", ""),
        closings=_words(entry, "closings"),
        alternatives=items(entry.get("try")),
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


def items(text: str | None) -> tuple[str, ...]:
    """Return the items of a list: they stand in one text, separated by commas."""
    return tuple(item for part in text.split(",") if (item := part.strip())) if text else ()


def _pairs(text: str | None) -> tuple[tuple[str, str], ...]:
    """Read `izing ising, ize ise`; an item of one word is paired with nothing."""
    return tuple((left, right.strip()) for left, _, right in (item.partition(" ") for item in items(text)))


def _words(within: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(items(within.get(key)))


def _phrases(within: Mapping[str, Any], key: str) -> Phrases:
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    different = {tuple(item.split()) for item in items(within.get(key))}
    for words in sorted(different, key=lambda words: (-len(words), words)):
        found[words[0]] = (*found.get(words[0], ()), words)
    return found

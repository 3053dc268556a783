"""How the opening of an outcome statement is read: the act it starts with, and whether that act can be seen.

The reading is careful rather than clever: only what the lexicon names is ever reported, and a word in no list
is met with silence.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.design.lexicon import phrase_at
from coursewright.design.lexicons import SHIPPED
from coursewright.design.outcome_stems import after_labels, frame_at, stem_at, subject_clause_at
from coursewright.design.outcome_words import BREAK, WORD, tokens_of
from coursewright.design.plain_text import plain_text
from coursewright.design.vague_phrases import vague_at
from coursewright.design.verb_last import verb_place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from coursewright.design.lexicon import Lexicon, Unobservable
    from coursewright.design.lexicons import Lexicons
    from coursewright.design.outcome_words import Tokens
    from coursewright.spec.model import Outcome

__all__ = ["OutcomeReading", "opening_of", "read_outcome", "reading_of"]

_MOST_CHARACTERS = 1000
_NEAR = 4


class OutcomeReading(NamedTuple):
    """What the opening of one outcome says.

    At most one of `unobservable`, `vague_phrase` and `is_question` is set.
    """

    head: str | None = None
    """The first verb (or whatever word stands there): lower case, base form, spelling folded."""
    head_as_written: str | None = None
    unobservable: str | None = None
    """The verb of the closed list that stands at the head, as the author wrote it."""
    alternatives: tuple[str, ...] = ()
    """Acts to offer instead of the unobservable verb or the vague phrase."""
    vague_phrase: str | None = None
    """The phrase at the head that speaks of a state of knowledge, as written, at most 40 characters."""
    stem: str | None = None
    """What stands in front and belongs to a template ("Students will be able to"), as written.

    A condition ("Given a list, ...") is part of the outcome and never of the stem.
    """
    is_question: bool = False
    rest: str | None = None
    """What follows labels, stems and conditions, as plain text: the head, and all that comes with it."""

    @property
    def is_faulted(self) -> bool:
        """Whether the opening itself is what has to be mended first."""
        return bool(self.unobservable or self.vague_phrase or self.is_question)


def read_outcome(
    statement: str, lexicon: Lexicon, *, allow: AbstractSet[str] = frozenset()
) -> OutcomeReading:
    """Read the opening of `statement`.

    `allow` holds verbs of the closed list that this course accepts, in any spelling the lexicon folds.
    """
    text = plain_text(statement[:_MOST_CHARACTERS]).strip()
    ending = text if len(statement) <= _MOST_CHARACTERS else statement[-40:]
    if ending.rstrip(" \t\r\n*_`").endswith("?"):
        asks = True
    elif (quick := _plain_verb(text, lexicon)) is not None:
        return quick
    else:
        asks = False
    return _read(tokens_of(text, lexicon), allow, asks=asks)


def opening_of(outcome: Outcome, lexicons: Lexicons | None = None) -> OutcomeReading | None:
    """Read the opening of an outcome in the language in force; None without a statement or a lexicon.

    Without `lexicons`, the shipped ones count.
    """
    read = reading_of(outcome, lexicons)
    return None if read is None else read[0]


def reading_of(outcome: Outcome, lexicons: Lexicons | None = None) -> tuple[OutcomeReading, Lexicon] | None:
    """Read the opening of an outcome as `opening_of` does, and return the lexicon of its language too."""
    settings = outcome.scope.settings
    if not outcome.statement or settings.leaves_open("language"):
        return None
    return _read_with(outcome.statement, settings.language, lexicons or SHIPPED)


@lru_cache(maxsize=1024)  # several rules ask this of each outcome of a course, one rule after the other
def _read_with(
    statement: str, language: str | None, lexicons: Lexicons
) -> tuple[OutcomeReading, Lexicon] | None:
    lexicon = lexicons.for_language(language)
    if lexicon is None:
        return None
    return read_outcome(statement, lexicon, allow=lexicons.allow_verbs), lexicon


def _plain_verb(text: str, lexicon: Lexicon) -> OutcomeReading | None:
    """Read the most common statement, one that opens with a word of which the lexicon says nothing."""
    first = WORD.match(text)
    if first is None or lexicon.verb_last:
        return None
    word, end = first.group(), first.end()
    follows = text[end + 1 : end + 2]
    if text[end : end + 1] not in ("", " ") or follows.isdigit() or follows == "/" or not word.isalpha():
        return None
    folded, head = lexicon.fold(word), lexicon.lemma(word)
    if folded in lexicon.openers or head in lexicon.openers or lexicon.is_adverb(folded):
        return None
    return OutcomeReading(head, word, rest=text)


def _read(tokens: Tokens, allow: AbstractSet[str], *, asks: bool) -> OutcomeReading:
    lexicon, words = tokens.lexicon, tokens.words
    at, vague = after_labels(tokens), None
    stem_from, stem_to, subject_to, framed = -1, -1, -1, False
    rest_from = at
    while at < len(words) and (vague := vague_at(tokens, at)) is None:
        if len(words[at]) <= 4 and tokens.gap(at + 1).startswith(")"):
            size = 1  # "...: (i) Outline"
        elif size := subject_clause_at(tokens, at):
            subject_to, framed = at + size, False
            if phrase_at(lexicon.stems, words, subject_to):
                stem_from = at if stem_from < 0 else stem_from
        elif size := stem_at(tokens, at):
            stem_from, stem_to, framed = (at if stem_from < 0 else stem_from), at + size, False
        elif words[at] in lexicon.joiners:
            size = 1
        elif size := frame_at(tokens, at):
            framed = True
            if stem_from < 0 and phrase_at(lexicon.time_frames, words, at):
                stem_from, stem_to = at, at + size
        elif size := tokens.adverb(at):
            at += size
            continue
        else:
            break
        rest_from = at = at + size
    stem = tokens.written(stem_from, stem_to) if stem_to >= 0 else None
    if at >= len(words):
        return OutcomeReading(stem=stem, is_question=asks)

    opens = words[at] in lexicon.questions and at != subject_to  # not "Students who ..."
    is_question = asks or (opens and at + 1 < len(words) and not BREAK.search(tokens.gap(at + 1)))
    plain = OutcomeReading(stem=stem, rest=tokens.text[tokens.spans[rest_from][0] :])
    if lexicon.verb_last and vague is None and not is_question:
        at = verb_place(tokens, at, after_subject=at == subject_to)
    size = phrase_at(lexicon.multi_word_verbs, [lexicon.lemma(words[at]), *words[at + 1 : at + 4]], 0) or 1
    head = " ".join((lexicon.lemma(words[at]), *words[at + 1 : at + size]))
    reading = plain._replace(head=head, head_as_written=tokens.written(at, at + size))
    if is_question:
        return reading._replace(is_question=True)
    if vague is not None:
        phrase, alternatives = vague
        return reading._replace(vague_phrase=phrase, alternatives=alternatives)
    for here in _slashed(tokens, at):
        verb = _unobservable_at(tokens, here, base_only=framed)
        if verb is not None and verb[0].lemma not in {lexicon.lemma(word) for word in allow}:
            found, place = verb
            written = tokens.written(place, place + 1)
            return reading._replace(
                head=found.lemma,
                head_as_written=written,
                unobservable=written,
                alternatives=found.alternatives,
            )
    return reading


def _slashed(tokens: Tokens, at: int) -> Iterator[int]:
    """Yield the head and every further verb that a slash joins to it."""
    yield at
    while tokens.gap(at + 1).strip() == "/":
        at += 1
        yield at


def _unobservable_at(tokens: Tokens, at: int, *, base_only: bool) -> tuple[Unobservable, int] | None:
    lexicon, words = tokens.lexicon, tokens.words
    word = words[at]
    verb = lexicon.unobservable.get(word)
    if verb is None and word in lexicon.perfect_helpers:
        at = tokens.after_adverbs(at + 1)
        verb = lexicon.after_helper.get(words[at]) if at < len(words) else None
    elif verb is not None and word != verb.lemma and (base_only or _is_noun(tokens, at)):
        return None
    return (verb, at) if verb is not None and _means_it(tokens, verb, at) else None


def _is_noun(tokens: Tokens, at: int) -> bool:
    """Tell whether a further form of a verb is used as a noun, as far as the next words show it."""
    lexicon, words = tokens.lexicon, tokens.words
    if tokens.adverb(at + 1):
        return False
    follows = words[at + 1] if at + 1 < len(words) else ""
    if words[at] in lexicon.also_nouns:
        return follows not in lexicon.guides
    if follows in lexicon.joiners and words[at].endswith(lexicon.gerund_endings):
        return not words[at + 2 : at + 3] or not words[at + 2].endswith(lexicon.gerund_endings)
    return follows in lexicon.noun_before


def _means_it(tokens: Tokens, verb: Unobservable, at: int) -> bool:
    words = tokens.words
    after = tokens.after_adverbs(at + 1)
    near = words[after : after + _NEAR]
    if phrase_at(verb.not_before, words, at + 1) or not verb.not_near.isdisjoint(near):
        return False
    if verb.only_before and not phrase_at(verb.only_before, words, after):
        return False
    return not verb.only_near or not verb.only_near.isdisjoint(near)

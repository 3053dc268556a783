"""The words of an outcome statement: folded, with the place of each."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from coursewright.design.lexicon import phrase_at
from coursewright.design.plain_text import plain_text

if TYPE_CHECKING:
    from coursewright.design.lexicon import Lexicon

__all__ = ["BREAK", "WORD", "Tokens", "folded_words", "tokens_of"]

WORD: Final = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
BREAK: Final = re.compile(r"[,:;–—]|\s-\s")
"""What ends a condition, between two words."""

_MOST_WORDS = 40
_ENUMERATION = re.compile(
    r"""[^\w(\[]*                                           # bullets, ticks, quotation marks
    (?:[(\[]?(?:[A-Za-z]{1,6}[.-]?|[A-Z]{1,5}[ ])?\d+(?:[.-]\d+)*[a-z]?  # 1, 2.3, LO3, CO-2a
        (?:[)\].:]+|\s+[-–—]|(?=\s))\s*
        (?:\([^()]{1,12}\)[:.]?\s*)?                        # a level in brackets after it
      |[(\[]?(?:[A-Za-z]|[ivxIVX]{1,4})[)\].]\s*)           # (a), iv.
    """,
    re.VERBOSE,
)


class Tokens(NamedTuple):
    """The first words of a statement, folded, and where each stands in the text."""

    text: str
    lexicon: Lexicon
    words: list[str]
    spans: list[tuple[int, int]]

    def gap(self, at: int) -> str:
        """Return what stands between the word at `at` and the one before it."""
        if 0 < at < len(self.words):
            return self.text[self.spans[at - 1][1] : self.spans[at][0]]
        return ""

    def written(self, start: int, end: int) -> str:
        """Return the words from `start` up to `end`, as written."""
        return " ".join(self.text[self.spans[start][0] : self.spans[end - 1][1]].split())

    def adverb(self, at: int) -> int:
        """Return how many words of adverb stand at `at`."""
        size = phrase_at(self.lexicon.adverbs, self.words, at)
        return size or int(at < len(self.words) and self.lexicon.is_adverb(self.words[at]))

    def after_adverbs(self, at: int) -> int:
        """Return the place of the first word from `at` on that is no adverb."""
        while size := self.adverb(at):
            at += size
        return at


def folded_words(text: str, lexicon: Lexicon) -> list[str]:
    """Return all words of a text in Markdown, folded."""
    return [lexicon.fold(word) for word in WORD.findall(plain_text(text))]


def tokens_of(text: str, lexicon: Lexicon) -> Tokens:
    """Split plain text into its first words, without the number or code in front of them."""
    start = 0
    for _ in range(2):
        if (label := _ENUMERATION.match(text, start)) is None:
            break
        start = label.end()
    words, spans = [], []
    for match in islice(WORD.finditer(text, start), _MOST_WORDS):
        begin, end = match.span()
        if lexicon.elisions and (size := _elided(match.group(), lexicon)):
            words.append(match.group()[:size].lower())
            spans.append((begin, begin + size))
            begin += size
        word = lexicon.fold(text[begin:end])
        # "Students' work", "Master- and ...": a mark that clings to a word makes another word of it.
        if text[end : end + 1] in ("'", "-") and text[begin - 1 : begin] != "'":
            word += text[end]
        words.append(word)
        spans.append((begin, end))
    return Tokens(text, lexicon, words, spans)


def _elided(word: str, lexicon: Lexicon) -> int:
    """Return the length of what stands before the apostrophe, and with it: 2 in `d'expliquer`."""
    before, mark, after = word.partition("'")
    return len(before) + 1 if after and f"{before.lower()}{mark}" in lexicon.elisions else 0

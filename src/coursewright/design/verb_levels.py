"""At which levels of thinking a verb stands, as public lists of verbs place it.

A verb is seldom at one level: of those that are listed, four in ten stand at two or more. So the answer is a
set, and for a verb in no list it is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from coursewright.design.levels import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from coursewright.design.lexicon import Lexicon

__all__ = ["Placements", "VerbTable", "knows", "levels_of", "placements_of", "usual_verbs"]

_SHARE: Final = 0.2
_FIRM: Final = 0.75
_RARE: Final = 3


class Placements(NamedTuple):
    """How often lists place a verb at each level, in the order of `LEVELS`; and where it stands.

    `levels` are those with a fifth of the placements or more. Of a verb that a team has put at its levels by
    hand, nothing is counted: all its `counts` are 0.
    """

    counts: tuple[int, ...]
    levels: frozenset[str]

    @property
    def total(self) -> int:
        """All placements."""
        return sum(self.counts)

    @property
    def rare(self) -> bool:
        """Whether fewer than three placements have been counted, which says little; by hand is not rare."""
        return 0 < self.total < _RARE

    @property
    def firm(self) -> bool:
        """Whether the lists agree: three quarters of three placements or more are at one level."""
        return self.total >= _RARE and max(self.counts) >= _FIRM * self.total

    def at(self, level: str) -> int:
        """Return how often the verb is placed at a level."""
        return self.counts[LEVELS.index(level)]


class VerbTable:
    """The verbs of one language, read when the first is asked for.

    `file` is a table with one of two heads: `verb` and the six levels, with the number of placements at each;
    or `verb` and `like`, with the English verb that means the same and lends its placements. `by_hand` are
    verbs by level; they win over the file.
    """

    __slots__ = ("_by_hand", "_by_likeness", "_file", "_found", "_like", "_lines")

    def __init__(
        self, file: Path | None, by_hand: Mapping[str, Iterable[str]], like: VerbTable | None
    ) -> None:
        self._file = file
        self._by_hand: dict[str, frozenset[str]] = {}
        for level, verbs in by_hand.items():
            for verb in verbs:
                self._by_hand[verb] = self._by_hand.get(verb, frozenset()) | {level}
        self._like = like
        self._by_likeness = False
        self._lines: dict[str, str] | None = None
        self._found: dict[str, Placements | None] = {}

    def __contains__(self, verb: str) -> bool:
        return verb in self._by_hand or verb in self._table()

    def __iter__(self) -> Iterator[str]:
        return iter({**self._table(), **dict.fromkeys(self._by_hand, "")})

    def get(self, verb: str) -> Placements | None:
        """Return the placements of a verb in its base form, spelling folded; None if it is in no list."""
        try:
            return self._found[verb]
        except KeyError:
            found = self._found[verb] = self._look_up(verb)
            return found

    def _look_up(self, verb: str) -> Placements | None:
        if (levels := self._by_hand.get(verb)) is not None:
            return Placements((0,) * len(LEVELS), levels)
        line = self._table().get(verb)
        if line is None:
            return None
        if self._by_likeness:
            return self._like.get(line) if self._like is not None else None
        counts = tuple(map(int, line.split("\t")))
        enough = _SHARE * sum(counts)
        return Placements(
            counts, frozenset(level for level, count in zip(LEVELS, counts, strict=True) if count >= enough)
        )

    def _table(self) -> dict[str, str]:
        if self._lines is None:
            text = self._file.read_text("utf-8") if self._file is not None else ""
            rows = [line.partition("\t") for line in text.splitlines() if line and line[0] != "#"]
            self._lines = {verb: rest for verb, _, rest in rows[1:]}
            self._by_likeness = bool(rows) and rows[0][2] == "like"
        return self._lines


def placements_of(head: str | None, lexicon: Lexicon) -> Placements | None:
    """Return how often lists place a verb at each level; `head` is in its base form, as readings have it."""
    return lexicon.verbs.get(head) if head else None


def levels_of(head: str | None, lexicon: Lexicon) -> frozenset[str]:
    """Return every level that holds a fifth of a verb's placements or more; empty if it is in no list."""
    found = placements_of(head, lexicon)
    return found.levels if found is not None else frozenset()


def knows(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is a verb of the lexicon, finite or in its base form, observable or not."""
    word = lexicon.fold(word)
    if word in lexicon.verbs or word in lexicon.unobservable:
        return True
    lemma = lexicon.lemma(word)
    return lemma != word and (lemma in lexicon.verbs or lemma in lexicon.unobservable)


def usual_verbs(level: str, lexicon: Lexicon, most: int = 3) -> tuple[str, ...]:
    """Return the verbs on which lists agree most that they stand at a level, the commonest first."""
    found = [(placed, verb) for verb in lexicon.verbs if (placed := lexicon.verbs.get(verb)) and placed.firm]
    ranked = sorted((-placed.at(level), verb) for placed, verb in found if placed.levels == {level})
    return tuple(verb for _, verb in ranked[:most])

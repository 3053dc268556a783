"""How clear it is that a wrong word means a known one. Loaded only where there is a wrong word."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Likeness: TypeAlias = Literal["none", "near", "slip"]

_NEAR = 0.75
_LEAD = 0.1
_LONGEST = 200
"""Letters beyond which nobody asks what a word may mean: it would take long to say."""
_SHORT = 5
"""Letters below which a slip of the pen may well be another word, as `text` is for `test`."""


def likeness(word: str, meant: str, known: Iterable[str]) -> Likeness:
    """Say how clear it is that a word means `meant`, one of those known.

    A `slip` is one letter away, or none. What is `near` is much like it, and no other is nearly as like. With
    a syllable before it, or an `a`, a word may say the opposite: `ungraded` is neither to `graded`.
    """
    if word == meant:
        return "slip"
    if max(len(word), len(meant)) > _LONGEST:
        return "none"
    slip = is_slip(word, meant)
    if not slip and not _reaches(word, meant, _NEAR):
        return "none"
    if (word.endswith(meant) or meant.endswith(word)) and (not slip or max(word, meant, key=len)[0] == "a"):
        return "none"
    others = [other for other in known if other != meant]
    if any(is_slip(word, other) for other in others):
        return "none"
    least = SequenceMatcher(None, meant, word).ratio() - _LEAD
    if not slip and any(_reaches(word, other, least) for other in others):
        return "none"
    return "slip" if slip and len(meant) >= _SHORT else "near"


def is_slip(word: str, other: str) -> bool:
    """Whether one letter was left out, put in or mistaken, or two neighbours changed places."""
    short, long = sorted((word, other), key=len)
    pairs = enumerate(zip(short, long, strict=False))
    at = next((at for at, (one, two) in pairs if one != two), len(short))
    if len(long) - len(short) == 1:
        return short[at:] == long[at + 1 :]
    if len(long) > len(short) or word == other:
        return False
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]


def _reaches(word: str, other: str, least: float) -> bool:
    """Whether two words are as like as that; what is quick to say of most pairs is asked first."""
    matcher = SequenceMatcher(None, other, word)
    return all(ratio() >= least for ratio in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))

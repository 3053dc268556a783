"""Which of many words are meant by the beginning of one: ids, time zones, kinds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_BETWEEN = re.compile(r"[\s/_.:-]+")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return a text as it is compared: without accents, in one case, with one space for what parts words."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return _BETWEEN.sub(" ", bare.casefold()).strip()


def meant(typed: str, words: Iterable[str]) -> list[str]:
    """Return the words that a beginning may mean, likeliest first; none for a word that is already whole.

    `berl` means `Europe/Berlin`, `new y` means `America/New_York`.
    """
    wanted = folded(typed)
    if not wanted:
        return []
    known = list(words)
    if typed.strip() in known:
        return []
    ranked = ((_rank(wanted, folded(word)), number, word) for number, word in enumerate(known))
    return [word for rank, _, word in sorted(one for one in ranked if one[0] < _NOT)]


_NOT = 4


def _rank(wanted: str, word: str) -> int:
    if word == wanted:
        return 0
    if word.startswith(wanted):
        return 1
    if f" {wanted}" in f" {word}":
        return 2
    return 3 if wanted in word else _NOT

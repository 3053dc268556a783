"""How the texts of a file open, looked at all at once.

A rule that knows how the texts open that it speaks of can ask this way whether a file has any. Nearly every
file has none, and one search costs a quarter of a look at each text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.texts import texts_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.source import Source

__all__ = ["APART", "any_of", "folded_texts"]

APART = "\0"
"""What stands before and after each of the texts; a file can hardly, but may, have it inside one."""


@lru_cache(maxsize=24)  # two rules ask this of each file of a course, one rule after the other
def folded_texts(source: Source) -> str:
    """Return the texts and placeholders of a file in one, without case, and `APART` from each other.

    They are as the author meant them: escapes, folded lines and aliases are resolved.
    """
    return APART.join(["", *[pair[1].text for pair in texts_in(source)], ""]).casefold()


def any_of(starts: Iterable[str]) -> str:
    """Return a pattern for any of some folded starts, in which a space stands for any white space.

    The first letter is settled first, because most texts fail there.
    """
    by_letter: dict[str, set[str]] = {}
    for start in starts:
        by_letter.setdefault(start[0], set()).add(start[1:])
    either = "|".join(
        f"{_spaced(letter)}(?:{'|'.join(sorted(map(_spaced, rests)))})" for letter, rests in by_letter.items()
    )
    return f"(?:{either})" if either else r"(?!)"


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split(" ")))

"""Texts that only keep the place of one to be written: TBC, XXX, lorem ipsum, "Learning objective 2"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from coursewright.design.shipped_tables import rows_of
from coursewright.design.text_openings import APART, any_of, folded_texts
from coursewright.design.texts import texts_in
from coursewright.spec.nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.nodes import Written
    from coursewright.spec.source import Source

__all__ = ["placeholder_in", "suspects"]

_LONGEST = 34
"""Characters beyond which no whole text is a placeholder; only a bracketed part or filler can be one."""

_MARGIN = " \t\r\n.,:;!?*_\"'-–—…"
_OPENING = 6
"""Letters by which nearly every text is told from a placeholder; few enough to have no apostrophe."""
_PART = re.compile(r"[\[(<]\s*([^\[\]()<>\n]{2,200}?)\s*[\])>]")
_TODO = re.compile(r"TODO(?=:|$)")
_NUMBERED = re.compile(r"(.{4,40}?)\s+(?:#|no\.?|nr\.?|n\.?º|n°)?\s?[0-9]{1,2}")
_FILLER = re.compile(r"^\W{0,8}(lorem ipsum)(?=\W*$|,? dolor)", re.IGNORECASE | re.MULTILINE)
_CODE = re.compile(
    r"^[ \t]*(`{3,}|~{3,}).*?(?:^[ \t]*\1|\Z)|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE
)


def suspects(source: Source) -> Sequence[Written]:
    """Return what is still open in a file; and all its texts, if `placeholder_in` could find anything."""
    written = texts_in(source)
    if _may_hold_any(folded_texts(source)):
        return written
    return [pair for pair in written if pair[1].__class__ is not Scalar]


def _may_hold_any(texts: str) -> bool:
    """Tell whether one of the folded texts starts as a placeholder does, or has a bracket that does."""
    if _whole().search(texts) is not None or "psum" in texts:
        return True
    return ("(" in texts or "[" in texts or "<" in texts) and _bracketed().search(texts) is not None


def placeholder_in(text: str, *, label: bool = True) -> str | None:
    """Return what in a text only keeps a place, as it stands there: the whole text, or a part in brackets.

    `label` says whether a numbered name ("Learning objective 2") is one; as a title it may be meant. Code in
    Markdown is not read.
    """
    if len(text) <= _LONGEST and _keeps_a_place(text, label):
        return text.strip()
    bracketed = "(" in text or "[" in text or "<" in text
    if not bracketed and "psum" not in text:
        return None
    prose = _CODE.sub(" ", text) if "`" in text or "~~~" in text else text
    filler = _FILLER.search(prose)
    if filler is not None:
        return filler[1]
    for part in _PART.finditer(prose):
        if _TODO.match(part[1]) or _keeps_a_place(part[1], label):
            return part[0]
    return None


def _keeps_a_place(words: str, label: bool) -> bool:
    folded = words.casefold().strip(_MARGIN)
    if not folded:
        return "..." in words or "…" in words
    later, labels = _table()
    if folded in later:
        return True
    if not label or not "0" <= folded[-1:] <= "9":
        return False
    numbered = _NUMBERED.fullmatch(folded.replace("’", "'"))
    return numbered is not None and numbered[1] in labels


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that stand for any text, and those that do with a number after them."""
    rows = rows_of("placeholders")
    later, labels = (
        frozenset(words.casefold() for use, _, words in rows if use == wanted)
        for wanted in ("later", "label")
    )
    return later | {"x" * count for count in range(3, 9)}, labels


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    return re.compile(APART + _opening())


@lru_cache(maxsize=1)
def _bracketed() -> re.Pattern[str]:
    """Return how a part may start; code is no part of it, so one with code in it may start in any way."""
    return re.compile(rf"[\[(<](?:\s*todo|[^\[\]()<>`~]*(?:`|~~~)|{_opening()})")


def _opening() -> str:
    """Return a pattern for the first letters of whatever keeps a place, without case."""
    later, labels = _table()
    words = any_of(word[:_OPENING] for word in (*later, *labels))
    return rf"[\s{re.escape(_MARGIN)}]*(?:\.\.\.|…|{words})"

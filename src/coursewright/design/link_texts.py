"""Link texts that do not say where a link leads: a closed list for each language, `data/link_texts`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.design.markdown_links import links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.design.markdown_links import Link

__all__ = ["is_vague", "vague_links"]

_FOLDER = Path(__file__).parent / "data" / "link_texts"
_LONGEST = 60
"""Characters; what is longer says something."""


def vague_links(text: str, language: str | None) -> Iterator[Link]:
    """Yield the links of a Markdown text whose words are in the list of the language.

    `language` is a BCP 47 tag; None reads as English. Where there is no list, nothing is found.
    """
    vague = _list_of(language)
    if not vague or not _may_hold_one(text, vague):
        return
    for link in links(text):
        if is_vague(link.text, language):
            yield link


def is_vague(words: str, language: str | None) -> bool:
    """Whether the words of a link are in the list of the language."""
    return len(words) <= _LONGEST and _folded(words) in _list_of(language)


def _may_hold_one(text: str, vague: frozenset[str]) -> bool:
    """Look for the words themselves in brackets or before `</a>`: reading Markdown takes far longer."""
    if "]" in text and any(_folded(one[1]) in vague for one in re.finditer(r"\[([^\[\]]{1,80})\]", text)):
        return True
    return "</a" in text.lower()


@lru_cache(maxsize=16)
def _list_of(language: str | None) -> frozenset[str]:
    primary = (language or "en").replace("_", "-").partition("-")[0].lower()
    if not (primary.isascii() and primary.isalpha()):
        return frozenset()
    try:
        lines = (_FOLDER / f"{primary}.txt").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return frozenset()
    return frozenset(_folded(line) for line in lines if line and not line.startswith("#"))


def _folded(words: str) -> str:
    """Fold case and accents; of marks, such as arrows and emphasis, only those inside a word remain."""
    plain = words.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+(?:['-]\w+)*", plain.replace("_", " ")))

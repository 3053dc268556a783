"""Who made a lesson and on what terms: its licence, and the files `CITATION.cff` and `AUTHORS`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.markup.front import texts, word
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.importers.source import Plain, Source

__all__ = ["authors_of", "licence_of"]

_CREATIVE = re.compile(
    r"cc[ -]?(by(?:-(?:nc|sa|nd)){0,2})[ -]?(?:v(?:ersion)?\s?)?([1-4]\.[0-9])(?:\s+international)?",
    re.IGNORECASE,
)
_ZERO = re.compile(r"cc-?0(?:[ -]?1\.0)?(?:[ -]universal)?", re.IGNORECASE)
_PERSON = re.compile(r"\s*(?:[-*]\s+)?([^<(\[,;#=]{2,80}?)\s*(?:[<(\[,;].*)?")
_NO_NAMES = 4
"""Words beyond which a line of `AUTHORS` is a sentence."""


def licence_of(said: str) -> str:
    """Return a licence as SPDX writes it where it is one of Creative Commons, else as it stands."""
    plain = " ".join(said.split())
    found = _CREATIVE.fullmatch(plain)
    if found is not None:
        return f"CC-{found[1].upper()}-{found[2]}"
    return "CC0-1.0" if _ZERO.fullmatch(plain) else plain


def authors_of(source: Source, folder: str = "") -> list[str]:
    """Return the people that the source names as its authors, in their order; none where it names none."""
    return _cited(source, f"{folder}CITATION.cff") or _listed(source.text(f"{folder}AUTHORS"))


def _cited(source: Source, name: str) -> list[str]:
    try:
        found = source.yaml(name)
    except UsageError:
        return []
    people = found.get("authors") if isinstance(found, dict) else None
    return [name for one in people if (name := _name(one))] if isinstance(people, list) else []


def _name(person: Plain) -> str:
    if not isinstance(person, dict):
        return word(person)
    if whole := word(person.get("name")):
        return whole
    parts = ("given-names", "name-particle", "family-names", "name-suffix")
    return " ".join(text for part in parts for text in texts(person.get(part)))


def _listed(text: str) -> list[str]:
    found = [_PERSON.fullmatch(line) for line in text.split("\n") if line.strip()]
    names = [one[1].strip() for one in found if one is not None]
    return [name for name in names if len(name.split()) <= _NO_NAMES and not name.endswith((":", "."))]

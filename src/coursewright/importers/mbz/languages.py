"""Languages in Moodle: its codes as tags, and texts that hold one thing in several languages."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Tongues", "main_of", "tag_of", "tongues_of"]

_OWN = {"de_du": "de", "en_ar": "en", "sr_lt": "sr-Latn", "sr_cr": "sr-Cyrl"}
"""Codes whose second half names no region."""
_CODE = re.compile(r"[a-z]{2,3}(?:_[a-z0-9]+)*")
_ELEMENT = re.compile(r"<(span|div)\b([^>]{0,500})>", re.IGNORECASE)
_CLASS = re.compile(r"\bclass\s*=[^=]*\bmultilang\b", re.IGNORECASE)
_LANG = re.compile(r"""\blang\s*=\s*["']?([A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{1,12})*)""", re.IGNORECASE)
_OPENING = re.compile(r"<(/?)(span|div)\b[^>]{0,1000}>", re.IGNORECASE)
_MLANG = re.compile(r"\{\s*mlang(?:\s+([A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{1,12})*|other))?\s*\}", re.IGNORECASE)
_NOTHING = re.compile(r"(?:\s|&nbsp;|</?p\b[^>]{0,200}>|<br\s*/?>)*", re.IGNORECASE)
_OTHER = "other"


class Tongues(NamedTuple):
    """A text in several languages."""

    pieces: tuple[tuple[str, str], ...]
    """Each piece after the tag of its language; those that are for all have none."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages, in the order in which they come."""
        return tuple(dict.fromkeys(tag for tag, _ in self.pieces if tag and tag != _OTHER))

    @property
    def is_clean(self) -> bool:
        """Whether it is the same text in two languages or more, each once and with nothing beside them."""
        tags = [tag for tag, _ in self.pieces if tag]
        beside = "".join(text for tag, text in self.pieces if not tag)
        return len(tags) == len(set(tags)) > 1 and _OTHER not in tags and not _NOTHING.sub("", beside)

    def of(self, tag: str) -> str:
        """Return the text in one language, with what is for all."""
        known = tag if tag in self.tags else _OTHER
        return "".join(text for own, text in self.pieces if own in {"", known})


def tag_of(code: str) -> str:
    """Return the tag of one of Moodle's languages: `pt_br` becomes `pt-BR`; empty for what is none."""
    low = code.strip().lower().replace("-", "_")
    if low in _OWN or not _CODE.fullmatch(low):
        return _OWN.get(low, "")
    main, _, rest = low.partition("_")
    return f"{main}-{rest.upper()}" if len(rest) == 2 and rest.isalpha() else main


def tongues_of(text: str) -> Tongues | None:
    """Return what a text says in which language; None where it does not tell languages apart."""
    low = text.lower()
    if "multilang" in low and (pieces := _spans(text)):
        return Tongues(tuple(pieces))
    if "mlang" in low and (pieces := _blocks(text)):
        return Tongues(tuple(pieces))
    return None


def main_of(text: str, wanted: str) -> str:
    """Return a text in the wanted language, else in the first one that it is in."""
    found = tongues_of(text)
    if found is None:
        return text
    return found.of(_chosen(found.tags, wanted))


def _chosen(tags: tuple[str, ...], wanted: str) -> str:
    if wanted in tags or not tags:
        return wanted
    base = wanted.partition("-")[0]
    return next((tag for tag in tags if base and tag.partition("-")[0] == base), tags[0])


def _spans(text: str) -> list[tuple[str, str]]:
    """Return the pieces of a text whose languages are elements."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for found in _ELEMENT.finditer(text):
        lang = _LANG.search(found[2])
        if found.start() < at or lang is None or not _CLASS.search(found[2]):
            continue
        end, after = _closed(text, found.end(), found[1].lower())
        pieces += [("", text[at : found.start()]), (tag_of(lang[1]), text[found.end() : end])]
        at = after
    return [*pieces, ("", text[at:])] if pieces else []


def _closed(text: str, start: int, name: str) -> tuple[int, int]:
    """Return where an element ends, and where the text goes on behind it."""
    depth = 1
    for found in _OPENING.finditer(text, start):
        if found[2].lower() == name:
            depth += -1 if found[1] else 1
        if not depth:
            return found.start(), found.end()
    return len(text), len(text)


def _blocks(text: str) -> list[tuple[str, str]]:
    """Return the pieces of a text whose languages stand in braces."""
    pieces: list[tuple[str, str]] = []
    at, tag, is_marked = 0, "", False
    for found in _MLANG.finditer(text):
        pieces.append((tag, text[at : found.start()]))
        code = (found[1] or "").lower()
        tag = code if code == _OTHER else tag_of(code)
        is_marked = is_marked or bool(tag)
        at = found.end()
    pieces.append((tag, text[at:]))
    return [piece for piece in pieces if piece[1]] if is_marked else []

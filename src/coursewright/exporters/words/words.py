"""Fixed words in the language of a course: `words("unit.week", week=3)`.

Each language is a flat table in `<tag>.yaml`. What a language lacks is said in a wider one (`pt-BR`, `pt`),
and at last in English. A value is a text, or a mapping of plural categories for a number `n`: `one`, `other`
and, where the language has them, `zero`, `two`, `few` and `many`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Words", "words_in"]

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every word as the text it is, `True` and `No` among them."""

_RIGHT_TO_LEFT = frozenset({"ar", "he"})
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


class Words:
    """The words of one language tag. Call it with a key and the values that its text names."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._tables = [(one, table) for one in _fallbacks(tag) if (table := _table(one))]

    def __call__(self, key: str, /, n: float | None = None, **values: object) -> str:
        """Return the text of a key, with `{name}` replaced by the values; `KeyError` for an unknown key."""
        for tag, table in self._tables:
            found = table.get(key)
            if found is None:
                continue
            text = found if isinstance(found, str) else found.get(_category(tag, n)) or found["other"]
            if n is None and not values:
                return str(text)
            return text.format(n=n, **(_isolated(values) if tag in _RIGHT_TO_LEFT else values))
        raise KeyError(key)

    def __contains__(self, key: str) -> bool:
        return any(key in table for _, table in self._tables)

    def spoken(self) -> bool:
        """Tell whether there are words in the language itself, so that English does not stand in."""
        return self.tag.lower().startswith("en") or len(self._tables) > 1


@lru_cache(maxsize=8)
def words_in(tag: str) -> Words:
    """Return the words of a language tag."""
    return Words(tag)


def _isolated(values: dict[str, object]) -> dict[str, object]:
    """Set off what is written from left to right, so that the signs around it stay on their sides."""
    return {
        name: f"\u2068{value}\u2069" if isinstance(value, str) and _LATIN.search(value) else value
        for name, value in values.items()
    }


def _one_or_other(n: float) -> str:
    return "one" if n == 1 else "other"


def _one_below_two(n: float) -> str:
    return "one" if 0 <= n < 2 else "other"


def _hebrew(n: float) -> str:
    return "one" if n == 1 else "two" if n == 2 else "other"


def _arabic(n: float) -> str:
    if n in {0, 1, 2}:
        return ("zero", "one", "two")[int(n)]
    if n != int(n):
        return "other"
    last = int(n) % 100
    return "few" if 3 <= last <= 10 else "many" if last >= 11 else "other"


_CATEGORIES: dict[str, Callable[[float], str]] = {
    "ar": _arabic,
    "he": _hebrew,
    "fr": _one_below_two,
    "pt": _one_below_two,
}


def _category(tag: str, n: float | None) -> str:
    """Return the plural category of a number in a language."""
    return "other" if n is None else _CATEGORIES.get(tag.partition("-")[0], _one_or_other)(n)


def _fallbacks(tag: str) -> list[str]:
    parts = tag.lower().split("-")
    return [*("-".join(parts[:length]) for length in range(len(parts), 0, -1)), "en"]


@lru_cache(maxsize=16)
def _table(tag: str) -> dict[str, Any]:
    if not tag.replace("-", "").isalnum():
        return {}
    file = files("coursewright.exporters.words") / f"{tag}.yaml"
    if not file.is_file():
        return {}
    return yaml.load(file.read_text(encoding="utf-8"), _LOADER) or {}  # noqa: S506 - it makes texts alone

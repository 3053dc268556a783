"""Of two long wordings, the stretch in which they differ, with a few words around it."""

from __future__ import annotations

__all__ = ["excerpts"]

_WHOLE = 200
"""Letters up to which a text is shown whole."""
_AROUND = 4
"""Words that are shown before and after what differs."""
_MOST = 60
"""Words that are shown of a long stretch that differs."""


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Return both texts, each whole if both are short, else cut to where they differ, with ellipses."""
    if max(len(old), len(new)) <= _WHOLE:
        return old, new
    one, other = old.split(), new.split()
    first = _same(one, other)
    last = _same(one[first:][::-1], other[first:][::-1])
    return _part(one, first, last), _part(other, first, last)


def _same(one: list[str], other: list[str]) -> int:
    """Return how many words two lists begin with alike."""
    number = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        number += 1
    return number


def _part(words: list[str], first: int, last: int) -> str:
    start = max(0, first - _AROUND)
    end = min(len(words), len(words) - last + _AROUND)
    shown = words[start:end]
    cut = len(shown) > _MOST
    text = " ".join(shown[:_MOST])
    return ("… " if start else "") + text + (" …" if cut or end < len(words) else "")

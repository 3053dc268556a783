"""What things are called in their source, so that importing again finds them: by what they say, not where."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Thing", "sources_of"]

_LONGEST = 80
"""Letters of a title that are shown; of a longer one, a digest tells the rest."""


class Thing(NamedTuple):
    """Something that an entry became, and all that it can be known by."""

    word: str
    """What it is in a plan: `unit`, `task`."""
    holder: int | None
    """The number of the thing that it stands in; None for what stands at the top."""
    key: str
    """What `known_by` says of it; empty where the map names nothing."""
    local: str
    """A name that is its own among its neighbours: of a group, or in a mapping."""
    title: str
    place: str
    """Where it stands: the file, with the number of the row or the entry behind `#`."""
    whole_file: bool


def sources_of(things: Sequence[Thing]) -> list[str]:
    """Return what each thing is called, each once. A holder stands before what is in it.

    In this order: the key of the map, the path of a file, a name among neighbours, the title. Only what has
    none of these goes by its number, and only what says the same as a neighbour by its order.
    """
    everywhere = Counter((one.word, one.key) for one in things)
    together = Counter((one.holder, one.word, one.key) for one in things)
    found: list[str] = []
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for one in things:
        within = f"{found[one.holder]}/" if one.holder is not None else ""
        if one.key and everywhere[one.word, one.key] == 1:
            base = f"{one.word}:{_short(one.key)}"
        elif one.key:
            parts = [one.key, one.title] if together[one.holder, one.word, one.key] > 1 else [one.key]
            base = f"{within}{one.word}:{_short(', '.join(filter(None, parts)))}"
        elif one.whole_file:
            base = one.place
        elif one.local or one.title:
            base = f"{within}{one.word}:{_short(one.local or one.title)}"
        else:
            base = one.place
        found.append(next(name for name in _counted(base, numbers) if name not in taken))
        taken.add(found[-1])
    return found


def _counted(base: str, numbers: Counter[str]) -> Iterator[str]:
    """Yield a name, and then the same with the numbers that were not given to it before."""
    while True:
        numbers[base] += 1
        yield base if numbers[base] == 1 else f"{base}#{numbers[base]}"


def _short(said: str) -> str:
    text = " ".join(said.split())
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rstrip()}... {sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"

"""Short marks that tell things of one name apart, made of where each came from."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

__all__ = ["mark_of", "told_apart"]

_LENGTH = 4


def mark_of(source: str, length: int = _LENGTH) -> str:
    """Return a few letters and digits that follow from where a thing came from, and from nothing else."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def told_apart(
    wanted: Mapping[str, str],
    marked: Callable[[str, str], str],
    *,
    taken: Collection[str] = (),
    known: Mapping[str, str] | None = None,
    firm: Collection[str] = (),
) -> dict[str, str]:
    """Return a name for each source, all distinct even where case does not count.

    `wanted` are the names that sources would have; `marked` puts a mark on a name. What several want gets
    nobody without a mark, unless one of them is `firm`: so a name never passes to another thing because the
    order of things changed. `known` names, of an earlier import, stay; `taken` ones are given to nobody.
    """
    names: dict[str, str] = {}
    used: set[str] = set()
    for source in wanted:
        name = (known or {}).get(source, "")
        if name and name.casefold() not in used:
            names[source] = name
            used.add(name.casefold())
    used |= {name.casefold() for name in taken}
    open_ = {source: name for source, name in wanted.items() if source not in names}
    claims = Counter(name.casefold() for name in open_.values())
    firmly = Counter(open_[source].casefold() for source in firm if source in open_)
    late: list[str] = []
    for source, name in open_.items():
        low = name.casefold()
        alone = claims[low] == 1 or (source in firm and firmly[low] == 1)
        if alone and low not in used:
            names[source] = name
            used.add(low)
        else:
            late.append(source)
    for source in sorted(late):
        name = next(one for one in _candidates(source, open_[source], marked) if one.casefold() not in used)
        names[source] = name
        used.add(name.casefold())
    return {source: names[source] for source in wanted}


def _candidates(source: str, name: str, marked: Callable[[str, str], str]) -> Iterator[str]:
    """Yield the name with the mark of its source, and then with others that follow from it."""
    yield marked(name, mark_of(source))
    for number in count(2):
        yield marked(name, mark_of(f"{source}\n{number}"))

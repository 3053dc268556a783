"""Files by their paths below some folders, found at once however many folders there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Below"]


class Below:
    """Names of files by what is left of them below each of the `roots`, folders with their slashes.

    Where a path is there below several of them, the first counts.
    """

    def __init__(self, roots: Sequence[str], names: Iterable[str]) -> None:
        self._ranks = {root: rank for rank, root in reversed(list(enumerate(roots)))}
        self._found: dict[str, tuple[int, str]] = {}
        for name in names:
            for rank, rest in self._rests(name):
                known = self._found.get(rest)
                if known is None or rank < known[0]:
                    self._found[rest] = (rank, name)

    def __contains__(self, path: str) -> bool:
        return path in self._found

    def first(self, *paths: str) -> list[str]:
        """Return the files that these paths mean, by the order of the roots; those not there are none."""
        return [name for _, name in sorted(filter(None, map(self._found.get, paths)), key=lambda one: one[0])]

    def _rests(self, name: str) -> Iterator[tuple[int, str]]:
        """Yield what is left of a name below each root that it lies in, with the place of the root."""
        end = 0
        while True:
            rank = self._ranks.get(name[:end])
            if rank is not None:
                yield rank, name[end:]
            slash = name.find("/", end)
            if slash < 0:
                return
            end = slash + 1

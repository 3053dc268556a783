"""Marks behind the name of a page, each given once: what a thing on the page is called in its source."""

from __future__ import annotations

__all__ = ["Marks"]


class Marks:
    """Gives each mark once. Asked for again, it has a number behind it, as `spec.slugs.unused` gives them.

    A page may hold thousands of things of one name, so the numbers are not tried one by one.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def unused(self, wanted: str) -> str:
        """Return a mark that was not given before."""
        number = self._last.get(wanted, 0) + 1
        found = wanted if number == 1 else f"{wanted}-{number}"
        while found in self._taken:
            number += 1
            found = f"{wanted}-{number}"
        self._last[wanted] = number
        self._taken.add(found)
        return found

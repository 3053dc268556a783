"""Numbers for what Moodle numbers: the same in every build, whatever else is added."""

from __future__ import annotations

import hashlib

__all__ = ["SYSTEM_CONTEXT", "Ids"]

SYSTEM_CONTEXT = 1
_FIRST = 100_000_000
_MANY = 900_000_000
"""Nine digits: what fits into the columns of every database that Moodle runs on."""


class Ids:
    """Gives each thing of a space a number made of its name; where two collide, the later one moves on."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], int] = {}
        self._taken: dict[str, set[int]] = {}

    def __call__(self, space: str, name: str) -> int:
        """Return the number of a name in a space, such as `module`, `context` or `question`."""
        known = self._known.get((space, name))
        if known is not None:
            return known
        digest = hashlib.blake2b(f"{space}\0{name}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
        number = _FIRST + int.from_bytes(digest, "big") % _MANY
        taken = self._taken.setdefault(space, set())
        while number in taken:
            number = _FIRST + (number - _FIRST + 1) % _MANY
        taken.add(number)
        self._known[space, name] = number
        return number

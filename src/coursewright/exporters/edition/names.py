"""Names that stay over builds: keys made of ids, and slugs that files and XML can bear."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from coursewright.spec.wording import capital

__all__ = ["Names", "mark", "slug", "spelt_out"]

LONGEST = 80
"""Characters of a slug at most."""

_SPELT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "Ł": "L", "đ": "d", "Ø": "O", "Æ": "Ae", "ı": "i"}
)
_APART = re.compile(r"[^a-z0-9]+")
_MARK = 6


def slug(text: str) -> str:
    """Return a text as `[a-z][a-z0-9-]*`, at most 80 characters; a mark of its own where letters were lost.

    Accents fold into their letters. Of other scripts nothing would be left, so that a short hash of the text
    stands for it: two titles in Arabic are never one name.
    """
    folded = unicodedata.normalize("NFKD", text.translate(_SPELT))
    bare = "".join(one for one in folded if not unicodedata.combining(one))
    made = _APART.sub("-", bare.lower()).strip("-")
    lost = any(one.isalnum() and not one.isascii() for one in bare)
    if lost or not made:
        made = f"{made}-{mark(text)}".strip("-")
    if not made[0].isalpha():
        made = f"n-{made}"
    if len(made) > LONGEST:
        made = f"{made[: LONGEST - _MARK - 1].rstrip('-')}-{mark(text)}"
    return made


def spelt_out(identity: str | None) -> str:
    """Return an id as a title: `rule-on-cases` → `Rule on cases`; empty for none."""
    return capital((identity or "").replace("-", " ").replace("_", " ").strip())


def mark(text: str) -> str:
    """Return six hexadecimal digits that tell a text from others."""
    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:_MARK]


class Names:
    """Gives everything in one edition a key and a slug of its own."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._slugs: set[str] = set()

    def key(self, wanted: str) -> str:
        """Return a key; one that is taken gets a number behind it."""
        found, number = wanted, 1
        while found in self._keys:
            number += 1
            found = f"{wanted}-{number}"
        self._keys.add(found)
        return found

    def slug(self, key: str) -> str:
        """Return the slug of a key: what its parts are called, joined. One that is taken gets a mark."""
        wanted = slug(key)
        found, number = wanted, 0
        while found in self._slugs:
            number += 1
            found = f"{wanted[: LONGEST - _MARK - 1].rstrip('-')}-{mark(f'{key} {number}')}"
        self._slugs.add(found)
        return found

"""From a title to an id: `Two accounts of one strike` → `two-accounts-of-one-strike`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

LONGEST = 40
"""Letters above which an id that is made from a title ends with a whole word."""

_COUNTED = 100
"""Numbers that are tried one by one."""

_SPELT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "Ł": "L", "đ": "d", "Ø": "O", "Æ": "Ae", "’": "'"}
)
"""Letters of Latin scripts that are more than a letter and an accent."""
_ID = re.compile(r"[^\W_][\w.-]*")
_TAKEN = frozenset(
    {"true", "false", "yes", "no", "on", "off", "y", "n", "null", "none", "todo", "tbc", "tba", "tbd"}
    | {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""What YAML, the format or Windows would take for something else."""


def slug(title: str) -> str:
    """Return an id made from a title, in ASCII where that leaves anything; empty where there is no letter.

    Accents are dropped. A title in another script keeps its letters.
    """
    spelt = unicodedata.normalize("NFKD", title.translate(_SPELT))
    ascii_only = spelt.encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z])'(?=[a-z])", "", ascii_only))
    if not words or sum(map(len, words)) * 2 < sum(map(str.isalnum, title)):
        words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", title).lower())
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        made = longer
    return f"{made}-1" if made in _TAKEN else made


def is_id(text: str) -> bool:
    """Whether a text can be an id, and would not be read as something else."""
    return _ID.fullmatch(text) is not None and len(text) <= 100 and text.lower() not in _TAKEN


def unused(name: str, taken: Container[str]) -> str:
    """Return an id, with a number behind it where it is taken."""
    number, found = 1, name
    while found in taken and number < _COUNTED:
        number += 1
        found = f"{name}-{number}"
    if found not in taken:
        return found
    low, high = number, number * 2
    while f"{name}-{high}" in taken:
        low, high = high, high * 2
    while high - low > 1:  # thousands of things may have one name
        middle = (low + high) // 2
        low, high = (middle, high) if f"{name}-{middle}" in taken else (low, middle)
    return f"{name}-{high}"

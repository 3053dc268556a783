"""Whether a reason that somebody gives for a departure from good practice says anything."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

SHORTEST = 10
"""Characters of a reason; "not needed" has as many, and it is short enough."""

_NO_REASON = re.compile(
    r"\W*(?:(?:your|the|my|a) )?reason(?: why)?\W*|\W*why this is right here\W*", re.IGNORECASE
)
"""What reports and pages show where the author's own words belong."""


def says_why(reason: str) -> bool:
    """Whether a reason is long enough to be one; letters that are twice as wide say twice as much."""
    said = reason.strip()
    length = len(said) if said.isascii() else sum(2 if east_asian_width(one) in "WF" else 1 for one in said)
    return length >= SHORTEST and not _NO_REASON.fullmatch(said)

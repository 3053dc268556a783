"""What a credit stands for in hours of work, scheme by scheme."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from coursewright.design.shipped_tables import rows_of


class CreditScheme(NamedTuple):
    """The least and the most hours of one credit; `name` as people write it, empty for hours of one's own."""

    name: str
    least: float
    most: float

    def stand_for(self, number: float) -> tuple[float, float]:
        """Return the least and the most minutes that some credits stand for."""
        return 60 * number * self.least, 60 * number * self.most

    def worth(self, least: float, most: float) -> tuple[float, float]:
        """Return the credits that a range of minutes is worth, to the nearest half."""
        return round(least / 30 / self.most) / 2, round(most / 30 / self.least) / 2


def credit_scheme(written: str | None) -> CreditScheme | None:
    """Return the scheme of a `credit_scheme`: a known name, or the hours of one credit; None if unknown."""
    if written is None:
        return None
    known = _schemes().get(written)
    if known is not None:
        return known
    try:
        hours = float(written)
    except ValueError:
        return None
    return CreditScheme("", hours, hours) if hours > 0 else None


@lru_cache(maxsize=1)
def _schemes() -> dict[str, CreditScheme]:
    rows = rows_of("credit_schemes")
    return {name: CreditScheme(shown, float(least), float(most)) for name, shown, least, most in rows}

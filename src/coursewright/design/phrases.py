"""Phrases that every message may need, whether its rule is written in Python or in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.timeline import week_of
from coursewright.spec.wording import capital, shortened

__all__ = ["capital", "shortened", "when_phrase"]

if TYPE_CHECKING:
    from coursewright.spec.element import Element


def when_phrase(element: Element) -> str:
    """Return ` (week 3)` where the week is known, else nothing."""
    weeks = week_of(element)
    if weeks is None:
        return ""
    return f" (week {weeks})" if weeks.first == weeks.last else f" (weeks {weeks})"

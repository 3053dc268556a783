"""Phrases that every message may need, whether its rule is written in Python or in YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.timeline import week_of

if TYPE_CHECKING:
    from coursewright.spec.element import Element

LONGEST_QUOTE = 90


def capital(text: str) -> str:
    """Start a sentence with it."""
    return text[:1].upper() + text[1:]


def when_phrase(element: Element) -> str:
    """Return ` (week 3)` where the week is known, else nothing."""
    weeks = week_of(element)
    if weeks is None:
        return ""
    return f" (week {weeks})" if weeks.first == weeks.last else f" (weeks {weeks})"


def shortened(text: str) -> str:
    """Return the author's words, cut where they run on."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1].rstrip() + "…"

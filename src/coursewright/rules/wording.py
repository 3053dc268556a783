"""Phrases that the messages of several rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.spec.timeline import week_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.element import Element
    from coursewright.spec.model import Outcome

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


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as in a sentence: `a, b and c`."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def counted(number: float, noun: str, plural: str = "") -> str:
    """Count things in words: `1 task`, `3 tasks`."""
    shown = f"{number:g}"
    return f"{shown} {noun}" if number == 1 else f"{shown} {plural or noun + 's'}"


def shortened(text: str) -> str:
    """Return the author's words, cut where they run on."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1].rstrip() + "…"


def outcome_phrase(outcome: Outcome) -> str:
    """Call an outcome by its statement, cut where it runs on and without its full stop."""
    said = outcome.statement or outcome.title or outcome.id
    return f'outcome "{shortened(said.rstrip(" .;"))}"' if said else "this outcome"

"""Phrases that the messages of several rules share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.spec.timeline import week_of
from coursewright.spec.times import Dated, LearnerDay, Weekly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.element import Element, When
    from coursewright.spec.model import Outcome
    from coursewright.spec.moments import Moment

LONGEST_QUOTE = 90

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


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


def such_as(examples: Sequence[str]) -> str:
    """Return `, such as "a", "b" or "c"`, or nothing without examples."""
    quoted = listed([f'"{example}"' for example in examples], "or")
    return f", such as {quoted}" if quoted else ""


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


def date_phrase(date: dt.date) -> str:
    """Write a date out: `7 September 2026`, in whatever language the machine speaks."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def time_phrase(when: When | None, moment: Moment | None) -> str:
    """Quote a time as its author wrote it, followed by the moment it means unless that is said in full.

    A session's slot in the timetable gives it a moment without a time written at the session: no `when`.
    """
    if when is None:
        return str(moment)
    quoted = f"`{shortened(when.node.written)}`"
    match when.spec:
        case Dated(time=dt.time()):
            return quoted
        case Weekly(week=int(), time=dt.time()) | LearnerDay(time=dt.time()) if (
            moment is not None and moment.date is None
        ):
            return quoted
    return f"{quoted} ({moment})" if moment is not None else quoted


def length_phrase(length: dt.timedelta) -> str:
    """Write a length of time as the format does: `8 h`, `1 h 30 min`, `5 min`."""
    hours, minutes = divmod(round(length.total_seconds() / 60), 60)
    parts = [f"{amount} {unit}" for amount, unit in ((hours, "h"), (minutes, "min")) if amount]
    return " ".join(parts) or "0 min"

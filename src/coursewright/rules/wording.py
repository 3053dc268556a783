"""Phrases that the messages of several rules share."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from coursewright.design.phrases import capital, shortened, when_phrase
from coursewright.spec.model.structure import Module
from coursewright.spec.times import Dated, LearnerDay, Weekly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.spec.element import Item, Scope, When
    from coursewright.spec.model import Outcome
    from coursewright.spec.moments import Moment

__all__ = [
    "capital",
    "counted",
    "date_phrase",
    "length_phrase",
    "listed",
    "outcome_phrase",
    "reference_to",
    "shortened",
    "some_ids",
    "such_as",
    "time_phrase",
    "when_phrase",
]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def listed(words: Sequence[str], last: str = "and") -> str:
    """Join words as in a sentence: `a, b and c`."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def such_as(examples: Sequence[str]) -> str:
    """Return `, such as "a", "b" or "c"`, or nothing without examples."""
    quoted = listed([f'"{example}"' for example in examples], "or")
    return f", such as {quoted}" if quoted else ""


def reference_to(item: Item, place: Scope) -> str:
    """Return how an item is named from a place: by its id, and by its module's if that is another one."""
    home, here = item.scope.up("module"), place.up("module")
    module = home.element if home is not None and home is not here else None
    return f"{module.id}/{item.id}" if isinstance(module, Module) else f"{item.id}"


def some_ids(ids: Sequence[str]) -> str:
    """Return ids to choose from, four at most: `a`, `b`, `c` or another, each in backquotes."""
    shown = [f"`{each}`" for each in ids]
    return listed(shown if len(shown) <= 4 else [*shown[:3], "another"], "or")


def counted(number: float, noun: str, plural: str = "") -> str:
    """Count things in words: `1 task`, `3 tasks`."""
    shown = f"{number:g}"
    return f"{shown} {noun}" if number == 1 else f"{shown} {plural or noun + 's'}"


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

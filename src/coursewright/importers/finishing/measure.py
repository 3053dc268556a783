"""How large a course may be: far larger than any that people made, and small enough to be read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.importers.finishing.files import all_data
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from coursewright.importers.draft import CourseDraft, Data

__all__ = ["refuse_too_many"]

_ITEMS = 20_000
_MODULES = 2_000
_VALUES = 300_000
"""Single values of all keys, those of questions and their answers among them."""


def refuse_too_many(draft: CourseDraft) -> None:
    """Raise `UsageError` for a course that nobody can have made by hand."""
    every = [*all_data(draft)]
    for number, most, what in (
        (len(every), _ITEMS, "modules, units and items"),
        (len(draft.modules), _MODULES, "modules"),
        (_values(every), _VALUES, "values"),
    ):
        if number > most:
            raise UsageError(
                f"This holds more than {most:,} {what}, and so was not imported.",
                "No course has so many. Import a part of it, or look at what is in it.",
            )


def _values(every: list[Data]) -> int:
    """Count single values, up to a little more than there may be."""
    waiting: list[Any] = [*every]
    number = 0
    while waiting and number <= _VALUES:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list | tuple):
            waiting += one
        else:
            number += 1
    return number

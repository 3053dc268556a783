"""How large a course may be: far larger than any that people made, and small enough to be read at once."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from coursewright.importers.finishing.files import all_data
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.draft import CourseDraft, Data

__all__ = ["refuse_too_many"]

_ITEMS = 20_000
_MODULES = 2_000
_VALUES = 300_000
"""Single values of all keys, those of questions and their answers among them."""
_LETTERS = 10_000_000
"""Of the texts that stand in specs, pages and instructions aside: a spec with more could not be read."""


def refuse_too_many(draft: CourseDraft) -> None:
    """Raise `UsageError` for a course that nobody can have made by hand."""
    every = [*all_data(draft)]
    for number, most, what in (
        (len(every), _ITEMS, "modules, units and items"),
        (len(draft.modules), _MODULES, "modules"),
        (_values(every), _VALUES, "values"),
        (_letters(every), _LETTERS, "letters outside its pages"),
    ):
        if number > most:
            raise UsageError(
                f"This holds more than {most:,} {what}, and so was not imported.",
                "No course has so many. Import a part of it, or look at what is in it.",
            )


def _values(every: list[Data]) -> int:
    """Count single values, up to a little more than there may be."""
    return sum(1 for _ in islice(_singles(every), _VALUES + 1))


def _letters(every: list[Data]) -> int:
    """Count the letters of texts that stand in specs."""
    return sum(len(one) for one in _singles(every) if isinstance(one, str))


def _singles(every: list[Data]) -> Iterator[Any]:
    waiting: list[Any] = [*every]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list) or type(one) is tuple:
            waiting += one
        else:
            yield one

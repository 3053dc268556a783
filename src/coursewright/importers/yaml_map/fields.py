"""The fields of a file, one by one, and the columns that they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.source import Plain

__all__ = ["Steps", "at", "column_of", "is_table", "leaves"]

Steps: TypeAlias = tuple[str, ...]
"""The way from the top of a file to a part of it; numbers of lists count from one."""


def is_table(name: str) -> bool:
    """Whether a file is a table, by its name."""
    return name.lower().endswith((".csv", ".tsv"))


def leaves(document: Plain) -> Iterator[tuple[Steps, str]]:
    """Yield the texts of a document that say something, with the steps to each."""
    waiting: list[tuple[Steps, Plain]] = [((), document)]
    while waiting:
        steps, value = waiting.pop()
        if isinstance(value, str):
            if value.strip():
                yield steps, value
        elif isinstance(value, dict):
            waiting += [((*steps, key), one) for key, one in reversed(value.items())]
        else:
            waiting += [((*steps, str(number)), one) for number, one in reversed(list(enumerate(value, 1)))]


def column_of(steps: Steps) -> Steps:
    """Return the steps without the numbers of lists: what is alike in all entries."""
    return tuple(step for step in steps if not step.isdecimal() or not step.isascii())


def at(document: Plain, steps: Steps) -> Plain:
    """Return the part of a document to which steps lead."""
    here = document
    for step in steps:
        if isinstance(here, list):
            here = here[int(step) - 1]
        elif isinstance(here, dict):
            here = here[step]
    return here

"""Which files of the source a draft names, itself or in the links of its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import File, Ref, Text
from coursewright.importers.links import files_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.account import Account
    from coursewright.importers.draft import CourseDraft, Data, Value

__all__ = ["all_data", "files_of"]


def files_of(draft: CourseDraft, account: Account) -> dict[str, None]:
    """Return the names of the files, each once, in the order in which they come; some may not be there."""
    found: dict[str, None] = {}
    for data in all_data(draft):
        found.update(dict.fromkeys(_in(data)))
    for kept in account.kept:
        found.update(dict.fromkeys(files_in(kept.markdown)))
    return found


def all_data(draft: CourseDraft) -> Iterator[Data]:
    """Yield the data of the course and of everything in it."""
    yield draft.data
    yield from (item.data for item in draft.items)
    for module in draft.modules:
        yield module.data
        yield from (item.data for item in module.items)
        for unit in module.units:
            yield unit.data
            yield from (item.data for item in unit.items)


def _in(value: Value) -> Iterator[str]:
    waiting: list[Value] = [value]
    while waiting:
        match waiting.pop():
            case File(name):
                yield name
            case Text(text) | str(text):
                yield from files_in(text)
            case Ref() | bool() | int() | float():
                pass
            case dict() as mapping:
                waiting += reversed(mapping.values())
            case list() | tuple() as some:
                waiting += reversed(some)

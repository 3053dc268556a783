"""What of a source a map does not speak of, so that nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from coursewright.importers.yaml_map.calling import field_name, part_called
from coursewright.importers.yaml_map.dates import doubt_about
from coursewright.importers.yaml_map.fields import at, column_of, leaves
from coursewright.importers.yaml_map.records import DATA_FILES
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.source import Plain
    from coursewright.importers.yaml_map.calling import FieldName
    from coursewright.importers.yaml_map.fields import Steps
    from coursewright.importers.yaml_map.model import Map
    from coursewright.importers.yaml_map.records import Library

__all__ = ["note_leftovers"]


def note_leftovers(map_: Map, library: Library, account: Account, *, own: bool) -> None:
    """Note the fields, the entries and the files of which nothing came in, each kind with its count.

    `own` says that the user wrote the map, and so may be told about it.
    """
    fields: Counter[tuple[FieldName, str]] = Counter()
    first: dict[tuple[FieldName, str], str] = {}
    doubts: dict[tuple[FieldName, str], str] = {}
    lists, taken, used, told = (
        _by_file(one) for one in (library.entered, library.taken, library.used, library.told)
    )
    nothing: set[Steps] = set()
    for name, document in library.documents.items():
        known = used.get(name, nothing) | told.get(name, nothing)
        here = _Here(lists.get(name, nothing), taken.get(name, nothing), known)
        for steps, value in leaves(document):
            if not here.is_told(steps):
                field = field_name(name, steps, library.called), ".".join(column_of(steps)) or "item"
                fields[field] += 1
                first.setdefault(field, " ".join(value.split()))
                if steps in library.unclear.get((name, column_of(steps)), {}):
                    doubts.setdefault(field, doubt_about(first[field]))
        _note_entries(name, document, here, account)
    for field, count in fields.items():
        (what, title), dotted = field
        names = {title, dotted, dotted.removeprefix("rows.")}
        reason = next((why for word, why in map_.leave_out.items() if _covers(word, names)), "")
        if reason:
            how = f"left out by the map: {reason}" if own else reason
        elif own:
            named = dotted in library.found or dotted.rpartition(".")[2] in library.found
            how = "in the map, which makes nothing of it here" if named else "not in the map"
        else:
            how = "not in the plan"
        how = f'{how}, {counted(count, "time")}, such as "{first[field][:40]}"'
        if field in doubts and not reason:
            how = f"{doubts[field]}; {counted(count, 'date')} left out"
        account.left_out(what, dotted, title, how)
    _note_doubts(library, account)
    for name in library.names():
        if name.lower().endswith(DATA_FILES) and name not in library.documents and name != map_.path:
            account.left_out("file", name, name, "not in the map")


def _note_doubts(library: Library, account: Account) -> None:
    """Note the columns whose dates are kept as texts, because nobody can say which day they mean."""
    for (file, column), said in library.unclear.items():
        kept = {steps: text for steps, text in said.items() if (file, steps) in library.used}
        if kept:
            what, title = field_name(file, next(iter(kept)), library.called)
            into = next((key for steps in kept if (key := library.kept_as.get((file, steps)))), "")
            how = f"{doubt_about(next(iter(kept.values())))}; {counted(len(kept), 'date')} kept"
            account.partly(
                what, ".".join(column), title, f"{how} as `{into}`" if into else f"{how} as written"
            )


def _by_file(places: set[tuple[str, Steps]]) -> dict[str, set[Steps]]:
    found: dict[str, set[Steps]] = {}
    for file, steps in places:
        found.setdefault(file, set()).add(steps)
    return found


class _Here:
    """What became of one file: lists that were gone through, entries that became something, fields used."""

    def __init__(self, lists: set[Steps], taken: set[Steps], used: set[Steps]) -> None:
        self.lists = lists
        self._whole = taken | used
        self._used = used
        self._within = {steps[:end] for steps in used for end in range(1, len(steps))}

    def is_taken(self, entry: Steps) -> bool:
        """Whether anything came of an entry of a list."""
        return entry in self._whole or entry in self._within

    def is_told(self, field: Steps) -> bool:
        """Whether a field went into the plan, or is told about with the entry that it stands in."""
        ends = range(1, len(field) + 1)
        if any(field[:end] in self._used for end in ends):
            return True
        lost = next((end for end in ends if end < len(field) and field[:end] in self.lists), 0)
        return bool(lost) and not self.is_taken(field[: lost + 1])


def _covers(word: str, names: set[str]) -> bool:
    return any(fnmatchcase(name, word) or name.startswith(f"{word}.") for name in names)


def _note_entries(name: str, document: Plain, here: _Here, account: Account) -> None:
    """Note each entry of a list that was gone through of which nothing became anything."""
    for steps in sorted(here.lists):
        held = at(document, steps)
        keys = [str(number) for number in range(1, len(held) + 1)] if isinstance(held, list) else []
        for key in keys or (list(held) if isinstance(held, dict) else []):
            path = (*steps, key)
            said = "" if here.is_taken(path) else next((one for _, one in leaves(at(document, path))), "")
            if said:
                what, place = part_called(name, path), f"{name}#{'/'.join(path)}"
                account.left_out(what, place, " ".join(said.split())[:60], "nothing in the map takes it")

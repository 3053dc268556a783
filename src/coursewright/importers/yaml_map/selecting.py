"""Which entries a level of a map takes: from files, from lists, filled down, chosen, grouped and sorted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.importers.yaml_map.records import Entry, matching, text_in
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.account import Account
    from coursewright.importers.source import Plain
    from coursewright.importers.yaml_map.model import Conditions, Level
    from coursewright.importers.yaml_map.records import Library

__all__ = ["BRACES", "entries_in", "entries_of", "fits", "put_together"]

BRACES = re.compile(r"\{([^{}]{1,100})\}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?")


def entries_of(level: Level, around: Entry | None, library: Library, account: Account) -> list[Entry]:
    """Return the entries of a level within an entry; at the top, within None. Raises `UsageError`."""
    bases = [around] if around is not None else []
    if level.files:
        bases = list(_files(level, around, library, account))
    found = bases
    if level.list:
        found = [
            one
            for base in bases
            for word in level.list
            for one in entries_in(base, word, level.split, library)
        ]
    found = list(_filled_down(found, level.fill_down, library))
    found = [one for one in found if fits(one, level.conditions, library)]
    if level.group_by:
        found = list(_grouped(found, level.group_by, library))
    if level.order_by:
        found.sort(key=lambda one: _rank(library.said(one, level.order_by)))
    return found


def _files(level: Level, around: Entry | None, library: Library, account: Account) -> Iterator[Entry]:
    about = around.about if around is not None else {}
    if level.listed_in and around is not None:
        for item in text_in(library.value(around, level.listed_in)).split("\n"):
            here = around._replace(about={**about, "item": item})
            names = [name for pattern in level.files for name in _named(pattern, here, library)]
            if not names and item:
                why = f"the file of {level.place} that `{level.listed_in}` names is not there"
                account.left_out("file", f"{around.source}#{level.listed_in}/{item}", item, why)
            for name in names:
                yield library.file_entry(name, {**about, "item": item})._replace(around=around)
        return
    seen: set[str] = set()
    for pattern in level.files:
        for name in _named(pattern, around, library):
            if name not in seen:
                seen.add(name)
                yield library.file_entry(name, about)._replace(around=around)
    if not seen and around is None:
        wanted = ", ".join(f"`{one}`" for one in level.files)
        raise UsageError(
            f"The map finds no files for its {level.place}: nothing is called {wanted}.",
            "Paths count from the top of what is imported; `*` stands for any name, `**` for any folders.",
        )


def _named(pattern: str, around: Entry | None, library: Library) -> list[str]:
    """Return the files that a path means, fields in braces put in."""
    written = put_together(pattern, around, library) if around is not None else pattern
    if not written:
        return []
    path = re.sub(r"^(?:\./)+", "", written)
    if library.has(path):
        return [path]
    return list(matching(library.names(), path)) if "*" in pattern or "?" in pattern else []


def put_together(template: str, entry: Entry, library: Library) -> str:
    """Return a text with its fields put in; empty where one of them is."""
    words = BRACES.findall(template)
    said = {word: library.said(entry, word.strip()) for word in words}
    if not all(said.values()):
        return ""
    return BRACES.sub(lambda found: said[found[1]], template).strip()


def entries_in(entry: Entry, word: str, split: str, library: Library) -> list[Entry]:
    """Return the entries of a field: of a list, of a mapping, or of a text that is cut."""
    if word == "rows" and entry.rows:
        return list(entry.rows)
    found = library.field(entry, word)
    if found is None:
        return []
    value, file, path = found
    library.entered.add((file, path))
    if isinstance(value, str):
        library.use(file, path)
        parts = _cut(value, split)
        return [
            Entry(file, (*path, str(at)), part, entry.about, around=entry) for at, part in enumerate(parts, 1)
        ]
    if isinstance(value, dict):
        return [
            Entry(file, (*path, key), _as_fields(one), {**entry.about, "key": key}, around=entry)
            for key, one in value.items()
        ]
    return [Entry(file, (*path, str(at)), one, entry.about, around=entry) for at, one in enumerate(value, 1)]


def _as_fields(value: Plain) -> Plain:
    """Return an entry of a mapping as fields; one that is a text has it as `value`."""
    return value if isinstance(value, dict) else {"value": value}


def _cut(text: str, split: str) -> list[str]:
    parts = [piece for line in text.split("\n") for piece in (line.split(split) if split else [line])]
    return [part.strip() for part in parts if part.strip()]


def _filled_down(entries: list[Entry], words: tuple[str, ...], library: Library) -> Iterator[Entry]:
    above: dict[str, str] = {}
    for entry in entries:
        data = entry.data
        if not words or not isinstance(data, dict):
            yield entry
            continue
        filled = dict(data)
        for word in words:
            if said := text_in(found.value) if (found := library.field(entry, word)) else "":
                above[word] = said
            elif word in above:
                filled[word] = above[word]
        yield entry._replace(data=filled)


def fits(entry: Entry, conditions: Conditions, library: Library) -> bool:
    """Say whether an entry fulfils conditions. What they ask about counts as used."""
    for word, values in conditions.equal:
        if library.said(entry, word) not in values:
            return False
    if any(library.field(entry, word) is None for word in conditions.filled):
        return False
    return all(library.field(entry, word) is None for word in conditions.empty)


def _grouped(entries: list[Entry], word: str, library: Library) -> Iterator[Entry]:
    groups: dict[str, list[Entry]] = {}
    for number, entry in enumerate(entries):
        said = library.said(entry, word)
        groups.setdefault(said or f"\0{number}", []).append(entry)
    for group in groups.values():
        yield group[0]._replace(rows=tuple(group))


def _rank(said: str) -> tuple[int, float, str]:
    if _NUMBER.fullmatch(said):
        return 0, float(said), ""
    return (1, 0.0, said) if said else (2, 0.0, "")

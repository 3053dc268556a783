"""The files of a source as entries with fields, and a record of which fields were used."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.yaml_map.fields import column_of, is_table, leaves
from coursewright.importers.yaml_map.tables import as_head, table_of
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.source import Plain, Source

__all__ = ["DATA_FILES", "Entry", "Field", "Library", "matching", "text_in"]

DATA_FILES = (".yaml", ".yml", ".json", ".csv", ".tsv")
_MOST_PATTERN = 500
_AROUND = "around."
_STARS = re.compile(r"\*{3,}")


class Entry(NamedTuple):
    """A part of a file that something is made of: a whole file, an entry of a list, or a row."""

    file: str
    path: tuple[str, ...]
    """Steps from the top of the file; numbers of lists count from one."""
    data: Plain
    about: dict[str, str]
    """What is known of it beside its fields: `folder`, `file`, `item`."""
    rows: tuple[Entry, ...] = ()
    """Of entries that are grouped: those of the group; the fields are then those of the first."""
    around: Entry | None = None
    """What it is an entry of; its fields go by `around.NAME`."""

    @property
    def source(self) -> str:
        """What it is in its source."""
        return f"{self.file}#{'/'.join(self.path)}" if self.path else self.file


class Field(NamedTuple):
    """What a field holds, and where it stands."""

    value: Plain
    file: str
    path: tuple[str, ...]


class Library:
    """Reads each file once, and remembers which fields were asked for."""

    def __init__(self, source: Source, heads: frozenset[str] = frozenset()) -> None:
        """Take a source, and the heads that its tables may have."""
        self._source = source
        self._heads = heads
        self._documents: dict[str, Plain] = {}
        self.used: set[tuple[str, tuple[str, ...]]] = set()
        """Fields that went into the plan: the file and the steps in it. What is below one is used with it."""
        self.entered: set[tuple[str, tuple[str, ...]]] = set()
        """Lists that entries were taken from."""
        self.taken: set[tuple[str, tuple[str, ...]]] = set()
        """Entries of lists that became something."""
        self.told: set[tuple[str, tuple[str, ...]]] = set()
        """Fields of which the account says already why they did not come in."""
        self.called: dict[tuple[str, tuple[str, ...]], str] = {}
        """Entries that the map has a word for."""
        self.unclear: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], str]] = {}
        """Dates that cannot be read: by file and column, those in it by their steps."""
        self.kept_as: dict[tuple[str, tuple[str, ...]], str] = {}
        """Under which of our keys such a text is kept, by file and steps."""
        self._keys = {"value"}
        """All fields of what was read, without capitals."""
        self._columns: dict[str, dict[tuple[str, ...], list[str]]] = {}
        self._trail: list[tuple[str, tuple[str, ...]]] = []
        self.found: set[str] = set()
        """Words of the map that some field goes by."""

    @property
    def documents(self) -> dict[str, Plain]:
        """What was read, by file."""
        return self._documents

    def names(self) -> list[str]:
        """Return all files of the source, sorted."""
        return self._source.names()

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return name in self._source.sizes

    def file_entry(self, name: str, about: dict[str, str]) -> Entry:
        """Return a file as an entry. Raises `UsageError` where it is broken."""
        if name not in self._documents:
            self._documents[name] = self._read(name)
            self._keys |= {_fold(key) for key in _keys_in(self._documents[name])}
        folder, _, last = name.rpartition("/")
        known = {**about, "folder": folder or ".", "file": last.rpartition(".")[0] or last}
        return Entry(name, (), self._documents[name], known)

    def _read(self, name: str) -> Plain:
        if is_table(name):
            table = table_of(self._source.text(name), name, self._heads)
            found_above = {"table_title": table.title, "above": table.above}
            return {"rows": table.rows, **{key: text for key, text in found_above.items() if text}}
        found = self._source.yaml(name)
        if isinstance(found, list):
            return {"rows": found}
        if isinstance(found, str) and found:
            raise UsageError(f"`{name}` holds a text and no fields.", "A map reads files that have fields.")
        return found

    def field(self, entry: Entry, word: str) -> Field | None:
        """Return what a field of an entry holds and where it stands; None where it is empty or not there."""
        while word.startswith(_AROUND) and entry.around is not None:
            entry, word = entry.around, word.removeprefix(_AROUND)
        if isinstance(entry.data, str):
            return Field(entry.data, entry.file, entry.path) if word == "item" and entry.data else None
        if _fold(word.partition(".")[0]) not in self._keys and _fold(word) not in self._keys:
            return None  # most words of a map that knows many languages
        found = _reached(entry.data, word)
        if found is None:
            return None
        self.found.add(word)
        value, steps = found
        return Field(value, entry.file, (*entry.path, *steps)) if value not in ("", [], {}) else None

    def says(self, entry: Entry, word: str) -> bool:
        """Whether a field of an entry says anything, or is known of it beside its fields."""
        return self.field(entry, word) is not None or bool(entry.about.get(word))

    def column(self, file: str, path: tuple[str, ...]) -> list[str]:
        """Return what all entries of a file say in a field."""
        if file not in self._columns:
            columns = self._columns[file] = {}
            for steps, text in leaves(self._documents.get(file, "")):
                columns.setdefault(column_of(steps), []).append(text)
        return self._columns[file].get(column_of(path), [])

    def use(self, file: str, path: tuple[str, ...]) -> None:
        """Remember that a field went into the plan."""
        if (file, path) not in self.used:
            self.used.add((file, path))
            self._trail.append((file, path))

    def mark(self) -> int:
        """Return a mark to go back to with `forget`."""
        return len(self._trail)

    def forget(self, mark: int) -> None:
        """Forget what was used since a mark: nothing came of it."""
        for one in self._trail[mark:]:
            self.used.discard(one)
        del self._trail[mark:]

    def value(self, entry: Entry, word: str) -> Plain:
        """Return what a field holds, and remember that it was used; empty where it is not there.

        `folder`, `file` and `item` are known of each entry where no field has that name.
        """
        found = self.field(entry, word)
        if found is None:
            return entry.about.get(word, "")
        self.use(found.file, found.path)
        return found.value

    def said(self, entry: Entry, word: str) -> str:
        """Return a field as one text."""
        return text_in(self.value(entry, word))


def text_in(value: Plain) -> str:
    """Return a value as one text: a list one line each; a mapping is none."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "\n".join(filter(None, (text_in(one) for one in value if not isinstance(one, list))))
    return ""


def _reached(data: Plain, word: str) -> tuple[Plain, tuple[str, ...]] | None:
    """Follow a name: the field of that name, whatever its capitals, else field by field at the dots."""
    if not isinstance(data, dict):
        return None
    if (name := _name(data, word)) is not None:
        return data[name], (name,)
    if "." not in word:
        return None
    head, _, rest = word.partition(".")
    name = _name(data, head)
    below = _reached(data[name], rest) if name is not None else None
    return (below[0], (name or "", *below[1])) if below is not None else None


def _keys_in(document: Plain) -> set[str]:
    """Return the names of all fields of a file."""
    found: set[str] = set()
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            found |= value.keys()
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return found


def _name(data: dict[str, Plain], word: str) -> str | None:
    return word if word in data else _folded(tuple(data)).get(_fold(word))


@lru_cache(maxsize=1000)
def _folded(names: tuple[str, ...]) -> dict[str, str]:
    """Return names by what they are without capitals: rows of one table have the same."""
    return {_fold(name): name for name in reversed(names)}


@lru_cache(maxsize=1000)
def _fold(word: str) -> str:
    return as_head(word)


def matching(names: list[str], pattern: str) -> Iterator[str]:
    """Yield the names that a pattern matches: `*` within a folder, `**` through folders."""
    wanted = _STARS.sub("**", pattern.removeprefix("./"))[:_MOST_PATTERN].split("/")
    for name in names:
        if _fits(name.split("/"), wanted):
            yield name


def _fits(parts: list[str], wanted: list[str]) -> bool:
    """Match parts of a path, each at most once against each part of the pattern."""
    reachable = {0}
    for one in wanted:
        if one == "**":
            reachable = set(range(min(reachable), len(parts) + 1)) if reachable else set()
        else:
            reachable = {at + 1 for at in reachable if at < len(parts) and fnmatchcase(parts[at], one)}
        if not reachable:
            return False
    return len(parts) in reachable

"""What of a source a map does not speak of, so that nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, TypeAlias

from coursewright.importers.yaml_map.records import DATA_FILES
from coursewright.importers.yaml_map.selecting import BRACES
from coursewright.spec.wording import closest, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.account import Account
    from coursewright.importers.source import Plain
    from coursewright.importers.yaml_map.model import Level, Map, Rule
    from coursewright.importers.yaml_map.records import Library

    Steps: TypeAlias = tuple[str, ...]

__all__ = ["note_leftovers", "note_unknown_words"]

_ABOUT = frozenset({"folder", "file", "item", "key", "value", "rows"})


def note_leftovers(map_: Map, library: Library, account: Account) -> None:
    """Note the fields, the entries and the files of which nothing came in, each kind with its count."""
    fields: Counter[str] = Counter()
    first: dict[str, str] = {}
    lists, taken, used = (_by_file(one) for one in (library.entered, library.taken, library.used))
    nothing: set[Steps] = set()
    for name, document in library.documents.items():
        here = _Here(lists.get(name, nothing), taken.get(name, nothing), used.get(name, nothing))
        for steps, value in _leaves(document):
            if not here.is_told(steps):
                field = _named(steps)
                fields[field] += 1
                first.setdefault(field, value)
        _note_entries(name, document, here, account)
    for field, count in fields.items():
        reason = next((why for word, why in map_.leave_out.items() if _covers(word, field)), "")
        named = field in library.found or field.rpartition(".")[2] in library.found
        how = "in the map, which makes nothing of it here" if named else "not in the map"
        how = f"left out by the map: {reason}" if reason else how
        said = " ".join(first[field].split())[:40]
        account.left_out("field", field, field, f'{how} ({counted(count, "time")}, such as "{said}")')
    for name in library.names():
        if name.lower().endswith(DATA_FILES) and name not in library.documents and name != map_.path:
            account.left_out("file", name, name, "not in the map")


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


def _covers(word: str, field: str) -> bool:
    return fnmatchcase(field, word) or field.startswith(f"{word}.")


def _note_entries(name: str, document: Plain, here: _Here, account: Account) -> None:
    """Note each entry of a list that was gone through of which nothing became anything."""
    for steps in sorted(here.lists):
        held = _at(document, steps)
        keys = [str(at) for at in range(1, len(held) + 1)] if isinstance(held, list) else []
        for key in keys or (list(held) if isinstance(held, dict) else []):
            path = (*steps, key)
            said = "" if here.is_taken(path) else next((one for _, one in _leaves(_at(document, path))), "")
            if said:
                why = "no part of the map takes it"
                account.left_out("entry", f"{name}#{'/'.join(path)}", " ".join(said.split())[:60], why)


def _at(document: Plain, steps: tuple[str, ...]) -> Plain:
    here = document
    for step in steps:
        if isinstance(here, list):
            here = here[int(step) - 1]
        elif isinstance(here, dict):
            here = here[step]
    return here


def _leaves(document: Plain) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the texts of a document with the steps to each; those of lists are numbers."""
    waiting: list[tuple[tuple[str, ...], Plain]] = [((), document)]
    while waiting:
        steps, value = waiting.pop()
        if isinstance(value, str):
            if value.strip():
                yield steps, value
        elif isinstance(value, dict):
            waiting += [((*steps, key), one) for key, one in reversed(value.items())]
        else:
            waiting += [((*steps, str(at)), one) for at, one in reversed(list(enumerate(value, 1)))]


def _named(steps: tuple[str, ...]) -> str:
    """Return a field as reports name it: without the numbers of lists."""
    return ".".join(step for step in steps if not step.isdecimal() or not step.isascii()) or "item"


def note_unknown_words(map_: Map, library: Library, account: Account) -> None:
    """Note the fields that the map names and no entry has."""
    known = {
        step
        for document in library.documents.values()
        for steps, _ in _leaves(document)
        for step in _named(steps).split(".")
    }
    for place, words in _words_of_map(map_):
        if not words or any(word in library.found or word in _ABOUT for word in words):
            continue
        word = words[0]
        near = closest(word.rpartition(".")[2], known)
        why = "the map names it, and nothing in the source has it"
        account.left_out("field of the map", place, word, f"{why}; did you mean `{near}`?" if near else why)


def _words_of_map(map_: Map) -> Iterator[tuple[str, list[str]]]:
    """Yield the fields that a map names, those together of which one is enough, each with its place."""
    waiting = [level for level in (map_.course, map_.modules) if level is not None]
    while waiting:
        level: Level = waiting.pop(0)
        single = [
            level.listed_in,
            level.group_by,
            level.order_by,
            level.known_by,
            *level.fill_down,
        ]
        yield from ((level.place, [word]) for word in single if word)
        yield level.place, list(level.list)
        yield from ((level.place, [word]) for word, _ in level.conditions.equal)
        rules = [rule for _, rule in level.keys] + ([level.id] if level.id else [])
        rules += [note.text for note in level.notes]
        for rule in rules:
            yield from _words_of_rule(rule)
        waiting += [one for _, several in level.lists for one in several]
        waiting += [level.units] if level.units else []


def _words_of_rule(rule: Rule) -> Iterator[tuple[str, list[str]]]:
    match rule.origin:
        case "field" | "list":
            yield rule.place, [rule.word]
        case "text":
            yield from ((rule.place, [word.strip()]) for word in BRACES.findall(rule.word))
        case "first_of":
            yield (
                rule.place,
                [word for one in rule.parts for _, words in _words_of_rule(one) for word in words],
            )
        case _:
            for one in rule.parts:
                yield from _words_of_rule(one)
    for _, one in rule.keys:
        yield from _words_of_rule(one)

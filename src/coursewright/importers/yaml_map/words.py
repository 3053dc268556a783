"""The words of a map: the fields that it names, and those among them that nothing in the source has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.yaml_map.fields import column_of, leaves
from coursewright.importers.yaml_map.selecting import BRACES
from coursewright.importers.yaml_map.tables import as_head
from coursewright.spec.wording import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.importers.account import Account
    from coursewright.importers.yaml_map.model import Level, Map, Rule
    from coursewright.importers.yaml_map.records import Library

__all__ = ["heads_of", "note_unknown_words"]

_ABOUT = frozenset({"folder", "file", "item", "key", "value", "rows"})
_OF_TABLES = frozenset({"above", "table_title"})


def heads_of(map_: Map) -> frozenset[str]:
    """Return the fields of a map as the heads of a table would be written."""
    words = {word.rpartition("around.")[2] for _, several in _words_of_map(map_) for word in several}
    return frozenset(as_head(word) for word in words) - _ABOUT - _OF_TABLES


def note_unknown_words(map_: Map, library: Library, account: Account) -> None:
    """Note the fields that the map names and no entry has."""
    known = {
        step
        for document in library.documents.values()
        for steps, _ in leaves(document)
        for step in column_of(steps)
    }
    for place, words in _words_of_map(map_):
        if not words or any(word in library.found or word in _ABOUT or word in _OF_TABLES for word in words):
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

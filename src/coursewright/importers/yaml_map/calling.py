"""What the things and the fields of a source are called when the import speaks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.yaml_map.fields import column_of, is_table
from coursewright.spec.wording import with_article

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coursewright.importers.yaml_map.fields import Steps
    from coursewright.importers.yaml_map.model import Level, Rule
    from coursewright.importers.yaml_map.records import Entry, Field, Library

__all__ = ["FieldName", "field_name", "field_of", "part_called", "thing_called", "value_called"]


class FieldName(NamedTuple):
    """A field as reports name it."""

    what: str
    """`column`, or `field of a step`."""
    title: str


def thing_called(level: Level, entry: Entry) -> str:
    """Return what an entry is called: the word of the map, else what it is in its file."""
    return level.called or ("rows" if len(entry.rows) > 1 else part_called(entry.file, entry.path))


def part_called(file: str, path: Steps) -> str:
    """Return what a part of a file is: `row`, or the name of the column or the list that it is in."""
    if not path:
        return "table" if is_table(file) else "file"
    if path[0] == "rows" and len(path) == 2:
        return "row" if is_table(file) else "item"
    return next(iter(reversed(column_of(path[:-1]))), "item")


def value_called(rule: Rule, entry: Entry, library: Library) -> str:
    """Return the name of the field that a value is from, as it is written there; empty for none."""
    found = field_of(rule, entry, library)
    return next(iter(reversed(column_of(found.path))), "") if found is not None else ""


def field_of(rule: Rule, entry: Entry, library: Library) -> Field | None:
    """Return the field that a rule goes by: of several, the first that says something."""
    if rule.origin in {"field", "list"}:
        return library.field(entry, rule.word)
    if rule.origin != "first_of":
        return None
    found = (field_of(one, entry, library) for one in rule.parts)
    return next((one for one in found if one is not None), None)


def field_name(file: str, steps: Steps, called: Mapping[tuple[str, Steps], str]) -> FieldName:
    """Return the name of a field; `called` are the entries that the map has a word for."""
    column = column_of(steps)
    if is_table(file):
        in_rows = column[:1] == ("rows",)
        return FieldName("column", column[-1]) if in_rows else FieldName("line", "above the heads")
    for end in range(len(steps) - 1, -1, -1):
        if word := called.get((file, steps[:end])):
            return FieldName(f"field of {with_article(word)}", ".".join(column_of(steps[end:])) or "item")
    return FieldName("field", ".".join(column[1:] if column[:1] == ("rows",) else column) or "item")

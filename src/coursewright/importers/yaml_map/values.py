"""What a rule of a map makes of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coursewright.importers.draft import File, Ref
from coursewright.importers.yaml_map.calling import field_of, value_called
from coursewright.importers.yaml_map.conversions import converted
from coursewright.importers.yaml_map.dates import date_in, is_unclear, order_of
from coursewright.importers.yaml_map.fields import column_of
from coursewright.importers.yaml_map.records import text_in
from coursewright.importers.yaml_map.selecting import entries_in, fits, put_together
from coursewright.spec.wording import counted

if TYPE_CHECKING:
    from coursewright.importers.account import Account
    from coursewright.importers.draft import Data, Value
    from coursewright.importers.source import Plain
    from coursewright.importers.yaml_map.dates import Order
    from coursewright.importers.yaml_map.fields import Steps
    from coursewright.importers.yaml_map.model import Rule
    from coursewright.importers.yaml_map.records import Entry, Library

__all__ = ["CALLED", "Values"]

_CHOOSING = frozenset({"words", "address", "time", "unclear-date", "week", "link"})
"""Conversions that pick what they are for, and leave the rest to other rules."""
_KEEPING = frozenset({"words", "unclear-date"})
"""Conversions that keep a text as it is."""
_NO_DATE = "it is no date that can be read"
CALLED = "called:"
"""Stands before the name in a reference whose thing is still to be found."""


class Values:
    """Follows rules. What cannot be made is noted once for each rule and value."""

    def __init__(self, library: Library, order: Order = "") -> None:
        """Take the files, and how dates are written that could be two days."""
        self._library = library
        self._order = order
        self._orders: dict[tuple[str, Steps], Order] = {}
        self._told: dict[tuple[str, str, str], tuple[str, set[tuple[str, Steps]]]] = {}

    def note_told(self, account: Account) -> None:
        """Note what could not be made of values, each once, with how often."""
        for (place, said, why), (name, fields) in self._told.items():
            keys = [key for one in sorted(fields) if (key := self._library.kept_as.get(one))]
            if why == _NO_DATE and fields <= self._library.used and not keys:
                continue  # it is something else, and came in as that
            how = f"{why}, and is kept as `{keys[0]}`" if keys else why
            number = len(fields)
            account.partly(name, place, said, how if number < 2 else f"{how}, {counted(number, 'time')}")

    def of_keys(self, keys: tuple[tuple[str, Rule], ...], entry: Entry) -> Data:
        """Return our keys with their values; those that the entry says nothing about are not there."""
        made = {key: self.value(rule, entry) for key, rule in keys}
        return {key: value for key, value in made.items() if value is not None}

    def value(self, rule: Rule, entry: Entry) -> Value | None:
        """Return a value; None where the entry says nothing about it, and no field counts as used then."""
        if rule.origin == "field" and not self._library.says(entry, rule.word):
            return None
        mark = self._library.mark()
        value = self._made(rule, entry)
        if value is None:
            self._library.forget(mark)
        return value

    def _made(self, rule: Rule, entry: Entry) -> Value | None:
        if not fits(entry, rule.conditions, self._library):
            return None
        match rule.origin:
            case "always":
                return rule.constant
            case "first_of":
                found = (self.value(one, entry) for one in rule.parts)
                return self._finished(next((one for one in found if one is not None), None), rule, entry)
            case "join":
                parts = [text for one in rule.parts if (text := _as_text(self.value(one, entry)))]
                return self._finished(rule.between.join(parts) or None, rule, entry)
            case "keys":
                return self.of_keys(rule.keys, entry) or None
            case "list":
                return self._list(rule, entry)
            case "refers_to":
                return _refs(self.value(rule.parts[0], entry))
            case "text":
                return self._finished(put_together(rule.word, entry, self._library) or None, rule, entry)
        return self._finished(self._field(rule, entry), rule, entry)

    def _field(self, rule: Rule, entry: Entry) -> Value | None:
        said = self._library.value(entry, rule.word)
        if isinstance(said, dict) or (isinstance(said, list) and any(isinstance(one, dict) for one in said)):
            self._tell(
                rule, entry, rule.word, "it holds fields of its own: say with `list` or a dot what to take"
            )
            return None
        if rule.split and isinstance(said, str):
            said = [
                part.strip() for line in said.split("\n") for part in line.split(rule.split) if part.strip()
            ]
        if isinstance(said, str):
            return said.strip() or None
        return [text for one in said if (text := text_in(one))] or None

    def _list(self, rule: Rule, entry: Entry) -> Value | None:
        made: list[Value] = []
        for one in entries_in(entry, rule.word, rule.split, self._library):
            value: Value | None
            if rule.keys:
                value = self.of_keys(rule.keys, one) or None
            elif rule.parts:
                value = self.value(rule.parts[0], one)
            else:
                value = text_in(self._library.value(one, "item")) or None
            if value is not None:
                self._library.taken.add((one.file, one.path))
                made.append(value)
        return self._finished(made or None, rule, entry)

    def _finished(self, value: Value | None, rule: Rule, entry: Entry) -> Value | None:
        """Return a value after its conversions and its table, in this order."""
        for conversion in rule.conversions:
            if value is None:
                return None
            before = value
            match conversion:
                case "file":
                    value = self._file(before, entry)
                case "date" | "unclear-date" if not isinstance(before, list):
                    value = self._date(_as_text(before), conversion, rule, entry)
                    if value is None and (conversion == "unclear-date" or is_unclear(_as_text(before))):
                        return None
                case _:
                    value = _converted(before, conversion)
            if value is None and conversion not in _CHOOSING:
                why = _NO_DATE if conversion == "date" else f"it cannot be read as `{conversion}`"
                self._tell(rule, entry, _as_text(before), why)
            if value is not None and conversion in _KEEPING:
                self._keep(rule, entry)
        if rule.table is None or value is None:
            return value
        table = dict(rule.table)
        if isinstance(value, list):
            found = [self._looked_up(_as_text(one), table, rule, entry) for one in value]
            return [one for one in found if one is not None] or None
        return self._looked_up(_as_text(value), table, rule, entry)

    def _looked_up(self, said: str, table: dict[str, Value], rule: Rule, entry: Entry) -> Value | None:
        if said in table:
            return table[said]
        low = {key.casefold(): one for key, one in table.items()}
        if said.casefold() in low:
            return low[said.casefold()]
        if rule.otherwise is None:
            key = rule.place.rpartition(".")[2]
            self._tell(rule, entry, said, f"nothing is known that it would be as `{key}`")
        return rule.otherwise

    def _date(self, text: str, conversion: str, rule: Rule, entry: Entry) -> str | None:
        """Return a date, or the text of one that is not clear, by what the column of it says."""
        found = field_of(rule, entry, self._library)
        order = self._order or (self._order_in(found.file, found.path) if found is not None else "")
        made = date_in(text, order)
        if conversion == "date":
            if made is None and found is not None and is_unclear(text):
                column = self._library.unclear.setdefault((found.file, column_of(found.path)), {})
                column[found.path] = text
            return made
        if made is not None or not is_unclear(text):
            return None
        return text

    def _order_in(self, file: str, path: Steps) -> Order:
        column = file, column_of(path)
        if column not in self._orders:
            self._orders[column] = order_of(self._library.column(file, path))
        return self._orders[column]

    def _keep(self, rule: Rule, entry: Entry) -> None:
        """Remember that the text of a field is kept under a key of an institution's own."""
        found = field_of(rule, entry, self._library)
        key = rule.place.rpartition(".")[2]
        if found is not None and key.startswith("x-"):
            self._library.kept_as[found.file, found.path] = key

    def _file(self, value: Value, entry: Entry) -> Value | None:
        """Return a file of the source, seen from the file that names it, else from the top."""
        name = _as_text(value)
        folder = entry.about.get("folder", ".")
        for path in (_joined(folder, name), _joined(".", name)):
            if path and self._library.has(path):
                return File(path)
        return None

    def _tell(self, rule: Rule, entry: Entry, said: str, why: str) -> None:
        """Remember that nothing was made of a value, and of which field."""
        found = field_of(rule, entry, self._library)
        where = (found.file, found.path) if found is not None else (entry.file, entry.path)
        if found is not None:
            self._library.told.add(where)
        short = " ".join(said.split())[:60]
        name = value_called(rule, entry, self._library) or "value"
        self._told.setdefault((rule.place, short, why), (name, set()))[1].add(where)


def _converted(value: Value, conversion: str) -> Value | None:
    plain: Plain = [_as_text(one) for one in value] if isinstance(value, list) else _as_text(value)
    return converted(plain, conversion)


def _as_text(value: Value | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() | int() | float():
            return str(value)
        case list():
            return "\n".join(map(_as_text, value))
        case _:
            return ""


def _refs(value: Value | None) -> Value | None:
    names = value if isinstance(value, list) else [value]
    found: list[Value] = [Ref(f"{CALLED}{name}") for one in names if (name := _as_text(one))]
    if not found:
        return None
    return found if isinstance(value, list) else found[0]


def _joined(folder: str, name: str) -> str:
    """Return a path within the source; empty for one that leads out of it."""
    parts: list[str] = [] if folder == "." else folder.split("/")
    for part in name.removeprefix("/").split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)

"""Reading a course by a map: modules, units and items out of entries, and an account of what is left."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coursewright.importers.draft import CourseDraft, Item, ModuleDraft, Ref, UnitDraft
from coursewright.importers.yaml_map.choosing import map_for
from coursewright.importers.yaml_map.leftovers import note_leftovers, note_unknown_words
from coursewright.importers.yaml_map.records import Entry, Library
from coursewright.importers.yaml_map.selecting import entries_of
from coursewright.importers.yaml_map.values import CALLED, Values
from coursewright.spec.errors import UsageError
from coursewright.spec.slugs import is_id, slug
from coursewright.spec.wording import with_article

if TYPE_CHECKING:
    from coursewright.importers.desk import Desk
    from coursewright.importers.draft import Data, ListKey, Value
    from coursewright.importers.source import Source
    from coursewright.importers.yaml_map.model import Level, Map

__all__ = ["read"]

_MOST = 20_000
"""Things of one source; the largest courses have some thousands."""
_CALLED: dict[ListKey, str] = {
    "outcomes": "outcome",
    "materials": "material",
    "tasks": "task",
    "sessions": "session",
    "follow_up_activities": "follow-up activity",
    "reflection": "reflection",
    "assessments": "assessment",
    "announcements": "announcement",
}


def read(source: Source, desk: Desk) -> CourseDraft:
    """Read a source by the map that the user gave, that lies in it, or that is shipped for its like.

    Raises `MapError` for a map that cannot be followed, and `UsageError` where the map finds nothing.
    """
    chosen = map_for(source, desk.wishes.map_file)
    return _Reading(source, desk, chosen.map).course(own=chosen.own)


class _Reading:
    def __init__(self, source: Source, desk: Desk, map_: Map) -> None:
        self._source = source
        self._account = desk.account
        self._map = map_
        self._library = Library(source)
        self._values = Values(self._library, desk.account)
        self._names: dict[str, str] = {}
        """Sources of things by the names that references use."""
        self._sources: Counter[str] = Counter()

    def course(self, *, own: bool) -> CourseDraft:
        map_ = self._map
        draft = CourseDraft(self._source.path.resolve().name, {})
        self._read_course(draft)
        if map_.modules is not None:
            for entry in entries_of(map_.modules, None, self._library, self._account):
                draft.modules.append(self._module(map_.modules, entry))
        draft.lone_module = map_.lone_module and len(draft.modules) == 1
        self._settle(draft)
        note_leftovers(map_, self._library, self._account)
        if own:
            note_unknown_words(map_, self._library, self._account)
        return draft

    def _read_course(self, draft: CourseDraft) -> None:
        level = self._map.course
        if level is None:
            return
        nothing = Entry(draft.source, (), {}, {})
        entries = entries_of(level, None, self._library, self._account) if level.files else [nothing]
        for entry in entries[:1]:
            draft.data = self._values.of_keys(level.keys, entry)
            draft.wanted_id = self._wanted(level, entry)
            draft.items = self._items(level, entry)
            if level.files:
                self._note(level, entry, "as the course", draft.data)
        for entry in entries[1:]:
            self._account.left_out(
                "file", entry.source, entry.file, "a course has one file, and there are several"
            )

    def _module(self, level: Level, entry: Entry) -> ModuleDraft:
        data = self._values.of_keys(level.keys, entry)
        self._note(level, entry, "as a module", data)
        made = ModuleDraft(self._known(level, entry, "module"), data, self._items(level, entry))
        made.wanted_id = self._wanted(level, entry)
        if level.units is not None:
            for one in entries_of(level.units, entry, self._library, self._account):
                said = self._values.of_keys(level.units.keys, one)
                self._note(level.units, one, "as a unit", said)
                unit = UnitDraft(self._known(level.units, one, "unit"), said, self._items(level.units, one))
                unit.wanted_id = self._wanted(level.units, one)
                made.units.append(unit)
        return made

    def _items(self, level: Level, around: Entry) -> list[Item]:
        for note in level.notes:
            text = self._values.value(note.text, around)
            if isinstance(text, str) and text:
                title = self._values.value(note.title, around) if note.title else None
                self._account.keep(str(title or around.source), around.source, text, note.why)
        found = []
        for kind, several in level.lists:
            for one in several:
                entries = entries_of(one, around, self._library, self._account)
                made = (self._item(kind, one, entry, around) for entry in entries)
                found += [item for item in made if item is not None]
        return found

    def _item(self, kind: ListKey, level: Level, entry: Entry, around: Entry) -> Item | None:
        """Return what an entry becomes; None where it says nothing that the map asks for."""
        data = self._values.of_keys(level.keys, entry)
        if not any(key in data for key, rule in level.keys if rule.origin != "always"):
            return None
        own = entry.path != around.path or entry.file != around.file
        source = self._known(level, entry, kind if own else f"{around.source}/{kind}")
        said = data.get("kind")
        how = f"as {with_article(_CALLED[kind])}" + (f" of the kind {said}" if said else "")
        if own:
            self._note(level, entry, how, data)
        else:
            self._account.imported("part of an entry", source, _title(data), how)
        return Item(kind, source, data, self._wanted(level, entry))

    def _note(self, level: Level, entry: Entry, how: str, data: Data) -> None:
        if len(self._account.notes) > _MOST:
            raise UsageError(f"`{entry.file}` holds more than {_MOST:,} things: that is no course.")
        self._library.taken.add((entry.file, entry.path))
        for row in entry.rows:
            self._library.taken.add((row.file, row.path))
        what = "entry" if entry.path else "file"
        if len(entry.path) == 2 and entry.path[0] == "rows":
            what = "row" if len(entry.rows) < 2 else "group of rows"
        self._account.imported(level.called or what, entry.source, _title(data), how)

    def _known(self, level: Level, entry: Entry, kind: str) -> str:
        """Return what an entry is called in its source, unique in the course."""
        named = self._library.said(entry, level.known_by) if level.known_by else ""
        shared = "/" in kind
        base = f"{kind.partition('/')[0]}:{named}" if named else kind if shared else entry.source
        if not named and entry.rows and level.group_by:
            base = f"{entry.file}#{level.group_by}={self._library.said(entry, level.group_by)}"
        self._sources[base] += 1
        again = self._sources[base]
        source = f"{base}#{again}" if again > 1 else base
        for name in (named, self._wanted(level, entry)):
            if name:
                self._names.setdefault(name, source)
        return source

    def _wanted(self, level: Level, entry: Entry) -> str:
        said = self._values.value(level.id, entry) if level.id is not None else None
        text = str(said) if isinstance(said, (str, int)) else ""
        return text if is_id(text) else slug(text)

    def _settle(self, draft: CourseDraft) -> None:
        """Make references of names; those that name nothing stay as they are, and lead nowhere."""
        for item in draft.every_item():
            item.data = {key: self._settled(value) for key, value in item.data.items()}
        for module in draft.modules:
            module.data = {key: self._settled(value) for key, value in module.data.items()}

    def _settled(self, value: Value) -> Value:
        match value:
            case Ref(source) if source.startswith(CALLED):
                name = source.removeprefix(CALLED)
                return Ref(self._names.get(name, name))
            case dict():
                return {key: self._settled(one) for key, one in value.items()}
            case list():
                return [self._settled(one) for one in value]
        return value


def _title(data: Data) -> str:
    for key in ("title", "statement", "text"):
        if isinstance(said := data.get(key), str):
            return said
    return ""

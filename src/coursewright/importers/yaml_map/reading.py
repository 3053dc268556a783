"""Reading a course by a map: modules, units and items out of entries, and an account of what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coursewright.importers.draft import CourseDraft, Item, ModuleDraft, Ref, UnitDraft
from coursewright.importers.yaml_map.calling import thing_called, value_called
from coursewright.importers.yaml_map.choosing import map_for
from coursewright.importers.yaml_map.identity import Thing, sources_of
from coursewright.importers.yaml_map.leftovers import note_leftovers
from coursewright.importers.yaml_map.records import Entry, Library
from coursewright.importers.yaml_map.selecting import entries_of
from coursewright.importers.yaml_map.values import CALLED, Values
from coursewright.importers.yaml_map.words import heads_of, note_unknown_words
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
_TITLES = ("title", "statement", "text", "prompt")
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


class _Made(NamedTuple):
    """What was made of an entry, and what the account says of it."""

    made: ModuleDraft | UnitDraft | Item
    thing: Thing
    names: tuple[str, ...]
    """What references may call it."""
    what: str
    how: str


class _Reading:
    def __init__(self, source: Source, desk: Desk, map_: Map) -> None:
        self._source = source
        self._account = desk.account
        self._map = map_
        self._library = Library(source, heads_of(map_))
        self._values = Values(self._library, map_.dates)
        self._made: list[_Made] = []
        self._names: dict[str, str] = {}
        """Sources of things by the names that references use."""

    def course(self, *, own: bool) -> CourseDraft:
        map_ = self._map
        draft = CourseDraft(self._source.path.resolve().name, {})
        self._read_course(draft)
        if map_.modules is not None:
            entries = entries_of(map_.modules, None, self._library, self._account)
            draft.lone_module = map_.lone_module and len(entries) == 1
            draft.modules = [self._module(map_.modules, entry, lone=draft.lone_module) for entry in entries]
        self._name_all()
        self._settle(draft)
        self._values.note_told(self._account)
        note_leftovers(map_, self._library, self._account, own=own)
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
            draft.items = self._items(level, entry, None)
            if level.files:
                self._take(entry)
                what = thing_called(level, entry)
                self._account.imported(what, entry.source, _title(draft.data), "as the course")
        for entry in entries[1:]:
            self._account.left_out(
                "file", entry.source, entry.file, "a course has one file, and there are several"
            )

    def _module(self, level: Level, entry: Entry, *, lone: bool) -> ModuleDraft:
        data = self._values.of_keys(level.keys, entry)
        made = ModuleDraft("", data, wanted_id=self._wanted(level, entry))
        number = self._add(made, level, entry, "module", None, "as a module")
        # What a lone module holds is not named after its file: that may have another name next time.
        holder = None if lone else number
        made.items = self._items(level, entry, holder)
        if level.units is not None:
            for one in entries_of(level.units, entry, self._library, self._account):
                said = self._values.of_keys(level.units.keys, one)
                unit = UnitDraft("", said, wanted_id=self._wanted(level.units, one))
                within = self._add(unit, level.units, one, "unit", holder, "as a unit")
                unit.items = self._items(level.units, one, within)
                made.units.append(unit)
        return made

    def _items(self, level: Level, around: Entry, holder: int | None) -> list[Item]:
        for note in level.notes:
            text = self._values.value(note.text, around)
            if isinstance(text, str) and text:
                title = self._values.value(note.title, around) if note.title else None
                self._account.keep(str(title or around.source), around.source, text, note.why)
        found = []
        for kind, several in level.lists:
            for one in several:
                entries = entries_of(one, around, self._library, self._account)
                made = (self._item(kind, one, entry, around, holder) for entry in entries)
                found += [item for item in made if item is not None]
        return found

    def _item(
        self, kind: ListKey, level: Level, entry: Entry, around: Entry, holder: int | None
    ) -> Item | None:
        """Return what an entry becomes; None where it says nothing that the map asks for."""
        data = self._values.of_keys(level.keys, entry)
        if not any(key in data for key, rule in level.keys if rule.origin != "always"):
            return None
        item = Item(kind, "", data, self._wanted(level, entry))
        how = f"as {with_article(_CALLED[kind])}" + (
            f" of the kind {said}" if (said := data.get("kind")) else ""
        )
        if entry.path == around.path and entry.file == around.file:
            titles = (rule for key, rule in level.keys if key in _TITLES)
            names = (value_called(rule, entry, self._library) for rule in titles)
            what = next(filter(None, names), "row")
            self._add(item, level, entry, _CALLED[kind], holder, how, level.called or what)
        else:
            self._add(item, level, entry, _CALLED[kind], holder, how)
        return item

    def _add(
        self,
        made: ModuleDraft | UnitDraft | Item,
        level: Level,
        entry: Entry,
        word: str,
        holder: int | None,
        how: str,
        part: str = "",
    ) -> int:
        """Remember what came of an entry, and return its number; `part` names that of which it is."""
        if len(self._made) >= _MOST:
            raise _too_much(entry.file, self._library)
        key = self._library.said(entry, level.known_by) if level.known_by else ""
        if not part:
            self._take(entry)
            if level.called:
                self._library.called[entry.file, entry.path] = level.called
        place = f"{entry.source}/{word}" if part else entry.source
        local = "" if part else self._local(level, entry)
        title = _title(made.data)
        thing = Thing(word, holder, key, local, title, place, whole_file=not part and not entry.path)
        names = tuple(name for name in (key, self._wanted(level, entry)) if name)
        self._made.append(_Made(made, thing, names, part or thing_called(level, entry), how))
        return len(self._made) - 1

    def _local(self, level: Level, entry: Entry) -> str:
        """Return the name that an entry has among its neighbours: of its group, or in a mapping."""
        if entry.rows and level.group_by:
            return self._library.said(entry, level.group_by)
        last = entry.path[-1] if entry.path else ""
        return last if last == entry.about.get("key") and not last.isdecimal() else ""

    def _take(self, entry: Entry) -> None:
        for one in (entry, *entry.rows):
            self._library.taken.add((one.file, one.path))

    def _name_all(self) -> None:
        """Give all that was made its source, and note that it came in."""
        sources = sources_of([one.thing for one in self._made])
        for one, source in zip(self._made, sources, strict=True):
            one.made.source = source
            for name in one.names:
                self._names.setdefault(name, source)
            self._account.imported(one.what, source, one.thing.title, one.how)

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


def _too_much(file: str, library: Library) -> UsageError:
    rows = library.documents.get(file)
    held = rows.get("rows") if isinstance(rows, dict) else None
    has = f" has {len(held):,} rows, and" if isinstance(held, list) else ""
    return UsageError(
        f"`{file}`{has} comes to more than {_MOST:,} units, readings, tasks and the like. "
        "No course has so many.",
        "Import the part of it that is one course.",
    )


def _title(data: Data) -> str:
    for key in _TITLES:
        if isinstance(said := data.get(key), str):
            return said
    return ""

"""A map as it is followed: where entries come from, and what of each becomes which of our keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from coursewright.importers.draft import ListKey, Value
    from coursewright.importers.yaml_map.dates import Order

__all__ = ["Conditions", "Level", "Map", "NoteRule", "Origin", "Recognise", "Rule"]

Origin: TypeAlias = Literal["field", "text", "first_of", "join", "always", "list", "keys", "refers_to"]


class Conditions(NamedTuple):
    """What an entry must say to be taken."""

    equal: tuple[tuple[str, frozenset[str]], ...] = ()
    filled: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()


_ALWAYS = Conditions()


@dataclass(frozen=True, slots=True)
class Rule:
    """Where one value comes from."""

    origin: Origin
    word: str = ""
    """The field, the template, or the field that holds a list."""
    parts: tuple[Rule, ...] = ()
    """Of `first_of` and `join`; of `refers_to` and of a `list` of values the one rule."""
    keys: tuple[tuple[str, Rule], ...] = ()
    constant: Value = ""
    between: str = "\n\n"
    split: str = ""
    conversions: tuple[str, ...] = ()
    table: tuple[tuple[str, Value], ...] | None = None
    otherwise: Value | None = None
    conditions: Conditions = _ALWAYS
    place: str = ""
    """Where it stands in the map, for messages: `keys.kind`."""


class NoteRule(NamedTuple):
    """A text for the notes."""

    title: Rule | None
    text: Rule
    why: str


@dataclass(frozen=True, slots=True)
class Level:
    """Where entries come from, and what becomes of each."""

    place: str
    """Where it stands in the map: `modules.units`."""
    files: tuple[str, ...] = ()
    listed_in: str = ""
    list: tuple[str, ...] = ()
    split: str = ""
    group_by: str = ""
    fill_down: tuple[str, ...] = ()
    order_by: str = ""
    known_by: str = ""
    called: str = ""
    """What its people call one of its entries, for the report; empty where the map does not say."""
    conditions: Conditions = _ALWAYS
    id: Rule | None = None
    keys: tuple[tuple[str, Rule], ...] = ()
    lists: tuple[tuple[ListKey, tuple[Level, ...]], ...] = ()
    notes: tuple[NoteRule, ...] = ()
    units: Level | None = None


class Recognise(NamedTuple):
    """What a source has that the map is for."""

    files: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    """Groups of fields; of each group one is enough."""


_NEVER = Recognise()


@dataclass(frozen=True, slots=True)
class Map:
    """A whole map."""

    name: str
    path: str
    """Of its file, for messages."""
    title: str = ""
    recognise: Recognise = _NEVER
    course: Level | None = None
    modules: Level | None = None
    lone_module: bool = False
    dates: Order = ""
    """How dates are written that could be two days."""
    like: str = ""
    """The shipped map that it goes by, but for `dates` and `leave_out`."""
    leave_out: dict[str, str] = field(default_factory=dict)

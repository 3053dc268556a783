"""From the plain data of a map that fits its schema to the map as it is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from coursewright.importers.yaml_map.model import Conditions, Level, Map, NoteRule, Recognise, Rule

if TYPE_CHECKING:
    from coursewright.importers.draft import ListKey
    from coursewright.importers.yaml_map.model import Origin

__all__ = ["map_of"]

_ORIGINS: tuple[Origin, ...] = ("field", "text", "first_of", "join", "always", "list", "refers_to", "keys")


def map_of(data: dict[str, Any], path: str) -> Map:
    """Return a map by its plain data."""
    recognise = data.get("recognise", {})
    key = next((one for one in ("modules", "module") if one in data), "")
    return Map(
        data["map"],
        path,
        data.get("title", ""),
        Recognise(_words(recognise.get("files")), _words(recognise.get("fields")), _groups(recognise)),
        _level(data["course"], "course") if "course" in data else None,
        _level(data[key], key) if key else None,
        lone_module=key == "module",
        dates=data.get("dates", ""),
        leave_out=dict(data.get("leave_out", {})),
    )


def _words(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _groups(recognise: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of fields of which one is enough; a list of words is one group."""
    said = recognise.get("one_of", [])
    several = isinstance(said, list) and any(isinstance(one, list) for one in said)
    return tuple(_words(one) for one in said) if several else (_words(said),) if said else ()


def _level(data: dict[str, Any], place: str) -> Level:
    lists = []
    for key, value in data.get("lists", {}).items():
        several = value if isinstance(value, list) else [value]
        below = f"{place}.lists.{key}"
        lists.append((cast("ListKey", key), tuple(_level(one, below) for one in several)))
    return Level(
        place,
        _words(data.get("files")),
        data.get("listed_in", ""),
        _words(data.get("list")),
        data.get("split", ""),
        data.get("group_by", ""),
        _words(data.get("fill_down")),
        data.get("order_by", ""),
        data.get("known_by", ""),
        " ".join(data.get("called", "").split()),
        _conditions(data),
        _rule(data["id"], f"{place}.id") if "id" in data else None,
        _keys(data, place),
        tuple(lists),
        tuple(_note(one, place) for one in data.get("notes", [])),
        _level(data["units"], f"{place}.units") if "units" in data else None,
    )


def _note(data: dict[str, Any], place: str) -> NoteRule:
    title = _rule(data["title"], f"{place}.notes.title") if "title" in data else None
    return NoteRule(title, _rule(data["text"], f"{place}.notes.text"), data["why"])


def _conditions(data: dict[str, Any]) -> Conditions:
    equal = tuple((name, frozenset(_words(value))) for name, value in data.get("when", {}).items())
    return Conditions(equal, _words(data.get("if_filled")), _words(data.get("if_empty")))


def _keys(data: dict[str, Any], place: str) -> tuple[tuple[str, Rule], ...]:
    return tuple((key, _rule(value, f"{place}.keys.{key}")) for key, value in data.get("keys", {}).items())


def _rule(data: Any, place: str) -> Rule:
    if isinstance(data, list):
        return Rule("first_of", parts=tuple(_rule(one, place) for one in data), place=place)
    if not isinstance(data, dict):
        word = str(data)
        return Rule("text" if "{" in word else "field", word, place=place)
    origin: Origin = next((one for one in _ORIGINS if one in data), "field")
    said: Any = data.get(origin)
    parts: tuple[Rule, ...] = ()
    if origin in {"first_of", "join"}:
        parts = tuple(_rule(one, place) for one in said)
    elif origin == "refers_to":
        parts = (_rule(said, place),)
    elif origin == "list" and "value" in data:
        parts = (_rule(data["value"], place),)
    return Rule(
        origin,
        str(said) if origin in {"field", "text", "list"} else "",
        parts,
        _keys(data, place),
        said if origin == "always" else "",
        data.get("with", "\n\n"),
        data.get("split", ""),
        _words(data.get("as")),
        tuple(data["table"].items()) if "table" in data else None,
        data.get("otherwise"),
        _conditions(data),
        place,
    )

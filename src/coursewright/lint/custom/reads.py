"""Which keys of an element a JSON Schema looks at.

A rule is given no more than these, and says nothing where one of them is still open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_PLACE: Final = ("not", "if", "then", "else")
IN_PLACE_LISTS: Final = ("allOf", "anyOf", "oneOf")
ITEMS: Final = ("items", "contains", "unevaluatedItems")
ITEM_LISTS: Final = ("prefixItems",)
IN_PLACE_BY_KEY: Final = ("dependentSchemas",)
VALUES: Final = ("patternProperties", "additionalProperties", "unevaluatedProperties")
"""Keywords about the values of keys that are not named one by one."""
_WHOLE: Final = ("propertyNames", "minProperties", "maxProperties", "uniqueItems", *VALUES)
"""Keywords that look at more than the keys they name."""


class Reads:
    """The keys that are read of one value, each with what is read below it; `whole` stands for all of it.

    Items of a list are read alike, so a list takes no level of its own.
    """

    __slots__ = ("keys", "whole")

    def __init__(self, *, whole: bool = False) -> None:
        self.keys: dict[str, Reads] = {}
        self.whole = whole

    def below(self, key: str) -> Reads:
        """Return what is read below a key, which counts as read from now on."""
        return self.keys.setdefault(key, Reads())


EVERYTHING: Final = Reads(whole=True)


def reads_of(*schemas: Any) -> Reads:
    """Return what schemas read; each may refer to its own definitions."""
    found = Reads()
    for schema in schemas:
        _gather(schema, schema, found, ())
    return found


def referred(schema: Any, root: Any) -> Any:
    """Return what a `$ref` inside `root` leads to. Raise `LookupError` where it leads nowhere."""
    at = root
    for step in str(schema["$ref"]).removeprefix("#").split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        at = at[int(name)] if isinstance(at, list) else at[name]
    return at


def in_place(schema: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield the schemas that judge the same value, each with its path, but for what `$ref` leads to."""
    for keyword in IN_PLACE:
        if keyword in schema:
            yield (keyword,), schema[keyword]
    for keyword in IN_PLACE_LISTS:
        for number, inner in enumerate(schema.get(keyword, ())):
            yield (keyword, number), inner
    for keyword in IN_PLACE_BY_KEY:
        for key, inner in schema.get(keyword, {}).items():
            yield (keyword, key), inner


def items_of(schema: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield the schemas that judge the items of a list, each with its path."""
    for keyword in ITEMS:
        if keyword in schema:
            yield (keyword,), schema[keyword]
    for keyword in ITEM_LISTS:
        for number, inner in enumerate(schema.get(keyword, ())):
            yield (keyword, number), inner


def _gather(schema: Any, root: Any, found: Reads, on_the_way: tuple[int, ...]) -> None:
    if not isinstance(schema, dict):
        return
    if id(schema) in on_the_way:
        found.whole = True  # it goes as deep as what it judges
        return
    on_the_way = (*on_the_way, id(schema))
    if any(keyword in schema for keyword in _WHOLE) or _compares_whole(schema):
        found.whole = True
    if "$ref" in schema:
        _gather(referred(schema, root), root, found, on_the_way)
    for _, inner in in_place(schema):
        _gather(inner, root, found, on_the_way)
    for _, inner in items_of(schema):
        _gather(inner, root, found, on_the_way)
    for key, inner in schema.get("properties", {}).items():
        _gather(inner, root, found.below(key), on_the_way)
    for key in schema.get("required", ()):
        found.below(key)
    for key in schema.get("dependentSchemas", {}):
        found.below(key)
    for key, others in schema.get("dependentRequired", {}).items():
        for name in (key, *others):
            found.below(name)


def _compares_whole(schema: dict[str, Any]) -> bool:
    values = [*schema.get("enum", ()), schema.get("const")]
    return any(isinstance(value, (dict, list)) for value in values)

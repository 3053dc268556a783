"""What is wrong with the `where` or the `must` of a YAML rule, beyond what makes it no JSON Schema.

JSON Schema passes over what it does not know, so a slip of the pen makes a rule that never speaks. Hence
keywords, keys, words of closed lists and types are held against those that there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from coursewright.lint.custom.engine import compiled
from coursewright.lint.custom.kinds import ANYTHING, Shape
from coursewright.lint.custom.reads import VALUES, in_place, items_of, referred
from coursewright.spec.file_faults import did_you_mean
from coursewright.spec.wording import quoted, with_article

if TYPE_CHECKING:
    from collections.abc import Iterator

Path: TypeAlias = tuple[str | int, ...]

_KEYWORDS: Final = frozenset(
    [
        "$ref",
        "$defs",
        "definitions",
        "$schema",
        "$comment",
        "title",
        "description",
        "default",
        "examples",
        "deprecated",
        "type",
        "enum",
        "const",
        "multipleOf",
        "maximum",
        "exclusiveMaximum",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "format",
        "maxItems",
        "minItems",
        "uniqueItems",
        "maxContains",
        "minContains",
        "maxProperties",
        "minProperties",
        "required",
        "dependentRequired",
        "dependentSchemas",
        "propertyNames",
        "if",
        "then",
        "else",
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "properties",
        "patternProperties",
        "additionalProperties",
        "unevaluatedProperties",
        "items",
        "prefixItems",
        "contains",
        "unevaluatedItems",
    ]
)
_REFUSED: Final = frozenset(
    {"$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$vocabulary"}
)
_JSON_TYPES: Final = {"integer": "number"}
_IN_WORDS: Final = {
    "string": "a text",
    "number": "a number",
    "boolean": "yes or no",
    "object": "a mapping",
    "array": "a list",
}


class SchemaSlip(ValueError):  # noqa: N818 - a slip in a rule, not in the program
    """Something that the author of a rule will not have meant, at a path through the schema."""

    def __init__(self, path: Path, said: str, hint: str) -> None:
        super().__init__(said)
        self.path = path
        self.said = said
        self.hint = hint


def slips_in(schema: Any, shape: Shape, *, where: bool) -> Iterator[SchemaSlip]:
    """Yield what is wrong with a schema that judges values of a shape; one of `where` is asked for more."""
    yield from _Judging(schema).walk(schema, (), shape)
    if where:
        yield from _matches_what_is_absent(schema, shape)


class _Judging:
    def __init__(self, root: Any) -> None:
        self._root = root
        self._done: set[tuple[int, tuple[str, ...], frozenset[str]]] = set()

    def walk(
        self, schema: Any, path: Path, shape: Shape, around: tuple[int, ...] = ()
    ) -> Iterator[SchemaSlip]:
        """Yield the slips in a schema; `around` are the schemas that already judge the same value."""
        if not isinstance(schema, dict):
            return
        if id(schema) in around:
            yield SchemaSlip(path, "This `$ref` comes back to itself.", "Refer to a schema that ends.")
            return
        around = (*around, id(schema))
        yield from _unknown_keywords(schema, path)
        yield from _values(schema, path, shape)
        yield from _engine_refuses(schema, path)
        if "$ref" in schema:
            yield from self._referred(schema, path, shape, around)
        for step, inner in in_place(schema):
            yield from self.walk(inner, (*path, *step), shape, around)
        if items := list(items_of(schema)):
            below = shape.items or ANYTHING
            if "array" not in shape.types:
                yield SchemaSlip((*path, items[0][0][0]), _wrong_type(shape, "array"), _type_hint(shape))
            for step, inner in items:
                yield from self.walk(inner, (*path, *step), below)
        yield from self._properties(schema, path, shape)

    def _referred(
        self, schema: dict[str, Any], path: Path, shape: Shape, around: tuple[int, ...]
    ) -> Iterator[SchemaSlip]:
        target = str(schema["$ref"])
        if not target.startswith("#/$defs/"):
            hint = "Put it under `$defs` and refer to `#/$defs/NAME`."
            yield SchemaSlip((*path, "$ref"), f"{quoted(target)} lies outside the rule's own `$defs`.", hint)
            return
        try:
            found = referred(schema, self._root)
        except (LookupError, TypeError, ValueError):
            names = self._root.get("$defs", {}) if isinstance(self._root, dict) else {}
            hint = did_you_mean(target, [f"#/$defs/{name}" for name in names]) or "There are no `$defs`."
            yield SchemaSlip((*path, "$ref"), f"{quoted(target)} leads nowhere.", hint)
            return
        known = (id(found), shape.classes, shape.types)
        if known not in self._done or id(found) in around:
            self._done.add(known)
            yield from self.walk(found, (*path, "$ref"), shape, around)

    def _properties(self, schema: dict[str, Any], path: Path, shape: Shape) -> Iterator[SchemaSlip]:
        named = [(("properties", key), key) for key in schema.get("properties", {})]
        named += [(("required", number), key) for number, key in enumerate(schema.get("required", ()))]
        named += [(("dependentSchemas", key), key) for key in schema.get("dependentSchemas", {})]
        named += [(("dependentRequired", key), key) for key in schema.get("dependentRequired", {})]
        if named and "object" not in shape.types:
            yield SchemaSlip((*path, named[0][0][0]), _wrong_type(shape, "object"), _type_hint(shape))
            return
        known = shape.keys()
        for step, key in named:
            if known is not None and key not in known and not key.startswith("x-"):
                said = f"`{key}` is not a key of {with_article(shape.noun)}."
                yield SchemaSlip((*path, *step), said, _key_hint(key, known))
        for key, inner in schema.get("properties", {}).items():
            below = ANYTHING if known is None else known.get(key, ANYTHING)
            yield from self.walk(inner, (*path, "properties", key), below)
        for keyword in VALUES:
            inner = schema.get(keyword)
            several = inner.items() if keyword == "patternProperties" and isinstance(inner, dict) else ()
            for key, one in several:
                yield from self.walk(one, (*path, keyword, key), ANYTHING)
            if keyword != "patternProperties":
                yield from self.walk(inner, (*path, keyword), ANYTHING)


def _unknown_keywords(schema: dict[str, Any], path: Path) -> Iterator[SchemaSlip]:
    for keyword in schema:
        if keyword in _REFUSED:
            hint = "Refer to schemas of your own with `$ref: '#/$defs/NAME'`."
            yield SchemaSlip((*path, keyword), f"`{keyword}` is not read here.", hint)
        elif keyword not in _KEYWORDS:
            near = did_you_mean(keyword, sorted(_KEYWORDS))
            hint = near if near.startswith("Did") else "Keys of the course stand under `properties`."
            yield SchemaSlip((*path, keyword), f"`{keyword}` is no keyword of JSON Schema.", hint)


def _values(schema: dict[str, Any], path: Path, shape: Shape) -> Iterator[SchemaSlip]:
    """Hold types and values against those that the place can have."""
    written = schema.get("type", ())
    asked = [written] if isinstance(written, str) else list(written)
    if asked and not any(_JSON_TYPES.get(one, one) in shape.types for one in asked):
        yield SchemaSlip((*path, "type"), _wrong_type(shape, asked[0]), _type_hint(shape))
    values: list[tuple[Path, Any]] = [
        (("enum", number), value) for number, value in enumerate(schema.get("enum", ()))
    ]
    values += [(("const",), schema["const"])] if "const" in schema else []
    for step, value in values:
        if _type_of(value) not in shape.types:
            yield SchemaSlip((*path, *step), _wrong_type(shape, _type_of(value), value), _type_hint(shape))
        elif shape.words and value not in shape.words:
            said = f"{quoted(str(value))} is none of the words that can stand here."
            yield SchemaSlip((*path, *step), said, did_you_mean(str(value), list(shape.words)))


def _engine_refuses(schema: dict[str, Any], path: Path) -> Iterator[SchemaSlip]:
    """Try each pattern and format by itself: of a whole schema, the engine may not say where it fails."""
    tried: list[tuple[Path, dict[str, Any]]] = [
        ((keyword,), {keyword: schema[keyword]}) for keyword in ("pattern", "format") if keyword in schema
    ]
    patterns = schema.get("patternProperties", {})
    tried += [(("patternProperties", one), {"pattern": one}) for one in patterns]
    for step, alone in tried:
        try:
            compiled(alone)
        except ValueError:
            said, hint = _NO_FORMAT if step == ("format",) else _NO_PATTERN
            yield SchemaSlip((*path, *step), said, hint)


_NO_FORMAT: Final = (
    "There is no such format.",
    "There are date, time, date-time, duration, email, hostname, ipv4, ipv6, uri, uuid and a few more.",
)
_NO_PATTERN: Final = (
    "This regular expression cannot be used.",
    "It is wrong, too large, or looks ahead, behind or back, which takes an engine that can hang.",
)


def _type_of(value: Any) -> str:
    match value:
        case bool():
            return "boolean"
        case str():
            return "string"
        case int() | float():
            return "number"
        case list():
            return "array"
        case dict():
            return "object"
        case _:
            return "null"


def _wrong_type(shape: Shape, asked: str, value: Any = None) -> str:
    is_what = " or ".join(_IN_WORDS[one] for one in _IN_WORDS if one in shape.types)
    not_what = (
        quoted(str(value)) if value is not None else _IN_WORDS.get(_JSON_TYPES.get(asked, asked), asked)
    )
    return f"What stands here is {is_what}, never {not_what}."


def _type_hint(shape: Shape) -> str:
    if shape.types == {"array"}:
        return "One without brackets is a list too: put what is asked of each under `items`."
    if shape.types == {"boolean"}:
        return "Write `true` or `false`."
    if shape.types == {"number"}:
        return "Durations are in minutes, weights in per cent."
    return ""


def _key_hint(key: str, known: dict[str, Shape]) -> str:
    near = did_you_mean(key, list(known))
    if near.startswith("Did"):
        return near
    return f"There are {', '.join(sorted(known))}; your own data stands under `x-{key}`."


def _matches_what_is_absent(schema: Any, shape: Shape) -> Iterator[SchemaSlip]:
    """Yield the keys whose value `where` asks for, but not that it is there: the commonest slip of all."""
    if not isinstance(schema, dict):
        return
    required = set(schema.get("required", ()))
    for inner in schema.get("allOf", ()):
        required.update(inner.get("required", ()) if isinstance(inner, dict) else ())
    for key, inner in schema.get("properties", {}).items():
        if key in required or key == "all" or inner in (True, {}) or _is_default(inner):
            continue
        said = f"`where` also fits {with_article(shape.noun)} without `{key}`."
        yield SchemaSlip(("properties", key), said, f"Add `required: [{key}]` beside `properties`.")


def _is_default(schema: Any) -> bool:
    """Whether only a truth is asked for, which may be what the key means where it is absent."""
    return isinstance(schema, dict) and schema.keys() == {"const"} and isinstance(schema["const"], bool)

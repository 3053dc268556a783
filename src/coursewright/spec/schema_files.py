"""The JSON Schemas of the format: read from the package, bundled, and compiled when first needed."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind: TypeAlias = Literal["course", "module"]
Schema: TypeAlias = dict[str, Any]

_FOLDER = Path(__file__).parent / "schema"
_DEFS = "defs.schema.json#/$defs/"


@lru_cache(maxsize=3)
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.schema.json").read_text("utf-8")


@lru_cache(maxsize=2)
def bundled(kind: Kind) -> Schema:
    """Return the schema of a course or a module as one document, for reading: shared with other callers."""
    schema: Schema = json.loads(_text(kind).replace(_DEFS, "#/$defs/"))
    schema["$defs"] = _definitions()
    return schema


@lru_cache(maxsize=2)
def judging(kind: Kind) -> Schema:
    """Return the schema that judges settled data, in which null stands for what is open or left out."""
    schema: Schema = json.loads(_text(kind).replace(_DEFS, "#/$defs/"))
    schema["$defs"] = json.loads(_text("defs"))["$defs"]
    del schema["$id"]  # under a name of its own, compiling it takes three times as long
    for definition in [schema, *schema["$defs"].values()]:
        for group in ("properties", "patternProperties"):
            keys = definition.get(group, {})
            keys.update({key: {"if": {"type": "null"}, "else": value} for key, value in keys.items()})
    return schema


@lru_cache(maxsize=1)
def _definitions() -> Schema:
    definitions: Schema = json.loads(_text("defs"))["$defs"]
    return definitions


@lru_cache(maxsize=1)
def none_keys() -> frozenset[str]:
    """Return the keys that a design may leave out on purpose, as the schemas mark them."""
    found: set[str] = set()
    for schema in (*_definitions().values(), bundled("course"), bundled("module")):
        for key, value in schema.get("properties", {}).items():
            target = _definitions().get(str(value.get("$ref", "")).rpartition("/")[2], {})
            if value.get("x-none") or target.get("x-none"):
                found.add(key)
    return frozenset(found)


def properties(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield the keys of an object with what is said of each, references followed."""
    for key, value in schema.get("properties", {}).items():
        yield key, resolve(value)


def resolve(schema: Schema) -> Schema:
    """Follow a `$ref`; what stands beside it wins."""
    while "$ref" in schema:
        target = _definitions()[schema["$ref"].rpartition("/")[2]]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def for_editors(kind: Kind) -> Schema:
    """Return the schema for editors, in which values may be placeholders, and some deliberate absences."""
    schema: Schema = json.loads(json.dumps(bundled(kind)))
    schema["$id"] = schema["$id"].replace(".schema.json", ".bundle.schema.json")
    for definition in [schema, *schema["$defs"].values()]:
        for key, value in definition.get("properties", {}).items():
            definition["properties"][key] = _or_placeholder(value)
    schema["$defs"]["placeholder"] = _PLACEHOLDER
    schema["$defs"]["absence"] = _ABSENCE
    return schema


_SAID = ("title", "description", "examples", "x-none")

_PLACEHOLDER: Schema = {
    "title": "To be decided",
    "description": "`TODO`, with a hint if you like, for what is still to be decided.",
    "if": {"type": "string"},
    "then": {"pattern": "^(TODO([\\s:].*)?|[Tt][Bb][CcAaDd])$"},
    "else": {"type": ["null", "object"], "required": ["TODO"]},
}
_ABSENCE: Schema = {
    "title": "Left out on purpose",
    "description": "`{none: why}` for what this design does without on purpose.",
    "if": {"type": "string"},
    "then": {"const": "none"},
    "else": {
        "type": "object",
        "required": ["none"],
        "properties": {"none": {"type": "string", "description": "The reason."}},
        "additionalProperties": False,
    },
}


def _or_placeholder(value: Schema) -> Schema:
    if value.get("$ref", "").endswith("/onlyNone"):
        return value
    said = {key: value[key] for key in _SAID if key in value}
    rest = {key: inner for key, inner in value.items() if key not in _SAID}
    branches = [rest, {"$ref": "#/$defs/placeholder"}]
    if resolve(value).get("x-none") or value.get("x-none"):
        branches.append({"$ref": "#/$defs/absence"})
    return {**said, "anyOf": branches}

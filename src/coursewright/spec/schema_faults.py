"""What the JSON Schema finds wrong, in the words of a colleague."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from coursewright.spec.faults import Fault, invalid
from coursewright.spec.key_faults import unknown_keys
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.placeholders import NEVER_ABSENT
from coursewright.spec.wording import quoted, with_article

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from coursewright.spec.schema_files import Schema

_THINGS = {
    "Plain text": "text",
    "Language": "language tag",
    "Reference": "id",
    "Yes or no": "yes or no",
    "Yes, no or where": "yes, no or a path",
}
"""What a value is called where the title of its schema would not do in a sentence."""


def explain(error: ValidationError, place: list[Node]) -> list[Fault]:
    """Say what is wrong at the last of the nodes in `place`, which lead to it from the top."""
    node, key = place[-1], _key(place)
    label = quoted(key)
    if isinstance(node, Mapping) and list(node.pairs) == ["none"] and key in NEVER_ABSENT:
        message = f"{label} cannot be left out on purpose: some learners have nothing else to go by."
        return [invalid(node, message, "write it" + (", or say `decorative: true`" if key == "alt" else ""))]
    match error.validator:
        case "additionalProperties" if _takes_keys(_schema(error)):
            return unknown_keys(node, list(_schema(error)["properties"]), _container(error, place))
        case "enum":
            return [_not_in_list(error, node, label)]
        case "minLength":
            return [invalid(node, f"{label} is empty.", f"write {_thing(error)}, or delete {label}")]
        case "pattern":
            return [_wrong_form(error, node, label)]
        case "type" if "none" not in _schema(error).get("properties", {}):
            return [_wrong_shape(error, node, label)]
        case "required" | "type":
            message = f"At this level {label} takes only `{{none: reason}}`."
            return [invalid(node, message, "move what students meet to the tasks that it belongs to")]
        case _:
            return (
                [_wrong_shape(error, node, label)]
                if "none" not in _schema(error).get("properties", {})
                else []
            )


def _takes_keys(schema: Schema) -> bool:
    """Whether a schema is that of an element; a text has patterns for its languages, and an absence none."""
    return "^x-" in schema.get("patternProperties", {})


def _not_in_list(error: ValidationError, node: Node, label: str) -> Fault:
    if not isinstance(node, Scalar):
        return _wrong_shape(error, node, label)
    words = [str(word) for word in _schema(error)["enum"]]
    near = get_close_matches(re.sub(r"[\s_]+", "-", node.text.strip().lower()), words, n=1, cutoff=0.6)
    message = f"{label} cannot be {quoted(node.text)}." if node.text.strip() else f"{label} is empty."
    fix = f"did you mean `{near[0]}`?" if near else "choose one of " + ", ".join(words)
    return invalid(node, message, fix)


def _wrong_shape(error: ValidationError, node: Node, label: str) -> Fault:
    thing = _thing(error)
    if _takes_keys(_schema(error)):
        first = next(iter(_schema(error).get("properties", {})), "title")
        message = f"{label} needs {thing} with its own keys here, not {_found(node)}."
        return invalid(node, message, f"start it with a key, such as `{first}: ...`")
    if isinstance(node, Mapping):
        fix = "put quotes around a text that holds a colon"
        return invalid(node, f"{label} needs {thing} here, not {_found(node)}.", fix)
    message = f"{label} takes {thing} here, not {_found(node)}."
    return invalid(node, message, "keep one entry, or put quotes around a text in brackets")


def _wrong_form(error: ValidationError, node: Node, label: str) -> Fault:
    said = str(error.instance)
    if not said.strip():
        return invalid(node, f"{label} is empty.", f"write {_thing(error)}, or delete {label}")
    title = _schema(error)["title"]
    if title == "Yes or no":
        return invalid(node, f"{label} is yes or no, not {quoted(said)}.", "write `true` or `false`")
    message = f"{label}: {quoted(said)} is not {_thing(error)}."
    slug = re.sub(r"[^\w.-]+", "-", said).strip("-._")
    if title == "Id" and slug and len(slug) <= 60:
        return invalid(node, message, f"write `{slug}`: letters, digits, `-`, `_` and `.` without spaces")
    description = str(_schema(error)["description"]).removesuffix(".")
    return invalid(node, message, f"write {description[:1].lower()}{description[1:]}")


def _key(place: list[Node]) -> str:
    """Return the key whose value, or part of whose value, the last node is."""
    for before, node in zip(reversed(place[:-1]), reversed(place), strict=False):
        if isinstance(before, Mapping) and isinstance(node, Scalar):
            return node.text
    return ""


def _container(error: ValidationError, place: list[Node]) -> str:
    if len(place) == 1:
        return "a course" if "course" in _schema(error)["properties"] else "a module"
    return with_article(str(_schema(error)["title"]).lower())


def _schema(error: ValidationError) -> Schema:
    schema: Any = error.schema
    return schema if isinstance(schema, dict) else {}


def _thing(error: ValidationError) -> str:
    if not _takes_keys(_schema(error)) and "patternProperties" in _schema(error):
        return "a text"
    title = str(_schema(error)["title"])
    thing = _THINGS.get(title, title.lower())
    return thing if "yes" in thing else with_article(thing)


def _found(node: Node) -> str:
    match node:
        case Scalar():
            return quoted(node.text)
        case Sequence():
            return "a list"
        case Mapping() if node.pairs:
            return f"a mapping with the key {quoted(next(iter(node.pairs)))}"
        case _:
            return "an empty mapping"

"""What the JSON Schema finds wrong, in the words of a colleague."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from coursewright.spec.faults import Fault, invalid
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence, Todo
from coursewright.spec.schema_files import bundled, properties
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from coursewright.spec.schema_files import Schema

_CUT = "the comma before it ends the value there; put quotes around a text that holds a comma"
_MOST_NAMED = 12


def explain(error: ValidationError, place: list[Node]) -> list[Fault]:
    """Say what is wrong at the last of the nodes in `place`, which lead to it from the top."""
    node = place[-1]
    label = _label(place)
    match error.validator:
        case "additionalProperties":
            return _unknown_keys(error, place)
        case "enum":
            return [_not_in_list(error, node, label)]
        case "type":
            return [_wrong_shape(error, node, label)]
        case "required" if "none" in _wanted(error):
            message = f"At this level {label} takes only `{{none: reason}}`."
            return [invalid(node, message, "move what students meet to the tasks that it belongs to")]
        case _:
            return [_wrong_form(error, node, label)]


def _unknown_keys(error: ValidationError, place: list[Node]) -> list[Fault]:
    mapping = place[-1]
    known = list(_schema(error)["properties"])
    if not isinstance(mapping, Mapping) or known == ["none"]:
        return []
    where = _container(error, place)
    return [
        _unknown_key(pair[0], pair[1], mapping, known, where)
        for key, pair in mapping.pairs.items()
        if key not in known and not key.startswith("x-")
    ]


def _unknown_key(key: Scalar, value: Node, mapping: Mapping, known: list[str], where: str) -> Fault:
    name = key.text
    message = f"{quoted(name)} is not a key of {where}."
    if mapping.flow and isinstance(value, Todo) and not value.text:
        return invalid(key, f"{quoted(name)} stands here like a key of {where}.", _CUT)
    near = get_close_matches(name, known, n=1, cutoff=0.6) or get_close_matches(
        name.lower(), known, n=1, cutoff=0.6
    )
    if near:
        return invalid(key, message, f"did you mean `{near[0]}`?")
    if " " in name.strip() or not name:
        return invalid(key, message, "put quotes around a text that holds a colon")
    homes = [home for home in _homes().get(name, ()) if home != where]
    if homes:
        return invalid(
            key, message, f"`{name}` belongs to {' or '.join(homes[:3])}; or name your own data `x-{name}`"
        )
    some = ", ".join(f"`{one}`" for one in known[:_MOST_NAMED]) + (
        " and more" if len(known) > _MOST_NAMED else ""
    )
    return invalid(key, message, f"its keys are {some}; your own data may stand under `x-{name}`")


def _not_in_list(error: ValidationError, node: Node, label: str) -> Fault:
    words = [str(word) for word in _wanted(error)]
    said = str(error.instance)
    near = get_close_matches(said.lower().replace(" ", "-").replace("_", "-"), words, n=1, cutoff=0.6)
    message = f"{label} cannot be {quoted(said)}."
    if near:
        return invalid(node, message, f"did you mean `{near[0]}`?")
    return invalid(node, message, "choose one of " + ", ".join(words))


def _wrong_shape(error: ValidationError, node: Node, label: str) -> Fault:
    wanted = _wanted(error)
    found = _found(node)
    if "object" in wanted:
        title = str(_schema(error).get("title", "value")).lower()
        first = next(iter(_schema(error).get("properties", {})), "title")
        message = f"{label} needs {_article(title)} with its own keys here, not {found}."
        return invalid(node, message, f"start it with a key, such as `{first}: ...`")
    if "array" in wanted:
        return invalid(
            node, f"{label} needs a list here, not {found}.", "put each entry on a line that starts with `- `"
        )
    if isinstance(node, Mapping):
        fix = "put quotes around a text that holds a colon, or give one text"
        return invalid(node, f"{label} needs a text here, not {found}.", fix)
    return invalid(
        node,
        f"{label} takes one text here, not {found}.",
        "keep one entry, or put quotes around a text in brackets",
    )


def _wrong_form(error: ValidationError, node: Node, label: str) -> Fault:
    title = str(_schema(error).get("title", "value")).lower()
    message = f"{label}: {quoted(str(error.instance))} is not {_article(title)}."
    description = str(_schema(error).get("description", "")).removesuffix(".")
    return invalid(node, message, description[:1].lower() + description[1:] if description else "")


def _label(place: list[Node]) -> str:
    """Name the key whose value, or part of whose value, the last node is."""
    for before, node in zip(reversed(place[:-1]), reversed(place), strict=False):
        if not isinstance(node, Scalar) or not isinstance(before, Mapping):
            continue
        if node.text in before.pairs and before.pairs[node.text][0] is node:
            return f"`{node.text}`"
    return "The file"


def _container(error: ValidationError, place: list[Node]) -> str:
    if len(place) == 1:
        return "a course" if "course" in _schema(error)["properties"] else "a module"
    if "title" in _schema(error):
        return _article(str(_schema(error)["title"]).lower())
    return _label(place)


def _schema(error: ValidationError) -> Schema:
    schema: Any = error.schema
    return schema if isinstance(schema, dict) else {}


def _wanted(error: ValidationError) -> list[Any]:
    wanted: Any = error.validator_value
    return wanted if isinstance(wanted, list) else [wanted]


def _found(node: Node) -> str:
    match node:
        case Scalar():
            return quoted(node.text)
        case Sequence():
            return "a list"
        case Mapping():
            return f"a mapping with the key `{next(iter(node.pairs))}`" if node.pairs else "an empty mapping"
        case _:
            return "nothing"


@lru_cache(maxsize=1)
def _homes() -> dict[str, list[str]]:
    """Map each key of the format to the elements that know it."""
    homes: dict[str, list[str]] = {}
    named = [("a course", bundled("course")), ("a module", bundled("module"))]
    named += [
        (_article(definition["title"].lower()), definition)
        for definition in bundled("course")["$defs"].values()
        if definition.get("properties") and not definition["title"].lower().startswith("default")
    ]
    for home, schema in named:
        for key, _ in properties(schema):
            homes.setdefault(key, []).append(home)
    return homes


def _article(noun: str) -> str:
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    return f"an {noun}" if noun[:1] in "aeio" else f"a {noun}"

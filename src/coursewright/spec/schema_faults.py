"""What the JSON Schema finds wrong, in the words of a colleague."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coursewright.spec.faults import Fault, Mend, invalid
from coursewright.spec.key_faults import unknown_keys
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence
from coursewright.spec.placeholders import NEVER_ABSENT
from coursewright.spec.wording import closest, quoted, with_article

if TYPE_CHECKING:
    from coursewright.spec.schema_files import Schema
    from coursewright.spec.validate import Misfit

_THINGS = {
    "Plain text": "text",
    "Language": "language tag",
    "Reference": "id",
    "Yes or no": "yes or no",
    "Yes, no or where": "yes, no or a path",
}
"""What a value is called where the title of its schema would not do in a sentence."""


def explain(misfit: Misfit, place: list[Node]) -> list[Fault]:
    """Say what is wrong at the last of the nodes in `place`, which lead to it from the top."""
    node, key = place[-1], _key(place)
    label = quoted(key)
    if isinstance(node, Mapping) and list(node.pairs) == ["none"] and key in NEVER_ABSENT:
        message = f"{label} cannot be left out on purpose: some learners have nothing else to go by."
        return [invalid(node, message, "write it" + (", or say `decorative: true`" if key == "alt" else ""))]
    match misfit.keyword:
        case "additionalProperties" if _takes_keys(misfit.schema):
            return _unknown_keys(misfit, node, _container(misfit, place))
        case "enum":
            return [_not_in_list(misfit, node, label)]
        case "minLength":
            return [invalid(node, f"{label} is empty.", f"write {_thing(misfit)}, or delete {label}")]
        case "pattern":
            return [_wrong_form(misfit, node, label)]
        case "type" if "none" not in misfit.schema.get("properties", {}):
            return [_wrong_shape(misfit, node, label)]
        case "required" | "type":
            message = f"At this level {label} takes only `{{none: reason}}`."
            return [invalid(node, message, "move what students meet to the tasks that it belongs to")]
        case _:
            return (
                [_wrong_shape(misfit, node, label)]
                if "none" not in misfit.schema.get("properties", {})
                else []
            )


def _takes_keys(schema: Schema) -> bool:
    """Whether a schema is that of an element; a text has patterns for its languages, and an absence none."""
    return "^x-" in schema.get("patternProperties", {})


def _unknown_keys(misfit: Misfit, node: Node, where: str) -> list[Fault]:
    faults = unknown_keys(node, list(misfit.schema["properties"]), where)
    if not any(fault.meant for fault in faults):
        return faults
    from coursewright.spec.key_mends import with_mends  # noqa: PLC0415 - only where a key was meant

    return with_mends(faults, node, misfit.schema, misfit.value, where)


def _not_in_list(misfit: Misfit, node: Node, label: str) -> Fault:
    if not isinstance(node, Scalar):
        return _wrong_shape(misfit, node, label)
    words = [str(word) for word in misfit.schema["enum"]]
    said = re.sub(r"[\s_]+", "-", node.text.strip().lower())
    near = closest(said, words)
    message = f"{label} cannot be {quoted(node.text)}." if node.text.strip() else f"{label} is empty."
    if label == "`grouping`" and node.text.strip().isdigit():
        return invalid(node, message, f"write `{{groups: {node.text.strip()}}}` for groups of that size")
    if not near:
        return invalid(node, message, "choose one of " + ", ".join(words))
    from coursewright.spec.likeness import likeness  # noqa: PLC0415 - only for a word that is wrong

    like = likeness(said, near, words)
    mend = Mend(node, near, safe=like == "slip") if like != "none" else None
    return invalid(node, message, f"did you mean `{near}`?", mend=mend)


def _wrong_shape(misfit: Misfit, node: Node, label: str) -> Fault:
    thing = _thing(misfit)
    if _takes_keys(misfit.schema):
        keys = misfit.schema["properties"]
        cut = re.match(r"([a-z_]+):(?=\S)", node.text) if isinstance(node, Scalar) else None
        if isinstance(node, Scalar) and cut is not None and cut[1] in keys:
            message = f"{quoted(node.text)} is one word to YAML: after a colon it wants a space."
            return invalid(node, message, f"write `{cut[1]}: {node.text[cut.end() :]}`")
        first = next(iter(keys), "title")
        message = f"{label} needs {thing} with its own keys here, not {_found(node)}."
        return invalid(node, message, f"start it with a key, such as `{first}: ...`")
    if isinstance(node, Mapping):
        fix = "put quotes around a text that holds a colon"
        return invalid(node, f"{label} needs {thing} here, not {_found(node)}.", fix)
    message = f"{label} takes {thing} here, not {_found(node)}."
    return invalid(node, message, "keep one entry, or put quotes around a text in brackets")


def _wrong_form(misfit: Misfit, node: Node, label: str) -> Fault:
    said = str(misfit.value)
    if not said.strip():
        return invalid(node, f"{label} is empty.", f"write {_thing(misfit)}, or delete {label}")
    title = misfit.schema["title"]
    if title == "Yes or no":
        return invalid(node, f"{label} is yes or no, not {quoted(said)}.", "write `true` or `false`")
    message = f"{label}: {quoted(said)} is not {_thing(misfit)}."
    slug = re.sub(r"[^\w.-]+", "-", said).strip("-._")
    if title == "Id" and slug and len(slug) <= 60:
        return invalid(node, message, f"write `{slug}`: letters, digits, `-`, `_` and `.` without spaces")
    description = str(misfit.schema["description"]).removesuffix(".")
    return invalid(node, message, f"write {description[:1].lower()}{description[1:]}")


def _key(place: list[Node]) -> str:
    """Return the key whose value, or part of whose value, the last node is."""
    for before, node in zip(reversed(place[:-1]), reversed(place), strict=False):
        if isinstance(before, Mapping) and isinstance(node, Scalar):
            return node.text
    return ""


def _container(misfit: Misfit, place: list[Node]) -> str:
    if len(place) == 1:
        return "a course" if "course" in misfit.schema["properties"] else "a module"
    return with_article(str(misfit.schema["title"]).lower())


def _thing(misfit: Misfit) -> str:
    if not _takes_keys(misfit.schema) and "patternProperties" in misfit.schema:
        return "a text"
    title = str(misfit.schema["title"])
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

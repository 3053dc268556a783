"""A configuration file as a checked tree: its shape is right, what its words mean is still open."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.file_faults import FaultyFileError, FileFault, did_you_mean, follow
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence, as_data
from coursewright.spec.text_input import decode, read_bytes
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.spec.source import Span


_SCHEMA = Path(__file__).parent / "schema" / "config.schema.json"
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_MEANT = {
    "error": ("fail",),
    "info": ("note", "hint"),
    "never": ("off", "no", "none", "false"),
    "off": ("false", "no", "none", "ignore", "0"),
    "on": ("true", "yes", "1"),
    "warning": ("warn",),
}
"""What people write for the words of closed lists."""
_ELSEWHERE = {
    **dict.fromkeys(
        ("ignore", "disable", "skip", "extend_ignore"), "To leave a rule out, write `rules: {FUP001: off}`."
    ),
    **dict.fromkeys(("select", "enable", "extend_select"), "To let a rule run, write `rules: {FUP001: on}`."),
    **dict.fromkeys(("files", "per_file_ignores"), "What differs in some files goes under `overrides`."),
    "severity": "To set what a rule weighs, write `rules: {FUP001: warning}`.",
    "options": "Options stand beside `severity`: `rules: {FUP003: {hours: 24}}`.",
    "preset": "Presets go under `extends`.",
}
"""What people look for under the keys of other tools."""


class ConfigError(FaultyFileError):
    """A configuration that cannot be followed."""

    kind: ClassVar[str] = "configuration"


def config_schema() -> dict[str, Any]:
    """Return the JSON Schema of the configuration."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text("utf-8"))
    return schema


def read_config_file(path: Path) -> tuple[Mapping, list[FileFault]]:
    """Read one file and say what in it has not the right shape.

    Raises `ConfigError` where it does not open, or is no YAML.
    """
    try:
        data = read_bytes(path)
    except UnreadableInputError as error:
        reason = error.message.removeprefix(f"{path}: ").rstrip(".")
        raise ConfigError([FileFault.about(path, f"It cannot be read: {reason}.", error.hint)]) from error
    source, fault = decode(path, data)
    if fault is not None:
        raise ConfigError([FileFault.of(fault, source)])
    from coursewright.spec.reader import read  # noqa: PLC0415 - yaml is imported only when there is a file to read

    root, faults = read(source)
    if faults:
        raise ConfigError([FileFault.of(one, source) for one in faults])
    if root is None or (isinstance(root, Scalar) and not root.text.strip()):
        return Mapping(source, 0, 0, {}), []
    if not isinstance(root, Mapping):
        message = f"A configuration is made of keys, and this is {_kind(root)}."
        raise ConfigError([FileFault.at(root, message, "Start with a key, such as `profile: essential`.")])
    source.root = root
    return root, _misfits(root)


def plain(node: Node) -> Any:
    """Return plain data; what is written without quotes is a number or a truth where YAML 1.2 says so."""
    return as_data(node, lambda scalar: _resolved(scalar.text) if scalar.plain else scalar.text)


def _resolved(text: str) -> Any:
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return text.lower() == "true"
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) < 100 else float(text)
    return float(text) if _FLOAT.fullmatch(text) else text


@lru_cache(maxsize=1)
def _judging() -> tuple[dict[str, Any], Any]:
    """Return the schema that judges configurations, which nobody may change, and what it compiles to."""
    import jsonschema_rs  # noqa: PLC0415 - only where there is a configuration

    schema = config_schema()
    del schema["$id"]
    return schema, jsonschema_rs.Draft202012Validator(schema)


def _misfits(root: Mapping) -> list[FileFault]:
    schema, validator = _judging()
    found: dict[Span, FileFault] = {}
    for error in validator.iter_errors(plain(root)):
        *way, keyword = error.schema_path
        key, node = follow(root, error.instance_path)
        for fault in _explain(str(keyword), part_of(schema, way), key, node):
            found.setdefault(fault.span, fault)
    return list(found.values())


def part_of(schema: Any, path: Iterable[str | int]) -> Any:
    """Return the part of a schema that a path leads to."""
    for step in path:
        schema = schema[step]
    return schema


def _explain(keyword: str, schema: dict[str, Any], key: str, node: Node) -> list[FileFault]:
    match keyword:
        case "additionalProperties" if isinstance(node, Mapping):
            return list(_unknown_keys(schema, key, node))
        case "required":
            what = ", ".join(f"`{name}`" for name in schema["required"])
            return [FileFault.at(node, f"An entry of `{key}` needs {what}.", f"Add {what}.")]
        case "enum":
            return [_not_in_list(schema["enum"], key, node)]
        case "pattern" if isinstance(node, Scalar) and not node.text.strip():
            return [FileFault.at(node, f"`{key}` is empty.", "Fill it in, or delete it.")]
        case _:
            message = f"`{key}` cannot be {_kind(node)}."
            return [FileFault.at(node, message, f"It takes {_takes(schema, key)}{_such_as(key)}.")]


def _takes(schema: dict[str, Any], key: str) -> str:
    whole, _ = _judging()
    known = whole["properties"] | whole["$defs"]["override"]["properties"]
    if known.get(key, {}).get("$ref") == "#/$defs/texts":
        return "a text, or a list of texts"
    kinds = {"object": "a mapping", "array": "a list", "number": "a number", "string": "a text"}
    match schema.get("type"):
        case str() as word:
            return kinds[word]
        case ["number", "boolean"]:
            return "a number, `true` or `false`"
        case _:
            description = str(schema["description"])
            return f"{description[:1].lower()}{description[1:]}".rstrip(".")


def _such_as(key: str) -> str:
    schema, _ = _judging()
    examples = schema["properties"].get(key, {}).get("examples")
    return f", such as `{key}: {flow(examples[0])}`" if examples else ""


def flow(value: object) -> str:
    """Write plain data as YAML on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{flow(key)}: {flow(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(flow, value)) + "]"
        case bool():
            return str(value).lower()
        case str() if re.search(r"^[^A-Za-z./]|[\[\]{},#:*]", value):
            return f'"{value}"'
        case _:
            return str(value)


def _unknown_keys(schema: dict[str, Any], key: str, node: Mapping) -> list[FileFault]:
    known = list(schema.get("properties", {}))
    faults = []
    for name, (written, _) in node.pairs.items():
        if name in known or any(re.search(one, name) for one in schema.get("patternProperties", {})):
            continue
        where = f"`{key}`" if key else "the configuration"
        if known:
            message = f"`{name}` is not a key of {where}."
            hint = "" if key else _ELSEWHERE.get(name.lower().replace("-", "_"), "")
            faults.append(FileFault.at(written, message, hint or did_you_mean(name, known)))
        else:
            message = f"`{name}` is no language tag."
            faults.append(FileFault.at(written, message, "Write one of two or three letters, such as `en`."))
    return faults


def _not_in_list(words: list[str], key: str, node: Node) -> FileFault:
    if not isinstance(node, Scalar) or not node.text.strip():
        return FileFault.at(node, f"`{key}` cannot be {_kind(node)}.", f"Choose one of {', '.join(words)}.")
    near = next((word for word in words if node.text.lower() in _MEANT.get(word, ())), "")
    if near:
        return FileFault.at(node, f"`{key}` cannot be {quoted(node.text)}.", f"Did you mean `{near}`?")
    return FileFault.at(node, f"`{key}` cannot be {quoted(node.text)}.", did_you_mean(node.text, words))


def _kind(node: Node) -> str:
    match node:
        case Mapping():
            return "a mapping"
        case Sequence():
            return "a list"
        case Scalar() if node.text.strip() and plain(node) is not None:
            return quoted(node.text)
        case _:
            return "empty"


def texts(node: Node | None) -> list[Scalar]:
    """Return the texts of a value that is one or a list of them."""
    if isinstance(node, Scalar):
        return [node] if plain(node) is not None and node.text.strip() else []
    return [text for item in node.items for text in texts(item)] if isinstance(node, Sequence) else []

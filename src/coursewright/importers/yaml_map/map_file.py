"""Finding the map of a source, and reading it: its shape, its keys and its words, each with its place."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from coursewright.importers.yaml_map.grammar import map_of
from coursewright.importers.yaml_map.our_keys import unknown_keys
from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.file_faults import FaultyFileError, FileFault, did_you_mean, follow, said_of
from coursewright.spec.nodes import Mapping, Node, Scalar, as_data
from coursewright.spec.text_input import decode, read_bytes
from coursewright.spec.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.importers.yaml_map.model import Map

__all__ = ["MAP_NAME", "MapError", "map_from", "map_schema", "shipped_maps"]

MAP_NAME = "coursewright-map.yaml"
"""Of a map that lies in the folder that it is for."""
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class MapError(FaultyFileError):
    """A map that cannot be followed."""

    kind: ClassVar[str] = "map"


def map_schema() -> dict[str, Any]:
    """Return the JSON Schema of maps."""
    file = files("coursewright.importers.yaml_map") / "schema" / "yaml-map.schema.json"
    schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return schema


@lru_cache(maxsize=1)
def shipped_maps() -> tuple[Map, ...]:
    """Return the maps that come with the tool, in the order of their names."""
    folder = Path(str(files("coursewright.importers.yaml_map") / "maps"))
    return tuple(map_from(path) for path in sorted(folder.glob("*.yaml")))


def map_from(path: Path, data: bytes | None = None) -> Map:
    """Read a map; `data` is what the file holds, where that is known. Raises `MapError`."""
    try:
        data = read_bytes(path) if data is None else data
    except UnreadableInputError as error:
        reason = error.message.removeprefix(f"{path}: ").rstrip(".")
        raise MapError([FileFault.about(path, f"It cannot be read: {reason}.", error.hint)]) from error
    source, fault = decode(path, data)
    if fault is not None:
        raise MapError([FileFault.of(fault, source)])
    from coursewright.spec.reader import read  # noqa: PLC0415 - yaml is imported only when there is a map

    root, faults = read(source)
    if faults:
        raise MapError([FileFault.of(one, source) for one in faults])
    if not isinstance(root, Mapping):
        raise MapError(
            [FileFault.about(path, "A map is made of keys.", "Start it with `map: a-name`.", source.text)]
        )
    source.root = root
    plain = as_data(root, _plain)
    wrong = [*_misfits(root, plain)] or [*_meant_otherwise(root, plain)] or [*unknown_keys(root)]
    if wrong:
        raise MapError(wrong)
    made = map_of(plain, str(path))
    return _like(made, plain["like"]) if "like" in plain else made


def _like(made: Map, name: str) -> Map:
    """Return a map that comes with the tool, with what another one says in its place."""
    base = next(one for one in shipped_maps() if one.name == name)
    leave_out = {**base.leave_out, **made.leave_out}
    return replace(
        base, name=made.name, path=made.path, dates=made.dates or base.dates, leave_out=leave_out, like=name
    )


def _plain(scalar: Scalar) -> Any:
    """Return a scalar as YAML 1.2 has it where that is a truth or a number of a constant."""
    text = scalar.text
    if not scalar.plain:
        return text
    if text in {"true", "false"}:
        return text == "true"
    if _NUMBER.fullmatch(text) and len(text) < 16:
        return float(text) if "." in text else int(text)
    return text


@lru_cache(maxsize=1)
def _judging() -> tuple[dict[str, Any], Any]:
    import jsonschema_rs  # noqa: PLC0415 - only where there is a map

    schema = map_schema()
    del schema["$id"]
    return schema, jsonschema_rs.Draft202012Validator(schema)


def _misfits(root: Mapping, plain: dict[str, Any]) -> Iterator[FileFault]:
    schema, validator = _judging()
    seen = set()
    for error in validator.iter_errors(plain):
        *way, keyword = error.schema_path
        key, node = follow(root, error.instance_path)
        for fault in _explained(str(keyword), _part(schema, way), key, node):
            if fault.span not in seen:
                seen.add(fault.span)
                yield fault


def _part(schema: Any, path: Iterable[str | int]) -> dict[str, Any]:
    for step in path:
        schema = schema[step]
    return schema if isinstance(schema, dict) else {}


def _explained(keyword: str, schema: dict[str, Any], key: str, node: Node) -> Iterator[FileFault]:
    match keyword:
        case "additionalProperties" if isinstance(node, Mapping) and schema.get("properties"):
            known = list(schema["properties"])
            where = f"`{key}`" if key else "a map"
            for name, (written, _) in node.pairs.items():
                if name not in known:
                    yield FileFault.at(
                        written, f"`{name}` is not a key of {where}.", did_you_mean(name, known)
                    )
        case "required":
            missing = [
                name for name in schema["required"] if not (isinstance(node, Mapping) and name in node.pairs)
            ]
            what = ", ".join(f"`{name}`" for name in missing)
            where = f"`{key}`" if key else "A map"
            yield FileFault.at(node, f"{where} needs {what}.", f"Add {what}.")
        case "enum" if isinstance(node, Scalar):
            message = f"`{key}` cannot be {quoted(node.text)}."
            yield FileFault.at(node, message, did_you_mean(node.text, schema["enum"]))
        case "minLength" | "minItems":
            yield FileFault.at(node, f"`{key}` is empty.", "Fill it in, or delete it.")
        case "pattern" if isinstance(node, Scalar):
            message = f"`{key}` cannot be {quoted(node.text)}."
            yield FileFault.at(node, message, "Write letters, digits and `-`, without spaces.")
        case _:
            takes = {"object": "keys of its own", "array": "a list", "string": "a text"}
            kind = schema.get("type")
            wanted = (
                takes.get(kind, "another value") if isinstance(kind, str) else "a text, a number, yes or no"
            )
            yield FileFault.at(node, f"`{key}` cannot be {said_of(node)}.", f"It takes {wanted}.")


def _meant_otherwise(root: Mapping, plain: dict[str, Any]) -> Iterator[FileFault]:
    """Say what no schema says well: what is needed together, and what excludes what."""
    own = [key for key in ("course", "modules", "module") if key in plain]
    if "like" in plain and own:
        message = f"`{own[0]}` and `like` cannot stand together."
        yield FileFault.at(root.pairs[own[0]][0], message, "Beside `like` stand `dates` and `leave_out`.")
    if not {"like", "modules", "module"} & plain.keys():
        hint = "Add `modules`, or `module` for a lone one; or say with `like` which map of ours holds."
        yield FileFault.at(root, "A map says where modules come from.", hint)
    if "modules" in plain and "module" in plain:
        written = root.pairs["module"][0]
        yield FileFault.at(written, "`module` and `modules` cannot stand together.", "Keep one of the two.")
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Mapping):
            waiting += getattr(node, "items", [])
            continue
        keys = node.pairs
        if "listed_in" in keys and "files" not in keys:
            message = "`listed_in` says which files there are, and `files` is missing, which says where."
            yield FileFault.at(
                keys["listed_in"][0], message, 'Add `files`, such as `files: "{folder}/{item}.yaml"`.'
            )
        if "otherwise" in keys and "table" not in keys:
            message = "`otherwise` is for what is not in `table`, and there is no `table`."
            yield FileFault.at(keys["otherwise"][0], message, "Add `table`, or delete it.")
        waiting += [value for _, value in keys.values()]

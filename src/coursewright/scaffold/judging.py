"""Read a YAML file of a template, and say what in it has not the right shape.

Every scalar is the text that was typed: which of them are numbers or truths is for the question to say.
"""

from __future__ import annotations

import json
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coursewright.scaffold.faults import TemplateError
from coursewright.spec.errors import UnreadableInputError
from coursewright.spec.file_faults import FileFault, did_you_mean, follow, said_of
from coursewright.spec.nodes import Mapping, Node, Scalar, as_data
from coursewright.spec.text_input import decode, read_bytes
from coursewright.spec.wording import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coursewright.spec.source import Source

_SCHEMA = Path(__file__).parent / "schema" / "template.schema.json"
MOST = 1_000_000
"""Bytes above which no file of a template is read."""


def template_schema() -> dict[str, Any]:
    """Return the JSON Schema of `template.yaml`."""
    schema: dict[str, Any] = json.loads(_SCHEMA.read_text("utf-8"))
    return schema


def is_kept_in(path: Path, folder: Path) -> bool:
    """Whether a file is in a folder, links followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def read_text(path: Path, folder: Path | None = None) -> Source:
    """Read a file of a template. Raise `TemplateError` if it cannot be, or a link leads out of its folder."""
    if folder is not None and not is_kept_in(path, folder):
        said = "It is a link that leads out of the template, and is not read."
        raise TemplateError([FileFault.about(path, said, "Put the file itself there.")])
    try:
        data = read_bytes(path, MOST)
    except UnreadableInputError as error:
        reason = error.message.removeprefix(f"{path}: ").rstrip(".")
        raise TemplateError([FileFault.about(path, f"It cannot be read: {reason}.", error.hint)]) from error
    source, fault = decode(path, data, MOST)
    if fault is not None:
        raise TemplateError([FileFault.of(fault, source)])
    return source


def read_judged(path: Path, folder: Path, part: str = "") -> Mapping:
    """Read a YAML file of a folder and judge it by the schema, or by that `part` of its definitions.

    Raises `TemplateError` with everything that is wrong in it, and for a link that leads out of the folder.
    """
    from coursewright.spec.reader import read  # noqa: PLC0415 - yaml is imported only when there is a file to read

    source = read_text(path, folder)
    root, faults = read(source)
    if faults:
        raise TemplateError([FileFault.of(one, source) for one in faults])
    if root is None or (isinstance(root, Scalar) and not root.text.strip()):
        root = Mapping(source, 0, 0, {})
    if not isinstance(root, Mapping):
        raise TemplateError([FileFault.at(root, "This file is made of keys.", "Start it with a key.")])
    source.root = root
    misfits = list(_misfits(root, part))
    if misfits:
        raise TemplateError(misfits)
    return root


def plain(node: Node | None) -> Any:
    """Return plain data in which each scalar is its text, and None what is empty."""
    return as_data(node, lambda scalar: None if _is_empty(scalar) else scalar.text)


def _is_empty(scalar: Scalar) -> bool:
    return scalar.plain and scalar.text in {"", "~", "null"}


@lru_cache(maxsize=4)
def _judging(part: str) -> tuple[dict[str, Any], Any]:
    import jsonschema_rs  # noqa: PLC0415 - only where there is a template

    schema = template_schema()
    del schema["$id"]
    if part:
        schema = {"$defs": schema["$defs"], "$ref": f"#/$defs/{part}"}
    return schema, jsonschema_rs.Draft202012Validator(schema)


def _misfits(root: Mapping, part: str) -> Iterator[FileFault]:
    whole, validator = _judging(part)
    seen = set()
    for error in validator.iter_errors(plain(root)):
        *way, keyword = error.schema_path
        schema: Any = whole
        for step in way:
            schema = schema[step]
        for fault in _explain(str(keyword), schema, *follow(root, error.instance_path)):
            if fault.span not in seen:
                seen.add(fault.span)
                yield fault


def _explain(keyword: str, schema: dict[str, Any], key: str, node: Node) -> Iterator[FileFault]:
    label = f"`{key}`" if key else "The file"
    match keyword:
        case "additionalProperties" if isinstance(node, Mapping):
            known = list(schema["properties"])
            what = str(schema.get("title", "template"))
            for name, (written, _) in node.pairs.items():
                if name not in known:
                    said = f"`{name}` is not a key of a {what}."
                    yield FileFault.at(written, said, did_you_mean(name, known))
        case "propertyNames" | "pattern" | "maxLength" if isinstance(node, Mapping):
            for name, (written, _) in node.pairs.items():
                if re.fullmatch("[a-z][a-z0-9_]*", name) is None or len(name) > 60:
                    yield FileFault.at(
                        written,
                        f"{quoted(name)} cannot name an answer.",
                        "It takes small letters, digits and underscores, starting with a letter.",
                    )
        case "required" if isinstance(node, Mapping):
            lacking = [f"`{name}`" for name in schema["required"] if name not in node.pairs]
            at = next((pair[0] for pair in node.pairs.values()), node)
            what = f"A {schema['title']}" if key else "The template"
            yield FileFault.at(at, f"{what} lacks {listed(lacking)}.", f"Add {listed(lacking)}.")
        case "enum":
            word = node.text if isinstance(node, Scalar) else ""
            yield FileFault.at(
                node, f"{label} cannot be {said_of(node)}.", did_you_mean(word, schema["enum"])
            )
        case "minItems" | "minProperties":
            fewest = schema[keyword]
            yield FileFault.at(
                node,
                f"{label} has too few entries.",
                f"It takes {'one' if fewest == 1 else fewest} at least.",
            )
        case _:
            takes = str(schema.get("description", "a text")).removesuffix(".")
            yield FileFault.at(
                node, f"{label} cannot be {said_of(node)}.", f"It takes {takes[:1].lower()}{takes[1:]}."
            )

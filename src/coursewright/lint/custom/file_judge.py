"""What is wrong with a YAML rule file, each thing with its place."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coursewright.lint.config.document import part_of, plain
from coursewright.lint.custom.engine import compiled
from coursewright.lint.custom.kinds import shape_of
from coursewright.lint.custom.message import problems_in
from coursewright.lint.custom.rule_file import CLASSES, rules_of, texts_of, truth
from coursewright.lint.custom.schema_judge import slips_in
from coursewright.spec.file_faults import FileFault, did_you_mean, follow, said_of
from coursewright.spec.nodes import Mapping, Node, Scalar, Sequence, as_data, text_of
from coursewright.spec.schema_files import none_keys
from coursewright.spec.wording import with_article

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILE = Path(__file__).parent / "rule.schema.json"
SCHEMAS: Final = ("where", "must")


def rule_schema() -> dict[str, Any]:
    """Return the JSON Schema of rule files, for editors and for us."""
    schema: dict[str, Any] = json.loads(_FILE.read_text("utf-8"))
    return schema


@lru_cache(maxsize=2)
def _judging(part: str) -> tuple[dict[str, Any], Any]:
    import jsonschema_rs  # noqa: PLC0415 - only where there is a rule file

    schema = rule_schema()
    del schema["$id"]
    if part:
        schema = {"$defs": schema["$defs"], "$ref": f"#/$defs/{part}"}
    return schema, jsonschema_rs.Draft202012Validator(schema)


def faults_in(root: Mapping) -> list[FileFault]:
    """Return what is wrong in a rule file, in the order of its lines."""
    found = list(_misfits(root, _plain_file(root)))
    if not found:
        found = [fault for rule in rules_of(root) for fault in _faults_of_rule(rule)]
    return _in_order(found)


def faults_in_cases(root: Mapping) -> list[FileFault]:
    """Return what is wrong in a file of test cases, in the order of its lines."""
    return _in_order(list(_misfits(root, as_data(root, text_of), "validAndInvalid")))


def _in_order(found: list[FileFault]) -> list[FileFault]:
    by_place = {fault.span.start: fault for fault in reversed(found)}
    return [by_place[place] for place in sorted(by_place)]


def _misfits(root: Mapping, data: Any, part: str = "") -> Iterator[FileFault]:
    schema, validator = _judging(part)
    for error in validator.iter_errors(data):
        path = list(error.instance_path)
        key, node = follow(root, path)
        *way, keyword = error.schema_path
        inside = next((name for name in SCHEMAS if name in path[:-1]), "")
        if inside or keyword == "$ref":
            hint = f"In JSON Schema, {_said(error)}."
            yield FileFault.at(node, f"`{key}` cannot be {said_of(node)} here.", hint)
            continue
        yield from _explain(str(keyword), part_of(schema, way), key, node)


def _plain_file(root: Mapping) -> dict[str, Any]:
    """Return the file as data: texts as they are, but for what the schema wants otherwise."""
    if "rules" in root.pairs:
        several = root.pairs["rules"][1]
        items = several.items if isinstance(several, Sequence) else None
        listed = as_data(several, text_of) if items is None else [_plain_rule(item) for item in items]
        return {**{key: as_data(pair[1], text_of) for key, pair in root.pairs.items()}, "rules": listed}
    return dict(_plain_rule(root))


def _plain_rule(node: Node) -> Any:
    if not isinstance(node, Mapping):
        return as_data(node, text_of)
    data: dict[str, Any] = {}
    for key, (_, value) in node.pairs.items():
        if key in SCHEMAS or key == "minutes":
            data[key] = plain(value)
        elif key in {"missing", "essential", "by_default"} and isinstance(value, Scalar):
            data[key] = truth(value)
        else:
            data[key] = as_data(value, text_of)
    return data


def _key_at(root: Mapping, path: tuple[str | int, ...]) -> Node:
    """Return the key that a path ends in, else the value it leads to."""
    *way, last = path or ("",)
    _, holder = follow(root, way)
    if isinstance(holder, Mapping) and str(last) in holder.pairs:
        return holder.pairs[str(last)][0]
    return follow(root, path)[1]


def _explain(keyword: str, schema: dict[str, Any], key: str, node: Node) -> Iterator[FileFault]:
    label = f"`{key}`" if key else "The file"
    match keyword:
        case "additionalProperties" if isinstance(node, Mapping):
            known = list(schema.get("properties", {}))
            where = (
                with_article(str(schema.get("title", "rule")).lower())
                if known != ["rules"]
                else "such a file"
            )
            for name, (written, _) in node.pairs.items():
                if name not in known:
                    said = f"`{name}` is not a key of {where}."
                    yield FileFault.at(written, said, did_you_mean(name, known))
        case "required":
            listed = ", ".join(f"`{name}`" for name in _absent(schema, node))
            if listed:
                yield FileFault.at(_head(node), f"The rule lacks {listed}.", f"Add {listed}.")
        case "minItems":
            yield FileFault.at(node, f"{label} is an empty list.", "Put one entry into it at least.")
        case "enum":
            words = list(schema["enum"])
            said = f"`{key}` cannot be {said_of(node)}."
            yield FileFault.at(node, said, did_you_mean(node.text if isinstance(node, Scalar) else "", words))
        case "maxLength":
            said = f"{label} is longer than {schema['maxLength']} characters."
            yield FileFault.at(node, said, "What is long goes under `says` and `because`.")
        case _:
            description = str(schema.get("description", "another kind of value")).removesuffix(".")
            hint = f"It takes {description[:1].lower()}{description[1:]}."
            yield FileFault.at(node, f"{label} cannot be {said_of(node)}.", hint)


def _absent(schema: dict[str, Any], node: Node) -> list[str]:
    """Return the keys that a rule needs and has under no name, not even a misspelt one."""
    if not isinstance(node, Mapping):
        return []
    known = list(schema["properties"])
    meant = {did_you_mean(name, known) for name in node.pairs if name not in known}
    return [
        name
        for name in schema["required"]
        if name not in node.pairs and f"Did you mean `{name}`?" not in meant
    ]


def _faults_of_rule(rule: Mapping) -> Iterator[FileFault]:
    """Yield what the schema of rule files cannot know."""
    shape = shape_of(tuple(CLASSES[word] for word in texts_of(rule.value("for"))))
    for name in SCHEMAS:
        node = rule.value(name)
        if not isinstance(node, Mapping):
            continue
        schema = plain(node)
        slips = list(slips_in(schema, shape, where=name == "where"))
        for slip in slips:
            yield FileFault.at(_key_at(node, slip.path), slip.said, slip.hint)
        if not slips and (fault := _does_not_compile(schema, node)) is not None:
            yield fault
    for name in ("message", "fix"):
        node = rule.pairs[name][1]
        for wrong in problems_in(node.text if isinstance(node, Scalar) else ""):
            yield FileFault.at(node, wrong.said, wrong.hint)
    yield from _unknown_places(rule, shape.keys() or {})
    if "satisfied_by" in rule.pairs and texts_of(rule.value("for")) != ("course",):
        said = "`satisfied_by` is for rules for a course."
        yield FileFault.at(rule.pairs["satisfied_by"][0], said, "Write `for: course`, or delete it.")


def _does_not_compile(schema: Any, node: Mapping) -> FileFault | None:
    try:
        compiled(schema)
    except ValueError as error:
        return FileFault.at(node, f"This is no JSON Schema: {_said(error)}.")
    return None


def _unknown_places(rule: Mapping, known: dict[str, Any]) -> Iterator[FileFault]:
    nouns = " or ".join(texts_of(rule.value("for")))
    for name in ("at", "on_purpose"):
        node = rule.value(name)
        first = node.text.partition(".")[0] if isinstance(node, Scalar) else ""
        if node is None or first.startswith("x-"):
            continue
        if first not in known:
            said = f"`{first}` is not a key of {with_article(nouns)}."
            yield FileFault.at(node, said, did_you_mean(first, list(known)))
        elif name == "on_purpose" and first not in none_keys():
            said = f"`{first}` takes no `{{none: reason}}`."
            yield FileFault.at(node, said, f"There are {', '.join(sorted(none_keys() & known.keys()))}.")


def _head(node: Node) -> Node:
    if isinstance(node, Mapping):
        for name in ("code", "name", *node.pairs):
            if name in node.pairs:
                return node.pairs[name][0]
    return node


def _said(error: Any) -> str:
    return " ".join(str(getattr(error, "message", error)).split())[:200].rstrip(".")

"""The JSON Schema of the configuration for editors, which know every rule and its options by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.design.rates import rate_properties
from coursewright.lint.api import Meta, Switch
from coursewright.lint.config.document import config_schema
from coursewright.lint.profiles import ALWAYS
from coursewright.lint.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coursewright.lint.registry import Rule


def config_for_editors(rules: Iterable[Rule] | None = None) -> dict[str, Any]:
    """Return the schema with rates and rules filled in, these by code and name: all unless some are given."""
    schema = config_schema()
    schema["$id"] = schema["$id"].replace(".schema.json", ".bundle.schema.json")
    entries: dict[str, Any] = {}
    families: dict[str, Any] = {}
    for rule in all_rules() if rules is None else rules:
        meta = rule.meta
        if meta.code in ALWAYS:
            continue
        entries[meta.code] = _entry(meta)
        entries[meta.name] = {"$ref": f"#/$defs/rules/properties/{meta.code}"}
        for family in (meta.family, rule.family_name):
            families[family] = _entry_of(family, f"All rules of the family {rule.family_name}.", {})
    schema["$defs"]["rules"]["properties"] = families | entries
    schema["properties"]["rates"] |= {"properties": rate_properties(), "additionalProperties": False}
    return schema


def _entry(meta: Meta) -> dict[str, Any]:
    options = {option.name: _option(option) for option in meta.options}
    said = f"{meta.statement}. Weighs {meta.severity} unless set."
    return _entry_of(f"{meta.code} {meta.name}", said, options)


def _entry_of(title: str, description: str, options: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": title,
        "description": description,
        "if": {"type": "object"},
        "then": {
            "properties": {"severity": {"$ref": "#/$defs/severity"}, **options},
            "additionalProperties": False,
        },
        "else": {"$ref": "#/$defs/severity"},
    }


def _option(option: Any) -> dict[str, Any]:
    if isinstance(option, Switch):
        return {"description": option.description, "type": "boolean", "default": option.default}
    return {
        "description": option.description,
        "type": "number",
        "minimum": option.low,
        "maximum": option.high,
        "default": option.default,
    }

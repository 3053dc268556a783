"""The JSON Schema of the configuration for editors, which know every rule and its options by it."""

from __future__ import annotations

from typing import Any

from coursewright.design.rates import rate_properties
from coursewright.lint.api import Meta, Switch
from coursewright.lint.config.document import config_schema
from coursewright.lint.policy import ALWAYS
from coursewright.lint.registry import all_rules


def config_for_editors() -> dict[str, Any]:
    """Return the schema with what is installed filled in: rules by code and name, their options, rates."""
    schema = config_schema()
    schema["$id"] = schema["$id"].replace(".schema.json", ".bundle.schema.json")
    entries: dict[str, Any] = {}
    families: dict[str, Any] = {}
    for rule in all_rules():
        meta = rule.meta
        if meta.code in ALWAYS:
            continue
        entries[meta.code] = _entry(meta)
        entries[meta.name] = {"$ref": f"#/$defs/rules/properties/{meta.code}"}
        for family in (meta.family, rule.family_name):
            families[family] = {
                "description": f"All rules of the family {rule.family_name}.",
                "$ref": "#/$defs/severity",
            }
    schema["$defs"]["rules"]["properties"] = families | entries
    schema["properties"]["rates"]["properties"] = rate_properties()
    return schema


def _entry(meta: Meta) -> dict[str, Any]:
    options = {option.name: _option(option) for option in meta.options}
    return {
        "title": f"{meta.code} {meta.name}",
        "description": f"{meta.statement}. Weighs {meta.severity} unless set.",
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

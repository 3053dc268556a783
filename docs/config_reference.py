"""Tables of the page on configuration: its keys from the JSON Schema, the profiles from their data file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coursewright.lint.config.document import config_schema, flow
from coursewright.lint.profiles import ALWAYS, profiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coursewright.lint.profiles import Profile
    from coursewright.lint.registry import Rule

_KINDS = {"object": "mapping", "array": "list", "string": "text", "number": "number"}


def config_keys(_rules: Sequence[Rule]) -> str:
    """Return every key of a configuration, with what it takes and an example."""
    schema = config_schema()
    rows = ["| key | takes | | example |", "|---|---|---|---|"]
    for name, key in schema["properties"].items():
        example = f"{name}: {flow(key['examples'][0])}"
        rows.append(
            f"| `{name}` | {_takes(schema, key)} | {_cell(key['description'])} | `{_cell(example)}` |"
        )
    return "\n".join(rows)


def _takes(schema: dict[str, Any], key: dict[str, Any]) -> str:
    reference = str(key.get("$ref", "")).rpartition("/")[2]
    if reference == "texts":
        return "text, or a list of texts"
    target = schema["$defs"][reference] if reference else key
    if "enum" in target:
        return ", ".join(f"`{word}`" for word in target["enum"])
    return _KINDS.get(str(target.get("type")), "version")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def profile_rules(rules: Sequence[Rule]) -> str:
    """Return what each profile runs."""
    rows = ["| profile | what for | rules |", "|---|---|---|"]
    known = profiles()
    for rung in known.ladder:
        raised = "".join(f", every {low} as a {high}" for low, high in rung.raised.items())
        rows.append(f"| `{rung.name}` | {rung.about} | {len(rung.weights(rules).keys() | ALWAYS)}{raised} |")
    rows += [f"| `{one.name}` | {one.about} | {_listed(one)} |" for one in known.beside]
    return "\n".join(rows)


def _listed(profile: Profile) -> str:
    by_weight: dict[str, list[str]] = {}
    for code, severity in profile.rules.items():
        by_weight.setdefault(str(severity), []).append(code)
    return "; ".join(f"{', '.join(sorted(codes))} as {weight}" for weight, codes in by_weight.items())

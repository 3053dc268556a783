"""What the rules rest on: the short labels in their META, and the full references these stand for."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module, resources
from typing import Any, NamedTuple

from coursewright.lint.door import packages

TABLE = "data/sources.yaml"
"""Where a package of rules keeps its references, counted from the package."""


class Reference(NamedTuple):
    """A source in full. `url` and `note`, a word on what kind of source it is, may be empty."""

    label: str
    text: str
    url: str = ""
    note: str = ""


@lru_cache(maxsize=1)
def references() -> dict[str, Reference]:
    """Return the references of every installed package of rules, by their labels."""
    found: dict[str, Reference] = {}
    for package in packages():
        if not hasattr(import_module(package), "__path__"):
            continue  # a single module has no folder to keep references in
        table = resources.files(package).joinpath(TABLE)
        if table.is_file():
            found |= {label: _reference(label, row) for label, row in _read(table.read_text("utf-8")).items()}
    return found


def reference(label: str) -> Reference:
    """Return the reference that a label stands for; a label nobody wrote out speaks for itself."""
    return references().get(label) or Reference(label, "")


def _read(text: str) -> dict[str, dict[str, str]]:
    import yaml  # noqa: PLC0415 - a check of specs never reads references

    table: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return table


def _reference(label: str, row: dict[str, Any]) -> Reference:
    return Reference(label, row["reference"], row.get("url", ""), row.get("note", ""))

"""YAML rules in a package that the door names, beside those in Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coursewright.lint.custom.rule_file import rules_at
from coursewright.lint.registry import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.lint.registry import Rule

_OURS = "coursewright.rules"


def rules_beside(package: str, files: Iterable[str]) -> Iterator[Rule]:
    """Yield the rules of the YAML files in a folder of a package; ours are held to the schema by tests.

    Raises `CoursewrightError`.
    """
    trusted = package == _OURS or package.startswith(f"{_OURS}.")
    for file in files:
        path = Path(file)
        module = f"{package}.{path.stem}"
        yield from rules_at(path, module=module, family_name=folder_of(module), trusted=trusted)

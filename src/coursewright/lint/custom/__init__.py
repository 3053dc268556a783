"""Rules of one's own: in YAML, in a local Python file, and the examples that test both."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.lint.registry import Rule


def load_rules(path: Path) -> list[Rule]:
    """Return the rules in a YAML or Python file; one of test cases (`NAME.cases.yaml`) holds none.

    A Python file is run. Raises `CoursewrightError`, naming the file and the place in it.
    """
    from coursewright.lint.custom.load import rules_in_file  # noqa: PLC0415 - the registry comes through here

    return rules_in_file(path)

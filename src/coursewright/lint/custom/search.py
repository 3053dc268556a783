"""Which files hold rules, where a folder is named or nothing at all."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coursewright.lint.custom.load import CASES
from coursewright.spec.discover import COURSE_FILE, MODULE_FILE
from coursewright.spec.errors import CoursewrightError, UnreadableInputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coursewright.lint.registry import Rule

_PASSED_OVER: Final = frozenset({"node_modules", "venv", "data"})
_YAML_RULE: Final = re.compile(r"^(code|rules|must|statement)[ \t]*:", re.MULTILINE)
_PYTHON_RULE: Final = re.compile(r"^META\b", re.MULTILINE)


def rule_files(paths: Iterable[Path]) -> list[Path]:
    """Return the files that are named, and the rule files in the folders that are.

    Raises `UnreadableInputError` for a path that is not there, `UsageError` where folders hold no rule.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = list(_inside(path))
            if not inside:
                raise UsageError(
                    f"{path}: there are no rule files in this folder.",
                    "Rules are YAML files with a `code`, or Python files with a `META`.",
                )
            found += inside
        elif os.path.lexists(path):
            found.append(path)
        else:
            raise UnreadableInputError(f"{path}: there is no such file or folder.", "Check the path.", path)
    return list(dict.fromkeys(found))


def own_rules(folder: Path) -> tuple[Rule, ...]:
    """Return the rules that the configuration of a folder names in `custom_rules`.

    None where it cannot be followed: whoever asks what a rule says need not mend it first.
    """
    try:
        return _configured(folder)
    except CoursewrightError:
        return ()


def configured_rules(folder: Path) -> tuple[Rule, ...]:
    """Return the same rules. Raise `ConfigError` for what is wrong, `UsageError` where there is none."""
    rules = _configured(folder)
    if not rules:
        raise UsageError(
            "The configuration of this folder names no rules of its own.",
            "Name the files with the rules, or list them under `custom_rules` in coursewright.yaml.",
        )
    return rules


def _configured(folder: Path) -> tuple[Rule, ...]:
    from coursewright.lint.config.choices import Choices  # noqa: PLC0415 - a check of specs asks otherwise
    from coursewright.lint.config.policies import Policies  # noqa: PLC0415
    from coursewright.lint.registry import all_rules  # noqa: PLC0415

    installed = {id(rule) for rule in all_rules()}
    return tuple(
        rule for rule in Policies(Choices()).applied(folder).layer.rules if id(rule) not in installed
    )


def _inside(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith((".", "__")) and name not in _PASSED_OVER
        )
        for name in sorted(names):
            path = Path(here, name)
            if _may_be_rule(name) and _looks_like_rule(path):
                yield path


def _may_be_rule(name: str) -> bool:
    if name.endswith(CASES) or COURSE_FILE.fullmatch(name) or MODULE_FILE.fullmatch(name):
        return False
    return name.endswith((".yaml", ".yml", ".py")) and not name.startswith(("coursewright", "."))


def _looks_like_rule(path: Path) -> bool:
    try:
        text = path.read_text("utf-8", errors="replace")
    except OSError:
        return True  # whoever loads it will say what is wrong
    return bool((_PYTHON_RULE if path.suffix == ".py" else _YAML_RULE).search(text))

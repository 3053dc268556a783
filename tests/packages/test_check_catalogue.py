"""The table of checks: whole, and said in the same way throughout."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import coursewright.packages
from coursewright.packages.catalogue import PLATFORMS, Check, all_checks, families

PACKAGE = Path(coursewright.packages.__file__).parent


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [check.code for family in families() for check in family.checks]
    assert codes == sorted(codes)
    assert len(set(codes)) == len(codes)
    names = [check.name for check in all_checks().values()]
    assert len(set(names)) == len(names)
    for family in families():
        assert len({check.code[3] for check in family.checks}) == 1


@pytest.mark.parametrize("check", all_checks().values(), ids=lambda check: check.code)
def test_a_check_is_said_in_full(check: Check) -> None:
    assert re.fullmatch(r"PKG\d{3}", check.code)
    assert re.fullmatch(r"[a-z][a-z-]+", check.name)
    assert check.title[-1] not in ".?!"
    for text in (check.says, check.why, check.do):
        assert text.endswith((".", "}")), text
        assert "—" not in text
    assert check.severity in {"error", "warning", "info"}
    assert set(check.platforms) <= set(PLATFORMS)


def test_every_check_is_made_somewhere_and_every_code_is_a_check() -> None:
    used = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and re.fullmatch(r"PKG\d{3}", node.value)
            ):
                used.add(node.value)
    assert used == set(all_checks())


def test_packages_import_nothing_but_errors_and_words() -> None:
    allowed = {"coursewright.spec.errors", "coursewright.spec.wording"}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("coursewright"):
                assert node.module.startswith("coursewright.packages") or node.module in allowed, path

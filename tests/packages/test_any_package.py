"""Packages with anything wrong, anywhere: there is a report, whatever it says, and never an exception."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from spoilt import spoilt

from coursewright.packages.checking import check
from coursewright.reporters.packages.as_json import reports_as_json
from coursewright.reporters.packages.text import PackageText


@pytest.mark.parametrize("seed", range(0, 100, 20))
def test_there_is_always_a_report(seed: int, tmp_path: Path) -> None:
    text = PackageText(Path.cwd())
    for number in range(seed, seed + 20):
        spoilt(tmp_path / "spoilt", random.Random(number))  # noqa: S311 - the same each time
        report = check(tmp_path / "spoilt")
        assert "".join(text.package(report))
        assert reports_as_json([report])

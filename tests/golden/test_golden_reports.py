"""The reports of a small course with a fault of every kind, byte by byte.

To take over what they are now: `python -m pytest tests/golden --refresh-golden`; then look at the difference.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from coursewright import __version__
from coursewright.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Callable

COURSE = Path(__file__).parent / "course"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the course, outside of any repository."""
    folder = tmp_path / "course"
    shutil.copytree(COURSE, folder)
    monkeypatch.chdir(folder)
    for name in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return folder


def run(*args: str) -> str:
    result = CliRunner().invoke(app, [*args])
    assert result.exit_code == 1, result.output
    assert result.stderr == ""
    return result.stdout


@pytest.mark.usefixtures("here")
def test_text(golden: Callable[[str, str], None]) -> None:
    golden("course.txt", run("lint", "--today", "2026-09-01", "--statistics"))


@pytest.mark.usefixtures("here")
def test_coloured_text(golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    golden("course.ansi.txt", run("lint", "--today", "2026-09-01", "--select", "SPC,FUP"))


@pytest.mark.usefixtures("here")
def test_json(golden: Callable[[str, str], None]) -> None:
    text = run("lint", "--today", "2026-09-01", "--format", "json")
    golden("course.json", text.replace(f'"version": "{__version__}"', '"version": "0"'))
    severities = {finding["severity"] for finding in json.loads(text)["findings"]}
    assert severities == {"error", "warning", "info"}

"""The worked example of `docs/add-a-rule.md`, carried out as it is written in a copy of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from live_examples import blocks  # noqa: E402 - it stands beside the documents

LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".*")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what the page works on, with what it adds."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("src/coursewright", "tests/rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=LEFT_BEHIND)
    for name in ("pyproject.toml", "tests/conftest.py"):
        shutil.copy(ROOT / name, folder / name)
    for block in blocks((ROOT / "docs" / "add-a-rule.md").read_text("utf-8")):
        match block.notes:
            case {"file": name}:
                assert not (folder / name).exists()
                (folder / name).write_text(block.body, "utf-8")
            case {"add to": name}:
                (folder / name).write_text((folder / name).read_text("utf-8") + "\n" + block.body, "utf-8")
    return folder


def run(folder: Path, *words: str) -> str:
    ours = (
        "PYTEST_",
        "COV_",
        "COVERAGE_",
        "FORCE_COLOR",
    )  # how we are run ourselves is no matter of the copy
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"PYTHONPATH": str(folder / "src"), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_its_cases_pass(copy: Path) -> None:
    out = run(
        copy, "pytest", "-q", "tests/rules", "-k", "single-attempt-practice or TSK012 or unique or cases"
    )
    assert " passed" in out


@pytest.mark.slow
def test_it_is_explained_with_its_source(copy: Path) -> None:
    out = run(copy, "coursewright", "explain", "TSK012")
    assert "A quiz for practice can be taken again" in out
    assert "Test-Enhanced Learning" in out


@pytest.mark.slow
def test_its_style_is_ours(copy: Path) -> None:
    rule = "src/coursewright/rules/tasks/single_attempt_practice.py"
    assert run(copy, "ruff", "check", "--no-cache", rule)
    assert run(copy, "ruff", "format", "--no-cache", "--check", rule)

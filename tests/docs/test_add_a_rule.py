"""The worked example of `docs/add-a-rule.md`, carried out as it is written in a copy of the project."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))

from live_examples import blocks  # noqa: E402 - it stands beside the documents

PAGE = (ROOT / "docs" / "add-a-rule.md").read_text("utf-8")
TABLES = ("tests/lint/test_sources.py", "tests/lint/test_support_models.py")
RULE = "src/coursewright/rules/tasks/single_attempt_practice.py"
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", ".*")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what the page works on, with what it adds."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("src/coursewright", "tests/rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=LEFT_BEHIND)
    for name in ("lint", "spec"):
        (folder / "tests" / name).mkdir()
    for name in ("pyproject.toml", "tests/conftest.py", "tests/spec/applying.py", *TABLES):
        shutil.copy(ROOT / name, folder / name)
    for block in blocks(PAGE):
        match block.notes:
            case {"file": name}:
                assert not (folder / name).exists()
                (folder / name).write_text(block.body, "utf-8")
            case {"add to": name}:
                (folder / name).write_text(in_order((folder / name).read_text("utf-8"), block.body), "utf-8")
    return folder


def in_order(table: str, entry: str) -> str:
    """Put an entry where the alphabet wants it."""
    labels = re.finditer(r"^([^\s#].*):$", table, re.MULTILINE)
    label = entry.partition(":")[0].lower()
    place = next((found.start() for found in labels if found[1].lower() > label), None)
    if place is None:
        return f"{table}\n{entry}"
    return f"{table[:place]}{entry}\n{table[place:]}"


def run(folder: Path, *words: str) -> str:
    # How we are run ourselves is no matter of the copy.
    ours = ("PYTEST_", "COV_", "COVERAGE_", "FORCE_COLOR")
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


def shown(start: str) -> list[str]:
    """Return the words of the page's first command that starts so, without the environment's folder."""
    lines = (line for block in blocks(PAGE) if block.language == "sh" for line in block.body.splitlines())
    command = next(line for line in lines if line.startswith(f".venv/bin/{start}"))
    return shlex.split(command.removeprefix(".venv/bin/"))


@pytest.mark.slow
def test_its_cases_pass(copy: Path) -> None:
    out = run(copy, *shown("python -m pytest")[2:])
    assert int(re.findall(r"(\d+) passed", out)[-1]) > 10


@pytest.mark.slow
def test_the_tables_know_it(copy: Path) -> None:
    out = run(copy, "pytest", "-q", *TABLES, "-k", "single-attempt-practice or TSK012 or test_sources")
    assert " passed" in out


@pytest.mark.slow
def test_it_is_explained_with_its_source(copy: Path) -> None:
    out = run(copy, "coursewright", "explain", "TSK012")
    assert "A quiz for practice can be taken again" in out
    assert "Test-Enhanced Learning" in out


@pytest.mark.slow
def test_its_style_is_ours(copy: Path) -> None:
    assert shown("ruff check")[-1] == shown("ruff format")[-1] == shown("mypy")[-1] == RULE
    assert run(copy, "ruff", "check", "--no-cache", RULE)
    assert run(copy, "ruff", "format", "--no-cache", "--check", RULE)

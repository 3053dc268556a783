"""A report is the same to the byte in any folder and locale, and by any number of processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hostile import write_hostile

from coursewright.reporters.forms import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

CASES = Path(__file__).parent / "cases"
FROM_ANYWHERE = ("json", "jsonl", "sarif", "gitlab", "junit", "rdjson", "checkstyle")
"""The forms for programs. Those for people name files and commands as one would type them."""


class Manner(NamedTuple):
    """How the same check is run once more."""

    name: str
    environ: Mapping[str, str] = {}
    options: tuple[str, ...] = ()
    cached: bool = False


MANNERS = (
    Manner("another folder"),
    Manner("a locale that knows no UTF-8", {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "latin-1"}),
    Manner("a locale with other commas and another zone", {"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Kolkata"}),
    Manner("another order of sets", {"PYTHONHASHSEED": "7"}),
    Manner("several processes", {}, ("--jobs", "3")),
    Manner("what was kept", {}, (), cached=True),
)


def repository(folder: Path) -> Path:
    """Make a repository of all cases but the one whose configuration is broken, with more like them."""
    folder.parent.mkdir(exist_ok=True)
    write_hostile(folder)
    for case in ("findings", "none", "syntax-error", "untold"):
        for number in range(3):
            shutil.copytree(CASES / case, folder / f"{case}-{number}")
    (folder / ".git").mkdir()
    return folder


def reports(repo: Path, out: Path, manner: Manner, at: Path | None = None) -> dict[str, bytes]:
    """Make every report, and return them by form."""
    wanted = [word for form in forms() for word in ("--format", f"{form}={out / form}")]
    kept = ("--cache-dir", str(out / "cache")) if manner.cached else ("--no-cache",)
    command = [sys.executable, "-m", "coursewright", "lint", "--today", "2026-09-01", *kept]
    paths = [] if at is None else [os.path.relpath(repo, at)]
    for _ in range(1 + manner.cached):
        done = subprocess.run(
            [*command, *manner.options, *wanted, *paths],
            cwd=at or repo,
            env={**os.environ, **manner.environ},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1, done.stderr.decode()
    return {form: (out / form).read_bytes() for form in forms()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    repo = repository(tmp_path_factory.mktemp("first") / "repo")
    return reports(repo, repo.parent / "out", Manner("first"))


@pytest.mark.slow
@pytest.mark.parametrize("manner", MANNERS, ids=lambda manner: manner.name)
def test_same_bytes(manner: Manner, first: dict[str, bytes], tmp_path: Path) -> None:
    again = reports(repository(tmp_path / "elsewhere é" / "repo"), tmp_path / "out", manner)
    assert [form for form in forms() if again[form] != first[form]] == []


@pytest.mark.slow
@pytest.mark.parametrize("place", ["", "repo/findings-0/modules"])
def test_same_bytes_for_programs_wherever_one_stands(
    place: str, first: dict[str, bytes], tmp_path: Path
) -> None:
    repo = repository(tmp_path / "repo")
    again = reports(repo, tmp_path / "out", Manner("elsewhere"), tmp_path / place)
    assert [form for form in FROM_ANYWHERE if again[form] != first[form]] == []

"""The commands that a report names do what it says of them when they are typed."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SPEC = """\
module: m
tasks:
  - title: Knead # coursewright: ignore[FUP001] -- everybody eats it
    kind: quiz
  - {title: Bake, kind: quiz}
"""
ALONE = "these findings alone"
COMMENTS = "also what comments silence"


def commands(report: str) -> dict[str, list[str]]:
    """Return the words of each command that a report of a wide terminal names, by what it shows."""
    _, _, below = report.partition("To see more:\n")
    found: dict[str, list[str]] = {}
    for shown in (ALONE, COMMENTS):
        before, said, _ = below.partition(shown)
        if said:
            found[shown] = shlex.split(before.strip().splitlines()[-1])
    return found


@pytest.mark.parametrize("name", ["-m.module.yaml", "two words/it's.module.yaml", "--select/m.module.yaml"])
@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--today", "2026-01-05", "--fail-on", "error"),
        ("--profile", "strict", "--ignore", "TSK, ASM004", "--select", "essential", "--select", "OUT,FUP"),
        ("--isolated", "--web-links"),
    ],
)
def test_commands_can_be_typed(
    name: str,
    options: tuple[str, ...],
    tmp_path: Path,
    coursewright: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("COURSEWRIGHT_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(SPEC, "utf-8")
    done = coursewright("lint", *options, "--format", "concise", "--", name, cwd=tmp_path)
    shown = commands(done.out)
    assert list(shown) == [ALONE, COMMENTS]

    _, *words = shown[ALONE]
    code = words[-1]
    alone = coursewright(*words, "--format", "concise").out
    lines = [line for line in done.out.splitlines() if f" {code} [" in line]
    assert [line for line in alone.splitlines() if ": " in line and "[" in line] == lines != []
    for option in options:
        assert option in words or option in {"--select", "essential", "OUT,FUP"}

    _, *words = shown[COMMENTS]
    every = coursewright(*words, "--format", "concise")
    assert every.code == done.code
    assert every.out.count(" FUP001 [") == done.out.count(" FUP001 [") + 1
    assert every.last.rpartition(" Exit ")[2].split(":")[0] == done.last.rpartition(" Exit ")[2].split(":")[0]


def test_the_same_courses_as_since_a_revision(
    tmp_path: Path, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSEWRIGHT_CACHE_DIR", str(tmp_path / "cache"))
    git = ("git", "-c", "user.name=n", "-c", "user.email=n@example.org")
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "old.module.yaml").write_text(SPEC, "utf-8")
    for step in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "first")):
        subprocess.run([*git, *step], cwd=folder, check=True)
    (folder / "new.module.yaml").write_text(SPEC, "utf-8")
    done = coursewright("lint", "--changed-since", "HEAD", cwd=folder)
    _, *words = commands(done.out)[ALONE]
    alone = coursewright(*words).out
    assert "new.module.yaml:" in alone
    assert "old.module.yaml:" not in alone

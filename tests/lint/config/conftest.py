"""Repositories with configurations, and the command line in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from typer.testing import CliRunner

from coursewright.cli.main import app

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


class Done(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def coursewright(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Done]:
    """Run the command line; nothing is kept beyond the test."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COURSEWRIGHT_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COURSEWRIGHT_CACHE_DIR", str(tmp_path / "cache"))

    def run(*args: str | Path, cwd: Path | None = None, stdin: bytes | None = None) -> Done:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Done(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """Return the root of an empty repository."""
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    return tmp_path / "repo"


@pytest.fixture
def write(repo: Path) -> Callable[[Mapping[str, str]], None]:
    """Write files into the repository, by their paths in it."""

    def write(files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = repo / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="")

    return write

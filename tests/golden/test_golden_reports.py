"""Every form of report for every kind of run, byte by byte.

To take over what they are now: `python -m pytest tests/golden --refresh-golden`; then look at the difference.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hostile import write_case
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.reporters.forms import forms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENDINGS = {
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif.json",
    "gitlab": "json",
    "rdjson": "json",
    "junit": "xml",
    "checkstyle": "xml",
    "markdown": "md",
    "html": "html",
}


class Case(NamedTuple):
    """A kind of run, and what it ends with."""

    name: str
    exit_code: int
    options: tuple[str, ...] = ()


EVERY = (
    Case("findings", 1),
    Case("none", 0),
    Case("syntax-error", 1),
    Case("config-error", 2),
    Case("untold", 1),
    Case("hostile", 1),
)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Stand in a copy of a case, as in a repository of its own."""

    def stand(name: str) -> Path:
        folder = tmp_path / name
        write_case(name, folder)
        (folder / ".git").mkdir()
        monkeypatch.chdir(folder)
        monkeypatch.setattr("coursewright.cli.lint.linting.__version__", "0")
        for variable in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "GITHUB_ACTIONS"):
            monkeypatch.delenv(variable, raising=False)
        return folder

    return stand


def run(case: Case, *options: str) -> str:
    result = CliRunner().invoke(app, ["lint", "--today", "2026-09-01", *case.options, *options])
    assert result.exit_code == case.exit_code, result.output
    if case.name != "config-error":
        assert result.stderr == ""
    return result.stdout


@pytest.mark.parametrize("form", sorted(forms()))
@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_report(
    case: Case, form: str, stand_in: Callable[[str], Path], golden: Callable[[str, str], None]
) -> None:
    stand_in(case.name)
    shown = run(case, "--format", form)
    shown = _without_our_own(shown) if form == "html" else shown
    golden(f"{case.name}/{form}.{ENDINGS.get(form, 'txt')}", shown)


def _without_our_own(report: str) -> str:
    """Leave out style and script of a page: they are the same in all, and have tests of their own."""
    report = re.sub(r"sha256-[^&]*", "sha256-...", report)
    return re.sub(r"(<(style|script)\b[^>]*>).*?(</\2>)", r"\1...\3", report, flags=re.DOTALL)


def test_coloured_text(
    stand_in: Callable[[str], Path],
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_in("findings")
    monkeypatch.setenv("FORCE_COLOR", "1")
    golden("findings/text.ansi.txt", run(EVERY[0], "--select", "SPC,FUP"))


def test_statistics(stand_in: Callable[[str], Path], golden: Callable[[str, str], None]) -> None:
    stand_in("findings")
    golden("findings/statistics.txt", run(EVERY[0], "--statistics", "--format", "concise"))


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.name)
def test_all_at_once_say_the_same(case: Case, stand_in: Callable[[str], Path]) -> None:
    folder = stand_in(case.name)
    alone = {form: run(case, "--format", form) for form in forms()}
    files = {form: folder / "made" / "of it" / f"report.{form}" for form in forms()}
    together = run(case, *(word for form, path in files.items() for word in ("--format", f"{form}={path}")))
    made = {form: path.read_bytes().decode("utf-8") for form, path in files.items()}
    for form in forms():
        # What was not checked is told beside what is printed, and within a file.
        assert made[form].endswith(alone[form]) if case.exit_code == 2 else made[form] == alone[form]
    assert together.startswith("Wrote text to ")
    assert sorted(path.name for path in (folder / "made" / "of it").iterdir()) == sorted(
        path.name for path in files.values()
    )

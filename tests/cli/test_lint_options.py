"""What each option of `coursewright lint` does, and what it says to words it does not know."""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.cli.lint import linting as command
from coursewright.cli.lint.linting import run_lint
from coursewright.cli.lint.options import LintOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ERROR = "module: e\nmode: blended\ntasks: [{id: a, kind: quiz, duration: 45}]\n"
WARNING = "module: w\ntitle: TBC\n"
INFO = "module: i\nmode: blended\noutcomes: [{id: o, statement: Draw a map}]\n"
CLEAN = "module: c\n"
ONLY = {"e": "SPC008", "w": "SPC004", "i": "OUT006", "c": "SPC008"}


@pytest.mark.parametrize(
    ("spec", "codes"),
    # the exit codes with --fail-on error, warning, info and never
    [(ERROR, (1, 1, 1, 0)), (WARNING, (0, 1, 1, 0)), (INFO, (0, 0, 1, 0)), (CLEAN, (0, 0, 0, 0))],
    ids=["an error", "a warning", "a note", "nothing"],
)
def test_fail_on(spec: str, codes: tuple[int, ...], tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    path = tmp_path / "m.module.yaml"
    path.write_text(spec)
    select = ONLY[spec.partition(" ")[2][0]]
    for limit, code in zip(("error", "warning", "info", "never"), codes, strict=True):
        done = coursewright("lint", path, "--select", select, "--fail-on", limit)
        assert done.code == code
        assert f"Exit {code}" in done.last
    default = coursewright("lint", path, "--select", select)
    assert default.code == codes[1]


def test_nothing_hides_that_something_could_not_be_checked(
    tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    done = coursewright("lint", tmp_path / "gone.yaml", "--fail-on", "never")
    assert done.code == 2


def test_quiet_leaves_out_the_summary_alone(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    path = tmp_path / "m.module.yaml"
    path.write_text(ERROR)
    loud, quiet = (coursewright("lint", path, *more) for more in ((), ("--quiet",)))
    assert quiet.out.endswith("more: coursewright explain SPC008\n\n")
    summary = loud.out.removeprefix(quiet.out)
    assert summary.startswith("What takes longest to mend:\n")
    assert summary.endswith(f"shows how.\n{loud.last}\n")
    path.write_text(CLEAN)
    assert coursewright("lint", path, "--select", "SPC", "--ignore", "SPC010", "-q").out == ""


def test_statistics_count_rules(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    path = tmp_path / "m.module.yaml"
    path.write_text("module: m\ntitle: TBC\ntasks: [{duration: 1}, {duration: 2}]\n")
    done = coursewright("lint", path, "--select", "SPC", "--statistics")
    shown = done.out.splitlines()
    at = shown.index("2  SPC008  duration-without-unit")
    assert shown[at + 1 : at + 3] == ["1  SPC004  placeholder-text", ""]
    assert shown[at + 3] == done.last
    alone = coursewright("lint", path, "--select", "SPC", "--statistics", "--quiet")
    assert alone.out.endswith("1  SPC004  placeholder-text\n")
    path.write_text(CLEAN)
    clean = coursewright("lint", path, "--select", "SPC", "--ignore", "SPC010", "--statistics")
    assert clean.out == "1 file, 1 module: nothing found. Exit 0.\n"


def test_statistics_and_json(coursewright: Callable[..., Any]) -> None:
    done = coursewright("lint", "--statistics", "--format", "json")
    assert done.code == 2
    assert done.err.startswith("coursewright: --statistics goes with `text`, `concise` or `grouped`.")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--select", "FUP01"), "--select: there is no rule or family `FUP01`. Did you mean `FUP001`?"),
        (("--select", "no-follow-ups"), "Did you mean `no-follow-up`?"),
        (("--select", "outcome"), "Did you mean `outcomes`?"),
        (("--select", "FPU"), "Did you mean `FUP`?"),
        (("--select", "FUP,esential"), "there is no rule or family `esential`. Did you mean `essential`?"),
        (("--select", "alll"), "Did you mean `all`?"),
        (("--ignore", "OUT02"), "--ignore: there is no rule or family `OUT02`. Did you mean `OUT002`?"),
        (("--ignore", "zzz"), "`coursewright rules` lists them all."),
        (("--select", ""), "--select names no rule."),
        (("--ignore", " , "), "--ignore names no rule."),
        (("--ignore", "SPC001"), "SPC001 always runs"),
        (("--ignore", "duplicate-id"), "SPC003 always runs"),
        (("--today", "21.9.2026"), "--today: `21.9.2026` is no date. Write it as 2026-09-21."),
        (("--today", "2026-02-30"), "is no date"),
    ],
)
def test_words_that_mean_nothing(
    args: tuple[str, ...], said: str, tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    (tmp_path / "m.module.yaml").write_text(ERROR)
    done = coursewright("lint", *args, cwd=tmp_path)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (("--select", "SPC008"), {"SPC008"}),
        (("--select", "spc008,placeholder-TEXT"), {"SPC004", "SPC008"}),
        (("--select", "SPC008", "--select", "SPC004"), {"SPC004", "SPC008"}),
        (("--select", "SPC", "--ignore", "SPC008"), {"SPC004"}),
        (("--select", "spec", "--ignore", "SPC"), set()),
        (("--select", "all", "--ignore", "all"), set()),
    ],
)
def test_select_and_ignore(
    args: tuple[str, ...], expected: set[str], tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    (tmp_path / "m.module.yaml").write_text("module: m\ntitle: TBC\ntasks: [{duration: 1}]\n")
    done = coursewright("lint", *args, "--format", "json", cwd=tmp_path)
    assert {finding["code"] for finding in json.loads(done.out)["findings"]} == expected


def test_what_cannot_be_read_is_reported_whatever_is_chosen(
    tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    (tmp_path / "m.module.yaml").write_text("module: m\ntask: x\n")
    for args in (("--select", "OUT002"), ("--ignore", "all"), ("--select", "FUP", "--ignore", "SPC")):
        done = coursewright("lint", *args, "--format", "json", cwd=tmp_path)
        assert [finding["code"] for finding in json.loads(done.out)["findings"]] == ["SPC001"]


STARTED = (
    "module: m\nstatus: live\ncalendar: {starts: 2026-09-21}\ntasks: [{id: a, kind: quiz, status: draft}]\n"
)
SOON = STARTED.replace("status: live\n", "")


@pytest.mark.parametrize(
    ("args", "epoch", "found"),
    [
        (("--today", "2026-09-20"), None, False),
        (("--today", "2026-09-21"), None, True),
        ((), "1789862400", False),  # 20 September 2026
        ((), "1790035200", True),  # 22 September 2026
        (("--today", "2026-09-20"), "1790035200", False),
    ],
)
def test_the_day_is_that_of_the_option_or_the_environment(
    args: tuple[str, ...],
    epoch: str | None,
    found: bool,
    tmp_path: Path,
    coursewright: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "m.module.yaml").write_text(SOON)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = coursewright("lint", *args, "--select", "SPC006", "--format", "json", cwd=tmp_path)
    assert bool(json.loads(done.out)["findings"]) == found


@pytest.mark.parametrize("epoch", ["soon", "9" * 30, "1.5"])
def test_a_day_that_is_none(
    epoch: str, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = coursewright("lint", ".")
    assert done.code == 2
    assert f"SOURCE_DATE_EPOCH is `{epoch}`" in done.err


def test_summary_line_says_what_was_left_out_on_purpose(
    tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    path = tmp_path / "m.module.yaml"
    path.write_text(
        'module: m\noutcomes: {none: "an orientation week"}\nvalue: {none: "it is said in the handbook"}\n'
    )
    done = coursewright("lint", path, "--select", "SPC")
    assert done.last == "1 file, 1 module: nothing found; 2 things left out on purpose. Exit 0."
    report = json.loads(coursewright("lint", path, "--select", "SPC", "--format", "json", cwd=tmp_path).out)
    assert report["on_purpose"] == [
        {"path": "m.module.yaml", "node": "outcomes", "reason": "an orientation week"},
        {"path": "m.module.yaml", "node": "value", "reason": "it is said in the handbook"},
    ]
    assert report["suppressed"] == []


def test_read_only_folder(tmp_path: Path, process: Callable[..., Any]) -> None:
    """Nothing is ever written beside the specs."""
    (tmp_path / "m.module.yaml").write_text(ERROR)
    before = sorted(tmp_path.iterdir())
    tmp_path.chmod(0o555)
    try:
        done = process("lint", ".", cwd=tmp_path)
    finally:
        tmp_path.chmod(0o755)
    assert done.code == 1
    assert "SPC008" in done.out
    assert sorted(tmp_path.iterdir()) == before


def test_a_fault_of_the_tool_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever happens inside one course, the others are still checked."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.module.yaml").write_text(ERROR)
    from coursewright.spec.load import load_documents as real

    def load(document: Any, **more: Any) -> Any:
        if document.source.path.name == "a.module.yaml":
            raise KeyError("lost")
        return real(document, **more)

    monkeypatch.setattr(importlib.import_module("coursewright.lint.runs.run"), "load_documents", load)
    monkeypatch.delenv("COURSEWRIGHT_TRACEBACK", raising=False)
    monkeypatch.chdir(tmp_path)
    assert run_lint(LintOptions(select=("SPC008",))) == 2
    shown = capsys.readouterr()
    assert "b.module.yaml:3:39 SPC008" in shown.out
    assert shown.err.startswith(
        f"coursewright: {tmp_path / 'a.module.yaml'}: something went wrong in the tool "
    )
    assert "KeyError: 'lost'" in shown.err
    assert shown.err.count("\n") == 1
    monkeypatch.setenv("COURSEWRIGHT_TRACEBACK", "1")
    with pytest.raises(KeyError):
        run_lint(LintOptions(select=("SPC008",)))


def test_a_fault_of_the_tool_is_one_paragraph(
    coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: Any) -> int:
        raise ZeroDivisionError("by \x1b[31mnothing")

    monkeypatch.setattr(command, "run_lint", stumble)
    done = coursewright("lint")
    assert done.code == 2
    assert done.err == (
        "coursewright: Something went wrong in the tool itself (ZeroDivisionError: by \\u001b[31mnothing). "
        "Set COURSEWRIGHT_TRACEBACK=1 and run the command again to see where, and report it.\n"
    )
    monkeypatch.setenv("COURSEWRIGHT_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        coursewright("lint")


def test_the_system_refuses(coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> int:
        raise PermissionError(13, "Permission denied", "/secret")

    monkeypatch.setattr(command, "run_lint", refuse)
    done = coursewright("lint")
    assert (done.code, done.err) == (2, "coursewright: /secret: permission denied.\n")

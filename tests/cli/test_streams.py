"""Terminals, pipes and files: colours, widths, closed ends, and nothing raw from a spec."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.reporters.shared.measure import width

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these are the ways of Unix")

ESCAPE = re.compile(r"\x1b\[[0-9;]*[mK]")
"""Colours, and what clears the line on which a slow run says how far it is."""
SPEC = """\
module: m
title: "A module on \\e[31mred\\e[0m \\u202eand \\x9b32m reversed \\a, with a title that runs on and on"
outcomes: [{id: o, statement: "理解递归的基本思想并且能够解释它为什么会停下来", level: applied}]
tasks:
  - {id: read, title: "Déjà vu, Ünïcödé and 👩‍💻 emoji", kind: reading, follow_up: "nowhere\\e]0;owned\\a"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m.module.yaml").write_text(SPEC, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("env", "on_terminal", "coloured"),
    [
        ({}, True, True),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({}, False, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
@pytest.mark.slow
def test_colours(
    env: dict[str, str],
    on_terminal: bool,
    coloured: bool,
    folder: Path,
    terminal: Callable[..., Any],
    process: Callable[..., Any],
) -> None:
    run = terminal if on_terminal else process
    shown = run("lint", "--select", "SPC", cwd=folder, env=env).out
    assert ("\x1b[" in shown) == coloured


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.slow
def test_nothing_is_wider_than_the_terminal(columns: int, folder: Path, terminal: Callable[..., Any]) -> None:
    """Words too long for a line, such as a path, stay whole, and so do commands."""
    shown = ESCAPE.sub("", terminal("lint", cwd=folder, columns=columns).out)
    lines = shown.splitlines()
    assert len(lines) > 20
    for line in lines:
        words = [line] if line.startswith("  coursewright ") else line.split()
        longest = max(map(width, words), default=0)
        assert width(line) <= columns or longest > columns - 16, line


@pytest.mark.slow
def test_a_file_gets_lines_as_long_as_a_log_takes(folder: Path, process: Callable[..., Any]) -> None:
    narrow, wide = (process("lint", cwd=folder, env={"COLUMNS": n}).out for n in ("40", "200"))
    assert narrow == wide
    headlines = [line for line in narrow.splitlines() if line.startswith("m.module.yaml:")]
    assert any(len(line) > 100 for line in headlines)
    assert all(width(line) <= 100 for line in narrow.splitlines() if line.startswith(" "))


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.slow
def test_nothing_from_a_spec_steers_the_terminal(
    form: str, folder: Path, terminal: Callable[..., Any], process: Callable[..., Any]
) -> None:
    hostile = folder / "\x1b[2Jname.module.yaml"
    hostile.write_text("module: \x07\n", "utf-8")
    for run in (terminal, process):
        done = run("lint", ".", "gone\x1b[31m.yaml", "--format", form, cwd=folder)
        shown = ESCAPE.sub("", done.out + done.err) if run is terminal else done.out + done.err
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", shown), form
        assert "u001b[31mred" in shown
    assert "\\u001b[2Jname.module.yaml" in shown


def pipe_to(
    command: str, folder: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    script = command.replace("coursewright", f"'{sys.executable}' -m coursewright")
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **(env or {})},
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    "command", ["lint .", "lint . --format json", "rules", "explain FUP001", "schema module"]
)
@pytest.mark.slow
def test_a_closed_pipe_is_quiet(command: str, tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.module.yaml").write_text("module: m\ntask: x\n")
    done = pipe_to(f"coursewright {command} | true; echo ${{PIPESTATUS[0]}}", tmp_path)
    assert done.stderr == ""
    assert done.stdout.strip() in {"0", "1", "2"}
    if command.startswith("lint"):
        assert done.stdout.strip() == "2"


@pytest.mark.slow
def test_closed_streams(folder: Path) -> None:
    (folder / "m.module.yaml").write_text("module: m\ntask: x\n")
    only = "--select SPC001"
    done = pipe_to(f"coursewright lint {only} >&-; echo $?", folder)
    assert (done.stdout, done.stderr) == ("1\n", "")
    done = pipe_to("coursewright lint gone.yaml 2>&-; echo $?", folder)
    assert done.stdout.endswith("could not be checked.\n2\n")
    done = pipe_to(f"coursewright lint - {only} <&-; echo $?", folder)
    assert done.stdout.startswith("stdin.module.yaml:1:1 SPC001 [error] The file is empty.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.slow
def test_a_full_disk(folder: Path) -> None:
    done = pipe_to("coursewright lint > /dev/full; echo $?", folder)
    assert done.stdout == "2\n"
    assert done.stderr.startswith("coursewright: Something could not be read or written: no space left")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    done = pipe_to("cd gone; rmdir ../gone; coursewright lint; echo $?", tmp_path)
    assert done.stdout == "2\n"
    assert done.stderr.startswith("coursewright: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_progress_is_for_terminals(
    tmp_path: Path, terminal: Callable[..., Any], process: Callable[..., Any]
) -> None:
    for number in range(3):
        (tmp_path / f"{number}.module.yaml").write_text("module: m\n")
    env = {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    assert "checked" not in process("lint", cwd=tmp_path, env=env).err
    assert "courses and modules checked" not in terminal("lint", cwd=tmp_path, env=env).out, "quick enough"


HOUSE_RULE = """\
code: HSE001
name: house-rule
for: task
statement: "A task \\e]0;owned\\a is \\e[31mred"
must: {required: [x-red]}
message: "{label} is not \\e[31mred."
why: "red \\x9b31m is red"
says: "It asks \\e[31mfor red."
fix: "paint \\e[31mit"
"""


@pytest.mark.parametrize("args", [("explain", "HSE001"), ("rules",), ("lint", "."), ("test-rules",)])
def test_nothing_raw_from_a_house_rule(
    args: tuple[str, ...], folder: Path, terminal: Callable[..., Any], coursewright: Callable[..., Any]
) -> None:
    (folder / "rule.yaml").write_text(HOUSE_RULE)
    (folder / "coursewright.yaml").write_text("custom_rules: rule.yaml\n")
    shown = terminal(*args, cwd=folder, env={"NO_COLOR": "1", "TERM": "dumb"}).out
    assert "HSE001" in shown
    assert not re.search("[\x1b\x07\x9b]", shown + coursewright(*args, cwd=folder).out)
    assert "\x1b]0" not in terminal(*args, cwd=folder).out

"""`coursewright lint` with --fix, --unsafe-fixes, --diff, --show-fixes and --fix-only."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG = "module: m\ntitel: Bread\ntasks: [{title: Bake, kind: discuss}]\n"
SAFE = WRONG.replace("titel", "title")
ALL = SAFE.replace("discuss", "discussion")
SPC = ("--select", "SPC001")


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "m.module.yaml"
    path.write_bytes(WRONG.encode())
    return path


def text(path: Path) -> str:
    return path.read_bytes().decode()


def test_fix_and_report_what_remains(module: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("lint", "--fix", *SPC)
    assert text(module) == SAFE
    assert (done.code, done.err) == (1, "")
    assert "`discuss`" in done.out
    assert "titel" not in done.out
    assert done.out.endswith(
        "\n1 of these can be fixed with `--fix --unsafe-fixes`; `--diff --unsafe-fixes` shows how.\n"
        "1 file, 1 module: 1 fixed; 1 error; about 2 min to mend. "
        "Exit 1: errors fail the run (--fail-on warning).\n"
    )
    again = coursewright("lint", "--fix", *SPC)
    assert " fixed" not in again.last
    assert text(module) == SAFE


def test_unsafe_fixes_are_asked_for(module: Path, coursewright: Callable[..., Any]) -> None:
    hinting = coursewright("lint", "--unsafe-fixes", *SPC)
    assert text(module) == WRONG
    assert hinting.out.splitlines()[-2] == (
        "2 of these can be fixed with `--fix --unsafe-fixes`; `--diff --unsafe-fixes` shows how."
    )
    done = coursewright("lint", "--fix", "--unsafe-fixes", *SPC)
    assert text(module) == ALL
    assert (done.code, done.out) == (0, "1 file, 1 module: 2 fixed; nothing found. Exit 0.\n")


def test_what_can_be_fixed_is_told(module: Path, coursewright: Callable[..., Any]) -> None:
    hint = "1 of these can be fixed with `--fix`, 1 more with `--fix --unsafe-fixes`; `--diff` shows how.\n"
    for form in ("text", "concise", "grouped"):
        assert hint in coursewright("lint", "--format", form, *SPC).out
    assert hint not in coursewright("lint", "--quiet", *SPC).out
    module.write_text(WRONG.replace("discuss", "quiz"))
    assert "1 of these can be fixed with `--fix`; `--diff` shows how.\n" in coursewright("lint", *SPC).out
    module.write_text("module: m\n")
    assert "fixed" not in coursewright("lint", *SPC).out


def test_diff_shows_and_writes_nothing(module: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("lint", "--diff", *SPC)
    assert done.code == 1
    assert done.out == (
        "--- m.module.yaml\n+++ m.module.yaml\n@@ -1,3 +1,3 @@\n module: m\n-titel: Bread\n+title: Bread\n"
        " tasks: [{title: Bake, kind: discuss}]\n"
    )
    assert done.err == "Would fix 1 finding in 1 file; `--unsafe-fixes` can fix 1 more.\n"
    assert text(module) == WRONG
    every = coursewright("lint", "--diff", "--unsafe-fixes", "--show-fixes", "--fix", *SPC)
    assert every.err == (
        "Would fix:\n  m.module.yaml:2  SPC001 invalid-spec\n  m.module.yaml:3  SPC001 invalid-spec\n\n"
        "Would fix 2 findings in 1 file.\n"
    )
    assert text(module) == WRONG
    assert coursewright("lint", "--diff", "--quiet", *SPC).err == ""
    module.write_text("module: m\n")
    nothing = coursewright("lint", "--diff", *SPC)
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Nothing to fix.\n")


def test_diff_that_cannot_check(module: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("lint", "--diff", *SPC, module, "nowhere.yaml")
    assert done.code == 2
    assert "+title: Bread" in done.out
    assert "nowhere.yaml: there is no such file or folder." in done.err


@pytest.mark.slow
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_patch_does_what_fix_does(end: bytes, module: Path, process: Callable[..., Any]) -> None:
    module.write_bytes(WRONG.encode().replace(b"\n", end).rstrip())
    command = [sys.executable, "-m", "coursewright", "lint", "--diff", *SPC]
    done = subprocess.run(command, capture_output=True, check=False)
    before = module.read_bytes()
    assert process("lint", "--fix-only", *SPC, cwd=module.parent).code == 0
    fixed = module.read_bytes()
    assert fixed != before
    module.write_bytes(before)
    subprocess.run(["patch", "--binary", "-p0", "--silent"], input=done.stdout, check=True)
    assert module.read_bytes() == fixed


def test_fix_only(module: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright("lint", "--fix-only", *SPC)
    assert (done.code, done.err) == (0, "")
    assert done.out == "Fixed 1 finding in 1 file; `--unsafe-fixes` can fix 1 more.\n"
    assert text(module) == SAFE
    assert coursewright("lint", "--fix-only", "--quiet", *SPC).out == ""
    shown = coursewright("lint", "--fix-only", "--unsafe-fixes", "--show-fixes", *SPC)
    assert shown.out == "Fixed:\n  m.module.yaml:3  SPC001 invalid-spec\n\nFixed 1 finding in 1 file.\n"
    assert text(module) == ALL


def test_what_was_fixed_is_listed_beside_a_report_for_programs(
    module: Path, coursewright: Callable[..., Any]
) -> None:
    done = coursewright("lint", "--fix", "--show-fixes", "--format", "json", *SPC)
    assert done.err == "Fixed:\n  m.module.yaml:2  SPC001 invalid-spec\n\n"
    (finding,) = json.loads(done.out)["findings"]
    assert "discuss" in finding["message"]
    assert text(module) == SAFE
    module.write_bytes(WRONG.encode())
    done = coursewright("lint", "--fix", "--show-fixes", "--format", "json=r.json", *SPC)
    assert done.out.startswith("Fixed:\n  m.module.yaml:2  SPC001 invalid-spec\n\nWrote json to r.json\n")
    assert len(json.loads(Path("r.json").read_text())["findings"]) == 1


def test_options_that_do_not_go_together(module: Path, coursewright: Callable[..., Any]) -> None:
    for words in (
        ("--diff", "--format", "json"),
        ("--fix-only", "--statistics"),
        ("--show-fixes",),
        ("--fix", "--format", "nonsense"),
        ("--fix", "--format", "json", "-"),
        ("--fix", "-", "m.module.yaml"),
        ("--fix", "--select", "NOPE"),
    ):
        assert coursewright("lint", *words, stdin=b"module: m\n").code == 2, words
    assert text(module) == WRONG


@pytest.mark.slow
def test_standard_input(module: Path) -> None:
    mark = b"\xef\xbb\xbf"
    data, fixed = (mark + one.replace("\n", "\r\n").encode().rstrip() for one in (WRONG, SAFE))
    done = piped(data, "--fix", *SPC)
    assert (done.returncode, done.stdout) == (1, fixed)
    assert b"stdin.module.yaml:3:" in done.stderr
    assert b"1 file, 1 module: 1 fixed; 1 error;" in done.stderr
    only = piped(data, "--fix-only", *SPC, "--show-fixes", "--stdin-filename", str(module))
    assert (only.returncode, only.stdout) == (0, fixed)
    assert only.stderr == (
        b"Fixed:\n  m.module.yaml:2  SPC001 invalid-spec\n\n"
        b"Fixed 1 finding in 1 file; `--unsafe-fixes` can fix 1 more.\n"
    )
    diff = piped(data, "--diff", *SPC)
    assert diff.returncode == 1
    assert diff.stdout.startswith(b"--- stdin.module.yaml\n+++ stdin.module.yaml\n")
    report = piped(data, "--fix", *SPC, "--format", "json=r.json")
    assert report.stdout == fixed
    assert len(json.loads(Path("r.json").read_text())["findings"]) == 1
    assert text(module) == WRONG


def piped(data: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command on standard input, whose very bytes matter."""
    command = [sys.executable, "-m", "coursewright", "lint", *words, "-"]
    return subprocess.run(command, input=data, capture_output=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("data", [b"module: [\n", b"", b"\xff\xfe", b"module: m\ntitle: \xe9\n"])
def test_what_cannot_be_read_passes_unchanged(data: bytes, module: Path) -> None:
    done = piped(data, "--fix", "--unsafe-fixes", "--stdin-filename", str(module))
    assert (done.returncode, done.stdout) == (1, data)
    assert b"SPC001" in done.stderr


def test_comments_and_baselines_keep_their_findings(module: Path, coursewright: Callable[..., Any]) -> None:
    text = "module: m\noutcomes: [{id: Bake, statement: Bake}]\n"
    wrong = "assessments: [{title: A, outcomes: [bake]}]"
    ignored = f"{text}{wrong} # coursewright: ignore[SPC009] -- so be it\n"
    module.write_text(ignored)
    coursewright("lint", "--fix", "--unsafe-fixes", "--select", "SPC009")
    assert module.read_text() == ignored
    plain = f"{text}{wrong}\n"
    module.write_text(plain)
    assert coursewright("baseline", "create").code == 0
    coursewright("lint", "--fix", "--unsafe-fixes", "--select", "SPC009")
    assert module.read_text() == plain
    coursewright("lint", "--fix", "--unsafe-fixes", "--select", "SPC009", "--no-baseline")
    assert module.read_text() == plain.replace("[bake]", "[Bake]")


def test_only_what_was_asked_for_is_written(module: Path, coursewright: Callable[..., Any]) -> None:
    other = module.with_name("other.module.yaml")
    other.write_bytes(WRONG.encode())
    Path("course.yaml").write_text("course: c\nmodules: [m.module.yaml, other.module.yaml]\n")
    coursewright("lint", "--fix", *SPC, "m.module.yaml")
    assert (text(module), text(other)) == (SAFE, WRONG)
    Path("coursewright.yaml").write_text("exclude: [other.module.yaml]\n")
    coursewright("lint", "--fix", *SPC)
    assert text(other) == WRONG
    coursewright("lint", "--fix", *SPC, "--isolated")
    assert text(other) == SAFE


def test_links_lead_to_no_other_repository(
    module: Path, tmp_path_factory: pytest.TempPathFactory, coursewright: Callable[..., Any]
) -> None:
    (module.parent / ".git").mkdir()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for name in ("linked", "named"):
        (elsewhere / f"{name}.module.yaml").write_bytes(WRONG.encode())
        Path(f"{name}.module.yaml").symlink_to(elsewhere / f"{name}.module.yaml")
    done = coursewright("lint", "--fix", *SPC, ".", "named.module.yaml")
    assert text(module) == SAFE
    assert text(elsewhere / "linked.module.yaml") == WRONG
    assert "note: linked.module.yaml lies elsewhere, and is fixed only if it is named\n" in done.err
    assert text(elsewhere / "named.module.yaml") == SAFE
    assert Path("named.module.yaml").is_symlink()


def test_a_module_of_two_courses(module: Path, coursewright: Callable[..., Any]) -> None:
    for name in ("a", "b"):
        Path(f"{name}.course.yaml").write_text(f"course: {name}\nmodules: [m.module.yaml]\n")
    diff = coursewright("lint", "--diff", *SPC)
    assert diff.out.count("+title: Bread") == 1
    done = coursewright("lint", "--fix", *SPC, "--show-fixes")
    assert text(module) == SAFE
    assert done.out.count("m.module.yaml:2  SPC001") == 1


def test_a_course_is_written_whole_or_not_at_all(module: Path, coursewright: Callable[..., Any]) -> None:
    other = module.with_name("other.module.yaml")
    other.write_bytes(WRONG.encode())
    Path("course.yaml").write_text("course: c\nmodules: [m.module.yaml, other.module.yaml]\n")
    Path("apart").mkdir()
    apart = Path("apart", "m.module.yaml")
    apart.write_bytes(WRONG.encode())
    other.chmod(0o444)
    done = coursewright("lint", "--fix", *SPC)
    assert (text(module), text(other), text(apart)) == (WRONG, WRONG, SAFE)
    assert done.code == 2
    assert "coursewright: `other.module.yaml` is read-only. Make it writable, or leave it out.\n" in done.err
    assert done.last.endswith("Exit 2: 1 file could not be written.")
    assert "1 fixed" in done.last
    only = coursewright("lint", "--fix-only", *SPC)
    assert (only.code, only.out) == (2, "Nothing to fix; `--unsafe-fixes` can fix 3 more.\n")
    other.chmod(0o640)
    assert coursewright("lint", "--fix-only", *SPC).code == 0
    assert (text(module), text(other)) == (SAFE, SAFE)
    assert stat.S_IMODE(other.stat().st_mode) == 0o640


HOUSE = '''
"""Bad advice.

## What it says
Rye.
"""
from coursewright.lint.api import Change, Context, Evidence, Meta, Problem, Severity, Spot
from coursewright.spec.model import Module

META = Meta("HSE001", "no-rye", "There is rye", Severity.WARNING, 5, Evidence.PRACTICE, ("Us",), "it is good")


def check(module: Module, context: Context):
    source = module.node.source
    end = Spot(source, len(source.text), len(source.text))
    yield Problem(module, "No rye.", edits=(Change(end, "rye: [", True),))
'''


def test_a_fix_that_does_harm_is_noted(module: Path, coursewright: Callable[..., Any]) -> None:
    Path("rules").mkdir()
    Path("rules", "no_rye.py").write_text(HOUSE)
    Path("coursewright.yaml").write_text("custom_rules: [rules/no_rye.py]\n")
    done = coursewright("lint", "--fix", "--select", "HSE001", "--select", "SPC001")
    assert text(module) == SAFE
    assert done.code == 1
    assert (
        "note: m.module.yaml:1: the fix of HSE001 was left out: it would leave a file that is no YAML\n"
        in done.err
    )


def test_the_cache_knows_what_can_be_fixed(module: Path, coursewright: Callable[..., Any]) -> None:
    first, second = (coursewright("lint", *SPC) for _ in range(2))
    assert first.out == second.out
    assert re.search("1 of these can be fixed with `--fix`, 1 more", second.out)
    assert coursewright("lint", "--fix", *SPC).last.startswith("1 file, 1 module: 1 fixed; ")
    assert text(module) == SAFE


@pytest.mark.slow
def test_a_diff_on_a_terminal(module: Path, terminal: Callable[..., Any]) -> None:
    module.write_bytes(WRONG.replace("Bread", "Br\u202eead").encode())
    done = terminal("lint", "--diff", *SPC, cwd=module.parent)
    assert "\x1b[32m\x1b[1m+title: Br\\u202eead\x1b[0m\n" in done.out
    assert "\u202e" not in done.out

"""Everything that a result was made of, the farthest-fetched too: when it changes, the cache knows."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.lint.runs.cache import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable

HOUSE_RULE = """\
code: HSE{0}
name: house-{0}
statement: A task names an archive box
for: task
must: {{required: [x-box]}}
message: "{{label}} names no box."
fix: name one
why: things get lost
"""
PYTHON_RULE = '''\
"""A rule."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "helpers"))
import house_helper_of_tests

from coursewright.lint.api import Evidence, Meta, Problem, Severity
from coursewright.spec.model import Task

META = Meta(
    code="HSE001", name="house-rule", statement="It holds", severity=Severity.WARNING, minutes=1,
    evidence=Evidence.PRACTICE, sources=("us",), why="it matters",
)


def check(task: Task, context):
    words = Path(__file__).with_name("words.txt").read_text()
    yield Problem(task, f"{house_helper_of_tests.SAID} and {words}.", "mend it")
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a course of one module, and rules that nothing names yet."""
    folder = tmp_path / "root"
    for path, text in {
        ".git/HEAD": "",
        "a/course.yaml": "course: c\ntitle: C\nmodules: [m.module.yaml]\n",
        "a/m.module.yaml": "module: m\ntasks: [{id: t, title: T, kind: quiz}]\n",
        "rules/one.yaml": HOUSE_RULE.format("001"),
        "rules/helpers/house_helper_of_tests.py": "SAID = 'first'\n",
        "rules/words.txt": "old",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


@pytest.fixture
def same(tmp_path: Path, root: Path, process: Callable[..., Any]) -> Callable[..., str]:
    """Hold what the cache says against a run without one."""

    def check(*args: str) -> str:
        cached = process("lint", "--cache-dir", tmp_path / "cache", *args, cwd=root)
        assert cached == process("lint", "--no-cache", *args, cwd=root)
        assert "went wrong" not in cached.err
        return str(cached.out)

    return check


def test_a_course_further_up_lists_what_none_listed(root: Path, same: Callable[..., str]) -> None:
    (root / "a/x.module.yaml").write_text("module: x\n")
    assert "INF009" in same("a/course.yaml")
    (root / "b.course.yaml").write_text("course: b\nmodules: [a/x.module.yaml]\n")
    assert "INF009" not in same("a/course.yaml")


def test_a_repository_that_cuts_off_a_configuration(root: Path, same: Callable[..., str]) -> None:
    (root / "coursewright.yaml").write_text("rules: {all: off}\n")
    assert "TSK" not in same()
    (root / "a/.git").mkdir()
    assert "TSK" in same()


def test_a_locked_family_of_rules_that_grows(root: Path, same: Callable[..., str]) -> None:
    (root / "coursewright.yaml").write_text('custom_rules: "rules/*.yaml"\nlocked: [house]\n')
    (root / "a/coursewright.yaml").write_text("profile: essential\n")
    assert "HSE001" in same()
    (root / "rules/two.yaml").write_text(HOUSE_RULE.format("002"))
    assert "HSE002" in same()


def test_rules_named_by_a_pattern_that_starts_upwards(root: Path, same: Callable[..., str]) -> None:
    (root / "a/coursewright.yaml").write_text('custom_rules: "../rules/*.yaml"\n')
    assert "HSE001" in same("a")
    (root / "rules/two.yaml").write_text(HOUSE_RULE.format("002"))
    assert "HSE002" in same("a")


def test_what_a_python_rule_draws_on(root: Path, same: Callable[..., str]) -> None:
    (root / "rules/rule.py").write_text(PYTHON_RULE)
    (root / "coursewright.yaml").write_text("custom_rules: rules/rule.py\n")
    assert "first and old." in same()
    (root / "rules/helpers/house_helper_of_tests.py").write_text("SAID = 'second'\n")
    assert "second and old." in same()
    (root / "rules/words.txt").write_text("new")
    assert "second and new." in same()


def test_a_name_that_a_hint_may_mean(root: Path, same: Callable[..., str]) -> None:
    (root / "a/course.yaml").write_text("course: c\nmodules: [mo.module.yaml]\n")
    same()
    (root / "a/mo2.module.yaml").write_text("module: mo2\n")
    same()


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "caf\udce9", "\u00fc\u2028", "back\\slash"])
def test_names_that_no_line_can_hold(name: str, root: Path, same: Callable[..., str]) -> None:
    try:
        (root / "a" / f"{name}.module.yaml").write_text("module: strange\n")
    except (OSError, UnicodeError):
        pytest.skip("this file system knows no such names")
    assert same() == same()


def test_files_of_others_are_left_alone(root: Path, tmp_path: Path, process: Callable[..., Any]) -> None:

    folder = tmp_path / "cache"
    folder.mkdir()
    for name in ("objects.pack", "letter.new"):
        (folder / name).write_text("not ours")
        os.utime(folder / name, (0, 0))
    process("lint", "--cache-dir", folder, cwd=root)
    assert {"objects.pack", "letter.new"} < {path.name for path in folder.iterdir()}


def test_whoever_has_no_home_has_no_cache(
    root: Path, coursewright: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("COURSEWRIGHT_CACHE_DIR", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder() is None
    assert coursewright("lint", cwd=root) == coursewright("lint", "--no-cache", cwd=root)


def test_a_module_that_is_gone_has_changed(root: Path, coursewright: Callable[..., Any]) -> None:
    (root / "a/course.yaml").write_text("course: c\nmodules: ['*.module.yaml']\n")
    (root / "a/n.module.yaml").write_text("module: n\n")
    (root / ".git/HEAD").unlink()
    for words in (
        ["init"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-m", "all"],
    ):
        subprocess.run(("git", "-C", str(root), *words), check=True, capture_output=True)
    args = ("lint", "--changed-since", "HEAD", "a")
    assert "1 course" not in coursewright(*args, cwd=root).out
    (root / "a/n.module.yaml").unlink()
    assert "1 course, 1 module" in coursewright(*args, cwd=root).out

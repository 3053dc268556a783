"""The hooks for pre-commit: which files they take, and that they run in a repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from coursewright.spec.discover import COURSE_FILE, MODULE_FILE

ROOT = Path(__file__).resolve().parents[2]
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS: dict[str, dict[str, Any]] = {hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text("utf-8"))}

NAMES = ["course", "module", "photo.module", "a.b.course", ".module", "discourse", "module.old", "Module", ""]


@pytest.mark.parametrize("folder", ["", "deep/er/", "module.yaml/", "a.course/"])
def test_a_hook_takes_what_a_search_would_find(folder: str) -> None:
    wanted = re.compile(HOOKS["coursewright"]["files"])
    assert HOOKS["coursewright-fix"]["files"] == wanted.pattern
    for name in (f"{stem}{ending}" for stem in NAMES for ending in (".yaml", ".yml", ".json", ".yaml~")):
        found = COURSE_FILE.fullmatch(name) or MODULE_FILE.fullmatch(name)
        assert bool(wanted.search(folder + name)) == bool(found), folder + name


def test_one_run_sees_all_files() -> None:
    """pre-commit would start several at once, each with some of the files."""
    assert HOOKS.keys() == {"coursewright", "coursewright-fix", "coursewright-all"}
    assert all(hook["require_serial"] for hook in HOOKS.values())


@pytest.mark.slow
def test_the_manifest_is_as_pre_commit_wants_it() -> None:
    pytest.importorskip("pre_commit")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(MANIFEST)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout + run.stderr


class Desk:
    """A repository of courses, and one with coursewright as it is in the checkout, changes and all."""

    def __init__(self, folder: Path) -> None:
        self.tool = folder / "coursewright"
        self.courses = folder / "courses"
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT"))},
            "PRE_COMMIT_HOME": str(folder / "home"),
            "COURSEWRIGHT_CACHE_DIR": str(folder / "cache"),
            "PYTHONWARNINGS": "",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
        listed = self.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], ROOT
        ).stdout
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file() and not name.startswith(("tests/", "benchmarks/")):
                (self.tool / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, self.tool / name)
        self.commit(self.tool)
        self.courses.mkdir()

    def commit(self, folder: Path) -> None:
        """Make a folder a repository, and commit all that is in it."""
        author = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "all"]):
            done = self.run(["git", *author, *words], folder)
            assert done.returncode == 0, done.stderr

    def hooks(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run both hooks on the courses, installed from the repository of the tool."""
        command = [sys.executable, "-m", "pre_commit", "try-repo", "--color", "never", "--verbose"]
        return self.run([*command, str(self.tool), *words], self.courses)

    def head(self, folder: Path) -> str:
        """Return the commit that a repository is at."""
        return self.run(["git", "rev-parse", "HEAD"], folder).stdout.strip()

    def run(self, command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
        """Run a command in a folder, with a home for pre-commit of its own."""
        return subprocess.run(
            command, cwd=folder, env=self._environment, capture_output=True, encoding="utf-8", check=False
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    pytest.importorskip("pre_commit")
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout, so git does not say which files belong to it")
    index = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "hatchling", "--dest"]
    if subprocess.run([*index, str(tmp_path / "index")], capture_output=True, check=False).returncode:
        pytest.skip("pip reaches no package index, from which pre-commit installs what coursewright needs")
    return Desk(tmp_path)


@pytest.mark.slow
def test_the_hooks_run_in_a_repository(desk: Desk) -> None:
    for name in ("homework-trap", "homework-fixed", "research-ethics"):
        shutil.copytree(ROOT / "examples" / name, desk.courses / name)
    (desk.courses / "notes.yaml").write_text("module: no spec, by its name\n", "utf-8")
    slip = desk.courses / "slip.module.yaml"
    slip.write_bytes(b"module: slip\r\ntitel: A slip\r\n")
    desk.commit(desk.courses)
    trap = "homework-trap/photosynthesis.module.yaml"

    first = desk.hooks("--all-files")
    assert first.returncode == 1, first.stdout + first.stderr
    named, everything, fixing = said(first.stdout)
    assert "Failed" in fixing
    assert "Fixed 1 finding in 1 file" in fixing
    assert slip.read_bytes() == b"module: slip\r\ntitle: A slip\r\n"
    for shown in (named, everything):
        assert "Failed" in shown
        assert f"{trap}:103:5 FUP001" in shown
        assert shown.count("Exit 1:") == 1, "more than one run"
        assert "8 files" in shown

    second = desk.hooks("--files", "research-ethics/course.yaml", "notes.yaml")
    assert second.returncode == 1, second.stdout + second.stderr
    named, everything, fixing = said(second.stdout)
    assert "Passed" in fixing
    assert "Passed" in named
    assert "nothing found" in named
    assert f"{trap}:103:5 FUP001" in everything


@pytest.mark.slow
def test_what_init_writes_runs(desk: Desk) -> None:
    """The address is that of a server, so the path of the repository takes its place."""
    shutil.copytree(ROOT / "examples" / "homework-trap", desk.courses / "homework-trap")
    desk.commit(desk.courses)
    address = "https://example.org/a/coursewright"
    words = ["init", "--yes", "--ci", "none", "--source", f"{address}@{desk.head(desk.tool)}"]
    done = desk.run([sys.executable, "-m", "coursewright", *words], desk.courses)
    assert done.returncode == 0, done.stderr
    config = desk.courses / ".pre-commit-config.yaml"
    config.write_text(config.read_text("utf-8").replace(address, desk.tool.as_posix()), "utf-8")
    desk.commit(desk.courses)
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
    run = desk.run(command, desk.courses)
    assert run.returncode == 1, run.stdout + run.stderr
    assert "homework-trap/photosynthesis.module.yaml:103:5 FUP001" in run.stdout


def said(shown: str) -> tuple[str, str, str]:
    """Return what pre-commit shows of the three hooks, which it tries by their names."""
    _, named, everything, fixing = re.split(r"^coursewright(?= ?[.(])", shown, flags=re.MULTILINE)
    return named, everything, fixing

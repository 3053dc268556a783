"""The cache, several processes and `--changed-since`: never another result, only sooner."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.lint.runs import cache as caching
from coursewright.lint.silence.whereabouts import NAME

if TYPE_CHECKING:
    from collections.abc import Callable

MODULE = """\
module: m{0}
outcomes: [Understand number {0}]
tasks:
  - {{id: t, title: Read {0}, kind: quiz, instructions: {{file: page.md}}}}
"""


@pytest.fixture
def courses(tmp_path: Path) -> Path:
    """Write twelve modules and a course of two more."""
    folder = tmp_path / "courses"
    (folder / "one").mkdir(parents=True)
    for number in range(12):
        (folder / f"m{number:02}.module.yaml").write_text(MODULE.format(number))
    (folder / "one" / "course.yaml").write_text("course: one\nmodules: ['*.module.yaml']\n")
    for name in ("a", "b"):
        (folder / "one" / f"{name}.module.yaml").write_text(MODULE.format(name))
    return folder


@pytest.fixture
def lint(tmp_path: Path, coursewright: Callable[..., Any]) -> Callable[..., Any]:
    """Run lint with a cache of the test's own, and say which jobs were checked anew."""

    def run(*args: str | Path, **more: Any) -> Any:
        return coursewright("lint", "--cache-dir", tmp_path / "cache", *args, **more)

    return run


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Gather the files of the courses that are checked, not remembered."""
    from coursewright.lint.runs.run import Checker

    seen: list[str] = []
    usual = Checker.reports

    def watched(self: Checker, job: Any) -> Any:
        seen.append(job.file.name)
        return usual(self, job)

    monkeypatch.setattr(Checker, "reports", watched)
    return seen


def test_a_second_run_says_the_same_and_checks_nothing(
    courses: Path, lint: Callable[..., Any], checked: list[str]
) -> None:
    first = lint(courses)
    assert len(checked) == 13
    checked.clear()
    assert lint(courses) == first
    assert checked == []
    assert lint("--no-cache", courses) == first
    assert len(checked) == 13


@pytest.mark.parametrize("form", ["text", "json"])
def test_every_form_comes_out_of_the_cache_as_it_went_in(
    form: str, courses: Path, lint: Callable[..., Any]
) -> None:
    runs = [lint("--format", form, courses) for _ in range(2)]
    assert runs[0] == runs[1] == lint("--format", form, "--no-cache", courses)
    if form == "json":
        json.loads(runs[1].out)


def test_what_changes_is_checked_again(courses: Path, lint: Callable[..., Any], checked: list[str]) -> None:
    lint(courses)
    checked.clear()
    (courses / "m03.module.yaml").write_text(MODULE.format("three"))
    assert "Understand number three" in lint(courses).out
    assert checked == ["m03.module.yaml"]


def test_a_module_belongs_to_its_course(courses: Path, lint: Callable[..., Any], checked: list[str]) -> None:
    lint(courses)
    checked.clear()
    (courses / "one" / "a.module.yaml").write_text(MODULE.format("other"))
    (courses / "one" / "c.module.yaml").write_text(MODULE.format("new"))
    assert "Understand number new" in lint(courses).out
    assert checked == ["course.yaml"]


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "page.md").write_text("![](x.png)"),
        lambda folder: (folder / "coursewright.yaml").write_text("rules: {OUT002: off}\n"),
        lambda folder: (folder.parent / "coursewright.yaml").write_text("profile: strict\n"),
        lambda folder: (folder / ".git").mkdir(),
    ],
    ids=["a page", "a configuration", "one further up", "a repository"],
)
def test_what_a_result_was_made_of_may_lie_elsewhere(
    change: Callable[[Path], object], courses: Path, lint: Callable[..., Any]
) -> None:
    lint(courses)
    change(courses)
    assert lint(courses) == lint("--no-cache", courses)


def test_a_configuration_and_what_it_extends(
    courses: Path, lint: Callable[..., Any], checked: list[str]
) -> None:
    house = courses.parent / "house.yaml"
    house.write_text("rules: {OUT002: off}\n")
    (courses / "coursewright.yaml").write_text("extends: ../house.yaml\n")
    assert "OUT002" not in lint(courses).out
    checked.clear()
    lint(courses)
    assert checked == []
    house.write_text("rules: {OUT002: error}\n")
    assert "OUT002 [error]" in lint(courses).out


def test_whatever_is_written_or_taken_away_on_the_way(
    courses: Path, lint: Callable[..., Any], coursewright: Callable[..., Any]
) -> None:
    one = courses / "one"
    words = courses / "words.yaml"
    overrides = "rules: {OUT002: error}\noverrides: [{files: one/*, rules: {OUT002: off}}]\n"
    before = lint(courses)
    for change in (
        lambda: (courses / "coursewright.yaml").write_text(overrides),
        lambda: (courses / "coursewright.yaml").write_text(overrides.replace("one/*", "m*")),
        lambda: (one / "coursewright.yaml").write_text("extends: ../house.yml\n"),
        lambda: (courses / "house.yml").write_text("rules: {OUT002: info}\n"),
        lambda: (courses / "house.yml").write_text("exclude: [b.*]\n"),
        (one / "coursewright.yaml").unlink,
        lambda: words.write_text("unobservable: {draw: {try: sketch}}\n"),
        lambda: (courses / "coursewright.yaml").write_text("lexicon: {en: words.yaml}\n"),
        lambda: words.write_text("unobservable: {understand: {try: sketch}}\n"),
        lambda: coursewright("baseline", "create", one),
        lambda: (one / NAME).write_text("version: 1\nfiles: {}\n"),
        (one / NAME).unlink,
        lambda: coursewright("baseline", "create", courses),
        (courses / "coursewright.yaml").unlink,
        (courses / NAME).unlink,
        lambda: (one / "c.module.yaml").write_text(MODULE.format("c")),
        (one / "c.module.yaml").unlink,
        lambda: (courses / "page.md").write_text("![](x.png)"),
        lambda: (courses / "page.md").write_text("![A map](x.png)"),
        (courses / "page.md").unlink,
    ):
        change()
        lint(courses / "m03.module.yaml", one)  # so that in one folder some results are newer than others
        assert lint(courses) == lint("--no-cache", courses)
    assert lint(courses) == before


def test_options_are_part_of_the_question(courses: Path, lint: Callable[..., Any]) -> None:
    for args in (
        ("--profile", "essential"),
        ("--select", "OUT"),
        ("--ignore", "OUT"),
        ("--fail-on", "error"),
    ):
        lint(courses)
        assert lint(*args, courses) == lint(*args, "--no-cache", courses)


def test_a_day_counts_only_where_it_was_asked_for(
    courses: Path, lint: Callable[..., Any], checked: list[str]
) -> None:
    started = (
        "module: s\nstatus: review\ncalendar: {starts: 2026-09-01}\ntasks: [{title: T, status: draft}]\n"
    )
    (courses / "s.module.yaml").write_text(started)
    assert "SPC006" not in lint("--today", "2026-08-31", courses).out
    checked.clear()
    assert "SPC006" in lint("--today", "2026-09-02", courses).out
    assert checked == ["s.module.yaml"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda _data: b"",
        lambda _data: b"\x00\xff nonsense\n\n",
        lambda data: data.replace(b"OUT002", b"OUT003"),
        lambda data: data.replace(b"\t{", b"\t[", 1),
    ],
)
def test_a_spoilt_file_is_as_good_as_none(
    spoil: Callable[[bytes], bytes], courses: Path, lint: Callable[..., Any], tmp_path: Path
) -> None:
    first = lint(courses)
    packs = sorted((tmp_path / "cache").glob("*.pack"))
    assert packs
    for pack in packs:
        pack.write_bytes(spoil(pack.read_bytes()))
    assert lint(courses) == first
    assert lint(courses) == first


def test_a_cache_that_cannot_be_written_costs_nothing(
    courses: Path, tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    (tmp_path / "taken").write_text("a file")
    done = coursewright("lint", "--cache-dir", tmp_path / "taken", courses)
    assert done == coursewright("lint", "--no-cache", courses)


def test_what_went_wrong_is_not_remembered(
    courses: Path, lint: Callable[..., Any], checked: list[str]
) -> None:
    (courses / "coursewright.yaml").write_text("profil: strict\n")
    assert lint(courses).code == 2
    checked.clear()
    assert lint(courses).code == 2
    assert len(checked) == 13


def test_files_that_are_gone_are_forgotten(courses: Path, lint: Callable[..., Any], tmp_path: Path) -> None:
    lint(courses)
    (courses / "m00.module.yaml").unlink()
    (courses / "m01.module.yaml").write_text(MODULE.format("again"))
    lint(courses)
    rows = b"".join(pack.read_bytes() for pack in (tmp_path / "cache").glob("*.pack"))
    assert b"m00.module.yaml\t" not in rows
    assert b"m02.module.yaml\t" in rows


def test_old_files_are_swept_out(courses: Path, lint: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    old, young = f"{'0' * 32}.pack", f"{'1' * 32}.pack"
    for name, age in ((old, caching.KEPT_FOR + 60), (young, 60), ("other.pack", 10**8)):
        (folder / name).write_text("x")
        os.utime(folder / name, (time.time() - age,) * 2)
    lint(courses)
    left = {path.name for path in folder.iterdir()}
    assert old not in left
    assert {young, "other.pack"} <= left


def test_the_cache_folder_of_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURSEWRIGHT_CACHE_DIR")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/x"))
    wanted = {
        "linux": "/home/x/.cache/coursewright",
        "darwin": "/home/x/Library/Caches/coursewright",
        "win32": "/home/x/AppData/Local/coursewright/Cache",
    }
    for platform, path in wanted.items():
        monkeypatch.setattr(sys, "platform", platform)
        assert caching.cache_folder() == Path(path)
    monkeypatch.setenv("COURSEWRIGHT_CACHE_DIR", "/elsewhere")
    assert caching.cache_folder() == Path("/elsewhere")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["text", "json"])
def test_several_processes_say_the_same(form: str, courses: Path, process: Callable[..., Any]) -> None:
    (courses / "one" / "b.module.yaml").write_text("module: [\n")
    (courses / "gone.module.yaml").symlink_to(courses / "nowhere")
    args = ("lint", "--no-cache", "--format", form, str(courses))
    alone = process(*args, "--jobs", "1")
    assert process(*args, "--jobs", "3") == alone
    assert alone.code == 2


@pytest.mark.slow
def test_a_bad_configuration_is_told_once_from_every_process(
    courses: Path, process: Callable[..., Any]
) -> None:
    (courses / "coursewright.yaml").write_text("profil: strict\n")
    args = ("lint", "--no-cache", str(courses))
    assert process(*args, "--jobs", "1") == process(*args, "--jobs", "3")


@pytest.mark.slow
def test_a_run_that_is_killed_loses_nothing(courses: Path, tmp_path: Path) -> None:
    """Whatever a killed run leaves behind, the next one finds what it would have found."""
    command = (sys.executable, "-m", "coursewright", "lint", str(courses))
    kept = {**os.environ, "COURSEWRIGHT_CACHE_DIR": str(tmp_path / "killed")}
    for wait in (0.15, 0.25, 0.35):
        with subprocess.Popen(command, env=kept, stdout=subprocess.DEVNULL) as running:
            time.sleep(wait)
            running.send_signal(signal.SIGKILL)
    done = [subprocess.run(command, env=kept, capture_output=True, check=False) for _ in range(2)]
    fresh = subprocess.run((*command, "--no-cache"), env=kept, capture_output=True, check=False)
    assert done[0].stdout == done[1].stdout == fresh.stdout
    assert done[0].returncode == fresh.returncode


@pytest.mark.slow
def test_runs_at_the_same_time_do_not_disturb_each_other(courses: Path, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "coursewright", "lint", str(courses))
    kept = {**os.environ, "COURSEWRIGHT_CACHE_DIR": str(tmp_path / "shared")}
    with_others = [
        subprocess.Popen(command, env=kept, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    said = {one.communicate() for one in with_others}
    assert len(said) == 1
    assert not list((tmp_path / "shared").glob("*.new"))


def git(folder: Path, *words: str) -> None:
    subprocess.run(
        ("git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@x", *words),
        check=True,
        capture_output=True,
    )


@pytest.fixture
def repository(courses: Path) -> Path:
    git(courses, "init", "-b", "main")
    git(courses, "add", ".")
    git(courses, "commit", "-m", "all")
    return courses


def files_of(done: Any) -> set[str]:
    return {finding["path"] for finding in json.loads(done.out)["findings"]}


def test_only_what_changed_is_reported(repository: Path, lint: Callable[..., Any]) -> None:
    args = ("--changed-since", "HEAD", "--format", "json", repository)
    assert files_of(lint(*args)) == set()
    (repository / "m05.module.yaml").write_text(MODULE.format("five"))
    (repository / "new.module.yaml").write_text(MODULE.format("new"))
    assert files_of(lint(*args)) == {"m05.module.yaml", "new.module.yaml"}
    (repository / "one" / "b.module.yaml").write_text(MODULE.format("bee"))
    assert {"one/a.module.yaml", "one/b.module.yaml"} <= files_of(lint(*args))


def test_a_course_changes_with_what_it_is_made_of(repository: Path, lint: Callable[..., Any]) -> None:
    args = ("--changed-since", "main", "--format", "json", repository)
    (repository / "one" / "page.md").write_text("new")
    assert files_of(lint(*args)) == {"one/course.yaml", "one/a.module.yaml", "one/b.module.yaml"}
    assert files_of(lint("--no-cache", *args)) == files_of(lint(*args))
    (repository / "coursewright.yaml").write_text("profile: strict\n")
    assert len(files_of(lint(*args))) == len(files_of(lint("--no-cache", *args))) == 15


def test_changes_count_from_where_a_branch_began(repository: Path, lint: Callable[..., Any]) -> None:
    git(repository, "switch", "-c", "mine")
    (repository / "m07.module.yaml").write_text(MODULE.format("mine"))
    git(repository, "commit", "-am", "mine")
    git(repository, "switch", "main")
    (repository / "m08.module.yaml").write_text(MODULE.format("theirs"))
    git(repository, "commit", "-am", "theirs")
    git(repository, "switch", "mine")
    args = ("--changed-since", "main", "--format", "json", repository)
    assert files_of(lint(*args)) == {"m07.module.yaml"}


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", "-x", ""])
def test_a_revision_that_is_none(revision: str, repository: Path, lint: Callable[..., Any]) -> None:
    done = lint(f"--changed-since={revision}", repository)
    assert done.code == 2
    assert "--changed-since" in done.err
    assert "Traceback" not in done.err


@pytest.mark.slow
def test_in_a_shallow_clone(repository: Path, tmp_path: Path, lint: Callable[..., Any]) -> None:
    (repository / "m07.module.yaml").write_text(MODULE.format("more"))
    git(repository, "commit", "-am", "more")
    shallow = tmp_path / "shallow"
    git(repository, "clone", "--depth", "1", repository.as_uri(), str(shallow))
    done = lint("--changed-since", "no-such-branch", shallow)
    assert done.code == 2
    assert "This clone is shallow. Fetch the whole history" in done.err


def test_without_a_repository(courses: Path, lint: Callable[..., Any]) -> None:
    done = lint("--changed-since", "main", courses)
    assert done.code == 2
    assert "is in no git repository, so nobody knows what changed. Run it" in done.err


def test_where_nothing_changed(repository: Path, lint: Callable[..., Any]) -> None:
    done = lint("--changed-since", "main", repository)
    assert (done.code, done.out) == (0, "Nothing to check here has changed since `main`. Exit 0.\n")

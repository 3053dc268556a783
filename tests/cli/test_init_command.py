"""`coursewright init`: what it finds, what it proposes, and that what it writes works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coursewright.cli.init.insertion import with_hook, with_job
from coursewright.cli.init.origin import UNKNOWN, Origin, host_of, installed_from, origin_named
from coursewright.cli.init.proposals import template
from coursewright.lint.config.document import read_config_file
from coursewright.lint.config.editors import config_for_editors
from coursewright.spec.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

ROOT = Path(__file__).resolve().parents[2]
SOURCE = "https://github.com/uni/coursewright@4f9c1d2"
EXAMPLES = ROOT / "examples"


@pytest.fixture(autouse=True)
def not_installed_from_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where this checkout came from is not known to the tests."""
    monkeypatch.setattr("coursewright.cli.init.setting_up.installed_from", lambda: UNKNOWN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a repository on GitHub with one module, in which nothing is found."""
    remote(tmp_path, "git@github.com:uni/courses.git")
    shutil.copytree(EXAMPLES / "homework-fixed", tmp_path / "photo")
    return tmp_path


def remote(folder: Path, url: str) -> None:
    (folder / ".git").mkdir(exist_ok=True)
    (folder / ".git" / "config").write_text(
        f'[core]\n\tbare = false\n[remote "origin"]\n\turl = {url}\n\tfetch = +refs/heads/*:x\n', "utf-8"
    )


def written(folder: Path) -> dict[str, str]:
    """Return the files of a repository that tools look for, by their paths in it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".git" not in path.parts)
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {
        name: path.read_bytes().decode()
        for name, path in names.items()
        if name.startswith((".", "coursewright"))
    }


def test_it_sets_up_a_repository(folder: Path, coursewright: Run) -> None:
    shown = coursewright("init", "--source", SOURCE, cwd=folder)
    assert (shown.code, written(folder)) == (1, {})
    assert shown.err == "coursewright: Nothing was written. Run it again with --yes to write this.\n"
    tried = coursewright("init", "--source", SOURCE, "--dry-run", cwd=folder)
    assert (tried.code, written(folder)) == (0, {})
    done = coursewright("init", "--source", SOURCE, "--yes", cwd=folder)
    assert (done.code, done.err) == (0, "")
    after = written(folder)
    assert after.keys() == {"coursewright.yaml", ".github/workflows/courses.yml", ".pre-commit-config.yaml"}
    for name, text in after.items():
        assert f"{name}, new:\n\n    {text.rstrip().replace(chr(10), chr(10) + '    ')}\n" in done.out
        assert f"{name}, new:" in shown.out
    (step,) = yaml.safe_load(after[".github/workflows/courses.yml"])["jobs"]["coursewright"]["steps"][1:]
    assert step == {"uses": "uni/coursewright@4f9c1d2"}
    assert yaml.safe_load(after[".pre-commit-config.yaml"])["repos"] == [
        {"repo": "https://github.com/uni/coursewright", "rev": "4f9c1d2", "hooks": [{"id": "coursewright"}]}
    ]
    assert "Next:\n  1. `pre-commit install`" in done.out
    again = coursewright("init", "--source", SOURCE, "--yes", cwd=folder)
    assert (again.code, written(folder)) == (0, after)
    assert again.out.count("stays as it is") == 3
    assert "There is nothing to write.\n" in again.out


def test_the_configuration_holds(folder: Path, coursewright: Run) -> None:
    coursewright("init", "--profile", "essential", "--yes", cwd=folder)
    text = (folder / "coursewright.yaml").read_text("utf-8")
    assert text.startswith(f"# yaml-language-server: $schema={config_for_editors()['$id']}\n")
    _, faults = read_config_file(folder / "coursewright.yaml")
    assert faults == []
    said = coursewright("config", cwd=folder)
    assert "essential" in said.out
    wrong = coursewright("init", "--profile", "esential", cwd=folder)
    assert wrong.code == 2
    assert "Did you mean" in wrong.err


def test_what_is_there_is_told(folder: Path, coursewright: Run) -> None:
    shutil.copytree(EXAMPLES / "homework-trap", folder / "trap")
    done = coursewright("init", "--yes", cwd=folder)
    assert "There are 2 modules, in en-GB; support is led." in " ".join(done.out.split())
    found = coursewright("lint", "--no-cache", cwd=folder)
    number = sum(map(int, re.findall(r"(\d+) (?:error|warning|info|note)", found.last.partition(";")[0])))
    said = (
        f"`coursewright lint` reports {number} findings in 1 file, and fails. `coursewright baseline create`"
    )
    assert said in " ".join(done.out.split())
    assert not (folder / "coursewright-baseline.yaml").exists()
    assert coursewright("baseline", "create", cwd=folder).code == 0
    frozen = coursewright("init", cwd=folder)
    assert "baseline create" not in frozen.out


def test_courses_are_counted_with_their_modules(folder: Path, coursewright: Run) -> None:
    (folder / "c").mkdir()
    (folder / "c" / "course.yaml").write_text(
        "course: c\nlanguage: es\nmodules: ['*.module.yaml']\n", "utf-8"
    )
    for name in ("a", "b"):
        (folder / "c" / f"{name}.module.yaml").write_text(f"module: {name}\n", "utf-8")
    done = coursewright("init", "--dry-run", cwd=folder)
    said = "There is 1 course with 2 modules and 1 module in no course, in es and en-GB; support is led."
    assert said in " ".join(done.out.split())


def test_a_folder_without_specs(tmp_path: Path, coursewright: Run) -> None:
    done = coursewright("init", tmp_path, "--yes", cwd=tmp_path)
    assert done.code == 0
    assert written(tmp_path).keys() == {"coursewright.yaml"}, "there is no repository"
    assert "`coursewright new course`" in done.out
    remote(tmp_path, "https://git.example.org/uni/courses")
    asked = coursewright("init", tmp_path, "--yes", cwd=tmp_path)
    assert "say --ci github or gitlab" in " ".join(asked.out.split())
    assert ".pre-commit-config.yaml" in written(tmp_path)


def test_a_folder_below_is_set_up_at_the_root(folder: Path, coursewright: Run) -> None:
    below = folder / "courses" / "biology"
    below.mkdir(parents=True)
    assert coursewright("init", "--yes", "--no-pre-commit", cwd=below).code == 0
    assert written(folder).keys() == {"coursewright.yaml", ".github/workflows/courses.yml"}


HOSTS = {
    "https://github.com/uni/courses.git": "github",
    "ssh://git@github.uni.edu:2222/uni/courses": "github",
    "git@gitlab.com:uni/deep/courses.git": "gitlab",
    "https://gitlab.uni.edu/uni/courses": "gitlab",
    "https://me:word@gitlab.uni.edu/uni/courses": "gitlab",
    "/srv/git/courses.git": "",
}


@pytest.mark.parametrize(("url", "where"), HOSTS.items())
def test_the_server_is_seen(url: str, where: str, tmp_path: Path, coursewright: Run) -> None:
    remote(tmp_path, url)
    coursewright("init", "--yes", cwd=tmp_path)
    files = written(tmp_path)
    assert (".gitlab-ci.yml" in files, ".github/workflows/courses.yml" in files) == (
        where == "gitlab",
        where == "github",
    )
    assert "word" not in str(files)


def test_without_a_remote_the_files_tell(tmp_path: Path, coursewright: Run) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".github").mkdir()
    assert coursewright("init", "--dry-run", cwd=tmp_path).out.count("courses.yml, new:") == 1
    (tmp_path / ".gitlab-ci.yml").write_text("test:\n  script: [make]\n", "utf-8")
    assert ".gitlab-ci.yml" in coursewright("init", "--dry-run", cwd=tmp_path).out
    none = coursewright("init", "--ci", "none", "--no-pre-commit", "--dry-run", cwd=tmp_path)
    assert none.out.count(", new:") == 1


def test_a_work_tree_has_its_remote_elsewhere(tmp_path: Path) -> None:
    main, tree = tmp_path / "main", tmp_path / "tree"
    main.mkdir()
    tree.mkdir()
    remote(main, "https://gitlab.com/uni/courses")
    inner = main / ".git" / "worktrees" / "tree"
    inner.mkdir(parents=True)
    (inner / "commondir").write_text("../..\n", "utf-8")
    (tree / ".git").write_text(f"gitdir: {inner}\n", "utf-8")
    assert host_of(tree) == "gitlab.com"


NAMED = {
    "https://github.com/uni/coursewright@v1.2": Origin("github.com", "uni/coursewright", "v1.2"),
    "git+https://git.uni.edu/a/b/cw.git@main": Origin("git.uni.edu", "a/b/cw", "main"),
    "git@github.com:uni/coursewright.git@abc": Origin("github.com", "uni/coursewright", "abc"),
    "https://me:secret@github.com/uni/cw@1": Origin("github.com", "uni/cw", "1"),
    "github.com/uni/cw@1": Origin("github.com", "uni/cw", "1"),
}


@pytest.mark.parametrize(("words", "origin"), NAMED.items())
def test_a_source_is_an_address_with_a_revision(words: str, origin: Origin) -> None:
    assert origin_named(words) == origin


@pytest.mark.parametrize(
    "words",
    [
        "",
        "https://github.com/uni/cw",
        "https://github.com/cw@1",
        'https://github.com/u/c@1"\n- run: x',
        "https://github.com/u/c c@1",
        "https://github.com/u/../c@1",
        "https://github.com/u/c@-x",
    ],
)
def test_anything_else_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="is no address with a revision"):
        origin_named(words)


def test_where_it_was_installed_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said: dict[str, Any] = {}

    class Installed:
        def read_text(self, _name: str) -> str:
            return str(said).replace("'", '"')

    monkeypatch.setattr("coursewright.cli.init.origin.distribution", lambda _name: Installed())
    assert installed_from() == UNKNOWN
    said |= {"url": "https://github.com/u/cw.git", "vcs_info": {"commit_id": "a" * 40}}
    assert installed_from() == Origin("github.com", "u/cw", "a" * 40)
    said.clear()
    said["url"] = tmp_path.as_uri()
    assert installed_from() == UNKNOWN
    remote(tmp_path, "https://me:word@git.uni.edu/u/cw.git")
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n", "utf-8")
    assert installed_from() == UNKNOWN, "nothing is committed"
    (tmp_path / ".git" / "packed-refs").write_text(f"# pack\n{'b' * 40} refs/heads/main\n", "utf-8")
    assert installed_from() == Origin("git.uni.edu", "u/cw", "b" * 40)
    heads = tmp_path / ".git" / "refs" / "heads"
    heads.mkdir(parents=True)
    (heads / "main").write_text(f"{'c' * 40}\n", "utf-8")
    assert installed_from().revision == "c" * 40
    (tmp_path / ".git" / "HEAD").write_text(f"{'d' * 40}\n", "utf-8")
    assert installed_from().revision == "d" * 40


def test_what_is_not_known_stays_in_capitals_and_is_filled_in_later(folder: Path, coursewright: Run) -> None:
    first = coursewright("init", "--yes", cwd=folder)
    assert "The capitals stand for where coursewright is kept: HOST" in first.out
    before = written(folder)
    assert "uses: OWNER/coursewright@REVISION" in before[".github/workflows/courses.yml"]
    later = coursewright("init", "--source", SOURCE, "--yes", cwd=folder)
    assert "capitals" not in later.out
    after = written(folder)
    assert not any("REVISION" in text or "OWNER" in text for text in after.values())
    assert after[".pre-commit-config.yaml"].splitlines()[1:3] == [
        "  - repo: https://github.com/uni/coursewright",
        "    rev: 4f9c1d2",
    ]


def test_on_a_terminal_it_asks_where_it_comes_from(
    folder: Path, coursewright: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in ("asking", "init.setting_up"):
        monkeypatch.setattr(f"coursewright.cli.{where}.can_ask", lambda: True)
    no = coursewright("init", stdin=b"nonsense\n\nn\n", cwd=folder)
    assert "Where was coursewright installed from?" in no.out
    assert "That is no web address of a repository. Enter leaves it open." in no.out
    assert "uses: OWNER/coursewright@REVISION" in no.out
    assert (no.code, written(folder)) == (1, {})
    assert "Nothing was written.\n" in no.out
    ended = coursewright("init", stdin=b"", cwd=folder)
    assert (ended.code, written(folder)) == (1, {})
    yes = coursewright("init", stdin=f"{SOURCE}\ny\n".encode(), cwd=folder)
    assert yes.code == 0
    assert "Wrote coursewright.yaml, .github/workflows/courses.yml and .pre-commit-config.yaml." in yes.out
    assert "uses: uni/coursewright@4f9c1d2" in written(folder)[".github/workflows/courses.yml"]
    again = coursewright("init", stdin=b"", cwd=folder)
    assert "There is nothing to write." in again.out


@pytest.mark.parametrize(
    ("answers", "uses"),
    [
        ("n\n", "OWNER/coursewright@REVISION"),
        ("y\n\n", "OWNER/coursewright@REVISION"),
        ("y\ny\nyes\n", "OWNER/coursewright@REVISION"),
        ("y\nhttps://github.com/uni/coursewright\nv1\n", "uni/coursewright@v1"),
        ("github.com/uni/coursewright\n\n", "OWNER/coursewright@REVISION"),
        ("github.com/uni/coursewright\na version\ny\nv1\n", "uni/coursewright@v1"),
        ("https://github.com/uni/coursewright.git@v1\n", "uni/coursewright@v1"),
        ("git@github.com:uni/coursewright\nv1\n", "uni/coursewright@v1"),
    ],
)
def test_what_is_answered_to_where_it_comes_from(
    answers: str, uses: str, folder: Path, coursewright: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for where in ("asking", "init.setting_up"):
        monkeypatch.setattr(f"coursewright.cli.{where}.can_ask", lambda: True)
    done = coursewright("init", stdin=f"{answers}y\n".encode(), cwd=folder)
    assert done.code == 0
    assert f"uses: {uses}" in written(folder)[".github/workflows/courses.yml"]


def test_an_action_is_taken_only_from_where_it_can_be(folder: Path, coursewright: Run) -> None:
    coursewright("init", "--source", "https://git.uni.edu/u/coursewright@v1", "--yes", cwd=folder)
    flow = yaml.safe_load(written(folder)[".github/workflows/courses.yml"])
    runs = [step["run"] for step in flow["jobs"]["coursewright"]["steps"] if "run" in step]
    assert runs[0] == 'pip install --quiet "git+https://git.uni.edu/u/coursewright@v1"'
    (folder / ".github" / "workflows" / "courses.yml").unlink()
    remote(folder, "https://github.uni.edu/u/courses")
    coursewright("init", "--source", "https://github.uni.edu/u/coursewright@v1", "--yes", cwd=folder)
    assert "uses: u/coursewright@v1" in written(folder)[".github/workflows/courses.yml"]


def test_force_writes_what_is_ours_anew(folder: Path, coursewright: Run) -> None:
    (folder / "coursewright.yaml").write_text("profile: strict\n", "utf-8")
    kept = coursewright("init", "--source", SOURCE, "--yes", cwd=folder)
    assert "coursewright.yaml is there already, and stays as it is.\n" in kept.out
    assert written(folder)["coursewright.yaml"] == "profile: strict\n"
    forced = coursewright("init", "--source", SOURCE, "--yes", "--force", cwd=folder)
    assert "-profile: strict\n" in forced.out
    assert written(folder)["coursewright.yaml"].endswith("profile: recommended\n")


def test_a_workflow_that_runs_it_already_stays(folder: Path, coursewright: Run) -> None:
    flows = folder / ".github" / "workflows"
    flows.mkdir(parents=True)
    (flows / "courses.yml").write_text("name: builds the course pages\n", "utf-8")
    other = coursewright("init", "--source", SOURCE, "--dry-run", cwd=folder)
    assert ".github/workflows/coursewright.yml, new:" in other.out
    (flows / "all.yaml").write_text("jobs: {a: {steps: [{run: coursewright lint}]}}\n", "utf-8")
    kept = coursewright("init", "--source", SOURCE, "--dry-run", "--force", cwd=folder)
    assert ".github/workflows/all.yaml is there already, and stays as it is." in kept.out


def test_a_link_that_leads_out_is_not_followed(folder: Path, tmp_path: Path, coursewright: Run) -> None:
    away = tmp_path.parent / f"{tmp_path.name}-away"
    away.mkdir()
    (away / "hooks").write_text("repos: []\n", "utf-8")
    try:
        (folder / ".pre-commit-config.yaml").symlink_to(away / "hooks")
        (folder / ".github").symlink_to(away, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    done = coursewright("init", "--source", SOURCE, "--yes", cwd=folder)
    assert done.code == 0
    assert "leads out of the repository" in done.out
    assert [path.name for path in away.iterdir()] == ["hooks"]
    assert (away / "hooks").read_text("utf-8") == "repos: []\n"


ENTRY: dict[str, Any] = {"repo": "https://h/o/cw", "rev": "v1", "hooks": [{"id": "coursewright"}]}
HOOKS = {
    "as most are": "repos:\n  - repo: https://a\n    rev: v1\n    hooks:\n      - id: a\n        args: [x]\n",
    "dashes at the margin": "repos:\n- repo: https://a  # why\n  rev: 'v1'\n  hooks:\n  - id: a\n",
    "keys after it": "files: a\nrepos:\n  - repo: meta\n    hooks: [{id: identity}]\n\nci: {skip: [a]}\n",
    "Windows": "repos:\r\n  - repo: https://a\r\n    rev: v1\r\n    hooks:\r\n      - id: a\r\n",
    "no last line break": "repos:\n  - repo: https://a\n    rev: v1\n    hooks:\n      - id: a",
    "in brackets": "repos: [{repo: meta, hooks: [{id: identity}]}]\n",
    "comments": "# a\n---\nrepos:\n  - repo: meta\n    hooks:\n      - id: identity\n  # - repo: old\n# b\n",
    "empty list": "repos: []\n",
    "block": "repos:\n  - repo: meta\n    hooks:\n      - id: identity\n        name: |+\n          x\n\n",
}


@pytest.mark.parametrize("text", HOOKS.values(), ids=HOOKS)
def test_a_hook_joins_others(text: str) -> None:
    after = with_hook(text, Path("x.yaml"), ENTRY)
    assert after is not None
    before = yaml.safe_load(text)
    assert yaml.safe_load(after) == before | {"repos": [*before["repos"], ENTRY]}
    assert is_longer(after, text.replace(" []", ""))
    assert ("\r\n" in text) == ("\r\n" in after)
    assert "\n" not in after.replace("\r\n", "") or "\r\n" not in text


@pytest.mark.parametrize("revision", ["1.0", "1234567", "1e5", "v1", "0xa1", "2026-09-21", "4f9c1d2"])
def test_a_revision_stays_a_text(revision: str) -> None:
    text = Origin("h", "o/cw", revision).filled(template("pre-commit.yaml"))
    (entry,) = yaml.safe_load(text)["repos"]
    assert entry["rev"] == revision
    for before in HOOKS.values():
        after = with_hook(before, Path("x.yaml"), entry)
        assert after is not None
        assert yaml.safe_load(after)["repos"][-1] == entry


def is_longer(after: str, before: str) -> bool:
    """Whether the one text is the other with something put into one place."""
    more = len(after) - len(before)
    return any(after[:at] + after[at + more :] == before for at in range(len(before) + 1))


@pytest.mark.parametrize(
    "text", ["", "a: 1\n", "repos: {a: 1}\n", "- a\n", "repos: [\n", "repos: &a []\nx: *a\n"]
)
def test_a_hook_is_not_put_where_it_may_do_harm(text: str) -> None:
    assert with_hook(text, Path("x.yaml"), ENTRY) is None


JOB = template("gitlab.yml")
PIPELINES = {
    "a job": "test:\n  script: [make]\n",
    "tags of its own": "a:\n  script: !reference [.b, script]\n",
    "anchors": ".x: &x\n  image: a\nb:\n  <<: *x\n  script: [make] # now",
    "Windows": "test:\r\n  script: [make]\r\n",
    "block text": "a:\n  script:\n    - |\n      make\n      test\n",
    "block text that keeps its end": "a:\n  script: |+\n    make\n\n\n",
    "stages": "stages:\n  - build\n  - test\na:\n  script: x\n",
    "include": "include: [{local: /x.yml}]\n",
}


@pytest.mark.parametrize("text", PIPELINES.values(), ids=PIPELINES)
def test_a_job_joins_others(text: str) -> None:
    after = with_job(text, JOB)
    assert after is not None
    assert after.startswith(text)
    assert after.replace("\r\n", "\n").endswith(JOB)
    assert plain(after) == plain(text) | yaml.safe_load(JOB)


def plain(text: str) -> Any:
    return yaml.safe_load(text.replace("!reference", ""))


def test_a_job_has_a_name_and_a_stage_that_are_there() -> None:
    taken = with_job("courses:\n  script: x\n", JOB)
    assert taken is not None
    assert list(yaml.safe_load(taken)) == ["courses", "coursewright"]
    staged = with_job("stages: [build, lint, deploy]\n", JOB)
    assert staged is not None
    assert yaml.safe_load(staged)["courses"]["stage"] == "lint"
    other = with_job("stages: [build]\n", JOB)
    assert other is not None
    assert yaml.safe_load(other)["courses"] == {"stage": "build", **yaml.safe_load(JOB)["courses"]}


@pytest.mark.parametrize(
    "text", ["", "- a\n", "{a: 1}\n", "a: 1\n---\nb: 1\n", "a: [\n", "a: 1\n...\n", "stages: ['#']\n"]
)
def test_a_job_is_not_put_where_it_may_do_harm(text: str) -> None:
    assert with_job(text, JOB) is None


@given(st.text(alphabet="ab:-|>+#'\"[]{}&*! \n\r\t", max_size=40))
def test_an_insertion_leaves_all_else_as_it_was(text: str) -> None:
    after = with_job(f"{text}\n", JOB)
    if after is not None:
        assert after.startswith(text)
        assert read_plainly(after) == read_plainly(f"{text}\n") + read_plainly(JOB)
    hooked = with_hook(f"{text}\nrepos: []\n", Path("x.yaml"), ENTRY)
    if hooked is not None:
        assert read_plainly(hooked.replace("rev: v1", "rev: v2")) != read_plainly(hooked)
        assert len(hooked) > len(text) + 40


def read_plainly(text: str) -> list[tuple[str, str]]:
    """Return the keys at the top of a text, each with the text of its value."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    assert isinstance(root, yaml.MappingNode)
    return [(key.value, yaml.serialize(value)) for key, value in root.value]


def test_what_cannot_be_put_in_is_there_to_paste(folder: Path, coursewright: Run) -> None:
    (folder / ".pre-commit-config.yaml").write_text("repos: &all []\nx: *all\n", "utf-8")
    done = coursewright("init", "--source", SOURCE, "--yes", cwd=folder)
    assert done.code == 0
    assert written(folder)[".pre-commit-config.yaml"] == "repos: &all []\nx: *all\n"
    assert "The lines to add there:" in " ".join(done.out.split())
    assert "      - repo: https://github.com/uni/coursewright\n        rev: 4f9c1d2\n" in done.out


def test_no_address_in_capitals_gets_into_a_file_that_works(folder: Path, coursewright: Run) -> None:
    hooks = HOOKS["as most are"]
    (folder / ".pre-commit-config.yaml").write_text(hooks, "utf-8")
    done = coursewright("init", "--yes", cwd=folder)
    assert written(folder)[".pre-commit-config.yaml"] == hooks
    assert "until it is known where coursewright comes from" in " ".join(done.out.split())
    known = coursewright("init", "--source", SOURCE, "--yes", cwd=folder)
    assert "+  - repo: https://github.com/uni/coursewright\n+    rev: 4f9c1d2\n" in known.out
    assert written(folder)[".pre-commit-config.yaml"].startswith(hooks)


def blocks_of_the_page() -> dict[str, list[str]]:
    """Return what docs/ci.md shows of each file, without the line that names the file."""
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    found: dict[str, list[str]] = {}
    for block in re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        name, _, body = block.removeprefix("# ").partition("\n")
        found.setdefault(name, []).append(body)
    return found


def test_the_page_on_ci_shows_the_same_files() -> None:
    shown = blocks_of_the_page()
    assert shown[".github/workflows/courses.yml"][0] == template("github.yml")
    assert shown[".pre-commit-config.yaml"] == [template("pre-commit.yaml")]
    (pipeline,) = shown[".gitlab-ci.yml"]
    assert pipeline.startswith(f"{template('gitlab.yml')}\npages:\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("github.yml", "vendor.github-workflows"),
        ("github-pip.yml", "vendor.github-workflows"),
        ("gitlab.yml", "vendor.gitlab-ci"),
    ],
)
def test_files_for_ci_are_as_their_system_wants_them(name: str, schema: str, tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema")
    text = origin_named(SOURCE).filled(template(name))
    if schema == "vendor.gitlab-ci":
        text = with_job("stages: [build]\nbuild:\n  script: [make]\n", text) or ""
    (tmp_path / name).write_text(text, "utf-8")
    check("check_jsonschema", "--builtin-schema", schema, str(tmp_path / name))


@pytest.mark.slow
def test_pre_commit_can_follow_what_is_written(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    file = tmp_path / ".pre-commit-config.yaml"
    for text in (*HOOKS.values(), "repos: []\n"):
        after = with_hook(text, file, ENTRY)
        assert after is not None
        file.write_bytes(after.encode())
        check("pre_commit", "validate-config", str(file))


def check(module: str, *words: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", module, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONWARNINGS": ""},
    )
    assert run.returncode == 0, run.stdout + run.stderr

"""`coursewright diff`: two paths, or revisions of a repository, compared on the command line."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from spec_helpers import make

from coursewright.cli.diff.revisions import Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MODULE = """module: consent
title: Consent
tasks:
  - id: cases
    title: Rule on three cases
    kind: discussion
    purpose: Meet the arguments
    follow_up: {title: Sit on the board}
"""
_LOST = _MODULE.replace("    follow_up: {title: Sit on the board}\n", "")


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    """Make a folder with two states of a module, the second without the follow-up."""
    make(tmp_path, {"old/module.yaml": _MODULE, "new/module.yaml": _LOST})
    return tmp_path


def test_two_folders(coursewright: Callable[..., Any], pair: Path) -> None:
    """What was lost, and the finding that is new for it."""
    done = coursewright("diff", "old", "new", cwd=pair)
    assert done.code == 0
    assert '- task "Rule on three cases" lost its follow-up: "Sit on the board"' in done.out
    assert "new/module.yaml:5" in done.out or "new/module.yaml:4" in done.out
    assert "+ error FUP001" in done.out


def test_exit_code_tells_whether_something_changed(coursewright: Callable[..., Any], pair: Path) -> None:
    """Only on request."""
    assert coursewright("diff", "old", "new", "--exit-code", cwd=pair).code == 1
    assert coursewright("diff", "old/module.yaml", "old", "--exit-code").code == 0


def test_a_file_for_the_comparison(coursewright: Callable[..., Any], pair: Path) -> None:
    """Nothing goes to standard output, and a spec is not written over."""
    done = coursewright("diff", "old", "new", "--format", "json", "-o", "out/diff.json", cwd=pair)
    assert (done.code, done.out) == (0, "")
    assert json.loads((pair / "out/diff.json").read_text("utf-8"))["changed"] is True
    refused = coursewright("diff", "old", "new", "-o", "old/module.yaml")
    assert refused.code == 2
    assert (pair / "old/module.yaml").read_text("utf-8") == _MODULE


def test_broken_yaml_on_one_side(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    """What could be read is compared; of the rest it is said why not, and nothing counts as gone."""
    course = "course: c\ntitle: C\nmodules: [a.module.yaml, b.module.yaml]\n"
    files = {"course.yaml": course, "a.module.yaml": _MODULE, "b.module.yaml": "module: b\ntitle: B\n"}
    make(tmp_path / "old", files)
    make(tmp_path / "new", files | {"b.module.yaml": "module: [\n", "a.module.yaml": _LOST})
    done = coursewright("diff", "old", "new", cwd=tmp_path)
    assert done.code == 2
    assert "lost its follow-up" in done.out
    assert "! new: new/b.module.yaml: line" in done.out
    assert "gone" not in done.out.replace("gone from the course altogether", "")
    assert "1 of the files could not be compared" in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("old",), "must be a second one"),
        (("old", "new", "--path", "old"), "--path goes with revisions"),
        (("", "new"), "names no design"),
        (("old", "empty"), "is gone"),
    ],
)
def test_words_that_name_no_two_designs(
    coursewright: Callable[..., Any], pair: Path, words: tuple[str, ...], said: str
) -> None:
    """Each is told in a sentence; a folder without a course has lost its courses."""
    (pair / "empty").mkdir()
    done = coursewright("diff", *words, cwd=pair)
    assert said in done.err + done.out


def test_neither_side_holds_a_spec(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    """There is nothing to compare."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    done = coursewright("diff", "a", "b", cwd=tmp_path)
    assert done.code == 2
    assert "There is no spec in a or in b." in done.err


def test_the_schema(coursewright: Callable[..., Any]) -> None:
    """The same that the writer is held to."""
    assert json.loads(coursewright("schema", "diff").out)["title"] == "Comparison"


def _git(folder: Path, *words: str) -> None:
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True, env=env)


def _commit(folder: Path, tag: str, files: dict[str, str] | None = None) -> None:
    make(folder, files or {})
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", tag, "--allow-empty")
    _git(folder, "tag", tag)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository: at `first`, a module has a follow-up, at `second` it has none."""
    home = tmp_path / "repository"
    home.mkdir()
    _git(home, "init", "-q", "-b", "main")
    _commit(home, "first", {"courses/consent/module.yaml": _MODULE})
    _commit(home, "second", {"courses/consent/module.yaml": _LOST})
    return home


@pytest.mark.slow
def test_a_revision_and_the_working_tree(coursewright: Callable[..., Any], repository: Path) -> None:
    """What is not yet committed counts; the checkout stays as it is."""
    make(repository, {"courses/consent/module.yaml": _LOST.replace("Meet the arguments", "Meet them early")})
    done = coursewright("diff", "first", cwd=repository)
    assert "lost its follow-up" in done.out
    assert '"Meet the arguments" -> "Meet them early"' in done.out
    again = coursewright("diff", "second", "--path", "courses")
    assert "lost its follow-up" not in again.out
    assert (repository / "courses/consent/module.yaml").read_text("utf-8").count("Meet them early") == 1
    assert sorted(path.name for path in repository.iterdir()) == [".git", "courses"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ("first", "second"),
        ("first:courses/consent", "second:courses"),
        ("first", "courses/consent"),
        ("HEAD~1", "HEAD", "--path", "courses/consent/module.yaml"),
    ],
)
def test_ways_to_name_revisions(
    coursewright: Callable[..., Any], repository: Path, words: tuple[str, ...]
) -> None:
    """All of them compare the same two."""
    done = coursewright("diff", *words, cwd=repository)
    assert "1 task lost its follow-up, 1 new finding, 1 finding gone with " in done.out
    assert coursewright("diff", words[0], words[0], *words[2:]).out.startswith("No change in the design")


@pytest.mark.slow
def test_a_path_in_a_revision_is_looked_for_in_the_working_tree(
    coursewright: Callable[..., Any], repository: Path
) -> None:
    """Other courses beside it are not compared."""
    make(repository, {"courses/other/module.yaml": "module: other\ntitle: Another\n"})
    done = coursewright("diff", "first:courses/consent", cwd=repository)
    assert "lost its follow-up" in done.out
    assert "Another" not in done.out


@pytest.mark.slow
def test_from_a_folder_within(coursewright: Callable[..., Any], repository: Path) -> None:
    """The course is the one where one stands, and places count from there."""
    done = coursewright("diff", "first", "second", cwd=repository / "courses/consent")
    assert "lost its follow-up" in done.out
    assert " module.yaml:4" in done.out


@pytest.mark.slow
def test_a_course_that_moved_and_one_that_is_new(coursewright: Callable[..., Any], repository: Path) -> None:
    """The one is found by its id where it was, the other was not there."""
    _git(repository, "mv", "courses/consent", "courses/agreeing")
    _commit(repository, "third", {"courses/other/module.yaml": "module: other\ntitle: Another\n"})
    done = coursewright("diff", "second", "third", "--path", "courses/agreeing", cwd=repository)
    assert "1 new finding.\n" in done.out
    assert "SPC010" in done.out  # the folder is no longer called after the module
    done = coursewright("diff", "second", "third")
    assert '+ course "Another" is new: courses/other/module.yaml' in done.out
    assert '- course "Another" is gone' in coursewright("diff", "third", "second").out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("frist",), "Did you mean `first`?"),
        (("first", "--path", "nowhere"), "There is nothing at `nowhere` in first"),
        (("first:nowhere", "second"), "There is nothing at `nowhere` in `first`"),
        (("^first",), "neither a path nor a revision"),
        (("--", "-x"), "neither a path nor a revision"),
        (("first", "--path", ".."), "`..` is in no git repository"),
    ],
)
def test_revisions_that_cannot_be_read(
    coursewright: Callable[..., Any], repository: Path, words: tuple[str, ...], said: str
) -> None:
    """The complaint is one sentence, and says what to do."""
    done = coursewright("diff", *words, cwd=repository)
    assert done.code == 2
    assert said in done.err


@pytest.mark.slow
def test_outside_of_a_repository(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    """Then there are no revisions."""
    done = coursewright("diff", "main", cwd=tmp_path)
    assert done.code == 2
    assert "This folder is in no git repository" in done.err


@pytest.mark.slow
def test_a_repository_without_a_commit(coursewright: Callable[..., Any], tmp_path: Path) -> None:
    """Then `HEAD` is nothing."""
    _git(tmp_path, "init", "-q")
    done = coursewright("diff", "HEAD", cwd=tmp_path)
    assert done.code == 2
    assert "This repository has no commit yet." in done.err


@pytest.mark.slow
def test_the_configuration_is_that_of_the_new_side(
    coursewright: Callable[..., Any], repository: Path
) -> None:
    """A rule that the new side leaves out finds nothing on either."""
    _commit(repository, "third", {"coursewright.yaml": "ignore: [FUP]\n"})
    assert "FUP001" in coursewright("diff", "first", "second", cwd=repository).out
    assert "FUP001" not in coursewright("diff", "first", "third").out
    assert "FUP001" in coursewright("diff", "third", "first").out


@pytest.mark.slow
def test_a_revision_is_written_safely(repository: Path, tmp_path: Path) -> None:
    """Links within the revision stay, those that lead out of it are left out."""
    (repository / "inside").symlink_to("courses/consent/module.yaml")
    (repository / "outside").symlink_to("/etc/hostname")
    (repository / "upwards").symlink_to("../..")
    (repository / "folder").symlink_to("courses")
    _commit(repository, "linked")
    written = tmp_path / "written"
    written.mkdir()
    store = Repository(repository)
    store.write(store.commit("linked"), written)
    assert sorted(path.name for path in written.iterdir()) == [".git", "courses", "folder", "inside"]
    assert (written / "inside").read_text("utf-8") == _LOST


@pytest.mark.slow
def test_of_what_is_too_large_only_the_size_is_kept(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No spec is that large, and rules only ask whether a file is there."""
    _commit(repository, "film", {"courses/consent/film.mp4": "x" * 3000})
    monkeypatch.setattr("coursewright.cli.diff.revisions.MAX_BYTES", 2000)
    written = tmp_path / "written"
    written.mkdir()
    store = Repository(repository)
    store.write(store.commit("film"), written)
    assert (written / "courses/consent/film.mp4").read_bytes() == b"\0" * 3000
    assert (written / "courses/consent/module.yaml").read_text("utf-8") == _LOST


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the command that must not run is one of a shell")
def test_what_a_clone_lacks_is_not_fetched(
    coursewright: Callable[..., Any], repository: Path, tmp_path: Path
) -> None:
    """Its configuration names the program to fetch with, and whoever made the repository wrote it."""
    lost = subprocess.check_output(
        ["git", "-C", str(repository), "rev-parse", "first:courses/consent/module.yaml"], text=True
    ).strip()
    (repository / ".git/objects" / lost[:2] / lost[2:]).unlink()
    for key, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "far"),
        ("remote.far.url", "ssh://nowhere.invalid/x"),
        ("remote.far.promisor", "true"),
        ("core.sshCommand", f"touch '{tmp_path / 'ran'}'; false"),
    ):
        _git(repository, "config", key, value)
    done = coursewright("diff", "first", "second", cwd=repository)
    assert (done.code, done.out) == (2, "")
    assert "`courses/consent/module.yaml` of this revision is not in this clone." in done.err
    assert not (tmp_path / "ran").exists()


@pytest.mark.slow
def test_a_revision_of_too_many_files_is_refused(
    coursewright: Callable[..., Any], repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few trees can name billions of files, so that they are not even listed."""
    monkeypatch.setattr("coursewright.cli.diff.revisions._MOST_FILES", 2)
    assert coursewright("diff", "first", "second", cwd=repository).code == 0
    _commit(repository, "many", {"a": "", "b": ""})
    done = coursewright("diff", "first", "many")
    assert done.code == 2
    assert "There are more than 2 files at this revision" in done.err


def test_a_file_below_the_home_of_nobody(coursewright: Callable[..., Any], pair: Path) -> None:
    """What looks like somebody's home and is not is a folder like any other."""
    assert coursewright("diff", "old", "new", "-o", "~nobody-of-this-name/a.txt", cwd=pair).code == 0
    assert (pair / "~nobody-of-this-name/a.txt").exists()

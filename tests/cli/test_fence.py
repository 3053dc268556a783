"""No command writes where only a link leads: the file has to be named itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from spec_helpers import make

from coursewright.cli.fence import Fence
from coursewright.cli.writing import NewText, write_all
from coursewright.spec.errors import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

MODULE = "module: b\ntitle: B\ntasks: [{id: t, title: T}]\n"
TEMPLATE = """\
name: template
makes: module
title: Deep
for: all
builds: A module in a folder.
files:
  - {template: m.jinja, path: "sub/{{ id }}.module.yaml"}
questions: [title]
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a link to a module beside it."""
    make(
        tmp_path,
        {
            "out/b.module.yaml": MODULE,
            "repo/.git/x": "",
            "repo/course.yaml": "course: c\ntitle: C\nmodules: [a.module.yaml]\n",
            "repo/a.module.yaml": "module: a\ntitle: A\n",
            "repo/template/template.yaml": TEMPLATE,
            "repo/template/m.jinja": 'module: {{ id }}\ntitle: {{ said(title, "title") }}\n',
        },
    )
    folder = tmp_path / "repo"
    (folder / "modules").mkdir()
    (folder / "modules" / "b.module.yaml").symlink_to(Path("..", "..", "out", "b.module.yaml"))
    return folder


def all_of(repository: Path) -> dict[str, bytes]:
    paths = (path for path in repository.parent.rglob("*") if path.is_file())
    return {path.relative_to(repository.parent).as_posix(): path.read_bytes() for path in paths}


ELSEWHERE = (
    "`modules/b.module.yaml` leads to ../out/b.module.yaml, which lies elsewhere. Name that file itself"
)


@pytest.mark.parametrize(
    "words",
    [
        ("rename", "b", "bb", "--yes"),
        ("rename", "b", "bb", "--yes", "--files"),
        ("rename", "t", "tt", "modules", "--dry-run"),
        ("new", "task", "Hm", "--yes", "--into", "modules"),
        ("new", "module", "b", "--yes", "--force", "-t", "howard-loop", "--into", "modules"),
        ("new", "module", "b", "--dry-run", "--force", "-t", "howard-loop", "--into", "modules"),
    ],
)
def test_a_link_is_not_followed(words: tuple[str, ...], repository: Path, coursewright: Run) -> None:
    before = all_of(repository)
    done = coursewright(*words, cwd=repository)
    assert (done.code, done.out) == (2, "")
    assert ELSEWHERE in done.err
    assert all_of(repository) == before
    assert (repository / "modules" / "b.module.yaml").is_symlink()


def test_a_template_is_not_led_out(repository: Path, coursewright: Run) -> None:
    (repository / "modules" / "sub").symlink_to(repository.parent / "out")
    before = all_of(repository)
    done = coursewright("new", "module", "Z", "-y", "-t", "template", "--into", "modules", cwd=repository)
    assert done.code == 2
    assert "`modules/sub/z.module.yaml` leads to ../out/z.module.yaml, which lies elsewhere." in done.err
    assert all_of(repository) == before


@pytest.mark.parametrize("is_repository", [True, False])
def test_what_is_named_is_written(is_repository: bool, repository: Path, coursewright: Run) -> None:
    if is_repository:
        make(repository, {"../out/.git/x": ""})
    linked = "modules/b.module.yaml"
    out = repository.parent / "out" / "b.module.yaml"
    assert coursewright("rename", "b", "bb", linked, "--yes", cwd=repository).code == 0
    assert out.read_text("utf-8") == MODULE.replace(": b\n", ": bb\n")
    assert coursewright("new", "task", "Hm", "--yes", "--into", linked, cwd=repository).code == 0
    assert "title: Hm" in out.read_text("utf-8")
    assert (repository / linked).is_symlink()


@pytest.mark.parametrize("entry", ["modules/b.module.yaml", "modules/*.module.yaml", "../out/b.module.yaml"])
@pytest.mark.parametrize("more", [(), ("--files",), ("modules/b.module.yaml",)])
def test_what_a_course_cannot_follow_is_not_renamed(
    entry: str, more: tuple[str, ...], repository: Path, coursewright: Run
) -> None:
    course = f"course: c\ntitle: C\nmodules:\n  - a.module.yaml\n  - {entry}\n"
    (repository / "course.yaml").write_text(course, "utf-8")
    before = all_of(repository)
    done = coursewright("rename", "b", "bb", *more, "--yes", cwd=repository)
    assert done.code == 2
    assert done.err == (
        f"coursewright: course.yaml:5: `{entry}` lies outside the course's folder, so that what "
        "refers to `b` in the course cannot be seen. Move the module below the course file, or take it off "
        "the list first.\n"
    )
    assert all_of(repository) == before


def test_without_a_repository_courses_above_are_asked(repository: Path, coursewright: Run) -> None:
    (repository / ".git" / "x").unlink()
    (repository / ".git").rmdir()
    make(repository, {"course.yaml": "course: c\ntitle: C\nmodules: ['deep/*.module.yaml']\n"})
    (repository / "deep").mkdir()
    (repository / "deep" / "b.module.yaml").symlink_to(repository.parent / "out" / "b.module.yaml")
    done = coursewright("rename", "b", "bb", "b.module.yaml", "--yes", cwd=repository / "deep")
    assert done.code == 2
    assert "../course.yaml:3: `deep/*.module.yaml` lies outside the course's folder" in done.err


def test_a_course_above_is_written_with_its_module(repository: Path, coursewright: Run) -> None:
    (repository / ".git" / "x").unlink()
    (repository / ".git").rmdir()
    make(
        repository,
        {
            "course.yaml": "course: c\ntitle: C\nmodules: [deep/d.module.yaml]\n"
            "tools: [{id: w, onboarding: d/t}]\n",
            "deep/d.module.yaml": "module: d\ntitle: D\ntasks: [{id: t, title: T}]\n",
        },
    )
    assert coursewright("rename", "d", "e", "--yes", cwd=repository / "deep").code == 0
    assert "onboarding: e/t" in (repository / "course.yaml").read_text("utf-8")


def test_a_link_within_the_repository_is_followed(repository: Path, coursewright: Run) -> None:
    make(repository, {"real/c.yaml": "module: c\ntitle: C\n"})
    link = repository / "modules" / "b.module.yaml"
    link.unlink()
    link.symlink_to(Path("..", "real", "c.yaml"))
    assert coursewright("new", "task", "Hm", "--yes", "--into", "modules", cwd=repository).code == 0
    assert "title: Hm" in (repository / "real" / "c.yaml").read_text("utf-8")


def test_what_lies_elsewhere_is_no_choice(repository: Path, coursewright: Run) -> None:
    make(repository, {"modules/a.module.yaml": "module: a\ntitle: A\n"})
    done = coursewright("new", "task", "Hm", "--yes", cwd=repository / "modules")
    assert done.out.startswith('Wrote a.module.yaml: the task is in module "A"')


def test_whoever_writes_is_kept_within(repository: Path) -> None:
    link, own = repository / "modules" / "b.module.yaml", repository / "a.module.yaml"
    before = all_of(repository)
    files = [NewText(own, "new", own.read_text("utf-8")), NewText(link, "new", MODULE)]
    with pytest.raises(UnwritableError, match="lies elsewhere"):
        write_all(files, Fence((repository,)))
    assert all_of(repository) == before


def test_a_folder_that_is_named_by_a_link_is_meant(repository: Path) -> None:
    (repository / "link").symlink_to(repository.parent / "out")
    inside = repository / "link" / "b.module.yaml"
    assert Fence((repository / "link",)).holds(inside)
    assert not Fence((repository,)).holds(inside)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("kind", ["task", "module", "course"])
def test_what_is_no_file_is_called_so(kind: str, repository: Path, coursewright: Run) -> None:
    os.mkfifo(repository / "f.module.yaml")
    (repository / "gone.module.yaml").symlink_to(repository / "nowhere")
    command = (
        ("new", kind, "X", "--yes", "-t", "howard-loop") if kind == "module" else ("new", kind, "X", "--yes")
    )
    more = ("-t", "us-course") if kind == "course" else ()
    for name, what in (
        ("f.module.yaml", "no ordinary file"),
        (os.devnull, "no ordinary file"),
        ("gone.module.yaml", "a link that leads nowhere"),
    ):
        done = coursewright(*command, *more, "--into", name, cwd=repository)
        assert done.code == 2
        assert f"--into: {name} is {what}. Name the file of a course or a module.\n" in done.err

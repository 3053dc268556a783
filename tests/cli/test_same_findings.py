"""A file gets the same findings whether it, its folder or its course is named, from wherever one stands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = ("course.yaml", "modules/a.module.yaml", "modules/b.module.yaml", "extra/alone.module.yaml")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Build a repository with a course of two modules, whose faults cross files, and a module of its own."""
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    for folder in ("modules", "extra"):
        (root / folder).mkdir()
    (root / "course.yaml").write_text(
        "course: c\nmodules: [modules/*.module.yaml]\ndefaults:\n  tasks: {duration: 45}\n"
        "outcomes: [Understand it all]\ntasks: [{id: t, kind: quiz}]\n"
    )
    (root / "modules/a.module.yaml").write_text(
        "module: a\nprerequisites: b\ntasks:\n  - {id: one, title: One, kind: quiz, follow_up: b/nothing}\n"
    )
    (root / "modules/b.module.yaml").write_text(
        "module: b\nprerequisites: nowhere\ntasks:\n  - {id: two, title: Two, kind: quiz, follow_up: t}\n"
    )
    (root / "extra/alone.module.yaml").write_text("module: alone\nprerequisites: nowhere\ntask: x\n")
    return root


def by_file(report: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in report["findings"]:
        found.setdefault(finding["path"], []).append(finding)
    return found


def test_every_way_of_naming_agrees(repository: Path, coursewright: Callable[..., Any]) -> None:
    def lint(*args: str, cwd: Path) -> dict[str, Any]:
        done = coursewright("lint", "--format", "json", *args, cwd=cwd)
        report: dict[str, Any] = json.loads(done.out)
        assert report["summary"]["exit_code"] == done.code
        return report

    whole = by_file(lint(".", cwd=repository))
    assert set(whole) == set(FILES)
    assert by_file(lint("course.yaml", cwd=repository)) == {path: whole[path] for path in FILES[:3]}
    for path in FILES[1:]:
        assert by_file(lint(path, cwd=repository)) == {path: whole[path]}
        inside = repository / Path(path).parent
        assert by_file(lint(Path(path).name, cwd=inside)) == {path: whole[path]}
        assert by_file(lint(f"../{path}", cwd=inside)) == {path: whole[path]}
        assert by_file(lint(str(repository / path), cwd=Path("/"))) == {path: whole[path]}
    assert by_file(lint("modules", cwd=repository)) == {path: whole[path] for path in FILES[1:3]}
    assert by_file(lint(".", cwd=repository / "modules")) == {path: whole[path] for path in FILES[1:3]}
    assert by_file(lint(*FILES, *FILES, ".", cwd=repository)) == whole
    assert lint(".", cwd=repository) == lint(str(repository), cwd=Path("/"))


def test_by_way_of_links(repository: Path, coursewright: Callable[..., Any]) -> None:
    """A link to the repository is another name for it; nothing is found twice by a link inside it."""
    link = repository.parent / "link"
    link.symlink_to(repository)
    (repository / "again").symlink_to("modules")

    def lint(*args: str, cwd: Path) -> dict[str, Any]:
        report: dict[str, Any] = json.loads(coursewright("lint", "--format", "json", *args, cwd=cwd).out)
        return report

    whole = lint(".", cwd=repository)
    assert set(by_file(whole)) == set(FILES)
    assert lint(".", cwd=link) == whole
    assert lint(str(link), cwd=repository.parent) == whole
    named = by_file(lint("modules/a.module.yaml", cwd=link))
    assert named == {FILES[1]: by_file(whole)[FILES[1]]}


def test_text_paths_are_those_of_the_working_directory(
    repository: Path, coursewright: Callable[..., Any]
) -> None:
    def first(*args: str, cwd: Path) -> str:
        shown: str = coursewright("lint", *args, cwd=cwd).out
        return shown.partition(":")[0]

    assert first("modules/a.module.yaml", cwd=repository) == "modules/a.module.yaml"
    assert first("a.module.yaml", cwd=repository / "modules") == "a.module.yaml"
    assert first("../modules/a.module.yaml", cwd=repository / "extra") == "../modules/a.module.yaml"
    assert first(str(repository / FILES[1]), cwd=Path("/")) == str(repository / FILES[1])[1:]


def test_paths_outside_a_repository_count_from_the_working_directory(
    tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/m.module.yaml").write_text("module: m\ntask: x\n")
    report = json.loads(coursewright("lint", "--format", "json", "in", cwd=tmp_path).out)
    assert {finding["path"] for finding in report["findings"]} == {"in/m.module.yaml"}
    report = json.loads(coursewright("lint", "--format", "json", "..", cwd=tmp_path / "in").out)
    assert {finding["path"] for finding in report["findings"]} == {"m.module.yaml"}


@pytest.mark.slow
def test_the_same_bytes_whatever_the_hash_seed_and_locale(
    repository: Path, process: Callable[..., Any]
) -> None:
    for form in ("text", "json"):
        outcomes = [
            process("lint", ".", "--format", form, "--today", "2026-09-21", cwd=repository, env=env)
            for env in (
                {"PYTHONHASHSEED": "0"},
                {"PYTHONHASHSEED": "1", "LC_ALL": "C"},
                {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
                {"PYTHONHASHSEED": "3", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "COLUMNS": "40"},
            )
        ]
        assert len({(one.code, one.out, one.err) for one in outcomes}) == 1


def test_stdin_stands_for_a_file_of_a_course(repository: Path, coursewright: Callable[..., Any]) -> None:
    """What an editor has not saved yet is checked as part of the course, and nothing else is reported."""
    path = repository / FILES[1]
    args = ("lint", "--format", "json")
    saved = json.loads(coursewright(*args, FILES[1], cwd=repository).out)
    data = path.read_bytes()
    path.write_text("module: a\n")
    given = json.loads(coursewright(*args, "-", "--stdin-filename", FILES[1], stdin=data, cwd=repository).out)
    assert given == saved
    other = json.loads(
        coursewright(
            *args, "-", "--stdin-filename", str(path), stdin=b"module: a\ntask: x\n", cwd=repository
        ).out
    )
    assert [finding["code"] for finding in other["findings"]].count("SPC001") == 1
    assert {finding["path"] for finding in other["findings"]} == {FILES[1]}


def test_stdin_stands_for_a_course(repository: Path, coursewright: Callable[..., Any]) -> None:
    args = ("lint", "--format", "json", "--select", "SPC", "-")
    data = b"course: c\nmodules: [modules/a.module.yaml, gone.module.yaml]\n"
    report = json.loads(
        coursewright(*args, "--stdin-filename", "course.yaml", stdin=data, cwd=repository).out
    )
    assert [(one["path"], one["code"], one["start"]["line"]) for one in report["findings"]] == [
        ("course.yaml", "SPC002", 2)
    ]


def test_stdin_alone_is_a_module_here(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    done = coursewright(
        "lint", "-", "--select", "SPC", stdin="module: m\r\ntask: ö\r\n".encode(), cwd=tmp_path
    )
    assert done.out.startswith("stdin.module.yaml:2:1 SPC001 [error] ")
    assert "2 | task: ö" in done.out
    assert done.code == 1
    assert coursewright("lint", "-", stdin=b"", cwd=tmp_path).out.startswith("stdin.module.yaml:1:1 SPC001")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("lint", "--stdin-filename", "x.yaml"), "Give `-` as the path, too."),
        (("lint", "-", "."), "`-` stands alone"),
    ],
)
def test_stdin_said_wrongly(args: tuple[str, ...], said: str, coursewright: Callable[..., Any]) -> None:
    done = coursewright(*args, stdin=b"")
    assert done.code == 2
    assert said in done.err


def test_examples_agree_too(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    shutil.copytree(shipped("examples") / "research-ethics", tmp_path / "x")
    whole = by_file(json.loads(coursewright("lint", ".", "--format", "json", cwd=tmp_path / "x").out))
    for path in sorted((tmp_path / "x").rglob("*.module.yaml")):
        one = by_file(json.loads(coursewright("lint", path, "--format", "json").out))
        name = path.relative_to(tmp_path / "x").as_posix()
        assert one == ({name: whole[name]} if name in whole else {})

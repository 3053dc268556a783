"""Files that do not open: told once, with the rest checked, and exit 2."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FINDING = re.compile(r"^([^\n:]+):\d+:\d+ ([A-Z]{3}\d{3}) ", re.MULTILINE)


def unreadable(kind: str, path: Path) -> None:
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "dangling":
            path.symlink_to("nowhere.yaml")
        case "circle":
            path.symlink_to(path.name)
        case "locked":
            path.write_text("module: m\n")
            path.chmod(0)


UNREADABLE = ["pipe", "dangling", "circle"]
if hasattr(os, "geteuid") and os.geteuid() != 0:
    UNREADABLE.append("locked")


@pytest.mark.skipif(os.name == "nt", reason="needs named pipes and symbolic links")
@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("how", ["named", "found", "listed", "course"])
def test_what_does_not_open_is_told_and_the_rest_checked(
    kind: str, how: str, tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    """A pipe that nobody writes to does not hang; exit 2, for not everything was checked."""
    (tmp_path / "good.module.yaml").write_text("module: good\noutcome: x\n")
    bad = tmp_path / "course.yaml" if how == "course" else tmp_path / "bad.module.yaml"
    unreadable(kind, bad)
    if how == "listed" and kind != "locked":
        (tmp_path / "course.yaml").write_text("course: c\nmodules: [good.module.yaml, bad.module.yaml]\n")
    args = [bad.name, "good.module.yaml"] if how == "named" else ["."]
    done = coursewright("lint", *args, "--select", "SPC001", cwd=tmp_path)
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert bad.name in done.err
    assert "Exit 2: 1 path could not be checked." in done.last
    told = FINDING.findall(done.out)
    assert told == [("course.yaml", "SPC002")] * (how == "listed") + [("good.module.yaml", "SPC001")]
    report = json.loads(coursewright("lint", *args, "--format", "json", cwd=tmp_path).out)
    assert [one["path"] for one in report["unchecked"]] == [bad.name]
    assert report["summary"]["exit_code"] == 2


@pytest.mark.skipif(os.name == "nt", reason="needs named pipes")
def test_a_listed_module_that_does_not_open_is_told_when_it_is_named(
    tmp_path: Path, coursewright: Callable[..., Any]
) -> None:
    (tmp_path / "course.yaml").write_text("course: c\nmodules: [bad.module.yaml]\n")
    os.mkfifo(tmp_path / "bad.module.yaml")
    done = coursewright("lint", "bad.module.yaml", cwd=tmp_path)
    assert done.code == 2
    assert "bad.module.yaml" in done.err


def test_a_folder_named_like_a_spec_is_a_folder(tmp_path: Path, coursewright: Callable[..., Any]) -> None:
    folder = tmp_path / "module.yaml"
    folder.mkdir()
    (folder / "x.module.yaml").write_text("module: x\noutcome: y\n")
    done = coursewright("lint", ".", "--select", "SPC001", cwd=tmp_path)
    assert FINDING.findall(done.out) == [("module.yaml/x.module.yaml", "SPC001")]

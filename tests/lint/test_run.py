"""A run over many courses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.engine import Linter
from coursewright.lint.runs.run import Checker, Run, text_job
from coursewright.lint.select import choose
from coursewright.spec.errors import NothingToCheckError, UnreadableInputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coursewright.lint.findings import CourseReport

LINTER = Linter(choose(["SPC001"]))


def told(reports: list[CourseReport]) -> list[tuple[str, int]]:
    return [(f.mark.path.name, f.mark.span.start.line) for report in reports for f in report.findings]


def reports_on(data: bytes, path: Path) -> Iterator[CourseReport]:
    job, known = text_job(data, path)
    return Checker(LINTER, known).reports(job)


def test_each_course_is_loaded_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "course.yaml").write_text("course: c\nmodules: ['*.module.yaml']\n")
        (tmp_path / name / "m.module.yaml").write_text("module: m\ntask: x\n")
    run = Run.of_paths([tmp_path, tmp_path / "a", tmp_path / "b/m.module.yaml"], LINTER)
    assert [job.file.parent.name for job in run.jobs] == ["a", "b"]
    reports = list(run)
    assert len(reports) == 2
    assert told(reports) == [("m.module.yaml", 2)] * 2
    assert run.errors == []


def test_nothing_to_check(tmp_path: Path) -> None:
    with pytest.raises(NothingToCheckError):
        Run.of_paths([tmp_path], LINTER)


def test_what_is_gone_by_the_time_it_is_read(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.module.yaml").write_text("module: m\ntask: x\n")
    run = Run.of_paths([tmp_path], LINTER)
    (tmp_path / "a.module.yaml").unlink()
    assert told(list(run)) == [("b.module.yaml", 2)]
    (error,) = run.errors
    assert isinstance(error, UnreadableInputError)
    assert error.path == tmp_path / "a.module.yaml"


@pytest.mark.skipif(os.name == "nt", reason="needs named pipes")
def test_modules_that_a_broken_course_lists(tmp_path: Path) -> None:
    """Each is checked by itself, and one that does not open does not cost the others."""
    (tmp_path / "course.yaml").write_text("course: c\nmodule: c\nmodules: ['*.module.yaml', b.module.yaml]\n")
    for name in ("a", "c"):
        (tmp_path / f"{name}.module.yaml").write_text("module: m\ntask: x\n")
    os.mkfifo(tmp_path / "b.module.yaml")
    run = Run.of_paths([tmp_path], LINTER)
    assert told(list(run)) == [("course.yaml", 2), ("a.module.yaml", 2), ("c.module.yaml", 2)]
    assert [error.message for error in run.errors] == [f"{tmp_path / 'b.module.yaml'}: it is not a file."]


def test_a_text_that_stands_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("course: c\nmodules: [m.module.yaml, n.module.yaml]\n")
    for name in ("m", "n"):
        (tmp_path / f"{name}.module.yaml").write_text("module: m\ntask: saved\n")
    reports = list(reports_on(b"module: m\n\ntask: given\n", tmp_path / "m.module.yaml"))
    assert [told([report]) for report in reports] == [[("m.module.yaml", 3)]]
    reports = list(reports_on(b"module: m\ntask: given\n", tmp_path / "new.module.yaml"))
    assert told(reports) == [("new.module.yaml", 2)]

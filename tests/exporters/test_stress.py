"""The stress course: that it holds what exporters trip over, that it lints, and that it stays the same."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from stress_course import BENCHMARKS, SMALL, Size, stress, write_stress

import coursewright
from coursewright.exporters.questions.reading import questions_of
from coursewright.lint.api import Severity
from coursewright.spec.load import load
from coursewright.spec.model import FollowUpActivity, Material, Session, Task
from coursewright.spec.schema_files import bundled

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.exporters.edition.model import Edition


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stress")


@pytest.fixture(scope="module")
def edition(folder: Path) -> Edition:
    return stress(folder)


def test_it_lints_without_a_finding(edition: Edition) -> None:
    assert [finding.message for finding in coursewright.lint(edition.course).findings] == []


def test_it_holds_every_kind_of_task_and_question(edition: Edition) -> None:
    known = bundled("module")["$defs"]
    tasks = edition.course.every(Task)
    assert {task.kind for task in tasks} == set(known["taskKind"]["enum"])
    questions = [question for entry in edition.entries for question in questions_of(entry)]
    marked = [question for question in questions if not question.problem]
    assert {question.type for question in marked} == set(known["questionType"]["enum"])
    assert any(question.written.type is None for question in marked)


def test_its_entries_take_every_form_and_link_both_ways(edition: Edition) -> None:
    forms = {entry.form for entry in edition.entries}
    assert forms >= {
        "page",
        "discussion",
        "hand-in",
        "quiz",
        "poll",
        "survey",
        "wiki",
        "glossary",
        "meeting",
        "file",
    }
    assert any(entry.takes_up for entry in edition.entries if isinstance(entry.element, FollowUpActivity))
    assert all(entry.opens for entry in edition.entries if isinstance(entry.element, Session))
    assert any(entry.needs for entry in edition.entries if isinstance(entry.element, Task))


def test_its_titles_and_files_are_awkward(edition: Edition, folder: Path) -> None:
    titles = " ".join(entry.title for entry in edition.entries)
    assert all(sign in titles for sign in ("<b>", "&amp;", '"', "é", "京", "ש", "ق", "🌱", "/"))
    names = [path.name for path in (folder / "materials").rglob("*") if path.is_file()]
    assert any(" " in name for name in names)
    assert any('"' in name for name in names)
    assert any("'" in name for name in names)
    assert {name.rpartition(".")[2] for name in names} == {"md", "csv", "pdf", "png"}
    assert len([one for one in edition.course.every(Material) if one.path]) == SMALL.materials


def test_it_is_the_same_each_time(folder: Path, edition: Edition, tmp_path: Path) -> None:
    assert edition.entries
    write_stress(tmp_path, SMALL)
    assert _digest(tmp_path) == _digest(folder)


@pytest.mark.slow
def test_the_script_writes_the_whole_course(tmp_path: Path) -> None:
    script = str(BENCHMARKS / "stress.py")
    subprocess.run((sys.executable, script, str(tmp_path)), check=True, capture_output=True, timeout=60)
    course = load(tmp_path / "course.yaml")
    whole = Size()
    assert len(course.modules) == whole.modules
    assert len(course.every(Task)) == whole.tasks
    assert len([one for one in course.every(Material) if one.path]) == whole.materials
    findings = coursewright.lint(course).findings
    assert [finding.message for finding in findings if finding.severity is Severity.ERROR] == []


def _digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

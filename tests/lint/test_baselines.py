"""Which baseline is about which file of a course."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.engine import Linter
from coursewright.lint.select import find
from coursewright.lint.silence.baseline import create
from coursewright.lint.silence.baseline_file import BaselineError, write_baseline
from coursewright.lint.silence.baselines import Baselines, Found, Ran, hide
from coursewright.lint.silence.whereabouts import NAME
from coursewright.spec.load import load
from coursewright.spec.witness import still

if TYPE_CHECKING:
    from pathlib import Path

    from coursewright.lint.findings import Finding

MODULE = "module: {0}\ntasks:\n  - {{id: {0}1}}\n  - {{id: {0}2}}\n"
RAN = frozenset({"FUP001"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "course.yaml").write_text("course: c\nmodules: [a/m.module.yaml, b/m.module.yaml]\n", "utf-8")
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "m.module.yaml").write_text(MODULE.format(name), "utf-8")
    return tmp_path


def lint(folder: Path) -> tuple[Finding, ...]:
    return Linter([find("FUP001")], dt.date(2026, 9, 21)).lint(load(folder / "course.yaml")).findings


def test_each_file_has_its_own(folder: Path) -> None:
    findings = lint(folder)
    assert len(findings) == 4
    write_baseline(create(findings[:2], folder / "a" / NAME))
    write_baseline(create(findings[3:], folder / NAME))
    ran = {finding.mark.path: RAN for finding in findings}
    found = hide(findings, ran, Baselines().of)
    assert [finding.mark.node for finding in found.new] == ["tasks[b1]"]
    assert [(one.path, one.finding.mark.node) for one in found.hidden] == [
        (folder / "a" / NAME, "tasks[a1]"),
        (folder / "a" / NAME, "tasks[a2]"),
        (folder / NAME, "tasks[b2]"),
    ]
    assert found.stale == ()
    (folder / "a" / "m.module.yaml").write_text("module: a\n", "utf-8")
    stale = hide(lint(folder), ran, Baselines().of).stale
    assert [(one.by, one.file, one.entry.hint) for one in stale] == [
        (folder / "a" / NAME, "m.module.yaml", "tasks[a1]"),
        (folder / "a" / NAME, "m.module.yaml", "tasks[a2]"),
    ]


def test_without_any(folder: Path) -> None:
    findings = lint(folder)
    found = hide(findings, {}, Baselines().of)
    assert (found.new, found.hidden, found.stale) == (findings, (), ())


def test_what_ran_is_worked_out_where_there_is_a_baseline(folder: Path) -> None:
    findings = lint(folder)
    write_baseline(create(findings, folder / "a" / NAME))
    asked: list[Path] = []

    def in_file(file: Path) -> frozenset[str]:
        asked.append(file)
        return RAN

    files = [finding.mark.path for finding in findings]
    ran = Ran(files, in_file)
    assert len(hide(findings, ran, Baselines().of).new) == 2
    assert asked == [folder / "a" / "m.module.yaml"]
    assert (len(ran), list(ran)) == (2, list(dict.fromkeys(files)))
    assert folder not in ran


def test_a_configuration_may_name_one_or_none(folder: Path) -> None:
    findings = lint(folder)
    other = folder / "quality" / "frozen.yaml"
    other.parent.mkdir()
    write_baseline(create(findings, folder / NAME))
    assert len(hide(findings, {}, Baselines(lambda _folder: "off").of).new) == 4
    write_baseline(create(findings[:1], folder / NAME)._replace(path=other))
    assert hide(findings, {}, Baselines(lambda _folder: Found(other, folder)).of).new == findings[1:]
    assert hide(findings, {}, Baselines(lambda _folder: None).of).new == ()


def test_a_broken_one_is_told_each_time(folder: Path) -> None:
    (folder / NAME).write_text("version: 9\n", "utf-8")
    baselines = Baselines()
    for name in "ab":
        with pytest.raises(BaselineError, match="we read version 1"):
            baselines.of(folder / name / "m.module.yaml")


@pytest.mark.parametrize("change", ["change", "delete", "nearer"])
def test_results_depend_on_what_was_read_and_looked_for(folder: Path, change: str) -> None:
    write_baseline(create(lint(folder), folder / NAME))
    evidence = Baselines().evidence(folder / "a")
    assert all(still(*one) for one in evidence.items())
    match change:
        case "change":
            (folder / NAME).write_text("version: 1\nfiles: {}\n", "utf-8")
        case "delete":
            (folder / NAME).unlink()
        case _:
            (folder / "a" / NAME).write_text("version: 1\nfiles: {}\n", "utf-8")
    assert not all(still(*one) for one in evidence.items())

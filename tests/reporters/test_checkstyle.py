"""Checkstyle XML holds every finding and reads back as it was written."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from lxml import etree
from typer.testing import CliRunner
from xml_reading import holdable

from coursewright.cli.main import app
from coursewright.lint.runs.tally import Tally
from coursewright.reporters.checkstyle import CheckstyleReport
from coursewright.reporters.record import CourseRecord, FileRecord, Hushed, Place, Told, Trouble
from coursewright.reporters.reporter import RunRecord, Setting
from coursewright.reporters.shared.digest import digest

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = (FileRecord("a.yaml", "course", "A"), FileRecord("b.yaml", "module", "B"))

HOSTILE = [
    "]]>",
    "<script>alert(1)</script>",
    "a\0b",
    "\x1b[31mred\x1b[0m \x9b1m",
    "half \ud800 a character",
    "\ufffe",
    "\u202egnp.exe\u2066",
    "one\ntwo\r\nthree\ttabs",
    "\n::error file=x::no\n##[error]no",
    "\"quoted\" 'too' & &amp; &#0;",
    "x" * 100_000,
]


def told(message: str = "Something is missing.", severity: str = "warning", fix: str = "add it") -> Told:
    place = Place("a.yaml", "tasks[one]", 3, 5, 3, 9)
    return Told("TSK001", "a-rule", severity, message, "it matters", fix, 5, place)


def written(*courses: CourseRecord, troubles: tuple[Trouble, ...] = ()) -> str:
    reporter = CheckstyleReport(Setting("0", Path("/"), Path("/")))
    tally = Tally()
    run = RunRecord(tally, 0, digest(tally, "warning"), troubles)
    return "".join((reporter.start(), *map(reporter.course, courses), reporter.end(run)))


def checked(report: str) -> ET.Element:
    """Parse a report with two parsers and hold it against the shape that readers ask for."""
    document = etree.fromstring(report.encode())
    root = ET.fromstring(report.encode())  # noqa: S314 - our own
    assert [one.tag for one in root.iter()] == [one.tag for one in document.iter()]
    assert root.tag == "checkstyle"
    assert {one.tag for one in root} <= {"file"}
    for error in root.iterfind("file/*"):
        assert error.tag == "error"
        assert int(error.get("line", "")) > 0
        assert int(error.get("column", "1")) > 0
        assert error.get("severity") in {"error", "warning", "info"}
        assert error.get("source", "").startswith("coursewright.")
    return root


def test_files_without_findings_are_empty() -> None:
    root = checked(written(CourseRecord(files=FILES)))
    assert [(file.get("name"), len(file)) for file in root] == [("a.yaml", 0), ("b.yaml", 0)]


def test_a_run_over_nothing_is_a_document() -> None:
    assert len(checked(written())) == 0


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_finding(severity: str) -> None:
    root = checked(written(CourseRecord(files=FILES, findings=(told(severity=severity),))))
    assert [(file.get("name"), len(file)) for file in root] == [("a.yaml", 1), ("b.yaml", 0)]
    assert root[0][0].attrib == {
        "line": "3",
        "column": "5",
        "severity": severity,
        "message": "Something is missing. Fix: add it",
        "source": "coursewright.TSK.TSK001",
    }


def test_a_finding_without_a_fix() -> None:
    root = checked(written(CourseRecord(files=FILES, findings=(told(fix=""),))))
    assert root[0][0].get("message") == "Something is missing."


def test_findings_of_a_file_stand_together_and_in_order() -> None:
    other = told("Another.")._replace(place=Place("c.yaml", "", 1, 1, 1, 1))
    root = checked(written(CourseRecord(files=FILES, findings=(told("One."), other, told("Two.")))))
    assert [(file.get("name"), len(file)) for file in root] == [("a.yaml", 2), ("b.yaml", 0), ("c.yaml", 1)]
    assert [error.get("message") for error in root[0]] == ["One. Fix: add it", "Two. Fix: add it"]


def test_what_is_silenced_is_not_told() -> None:
    hushed = (Hushed(told(), "comment", "so", "a.yaml", 1),)
    assert not checked(written(CourseRecord(files=FILES, hushed=hushed))).findall("file/error")


def test_troubles() -> None:
    troubles = (
        Trouble("configuration", "coursewright.yaml", 3, 4, "There is no rule `X`.", "Did you mean `Y`?"),
        Trouble("path", "gone.yaml", 0, 0, "There is no such file.", ""),
    )
    root = checked(written(troubles=troubles))
    assert [file.get("name") for file in root] == ["coursewright.yaml", "gone.yaml"]
    assert root[0][0].attrib == {
        "line": "3",
        "column": "4",
        "severity": "error",
        "message": "There is no rule `X`. Did you mean `Y`?",
        "source": "coursewright.unchecked.configuration",
    }
    assert (root[1][0].get("line"), root[1][0].get("column")) == ("1", None)


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:20]))
def test_hostile_texts_read_back(value: str) -> None:
    finding = told(value, fix=value)._replace(place=Place(value, value, 1, 1, 1, 2))
    report = written(CourseRecord(findings=(finding,)), troubles=(Trouble("path", value, 0, 0, value, ""),))
    assert "::" not in report
    assert "##" not in report
    root = checked(report)
    shown = holdable(value)
    assert [file.get("name") for file in root] == [shown, shown]
    assert root[0][0].get("message") == f"{shown} Fix: {shown}"
    assert root[1][0].get("message") == shown.strip()


def test_a_real_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES / "homework-trap", tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    result = CliRunner().invoke(app, ["lint", "--format", "checkstyle", "--today", "2026-09-01"])
    assert result.exit_code == 1, result.output
    sources = [error.get("source") for error in checked(result.stdout).iterfind("file/error")]
    assert "coursewright.FUP.FUP001" in sources
    assert str(tmp_path) not in result.stdout

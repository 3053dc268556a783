"""JUnit XML holds every finding, is valid, and reads back with the right totals."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from lxml import etree
from typer.testing import CliRunner
from xml_reading import holdable

from coursewright.cli.main import app
from coursewright.lint.runs.tally import Tally
from coursewright.reporters.junit import JUnitReport
from coursewright.reporters.record import CourseRecord, FileRecord, Hushed, Place, Told, Trouble
from coursewright.reporters.reporter import RunRecord, Setting
from coursewright.reporters.shared.digest import digest

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "junit-10.xsd"))
EXAMPLES = Path(__file__).parents[2] / "examples"

HOSTILE = [
    "]]>",
    "<![CDATA[x]]>",
    "<script>alert(1)</script>",
    "a\0b",
    "\x1b[31mred\x1b[0m \x9b1m",
    "half \ud800 a character",
    "\ufffe\uffff",
    "\u202egnp.exe\u2066",
    "one\ntwo\r\nthree\ttabs",
    "\n::error file=x::no\n##[error]no ##vso[task.complete]no",
    "&#0; &lt; \"quoted\" 'too'",
    "x" * 100_000,
]


def told(message: str = "Something is missing.", severity: str = "warning", **more: object) -> Told:
    place = Place("a.yaml", "tasks[one]", 3, 5, 3, 9)
    told = Told("TSK001", "a-rule", severity, message, "it matters (Howard 2021)", "add it", 5, place)
    return told._replace(**more)  # type: ignore[arg-type]


def course(*findings: Told, hushed: tuple[Hushed, ...] = ()) -> CourseRecord:
    files = (FileRecord("a.yaml", "course", "A"), FileRecord("b.yaml", "module", "B"))
    return CourseRecord(files=files, findings=findings, hushed=hushed)


def written(*courses: CourseRecord, troubles: tuple[Trouble, ...] = ()) -> str:
    reporter = JUnitReport(Setting("0", Path("/"), Path("/")))
    tally = Tally()
    run = RunRecord(tally, 0, digest(tally, "warning"), troubles)
    return "".join((reporter.start(), *map(reporter.course, courses), reporter.end(run)))


def checked(report: str) -> ET.Element:
    """Parse a report with two parsers, hold it against the schema, and compare its sums with its cases."""
    document = etree.fromstring(report.encode())
    SCHEMA.assertValid(document)
    root = ET.fromstring(report.encode())  # noqa: S314 - our own
    assert [one.tag for one in root.iter()] == [one.tag for one in document.iter()]
    for suite in root:
        sums = {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")}
        parts = {"tests": "testcase", "failures": "*/failure", "errors": "*/error", "skipped": "*/skipped"}
        assert sums == {key: str(len(suite.findall(path))) for key, path in parts.items()}
    names = Counter((case.get("classname"), case.get("name")) for case in root.iter("testcase"))
    assert set(names.values()) <= {1}
    return root


def only(root: ET.Element, path: str) -> ET.Element:
    (found,) = root.findall(path)
    return found


def test_a_file_in_which_nothing_was_found_is_a_test_that_passed() -> None:
    root = checked(written(course()))
    assert [suite.get("name") for suite in root] == ["a.yaml", "b.yaml"]
    cases = [(case.get("classname"), case.get("name"), len(case)) for case in root.iter("testcase")]
    assert cases == [("coursewright.course", "a.yaml", 0), ("coursewright.module", "b.yaml", 0)]


def test_a_run_over_nothing_is_valid() -> None:
    assert len(checked(written())) == 0


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_errors_and_warnings_fail(severity: str) -> None:
    related = (Place("b.yaml", "x", 7, 1, 7, 2, "its twin", "x: 1"),)
    root = checked(written(course(told(severity=severity, on_purpose="due", related=related))))
    case = only(root, "testsuite/testcase[@classname='coursewright.TSK001']")
    assert case.get("name") == "a.yaml tasks[one]"
    failure = only(case, "failure")
    assert failure.attrib == {"type": "TSK001", "message": "Something is missing."}
    assert (failure.text or "").split("\n") == [
        f"a.yaml:3:5: TSK001 a-rule [{severity}]",
        "Something is missing.",
        "why: it matters (Howard 2021)",
        "fix: add it (about 5 min)",
        "see: b.yaml:7:1, its twin: x: 1",
        'on purpose? `due: {none: "your reason"}`',
        "more: coursewright explain TSK001",
    ]


def test_a_related_place_without_text_announces_none() -> None:
    assert "see: b.yaml:7:1, its twin\n" in written(
        course(told(related=(Place("b.yaml", "", 7, 1, 7, 1, "its twin"),)))
    )


def test_a_finding_without_a_fix_promises_none() -> None:
    assert "fix:" not in written(course(told(fix="")))


def test_infos_pass_and_say_what_they_are() -> None:
    root = checked(written(course(told(severity="info"))))
    case = only(root, "testsuite/testcase[@classname='coursewright.TSK001']")
    assert [part.tag for part in case] == ["system-out"]
    assert "Something is missing." in (case[0].text or "")
    assert root[0].get("failures") == "0"


def test_a_rule_that_stumbled_is_an_error() -> None:
    root = checked(written(course(told(crash=True))))
    assert only(root, "testsuite/testcase/error").get("type") == "TSK001"


@pytest.mark.parametrize(
    ("kind", "reason", "message", "said"),
    [
        (
            "comment",
            "we talk about it",
            "we talk about it",
            "silenced by a comment, a.yaml:2: we talk about it",
        ),
        ("baseline", "", "in the baseline", "in the baseline, a.yaml:2"),
    ],
)
def test_what_is_silenced_is_skipped(kind: str, reason: str, message: str, said: str) -> None:
    root = checked(written(course(hushed=(Hushed(told(), kind, reason, "a.yaml", 2),))))
    skipped = only(root, "testsuite/testcase/skipped")
    assert skipped.attrib == {"type": "TSK001", "message": message}
    assert (skipped.text or "").split("\n")[:3] == [
        said,
        "a.yaml:3:5: TSK001 a-rule [warning]",
        "Something is missing.",
    ]
    assert (root[0].get("tests"), root[0].get("skipped")) == ("2", "1")


def test_troubles_are_errors() -> None:
    troubles = (
        Trouble("configuration", "coursewright.yaml", 3, 4, "There is no rule `X`.", "Did you mean `Y`?"),
        Trouble("configuration", "coursewright.yaml", 9, 4, "There is no rule `Z`.", ""),
        Trouble("path", ".", 0, 0, "Nothing here.", ""),
    )
    root = checked(written(course(), troubles=troubles))
    assert [suite.get("name") for suite in root] == ["a.yaml", "b.yaml", "coursewright.yaml", "."]
    first, second, third = root.findall("testsuite/testcase/error")
    assert first.attrib == {"type": "configuration", "message": "There is no rule `X`."}
    assert first.text == "coursewright.yaml:3:4\nThere is no rule `X`. Did you mean `Y`?"
    assert (second.text or "").startswith("coursewright.yaml:9:4\n")
    assert third.text == ".\nNothing here."


def test_cases_of_one_place_are_told_apart() -> None:
    taken = told(place=Place("a.yaml", "tasks[one] (2)", 3, 5, 3, 9))
    names = [
        case.get("name")
        for case in checked(written(course(taken, told(), told(), told()))).iter("testcase")
        if case.get("classname") == "coursewright.TSK001"
    ]
    stem = "a.yaml tasks[one]"
    assert names == [f"{stem} (2)", stem, f"{stem} (3)", f"{stem} (4)"]


def test_names_do_not_change_with_lines() -> None:
    moved = told(place=Place("a.yaml", "tasks[one]", 30, 5, 30, 9))
    before, after = (checked(written(course(one))) for one in (told(), moved))
    names = [[case.get("name") for case in root.iter("testcase")] for root in (before, after)]
    assert names[0] == names[1]


def test_findings_in_files_that_were_not_listed_are_not_lost() -> None:
    root = checked(written(course(told(place=Place("c.yaml", "", 1, 1, 1, 1)))))
    assert [suite.get("name") for suite in root] == ["a.yaml", "b.yaml", "c.yaml"]
    assert only(root, "testsuite[@name='c.yaml']/testcase").get("name") == "c.yaml"


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:20]))
def test_hostile_texts_read_back(value: str) -> None:
    everywhere = told(value, why=value, fix=value, place=Place(value, value, 1, 1, 1, 2))
    trouble = Trouble("path", value, 0, 0, value, value)
    hushed = Hushed(everywhere, "comment", value, value, 1)
    report = written(course(everywhere, hushed=(hushed,)), troubles=(trouble,))
    assert "::" not in report
    assert "##" not in report
    root = checked(report)
    shown = holdable(value)
    failure = only(root, "testsuite/testcase/failure")
    assert failure.get("message") == shown
    assert f"\nwhy: {shown}\nfix: {shown} (about 5 min)\n" in (failure.text or "")
    assert root[2].get("name") == shown
    assert only(root, "testsuite/testcase/skipped").get("message") == shown
    assert only(root, "testsuite/testcase/error").get("message") == shown


@pytest.mark.parametrize("severity", ["warning", "info"])
def test_texts_attach_no_files(severity: str) -> None:
    report = written(course(told("[[ATTACHMENT|/etc/passwd]] [[[attachment|x]]", severity)))
    texts = "".join(checked(report).itertext()) + report
    assert "[[ATTACHMENT|" not in texts
    assert "[[attachment|" not in texts
    assert "[ [ATTACHMENT|/etc/passwd]]" in texts


def test_junitparser_counts_what_was_found() -> None:
    findings = (told(severity="error"), told(), told(), told(severity="info"), told(crash=True))
    hushed = (Hushed(told(), "comment", "so", "a.yaml", 1),)
    read = JUnitXml.fromstring(
        written(course(*findings, hushed=hushed), troubles=(Trouble("path", "x", 0, 0, "No.", ""),)).encode()
    )
    results = Counter(type(result) for suite in read for case in suite for result in case.result)
    assert results == {Failure: 3, Error: 2, Skipped: 1}
    read.update_statistics()  # type: ignore[no-untyped-call]
    assert (read.tests, read.failures, read.errors, read.skipped) == (8, 3, 2, 1)


def test_a_real_course_comes_out_the_same_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES / "homework-trap", tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    first, second = (
        CliRunner().invoke(app, ["lint", "--format", "junit", "--today", "2026-09-01"]) for _ in range(2)
    )
    assert first.exit_code == 1, first.output
    assert first.stdout == second.stdout
    root = checked(first.stdout)
    assert {case.get("classname") for case in root.iter("testcase")} >= {"coursewright.FUP001"}
    assert str(tmp_path) not in first.stdout

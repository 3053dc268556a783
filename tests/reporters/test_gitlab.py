"""The report for GitLab, against the schema that GitLab holds its entries against."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hostile import write_case
from jsonschema import Draft202012Validator
from told_by_hand import HOSTILE, SETTING, course, hostile, told, written
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.reporters.gitlab import GitLabReport
from coursewright.reporters.record import CourseRecord, Hushed, Told, Trouble

HERE = Path(__file__).parent
NEEDED = ["description", "check_name", "fingerprint", "severity", "location"]


def validator() -> Draft202012Validator:
    """Return GitLab's schema with what its documentation asks for beyond it."""
    entry = json.loads((HERE / "schemas" / "gitlab-codeclimate.json").read_text("utf-8"))
    place = entry["properties"]["location"]
    place["required"] = ["path", "lines"]
    place["properties"]["lines"]["required"] = ["begin"]
    place["properties"]["lines"]["properties"]["begin"]["minimum"] = 1
    entry["properties"]["severity"]["enum"] = ["info", "minor", "major", "critical", "blocker"]
    entry["required"] = NEEDED
    Draft202012Validator.check_schema(entry)
    return Draft202012Validator({"type": "array", "items": entry})


def read(text: str) -> list[dict[str, Any]]:
    """Read a report, and check that it is one, and that no two entries are alike to GitLab."""
    entries: list[dict[str, Any]] = json.loads(text)
    validator().validate(entries)
    assert text.endswith("]\n")
    prints = [entry["fingerprint"] for entry in entries]
    assert len(set(prints)) == len(prints)
    json.dumps(entries, ensure_ascii=False).encode("utf-8")
    return entries


def report(*findings: Told, troubles: tuple[Trouble, ...] = ()) -> list[dict[str, Any]]:
    return read(written(GitLabReport(SETTING), course(*findings), troubles=troubles))


def test_the_check_can_fail() -> None:
    with pytest.raises(Exception, match="severity"):
        validator().validate([{**dict.fromkeys(NEEDED, "x"), "location": {"path": "x"}}])


def test_a_finding() -> None:
    (one,) = report(told(2, 3, (4, 1), path="./a/m.yaml"))
    assert one.pop("fingerprint")
    assert one == {
        "description": "Something is missing. Fix: add `it`. (TSK001)",
        "check_name": "TSK001",
        "severity": "minor",
        "location": {"path": "a/m.yaml", "lines": {"begin": 2, "end": 3}},
        "content": {
            "body": "why: it matters (Howard 2021, practitioner)\n\nfix: add `it`\n\n"
            "more: `coursewright explain TSK001`"
        },
    }


def test_a_fix_that_is_a_question_or_missing() -> None:
    question, none = report(told()._replace(fix="did you mean `x`?"), told()._replace(fix="", why=""))
    assert question["description"] == "Something is missing. Fix: did you mean `x`? (TSK001)"
    assert none["description"] == "Something is missing. (TSK001)"
    assert none["content"]["body"] == "more: `coursewright explain TSK001`"


def test_severities() -> None:
    found = report(*(told(severity=one) for one in ("error", "warning", "info")))
    assert [one["severity"] for one in found] == ["major", "minor", "info"]


def test_fingerprints_stay_when_a_finding_moves_and_tell_the_rest_apart() -> None:
    one, moved = (report(told(line))[0]["fingerprint"] for line in (2, 9))
    assert one == moved
    others = report(told(), told(), told(path="b"), told(fingerprint="g"), told(path="b"))
    assert others[0]["fingerprint"] == one


def test_nothing_found_is_an_empty_list() -> None:
    assert written(GitLabReport(SETTING), CourseRecord()) == "[]\n"
    assert report() == []


def test_what_is_silenced_is_not_shown() -> None:
    silent = CourseRecord(hushed=(Hushed(told(), "comment", "so", "m", 3),))
    assert read(written(GitLabReport(SETTING), silent, course(told()))) == report(told())


def test_what_could_not_be_checked_is_an_entry() -> None:
    troubles = (
        Trouble("configuration", "coursewright.yaml", 3, 22, "`x` is none.", "Did you mean `y`?"),
        Trouble("path", ".", 0, 0, "No.", ""),
        Trouble("path", ".", 0, 0, "No.", ""),
    )
    first, *others = report(told(), troubles=troubles)[1:]
    assert first["description"] == "`x` is none. Did you mean `y`?"
    assert first["location"] == {"path": "coursewright.yaml", "lines": {"begin": 3}}
    assert first["severity"] == "critical"
    assert [one["location"]["lines"]["begin"] for one in others] == [1, 1]
    assert {one["check_name"] for one in others} == {"unchecked-path"}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(text: str) -> None:
    trouble = Trouble("path", text, 0, 0, text, text)
    raw = written(GitLabReport(SETTING), course(hostile(text), hostile(text)), troubles=(trouble,) * 2)
    entries = read(raw)
    assert len(entries) == 4
    assert not set(raw) & set("\0\x1b\x9b\u202e\u2028\x85")
    if "\ud800" not in text:
        assert {one["location"]["path"] for one in entries} == {text}


@pytest.mark.parametrize("case", ["findings", "none", "syntax-error", "untold", "hostile"])
def test_a_run_has_an_entry_for_each_finding(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / case
    write_case(case, folder)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    entries = read(lint("gitlab"))
    findings = json.loads(lint("json"))["findings"]
    assert [
        (one["check_name"], one["location"]["path"], one["location"]["lines"]["begin"]) for one in entries
    ] == [(one["code"], one["path"], one["start"]["line"]) for one in findings]
    assert all((folder / one["location"]["path"]).is_file() for one in entries)


def lint(form: str) -> str:
    done = CliRunner().invoke(app, ["lint", "--today", "2026-09-01", "--no-cache", "--format", form])
    assert done.exit_code in {0, 1}, done.output
    return done.stdout

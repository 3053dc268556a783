"""Annotations, read back as the runner of a workflow reads the log of a step."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hostile import write_case
from told_by_hand import HOSTILE, SETTING, course, hostile, told, written
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.reporters.github.report import GitHubReport
from coursewright.reporters.github.workflow_commands import plain
from coursewright.reporters.record import CourseRecord, Hushed, Told, Trouble

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
LIMIT = 4096
"""Characters of a message that the runner passes on."""


class Command(NamedTuple):
    name: str
    given: dict[str, str]
    data: str


def unescaped(text: str, **signs: str) -> str:
    for code, sign in {"%0D": "\r", "%0A": "\n", **{f"%{key}": sign for key, sign in signs.items()}}.items():
        text = text.replace(code, sign)
    return text.replace("%25", "%")


def parsed(line: str) -> Command | None:
    """Return the command in a line of a log, by the documented form; the older form may stand anywhere."""
    assert not re.search(r"#\W*#\W*\[", line), line
    if not re.match(r"[^\w/.-]*:\W*:", line):
        return None
    found = re.fullmatch(r"::([a-z]+)(?: ([^\r\n]*?))?::(.*)", line, re.DOTALL)
    assert found, line
    pairs = [pair.split("=", 1) for pair in (found[2] or "").split(",") if pair]
    given = {key: unescaped(value, **{"3A": ":", "2C": ","}) for key, value in pairs}
    assert len(given) == len(pairs)
    return Command(found[1], given, unescaped(found[3]))


class Log(NamedTuple):
    """What a step prints: annotations, what stands in the group, and what follows."""

    annotations: list[Command]
    group: list[str]
    rest: list[str]

    def of(self, name: str) -> list[Command]:
        return [one for one in self.annotations if one.name == name]


def read(text: str) -> Log:
    """Read a log, and check that its only commands are annotations and then one group."""
    annotations: list[Command] = []
    group: list[str] = []
    rest: list[str] = []
    state = "annotations"
    assert text.endswith("\n")
    for line in re.split(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", text[:-1]):
        command = parsed(line)
        match command:
            case Command("error" | "warning" | "notice"):
                assert state == "annotations", line
                annotations.append(command)
            case Command("group"):
                assert state == "annotations", line
                state = "group"
            case Command("endgroup"):
                assert state == "group", line
                state = "rest"
            case None:
                (group if state == "group" else rest).append(line)
            case _:
                raise AssertionError(line)
    assert state != "group"
    assert all(count < 10 for count in Counter(one.name for one in annotations).values())
    return Log(annotations, group, rest)


def report(*findings: Told, troubles: tuple[Trouble, ...] = ()) -> Log:
    return read(written(GitHubReport(SETTING), course(*findings), troubles=troubles))


def test_a_finding_is_annotated_with_all_there_is_to_say() -> None:
    log = report(told(2, 3, (2, 7)))
    (one,) = log.annotations
    assert one.name == "warning"
    assert one.given == {
        "file": "a/m.module.yaml",
        "line": "2",
        "endLine": "2",
        "col": "3",
        "endColumn": "6",
        "title": "TSK001 a-rule",
    }
    assert one.data.split("\n") == [
        "Something is missing.",
        "why: it matters (Howard 2021, practitioner)",
        "fix: add `it` (about 5 min)",
        "more: coursewright explain TSK001",
    ]
    assert (log.group, log.rest) == ([], ["Nothing was checked. Exit 0."])


@pytest.mark.parametrize(
    ("end", "last"), [((4, 1), "3"), ((4, 2), "4"), ((3, 1), "2")], ids=["before", "in", "same"]
)
def test_columns_are_only_given_within_one_line(end: tuple[int, int], last: str) -> None:
    (one,) = report(told(2, 3, end)).annotations
    assert one.given["endLine"] == last
    assert not {"col", "endColumn"} & one.given.keys()


def test_nothing_found_leaves_only_the_summary() -> None:
    assert report() == Log([], [], ["Nothing was checked. Exit 0."])


def test_what_is_silenced_is_not_shown() -> None:
    silent = CourseRecord(hushed=(Hushed(told(), "comment", "::error::x", "m", 3),))
    assert read(written(GitHubReport(SETTING), silent)).annotations == []


@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_nine_stay_nine_and_of_more_the_costliest_are_kept(level: str) -> None:
    many = [
        told(n, code=f"TSK{n:03}", severity=level, minutes=n % 20, message=f"It is {n}.")
        for n in range(1, 31)
    ]
    log = report(*many[:9])
    assert [one.data.split("\n")[0] for one in log.annotations] == [f"It is {n}." for n in range(1, 10)]
    assert log.group == []
    log = report(*many)
    assert {one.name for one in log.annotations} == {LEVELS[level]}
    assert len(log.annotations) == 9
    kept = sorted(sorted(many, key=lambda one: (-one.minutes, one.line))[:8], key=lambda one: one.line)
    *shown, last = log.annotations
    assert [one.given["line"] for one in shown] == [str(one.line) for one in kept]
    noun = {"info": "note"}.get(level, level)
    assert last.given == {"title": f"22 more {noun}s"}
    for one in many:
        assert (f"{one.code} (1)" in last.data) == (one not in kept)
    assert "`coursewright lint`" in last.data
    left = [f"a/m.module.yaml:{one.line}:3: {one.code} [{level}] It is {one.line}." for one in many]
    assert log.group == [line for one, line in zip(many, left, strict=True) if one not in kept]


def test_places_of_one_rule_are_folded_and_the_others_printed() -> None:
    log = report(*(told(n, message=f"It is {n}.") for n in (2, 3, 4)), told(5, path="b", message="It is 5."))
    assert [one.given["line"] for one in log.annotations] == ["2", "5"]
    first = log.annotations[0].data.split("\n")
    assert first[0] == "It is 2. (And 2 more in this file.)"
    assert "fix: add `it` (about 5 min each, 15 min in all)" in first
    assert log.group == [f"a/m.module.yaml:{n}:3: TSK001 [warning] It is {n}." for n in (3, 4)]


def test_levels_have_room_each_for_themselves() -> None:
    log = report(
        *(
            told(n, code=f"A{n}", severity=level)
            for level in ("info", "error", "warning")
            for n in range(1, 9)
        )
    )
    assert [one.name for one in log.annotations] == ["error"] * 8 + ["warning"] * 8 + ["notice"] * 8


def homework(line: int, path: str = "a", minutes: int = 5) -> tuple[Told, Told]:
    title = f"::essay:: {line} ##[error]"
    one = told(line, path=path, minutes=minutes, task=title, node=f"tasks[{line}]", code="FUP001")
    return one, one._replace(code="FUP002", minutes=minutes + 1)


def test_the_homework_pattern_has_a_heading_once_a_file() -> None:
    log = report(*homework(2), *homework(3), *homework(4, "b"))
    headed = [one for one in log.annotations if one.given["title"].startswith("homework pattern: ")]
    assert [one.given["file"] for one in headed] == ["a", "b"]
    said = headed[0].data.split("\n")[0]
    assert said.startswith('"::essay:: 2 \\u0023#[error]" and "::essay:: 3 ')
    assert said.endswith(
        "go out and never come back: nothing takes them up again, and nobody is set to"
        " answer them. (more: coursewright explain homework)"
    )
    assert headed[0].given["title"] == "homework pattern: FUP001 a-rule"


def test_the_heading_moves_to_what_is_shown_or_to_the_log() -> None:
    costly = [told(n, code=f"B{n}", minutes=99, path="c") for n in range(1, 8)]
    log = report(*homework(2), *homework(3), *costly)
    (headed,) = [one for one in log.annotations if "homework" in one.given["title"]]
    assert headed.given["title"] == "homework pattern: FUP002 a-rule"
    log = report(*homework(2), *homework(3), *costly, told(20, code="C1", minutes=99, path="c"))
    assert not [one for one in log.annotations if "homework" in one.given["title"]]
    assert log.group[0].startswith('homework pattern: "::essay:: 2')
    assert len(log.group) == 5


def test_what_could_not_be_checked_is_an_error_at_its_place_and_comes_before_others() -> None:
    troubles = (
        Trouble("configuration", "coursewright.yaml", 3, 22, "`x` is none.", "Did you mean `y`?"),
        Trouble("path", "gone", 0, 0, "gone: there is no such file.", ""),
        Trouble("path", ".", 0, 0, "No.", ""),
    )
    log = report(*(told(n, code=f"A{n}", severity="error", minutes=99) for n in range(20)), troubles=troubles)
    shown = [one for one in log.annotations if one.given["title"] == "coursewright"]
    assert [(one.given, one.data) for one in shown] == [
        (
            {"file": "coursewright.yaml", "line": "3", "col": "22", "title": "coursewright"},
            "`x` is none. Did you mean `y`?",
        ),
        ({"file": "gone", "title": "coursewright"}, "gone: there is no such file."),
        ({"title": "coursewright"}, "No."),
    ]
    assert len(log.of("error")) == 9
    many = tuple(trouble._replace(message=f"M{n}") for n in range(7) for trouble in troubles)
    log = report(told(severity="error"), troubles=many)
    assert log.annotations[-1].given == {"title": "14 more errors"}
    assert "what could not be checked (13), TSK001 (1)" in log.annotations[-1].data
    assert "coursewright.yaml:3:22: [error] M6 Did you mean `y`?" in log.group


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_becomes_a_command(text: str) -> None:
    trouble = Trouble("path", text, 0, 0, text, text)
    few = report(hostile(text), troubles=(trouble,))
    assert Counter(one.name for one in few.annotations) == {"error": 1, "warning": 1}
    many = [hostile(text)._replace(code=f"A{n}") for n in range(30)]
    log = report(*many, troubles=(trouble,) * 30)
    assert Counter(one.name for one in log.annotations) == {"error": 9, "warning": 9}
    assert all(len(one.data) <= LIMIT for one in (*few.annotations, *log.annotations))
    assert all(len(one.given["title"]) <= 255 for one in log.annotations)
    cut = 16 if len(text) > 1_000 else 0
    assert len(log.group) == 2 * 22 + cut
    "".join([*log.group, *(one.data for one in log.annotations)]).encode("utf-8")


def test_a_message_that_is_cut_stands_whole_in_the_log() -> None:
    log = report(told(message="x" * 5_000))
    (one,) = log.annotations
    assert one.data.split("\n")[0] == f"{'x' * 599}…"
    assert log.group == [f"a/m.module.yaml:2:3: TSK001 [warning] {'x' * 5_000}"]


@pytest.mark.parametrize("path", ["a,b:c%3A=d  e.yaml", "100%0A.yaml", "é 蚯.yaml", "::error::x/m.yaml"])
def test_paths_are_what_they_are_called(path: str) -> None:
    (one,) = report(told(path=path)).annotations
    assert one.given["file"] == path


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x", "\\u003a:error::x"),
        (" \t::error::x", "  \\u003a:error::x"),
        ("a::error::x", "a::error::x"),
        ("./::error::x", "./\\u003a:error::x"),
        ("a ##[error]b ###[c", "a \\u0023#[error]b #\\u0023#[c"),
        ("a # [b] ## c [d]", "a # [b] ## c [d]"),
        ("#" * 100_000, "#" * 100_000),
        ("a\r\n::error::b", "a\\u000d\\u000a::error::b"),
    ],
    ids=range(8),
)
def test_plain_lines(text: str, shown: str) -> None:
    assert plain(text) == f"{shown}\n"


def lint(form: str) -> str:
    done = CliRunner().invoke(app, ["lint", "--today", "2026-09-01", "--no-cache", "--format", form])
    assert done.exit_code in {0, 1}, done.output
    return done.stdout


@pytest.mark.parametrize("case", ["findings", "none", "syntax-error", "untold", "hostile"])
def test_all_that_a_run_finds_is_annotated_or_printed(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / case
    write_case(case, folder)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    log = read(lint("github"))
    findings = json.loads(lint("json"))["findings"]
    assert findings or case == "none"
    shown = {
        (
            one.name,
            one.given.get("file"),
            one.given.get("line"),
            one.given["title"].split(": ")[-1].split()[0],
        )
        for one in log.annotations
    }
    unseen = 0
    for one in findings:
        start = one["start"]
        key = (LEVELS[one["severity"]], one["path"], str(start["line"]), one["code"])
        beginning = f"{one['path']}:{start['line']}:{start['column']}: {one['code']} [{one['severity']}] "
        printed = [line for line in log.group if line.startswith(beginning)]
        assert printed or key in shown, one
        unseen += not printed
    more = [one for one in log.annotations if "file" not in one.given]
    assert unseen <= len(log.annotations) - len(more)
    assert len(log.rest) in {1, 2}

"""A line for each finding, which editors and CI take apart again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told_by_hand import HOSTILE, SETTING, course, hostile, told, written
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.reporters.concise import ConciseReport

if TYPE_CHECKING:
    from coursewright.reporters.record import Told
    from coursewright.reporters.reporter import Setting

LINE = re.compile(
    r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<code>\S+) \[(?P<severity>\w+)\] (?P<said>.*)"
)
GCC = re.compile(r"^(?P<file>.*):(?P<line>\d+):(?P<column>\d+): +(?P<message>.*)$")
"""How matchers of problems take a line of a compiler apart."""
CASES = Path(__file__).parents[1] / "golden" / "cases"


def lines(*findings: Told, setting: Setting = SETTING) -> list[str]:
    text = written(ConciseReport(setting), course(*findings))
    assert text == "" or text.endswith("\n")
    return text.split("\n")[:-1]


def test_a_finding() -> None:
    assert lines(told(12, 7, severity="error")) == [
        "a/m.module.yaml:12:7: TSK001 [error] Something is missing."
    ]


def test_nothing_found() -> None:
    assert lines() == []


def test_nothing_is_folded() -> None:
    assert len(lines(*(told(line) for line in range(1, 21)))) == 20


def test_paths_are_as_typed_in_the_working_directory() -> None:
    setting = SETTING._replace(here=Path("/r/b"))
    found = lines(
        told(path="b/two words.yaml"), told(path="a/m.yaml"), told(path="/else/m.yaml"), setting=setting
    )
    assert [line.partition(":2:3: ")[0] for line in found] == [
        "two words.yaml",
        "../a/m.yaml",
        "/else/m.yaml",
    ]


def test_colours() -> None:
    (line,) = lines(told(), setting=SETTING._replace(coloured=True))
    assert "\x1b[34ma/m.module.yaml:2:3:\x1b[0m" in line
    assert re.sub(r"\x1b\[[\d;]*m", "", line) == lines(told())[0]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_on_their_line(text: str) -> None:
    found = lines(hostile(text), told())
    assert len(found) == 2
    assert LINE.fullmatch(found[0])
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u202e\ud800-\udfff]", found[0])
    assert len("".join(found).splitlines()) == 1


@given(
    path=st.text(min_size=1).filter(lambda path: not re.search(r":\d+:\d+: ", path)),
    message=st.text(),
    start=st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)),
)
def test_a_line_is_taken_apart_again(path: str, message: str, start: tuple[int, int]) -> None:
    (line,) = lines(told(*start, path=f"a/{path}", message=message))
    parts = LINE.fullmatch(line)
    assert parts is not None
    assert (int(parts["line"]), int(parts["column"])) == start
    assert (parts["code"], parts["severity"]) == ("TSK001", "warning")
    assert GCC.match(line)


def test_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "a course"
    shutil.copytree(CASES / "findings", folder)
    monkeypatch.chdir(tmp_path)
    options = ("lint", "a course", "--today", "2026-09-01", "-q", "--format")
    found = CliRunner().invoke(app, [*options, "concise"]).stdout.splitlines()
    parts = [LINE.fullmatch(line) for line in found]
    assert all(parts)
    documents = CliRunner().invoke(app, [*options, "jsonl"]).stdout.splitlines()
    assert len(found) == sum('"type": "finding"' in line for line in documents) > 0
    assert {(tmp_path / part["path"]).is_file() for part in parts if part} == {True}

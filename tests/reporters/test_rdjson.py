"""The report for reviewdog: against its schema, and its columns against the bytes of the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hostile import write_case
from jsonschema import Draft4Validator
from told_by_hand import HOSTILE, SETTING, course, hostile, told, written
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.lint.findings import Mark
from coursewright.reporters.rdjson import RdjsonReport
from coursewright.reporters.record import CourseRecord, Edit, Hushed, Place, Told, Trouble
from coursewright.reporters.recording import excerpt
from coursewright.spec.source import Position, Source, Span

HERE = Path(__file__).parent


def closed(schema: Any) -> Any:
    """Return a schema in which objects have no properties but those it names."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: False if key == "additionalProperties" else closed(one) for key, one in schema.items()}


@pytest.fixture(scope="module")
def validator() -> Draft4Validator:
    schema = closed(json.loads((HERE / "schemas" / "rdjson-DiagnosticResult.json").read_text("utf-8")))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)


def read(text: str, validator: Draft4Validator) -> dict[str, Any]:
    """Read a report, and check that protocol buffers would read it."""
    document: dict[str, Any] = json.loads(text)
    validator.validate(document)
    assert document["source"] == {"name": "coursewright"}
    assert text.endswith("}\n")
    json.dumps(document, ensure_ascii=False).encode("utf-8")
    return document


def entries(validator: Draft4Validator, *findings: Told, troubles: tuple[Trouble, ...] = ()) -> list[Any]:
    text = written(RdjsonReport(SETTING), course(*findings), troubles=troubles)
    return list(read(text, validator)["diagnostics"])


def marked(text: str, start: tuple[int, int], end: tuple[int, int], edits: tuple[Edit, ...] = ()) -> Told:
    """Return a finding that marks a stretch of a text, with the excerpt that records have of it."""
    mark = Mark(Source(Path("/r/m"), text), Span(Position(*start), Position(*end)), "x")
    return told(*start, end, path="m", excerpt=excerpt(mark))._replace(edits=edits)


def stretch(text: str, place: dict[str, Any]) -> str:
    """Return what a range by columns means, as reviewdog defines it."""
    data = text.encode("utf-8", "surrogatepass")
    starts = [0, *(at + 1 for at, byte in enumerate(data) if byte == 10)]
    first, last = (starts[one["line"] - 1] + one["column"] - 1 for one in (place["start"], place["end"]))
    return data[first:last].decode("utf-8", "surrogatepass")


def test_a_finding(validator: Draft4Validator) -> None:
    one = marked("é: 蚯\n", (1, 4), (1, 5))._replace(related=(Place("n", "", 1, 4, 1, 5, "the first one"),))
    assert entries(validator, one) == [
        {
            "message": "Something is missing.\nsee: n:1, the first one\n"
            "why: it matters (Howard 2021, practitioner)\n"
            "fix: add `it` (about 5 min)\nmore: coursewright explain TSK001",
            "location": {
                "path": "m",
                "range": {"start": {"line": 1, "column": 5}, "end": {"line": 1, "column": 8}},
            },
            "severity": "WARNING",
            "code": {"value": "TSK001"},
            "related_locations": [
                {
                    "message": "the first one",
                    "location": {"path": "n", "range": {"start": {"line": 1}}},
                }
            ],
            "original_output": "m:1:4: TSK001 [warning] Something is missing.",
        }
    ]


TEXT = "a: 1\nclé: 👩\u200d💻 déjà # 蚯蚓 vu\nz: é\n"


@pytest.mark.parametrize("column", range(1, 22))
def test_columns_count_bytes(column: int, validator: Draft4Validator) -> None:
    line = TEXT.split("\n")[1]
    for end in range(column + 1, len(line) + 2):
        (one,) = entries(validator, marked(TEXT, (2, column), (2, end)))
        assert stretch(TEXT, one["location"]["range"]) == line[column - 1 : end - 1]


@pytest.mark.parametrize("length", [238, 239, 240, 241, 242, 300])
@pytest.mark.parametrize("letter", ["x", "é", "…"])
def test_a_column_is_right_or_left_out(length: int, letter: str, validator: Draft4Validator) -> None:
    text = f"{letter * length}<{letter * length}>{letter * length}\n"
    start = length + 1
    (far,) = entries(validator, marked(text, (1, start), (1, start + 1)))
    (wide,) = entries(validator, marked(text, (1, 1), (1, start + 1)))
    place, whole = far["location"]["range"], wide["location"]["range"]
    if length <= 240:
        assert stretch(text, place) == "<"
    else:
        assert place == {"start": {"line": 1}}
    if length + 1 <= 240:
        assert stretch(text, whole) == f"{letter * length}<"
    else:
        assert whole == {"start": {"line": 1, "column": 1}}


def test_without_an_excerpt_only_lines_are_known(validator: Draft4Validator) -> None:
    one, first = entries(validator, told(2, 3), told(2, 1, (3, 1)))
    assert one["location"]["range"] == {"start": {"line": 2}}
    assert first["location"]["range"] == {"start": {"line": 2, "column": 1}, "end": {"line": 3, "column": 1}}


@pytest.mark.parametrize(("end", "shown"), [((4, 3), 4), ((4, 1), 3)])
def test_an_end_far_below_is_a_range_of_lines(
    end: tuple[int, int], shown: int, validator: Draft4Validator
) -> None:
    (one,) = entries(validator, told(2, 3, end))
    assert one["location"]["range"] == {"start": {"line": 2}, "end": {"line": shown}}


def test_the_empty_mark_at_the_end_of_a_line(validator: Draft4Validator) -> None:
    (one,) = entries(validator, marked("é:\n", (1, 3), (1, 4)))
    assert one["location"]["range"] == {"start": {"line": 1, "column": 4}, "end": {"line": 1, "column": 4}}


def change(start: tuple[int, int], end: tuple[int, int], text: str) -> Edit:
    """Return a change of the text as records have it."""
    lines = TEXT.split("\n")
    first, last = (len(lines[line - 1][: column - 1].encode()) + 1 for line, column in (start, end))
    return Edit("m", *start, *end, text, False, first, last)


def test_changes_are_suggested_to_the_byte(validator: Draft4Validator) -> None:
    edits = (
        change((2, 4), (2, 7), "→"),
        change((1, 2), (1, 2), " \n  b: 1\n"),
        change((3, 4), (3, 5), ""),
    )
    (one,) = entries(validator, marked(TEXT, (2, 1), (2, 4), edits))
    lines = TEXT.split("\n")
    assert [(stretch(TEXT, made["range"]), made["text"]) for made in one["suggestions"]] == [
        (lines[1][3:6], "→"),
        ("", " \n  b: 1\n"),
        ("é", ""),
    ]


@pytest.mark.parametrize(
    "edit",
    [Edit("other", 1, 1, 1, 2, "x"), Edit("m", 1, 1, 1, 2, "\ud800")],
    ids=["elsewhere", "half a character"],
)
def test_a_change_that_cannot_be_suggested_leaves_all_out(edit: Edit, validator: Draft4Validator) -> None:
    (one,) = entries(validator, marked(TEXT, (2, 1), (2, 4), (change((2, 1), (2, 2), "b"), edit)))
    assert "suggestions" not in one


def test_severities_and_the_worst_of_them(validator: Draft4Validator) -> None:
    for severities, worst in ((("info",), "INFO"), (("info", "error", "warning"), "ERROR"), ((), None)):
        text = written(RdjsonReport(SETTING), course(*(told(severity=one) for one in severities)))
        document = read(text, validator)
        assert [one["severity"] for one in document["diagnostics"]] == [one.upper() for one in severities]
        assert document.get("severity") == worst


def test_what_is_silenced_is_not_shown(validator: Draft4Validator) -> None:
    silent = CourseRecord(hushed=(Hushed(told(), "comment", "so", "m", 3),))
    assert read(written(RdjsonReport(SETTING), silent), validator)["diagnostics"] == []


def test_what_could_not_be_checked(validator: Draft4Validator) -> None:
    troubles = (
        Trouble("configuration", "coursewright.yaml", 3, 22, "`x` is none.", "Did you mean `y`?"),
        Trouble("baseline", "b.yaml", 1, 1, "No.", ""),
        Trouble("path", "gone", 0, 0, "No.", ""),
    )
    found = entries(validator, troubles=troubles)
    assert found[0] == {
        "message": "`x` is none. Did you mean `y`?",
        "location": {"path": "coursewright.yaml", "range": {"start": {"line": 3}}},
        "severity": "ERROR",
        "code": {"value": "unchecked-configuration"},
        "original_output": "coursewright.yaml:3:22: [error] `x` is none. Did you mean `y`?",
    }
    assert found[1]["location"]["range"] == {"start": {"line": 1, "column": 1}}
    assert found[2]["location"] == {"path": "gone"}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts(text: str, validator: Draft4Validator) -> None:
    trouble = Trouble("path", text, 0, 0, text, text)
    raw = written(RdjsonReport(SETTING), course(hostile(text), hostile(text)), troubles=(trouble,))
    found = read(raw, validator)["diagnostics"]
    assert len(found) == 3
    assert not set(raw) & set("\0\x1b\x9b\u202e\u2028\x85")
    if "\ud800" not in text:
        assert {one["location"]["path"] for one in found} == {text}


@pytest.mark.parametrize("case", ["findings", "none", "syntax-error", "untold", "hostile"])
def test_ranges_of_a_run_mean_what_its_findings_mark(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, validator: Draft4Validator
) -> None:
    folder = tmp_path / case
    write_case(case, folder)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    found = read(lint("rdjson"), validator)["diagnostics"]
    findings = json.loads(lint("json"))["findings"]
    assert [one["code"]["value"] for one in found] == [one["code"] for one in findings]
    placed = 0
    for one, finding in zip(found, findings, strict=True):
        place = one["location"]["range"]
        start, end = finding["start"], finding["end"]
        assert (one["location"]["path"], place["start"]["line"]) == (finding["path"], start["line"])
        if "column" not in place["start"] or "end" not in place:
            continue
        placed += 1
        text = Path(finding["path"]).read_bytes().decode("utf-8")
        source = Source(Path(finding["path"]), text)
        first, last = (_offset(source, at["line"], at["column"]) for at in (start, end))
        assert stretch(text, place) == text[first:last].rstrip("\n")
    assert placed >= 0.9 * len(findings)


def _offset(source: Source, line: int, column: int) -> int:
    return source._starts()[line - 1] + column - 1


def lint(form: str) -> str:
    done = CliRunner().invoke(app, ["lint", "--today", "2026-09-01", "--no-cache", "--format", form])
    assert done.exit_code in {0, 1}, done.output
    return done.stdout

"""The report for programs, against its own schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from records import written

from coursewright.reporters.json_report import FORMAT_VERSION, as_json, report_schema
from coursewright.shipped import shipped
from coursewright.spec.errors import InternalError, UnreadableInputError
from coursewright.spec.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.lint.findings import CourseReport

HERE = Path("/courses")
SPECS = (
    "",
    "- a\n",
    "module: m\ntask: 3\n",
    "module: m\ntitle: *x\n",
    "module: m\ntasks: [{id: a, duration: 45}, {id: a, follow_up: b}]\noutcomes: {none: orientation}\n",
    'module: m\ntitle: "déjà \\x9b \\u202e 👩\u200d💻 \\ud800"\nstatus: draft\noutcomes: [Understand]\n',
    "course: c\nmodules: [gone.module.yaml]\n",
)


def whole(*found: CourseReport, errors: tuple[Any, ...] = (), base: Path = HERE) -> str:
    return written("json", found, errors, base)


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(report_schema())
    return Draft202012Validator(report_schema())


@pytest.mark.parametrize("spec", SPECS)
def test_real_output_is_valid(
    spec: str, report: Callable[..., CourseReport], validator: Draft202012Validator
) -> None:
    found = report(spec, path=HERE / ("course.yaml" if spec.startswith("course") else "m.module.yaml"))
    text = whole(found)
    validator.validate(json.loads(text))
    assert text.endswith("}\n")


@pytest.mark.parametrize("folder", sorted(shipped("examples").iterdir()), ids=lambda folder: folder.name)
def test_examples_are_valid(folder: Path, validator: Draft202012Validator) -> None:
    from coursewright.lint.engine import Linter
    from coursewright.lint.select import choose

    for path in sorted(folder.rglob("*.module.yaml")):
        validator.validate(json.loads(whole(Linter(choose()).lint(load(path)), base=folder)))


def test_a_run_with_nothing_and_one_that_went_wrong(validator: Draft202012Validator) -> None:
    validator.validate(json.loads(whole()))
    errors = (
        UnreadableInputError("/courses/x.yaml: permission denied.", "Check it.", HERE / "x.yaml"),
        InternalError(KeyError("x"), Path("/elsewhere/y.yaml")),
        UnreadableInputError("gone."),
    )
    document = json.loads(whole(errors=errors))
    validator.validate(document)
    assert [one["path"] for one in document["unchecked"]] == ["x.yaml", "/elsewhere/y.yaml", "."]
    assert document["unchecked"][0]["hint"] == "Check it."
    assert document["summary"]["exit_code"] == 2


def test_the_schema_is_that_of_this_version() -> None:
    schema = report_schema()
    assert schema["properties"]["format_version"]["const"] == FORMAT_VERSION
    assert "count from 1" in schema["description"]
    assert "characters" in schema["$defs"]["position"]["properties"]["column"]["description"]


def test_columns_count_characters(report: Callable[..., CourseReport]) -> None:
    document = json.loads(whole(report("module: m\ntasks: [{title: 👍👍, due: noon}]\n", "SPC001")))
    (finding,) = document["findings"]
    assert (finding["start"], finding["end"]) == ({"line": 2, "column": 26}, {"line": 2, "column": 30})
    assert (finding["node"], finding["path"], finding["edits"]) == ("tasks[1].due", "m.module.yaml", [])


def test_related_places(report: Callable[..., CourseReport]) -> None:
    document = json.loads(whole(report("module: m\ntasks: [{id: a}, {id: a}]\n", "SPC003")))
    (finding,) = [one for one in document["findings"] if one["code"] == "SPC003"]
    assert finding["related"] == [
        {
            "path": "m.module.yaml",
            "node": "tasks[a]",
            "start": {"line": 2, "column": 10},
            "end": {"line": 2, "column": 15},
            "label": "the first one",
        }
    ] or [mark["start"]["line"] for mark in finding["related"]] == [2]


def test_left_out_on_purpose(report: Callable[..., CourseReport]) -> None:
    spec = "module: m\noutcomes: {none: orientation}\ntasks:\n  - {id: a, follow_up: none}\n"
    document = json.loads(whole(report(spec, "SPC")))
    assert document["on_purpose"] == [
        {"path": "m.module.yaml", "node": "outcomes", "reason": "orientation"},
        {"path": "m.module.yaml", "node": "tasks[a].follow_up", "reason": ""},
    ]
    assert document["suppressed"] == []


def test_sums(report: Callable[..., CourseReport]) -> None:
    found = report("module: m\ntitle: TBC\ntasks: [{duration: 1}, {duration: 2}]\n", "SPC")
    summary = json.loads(whole(found, found))["summary"]
    assert summary == {
        "files": 2,
        "courses": 0,
        "modules": 2,
        "errors": 4,
        "warnings": 2,
        "infos": 0,
        "minutes": 14,
        "costliest": [],
        "exit_code": 1,
    }


def test_what_could_steer_a_terminal_is_escaped() -> None:
    text = "déjà \x1b[31m \x9b \u202e \u2028 \x7f \ud800 👍"
    written = as_json(text)
    assert written == '"déjà \\u001b[31m \\u009b \\u202e \\u2028 \\u007f \\ud800 👍"'
    assert json.loads(written) == text

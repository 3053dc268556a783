"""What the report for programs says of findings that are not told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from records import record_of

from coursewright.lint.engine import Linter
from coursewright.lint.findings import CourseReport
from coursewright.lint.registry import all_rules
from coursewright.lint.select import find
from coursewright.lint.silence.baseline import Baseline, apply, create
from coursewright.lint.silence.suppressions import ignores_in, silence
from coursewright.lint.silence.whereabouts import NAME
from coursewright.reporters.json_report import report_schema, stale_data, suppressed_data
from coursewright.spec.load import load_documents, read_document

if TYPE_CHECKING:
    from coursewright.lint.silence.suppressions import Silenced

HERE = Path("/courses")
MODULE = HERE / "modules" / "m.module.yaml"
TEXT = b"module: m\ntasks:\n  - {id: a} # coursewright: ignore[FUP001] -- the lab takes it up\n  - {id: b}\n"


def valid(name: str, entry: dict[str, Any]) -> None:
    schema = report_schema()
    one = {"$defs": schema["$defs"], **schema["properties"][name]["items"]}
    Draft202012Validator(one).validate(entry)


@pytest.fixture
def parts() -> tuple[Silenced, Silenced, Baseline]:
    course = load_documents(read_document(MODULE, TEXT))
    findings = Linter([find("FUP001")], ignores=False).lint(course).findings
    by_comment = silence(findings, ignores_in(course.sources[0], all_rules()))
    baseline = create(by_comment.kept, HERE / NAME)
    (hidden,) = apply(by_comment.kept, baseline).hidden
    return by_comment.silenced[0], hidden._replace(line=6), baseline


def test_both_kinds(parts: tuple[Silenced, Silenced, Baseline]) -> None:
    comment, hidden, _ = parts
    report = CourseReport((), (), 1, 1, is_course=False, silenced=(comment, hidden))
    entries = [suppressed_data(one) for one in record_of(report).hushed]
    for entry in entries:
        valid("suppressed", entry)
    assert [(entry["kind"], entry["reason"], entry["by"]) for entry in entries] == [
        ("comment", "the lab takes it up", {"path": "modules/m.module.yaml", "line": 3}),
        ("baseline", "", {"path": "coursewright-baseline.yaml", "line": 6}),
    ]


def test_what_is_stale(parts: tuple[Silenced, Silenced, Baseline]) -> None:
    _, _, baseline = parts
    (stale,) = apply((), baseline, {MODULE: frozenset({"FUP001"})}).stale
    gone = stale._replace(entry=stale.entry._replace(line=6))
    report = CourseReport((), (), 1, 1, is_course=False, stale=(gone,))
    (entry,) = map(stale_data, record_of(report).gone)
    valid("stale", entry)
    assert entry == {
        "path": "modules/m.module.yaml",
        "code": "FUP001",
        "hint": "tasks[b]",
        "gone": 1,
        "by": {"path": "coursewright-baseline.yaml", "line": 6},
    }

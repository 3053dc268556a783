"""Whatever is written, it is checked and reported: no rule stumbles, and nothing is out of place."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from random_specs import WORDS, Author
from records import written

from coursewright.lint.engine import Linter
from coursewright.lint.select import choose
from coursewright.reporters.forms import forms
from coursewright.reporters.json_report import report_schema
from coursewright.reporters.text import TextReport
from coursewright.shipped import shipped
from coursewright.spec.load import load_documents, read_document

if TYPE_CHECKING:
    from coursewright.lint.findings import CourseReport

HERE = Path("/courses")
LINTER = Linter(choose(["all"]))
FORMS = [name for name, form in forms().items() if form.made_by]
VALIDATOR = Draft202012Validator(report_schema())
EXAMPLES = [path.read_text("utf-8") for path in sorted(shipped("examples").rglob("*.module.yaml"))]


def check(text: str | bytes) -> CourseReport:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    name = "course.yaml" if data.startswith(b"course") else "m.module.yaml"
    report = LINTER.lint(load_documents(read_document(HERE / name, data)))
    for finding in report.findings:
        assert not finding.crash, finding.message
        start, end = finding.mark.span.start, finding.mark.span.end
        assert (1, 1) <= tuple(start) <= tuple(end)
        assert finding.message
        assert finding.why
    for columns in (40, 100):
        for wrapped in (True, False):
            shown = "".join(TextReport(HERE, columns, wrapped=wrapped).course(report))
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", shown)
    for form in FORMS:
        document = written(form, [report])
        document.encode("utf-8")
        if form == "json":
            VALIDATOR.validate(json.loads(document))
    return report


@settings(max_examples=150)
@given(st.text())
@example("")
@example("module: \ud800")
@example("\ufeff\ufeffmodule: m")
def test_any_text(text: str) -> None:
    check(text)


@settings(max_examples=100)
@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    check(data)


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_any_document_of_our_keys(seed: int) -> None:
    check(Author(seed).text())


@settings(max_examples=200)
@given(st.integers(0, 2**32))
def test_any_slip_of_the_pen(seed: int) -> None:
    """Take a good example and delete, repeat, move or rewrite some of its lines."""
    chance = random.Random(seed)  # noqa: S311 - for tests
    lines = chance.choice(EXAMPLES).split("\n")
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(lines))
        match chance.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, chance.choice(lines))
            case 2:
                lines[at] = f"  {lines[at]}"
            case 3:
                lines[at] = lines[at][2:]
            case _:
                lines[at] = f"{lines[at].partition(':')[0]}: {chance.choice(WORDS)}"
    check("\n".join(lines))


@given(st.integers(0, 2**32))
def test_the_same_text_gives_the_same_findings(seed: int) -> None:
    text = Author(seed).text()
    first, second = check(text).findings, check(text).findings
    assert [(f.code, f.message, f.mark.span) for f in first] == [
        (f.code, f.message, f.mark.span) for f in second
    ]

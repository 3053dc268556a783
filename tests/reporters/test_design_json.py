"""The design report as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from portraits import HOSTILE, ROWS, portrait_of, portrait_of_course, table_of, view_with

from coursewright.reporters.views.as_json import design_report_schema, json_text
from coursewright.shipped import shipped
from coursewright.spec.load import load
from coursewright.views.catalogue import VIEWS

if TYPE_CHECKING:
    from coursewright.reporters.views.portrait import Portrait

VALIDATOR = Draft202012Validator(design_report_schema())
EXAMPLES = sorted(
    [*shipped("examples").glob("*/course.yaml"), *shipped("examples").glob("*/*.module.yaml")], key=str
)


def written(*portraits: Portrait) -> dict[str, Any]:
    text = "".join(json_text(portraits, "1.2"))
    text.encode("utf-8")
    document: dict[str, Any] = json.loads(text)
    VALIDATOR.validate(document)
    return document


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(design_report_schema())


def test_a_cell_says_what_programs_and_people_read() -> None:
    document = written(portrait_of(view_with(tables=[table_of(*ROWS)])))
    (view,) = document["courses"][0]["views"]
    (table,) = view["tables"]
    assert table["columns"] == [
        {"key": "what", "title": "What", "kind": "text"},
        {"key": "hours", "title": "Hours", "kind": "hours"},
    ]
    first, second = table["rows"]
    place = {"path": "modules/a.module.yaml", "line": 3, "node": "tasks[read]"}
    assert first["place"] == place
    assert first["cells"]["what"] == {
        "value": "Read",
        "text": "Read",
        "tone": "",
        "language": "en",
        "place": place,
    }
    assert first["cells"]["hours"]["value"] == 5.5
    assert second["cells"]["hours"] == {
        "value": None,
        "text": "not known",
        "tone": "unknown",
        "language": "",
        "place": None,
    }


def test_what_a_view_says_is_there() -> None:
    document = written(portrait_of(view_with(), part="week 3"))
    assert document["tool"] == {"name": "coursewright", "version": "1.2"}
    (course,) = document["courses"]
    assert (course["part"], course["files"]) == ("week 3", ["modules/a.module.yaml"])
    assert course["views"][0]["answer"] == ["Week 2 asks for 5.5 h.", 'The fullest task is "Read".']


def test_hostile_text_stays_text() -> None:
    text = "".join(json_text([portrait_of(view_with(), title=HOSTILE)], "1"))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert json.loads(text)["courses"][0]["title"] == HOSTILE


def test_several_courses_and_none() -> None:
    assert [one["title"] for one in written(portrait_of(), portrait_of(title="B"))["courses"]] == [
        "Consent",
        "B",
    ]
    assert written()["courses"] == []


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_every_view_of_every_example_is_valid(path: Any) -> None:
    document = written(portrait_of_course(load(path)))
    assert [view["name"] for view in document["courses"][0]["views"]] == [one.name for one in VIEWS]

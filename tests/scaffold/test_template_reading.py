"""From `template.yaml` to a template: what is read, and what is said of a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from own_templates import put

from coursewright.scaffold.describe import read_template
from coursewright.scaffold.faults import TemplateError
from coursewright.scaffold.judging import template_schema
from coursewright.scaffold.time_forms import FORMS, form_of
from coursewright.spec.times import parse_time

if TYPE_CHECKING:
    from pathlib import Path


def test_a_template_is_read_with_its_questions_in_order(tmp_path: Path) -> None:
    template = read_template(put(tmp_path))
    assert (template.name, template.makes, template.audience) == (
        "small",
        "module",
        "teachers who try things out",
    )
    assert [one.id for one in template.questions] == ["title", "cases", "mode", "room"]
    cases = template.questions[1]
    assert (cases.default, cases.low, cases.high) == ("2", 1.0, 4.0)
    assert dict(template.questions[2].options) == {"blended": "in a room too", "asynchronous": "nowhere"}
    assert template.origin == str(template.folder)


def test_a_shared_question_is_taken_and_changed(tmp_path: Path) -> None:
    folder = put(
        tmp_path, template=("  - title\n", "  - {use: size, default: 8, high: 12}\n  - session_time\n")
    )
    size, time, *_ = read_template(folder).questions
    assert (size.id, size.default, size.low, size.high) == ("size", "8", 1.0, 12.0)
    assert size.ask == "How many are they, about?"
    assert (time.type, time.default, time.forms) == ("time", "thu 14:00", ("weekday",))


def test_shared_questions_beside_a_template_win(tmp_path: Path) -> None:
    shared = tmp_path / "_shared"
    shared.mkdir()
    (shared / "questions.yaml").write_text(
        "title: {ask: What do we call it?, help: As ever., type: text}\n", "utf-8"
    )
    template = read_template(put(tmp_path))
    assert template.questions[0].ask == "What do we call it?"
    assert template.shared[0] == shared


@pytest.mark.parametrize(("form", "forms"), [("date", ("date",)), ("[week, day]", ("week", "day"))])
def test_a_time_may_have_one_form_or_several(tmp_path: Path, form: str, forms: tuple[str, ...]) -> None:
    folder = put(tmp_path, template=("  - title\n", f"  - {{use: session_time, form: {form}}}\n"))
    assert read_template(folder).questions[0].forms == forms


def test_the_schema_has_the_forms_that_there_are() -> None:
    form = template_schema()["$defs"]["form"]
    assert form["else"]["enum"] == form["then"]["items"]["enum"] == list(FORMS)
    for name, (_, example) in FORMS.items():
        assert form_of(parse_time(example)) == name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "makes: module",
            "makes: modul",
            "template.yaml:2:8: `makes` cannot be `modul`. Did you mean `module`?",
        ),
        ("for: ", "four: ", "`four` is not a key of a template. Did you mean `for`?"),
        ("title: A small template\n", "", "The template lacks `title`. Add `title`."),
        ("name: small", "name: large", "The folder of `large` has another name."),
        ("  - title\n", "  - titel\n", "There is no shared question `titel`. Did you mean `title`?"),
        ("  - title\n", "  - cases\n", "There is no shared question `cases`."),
        ("  - title\n", "  - title\n  - title\n", "`title` is asked twice."),
        ("id: cases", "id: Cases", "`id` cannot be `Cases`. It takes a name for the answer"),
        ("id: cases", "id: said", "`said` means something else in Jinja files."),
        ("type: number", "type: numbre", "`type` cannot be `numbre`. Did you mean `number`?"),
        (
            "are there?",
            "are there",
            "`ask` cannot be `How many cases are there`. It takes the question, which ends",
        ),
        ("    help: Two are enough.\n", "", "A question lacks `help`."),
        ("    low: 1\n", "    low: one\n", "`low` cannot be `one`. It takes a number."),
        ("    low: 1\n", "    low: 9\n", "`low` is above `high`."),
        ("type: choice", "type: text", "Only a choice has `options`."),
        ("type: text", "type: choice", "A choice needs `options`."),
        ("type: text", "type: reference", "A reference needs `of`."),
        ("type: text", "type: text\n    low: 3", "Only a number has `low` and `high`."),
        ("type: text", "type: text\n    form: date", "Only a time has a `form`."),
        ("type: text", "type: time\n    form: weekdy", "`form` cannot be `weekdy`. Did you mean `weekday`?"),
        ("type: text", "type: time\n    form: [date, dy]", "`form` cannot be `dy`."),
        ("type: text", "type: time\n    form: []", "`form` has too few entries."),
        ("files:\n", "into: tasks\nfiles:\n", "A template for a module has `files`, and no `into`."),
        ("makes: module", "makes: task", "A template for a part has `into`, and no `files`"),
        ("name: small", "name: [small", "template.yaml:"),
        ("name: small\n", "name: small\nname: small\n", "The key `name` is given twice here"),
        (
            "questions:",
            "questions: {}\nquestion:",
            "`questions` cannot be a mapping. It takes a list of questions",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = put(tmp_path, template=(old, new))
    with pytest.raises(TemplateError) as caught:
        read_template(folder)
    told = " ".join(f"{fault.told} {fault.hint}" for fault in caught.value.faults)
    assert said in told
    assert f"{folder / 'template.yaml'}:" in told


def test_a_template_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="cannot be read: no such file"):
        read_template(tmp_path / "nothing")


def test_a_template_that_is_no_text(tmp_path: Path) -> None:
    folder = put(tmp_path)
    (folder / "template.yaml").write_bytes(b"name: \xff\xfe\n")
    with pytest.raises(TemplateError, match="not UTF-8"):
        read_template(folder)


@pytest.mark.parametrize("text", ["", "~", "- a\n- b\n", "just words"])
def test_a_description_without_keys(tmp_path: Path, text: str) -> None:
    folder = put(tmp_path)
    (folder / "template.yaml").write_text(text, "utf-8")
    with pytest.raises(TemplateError):
        read_template(folder)


def test_the_schema_is_one() -> None:
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(template_schema())

"""What `--format json` and `--format jsonl` write is what the shipped schema says, and it says no more."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from typer.testing import CliRunner

from coursewright.cli.main import app
from coursewright.reporters.json_report import FORMAT_VERSION, report_schema
from coursewright.reporters.shared.digest import MOST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CASES = Path(__file__).parent.parent / "golden" / "cases"
LINES = {"start", "finding", "on_purpose", "suppressed", "stale", "unread", "unchecked", "summary"}
PLAN = """\
module: m
language: nl
outcomes: [{id: o, statement: Bak een brood}]
tasks:
  - {id: t, title: Bake, kind: quiz, outcomes: [O], follow_up: {none: "it is eaten"}}
  - {id: u, title: Eat, kind: quiz} # coursewright: ignore[FUP001] -- it is gone
"""
SCHEMA = report_schema()
LINE = {"$ref": f"{SCHEMA['$id']}#/$defs/line"}
RESOURCE: Resource[Any] = Resource.from_contents(SCHEMA)
REGISTRY: Registry[Any] = Registry().with_resource(SCHEMA["$id"], RESOURCE)
RUST = jsonschema_rs.Registry([(SCHEMA["$id"], SCHEMA)])
VALIDATORS = {
    "document": (Draft202012Validator(SCHEMA), jsonschema_rs.Draft202012Validator(SCHEMA)),
    "line": (
        Draft202012Validator(LINE, registry=REGISTRY),
        jsonschema_rs.Draft202012Validator(LINE, registry=RUST),
    ),
}


def fits(form: str, data: object) -> bool:
    """Whether data are a document or a line; both libraries have to agree."""
    python, rust = VALIDATORS[form]
    answer = python.is_valid(data)
    assert rust.is_valid(data) is answer
    return bool(answer)


def lint(*args: str) -> str:
    return CliRunner().invoke(app, ["lint", "--today", "2026-09-01", *args]).stdout


def both(*args: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the document and the lines of the same run, each of which fits."""
    document = json.loads(lint("--format", "json", *args))
    lines = [json.loads(text) for text in lint("--format", "jsonl", *args).splitlines()]
    for error in VALIDATORS["document"][0].iter_errors(document):
        pytest.fail(f"{error.json_path}: {error.message}")
    assert fits("document", document)
    for each in lines:
        assert fits("line", each), each
    return document, lines


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], Path]:
    """Stand in a copy of a folder, or in an empty one, outside of any repository."""

    def stand(folder: Path | None = None) -> Path:
        here = tmp_path / "here"
        if folder is None:
            here.mkdir()
        else:
            shutil.copytree(folder, here)
        monkeypatch.chdir(here)
        return here

    return stand


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["format_version"]["const"] == FORMAT_VERSION
    assert SCHEMA["$defs"]["summary"]["properties"]["costliest"]["maxItems"] == MOST
    types = [form["properties"]["type"]["const"] for form in SCHEMA["$defs"]["line"]["oneOf"]]
    assert types == SCHEMA["$defs"]["line"]["properties"]["type"]["enum"]
    assert set(types) == LINES


def referred(said: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of a key, references followed."""
    while "description" not in said:
        (pointer, found) = said["$ref"], SCHEMA
        for step in pointer.removeprefix("#/").split("/"):
            found = found[step]
        said = found
    return said


def test_the_schema_says_what_each_key_is_and_which_may_be_missing() -> None:
    optional = set()
    for path, found in objects(SCHEMA):
        if isinstance(found.get("properties"), dict) and "oneOf" not in path:
            optional |= {(path[-1], name) for name in found["properties"].keys() - set(found["required"])}
            for name, said in found["properties"].items():
                assert referred(said)["title"], name
                assert referred(said)["description"], name
    assert optional == {("unchecked", "start"), ("unchecked", "kind")}


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir() if path.is_dir()))
def test_golden_courses(case: str, stand_in: Callable[[Path], Path]) -> None:
    stand_in(CASES / case)
    document, lines = both()
    assert [each["type"] for each in (lines[0], lines[-1])] == ["start", "summary"]
    assert {each["type"] for each in lines} <= LINES
    for name in ("on_purpose", "suppressed", "stale", "unread", "unchecked"):
        of_type = [
            {key: each[key] for key in each if key != "type"} for each in lines if each["type"] == name
        ]
        assert of_type == document[name]
    assert [each["fingerprint"] for each in lines if each["type"] == "finding"] == [
        finding["fingerprint"] for finding in document["findings"]
    ]


def test_each_type_of_line_occurs_and_a_baseline_and_edits_do(stand_in: Callable[..., Path]) -> None:
    here = stand_in()
    plan = here / "m.module.yaml"
    plan.write_text(PLAN, "utf-8")
    CliRunner().invoke(app, ["baseline", "create"])
    mended = PLAN.replace("title: Eat,", "title: Eat, purpose: To know its crumb,")
    plan.write_text(f"{mended}  - {{id: v, title: Look, outcomes: [O]}}\n", "utf-8")
    document, lines = both("m.module.yaml", "nowhere.yaml")
    assert {each["type"] for each in lines} == LINES
    assert {each["kind"] for each in document["suppressed"]} == {"comment", "baseline"}
    (unchecked,) = document["unchecked"]
    assert (unchecked["kind"], "start" in unchecked) == ("path", False)
    edits = [edit for each in document["findings"] for edit in each["edits"]]
    assert {"path": "m.module.yaml", "text": "o", "safe": True}.items() <= edits[-1].items()
    assert document["summary"]["costliest"] == sorted(
        document["summary"]["costliest"], key=lambda row: -row["minutes"]
    )


def test_a_baseline_that_cannot_be_read(stand_in: Callable[..., Path]) -> None:
    here = stand_in()
    (here / "m.module.yaml").write_text(PLAN, "utf-8")
    (here / "b.yaml").write_text("version: 99\n", "utf-8")
    (here / "coursewright.yaml").write_text("baseline: b.yaml\n", "utf-8")
    document, _ = both()
    (unchecked,) = document["unchecked"]
    assert (unchecked["kind"], unchecked["path"]) == ("baseline", "b.yaml")
    assert unchecked["start"]["line"] == 1


def test_a_fingerprint_stays_where_the_item_moves(stand_in: Callable[..., Path]) -> None:
    plan = stand_in() / "m.module.yaml"
    plan.write_text(PLAN, "utf-8")
    before, _ = both("--no-ignores")
    plan.write_text(PLAN.replace("language", "# a remark\n\nlanguage"), "utf-8")
    after, _ = both("--no-ignores")
    prints = [each["fingerprint"] for each in before["findings"]]
    assert len(set(prints)) == len(prints) > 3
    assert [each["fingerprint"] for each in after["findings"]] == prints
    assert [each["start"] for each in after["findings"]] != [each["start"] for each in before["findings"]]


def test_a_fingerprint_stays_where_a_twin_is_silenced(stand_in: Callable[..., Path]) -> None:
    twins = "module: m\ntasks:\n  - title: Knead # coursewright: ignore[FUP001] -- seen\n    kind: quiz\n"
    (stand_in() / "m.module.yaml").write_text(f"{twins}  - title: Knead\n    kind: quiz\n", "utf-8")
    silenced, _ = both("--select", "FUP001")
    told, _ = both("--select", "FUP001", "--no-ignores")
    prints = [each["fingerprint"] for each in (*silenced["suppressed"], *silenced["findings"])]
    assert prints == [each["fingerprint"] for each in told["findings"]]
    assert len(set(prints)) == 2


def objects(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield each object inside data, with the way to it."""
    if isinstance(data, dict):
        yield path, data
        for key, value in data.items():
            yield from objects(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from objects(value, (*path, number))


@pytest.mark.slow
def test_nothing_may_be_added_or_left_out(stand_in: Callable[..., Path]) -> None:
    here = stand_in(CASES / "untold")
    (here / "m.module.yaml").write_text(PLAN, "utf-8")
    document, lines = both()
    of_each_type = {each["type"]: each for each in lines}.values()
    wholes: list[tuple[str, Any]] = [("document", document), *(("line", each) for each in of_each_type)]
    tried = 0
    for form, whole in wholes:
        seen: set[tuple[str | int, ...]] = set()
        for path, found in list(objects(whole)):
            kind = tuple("*" if isinstance(step, int) else step for step in path)
            if kind in seen:  # one entry of a list stands for all
                continue
            seen.add(kind)
            found["surprise"] = 1
            assert not fits(form, whole), (form, path)
            del found["surprise"]
            for key in list(found):
                kept = found.pop(key)
                assert fits(form, whole) is (kind[-1:] == ("unchecked",) and key in {"start", "kind"})
                found[key] = kept
                tried += 1
        assert fits(form, whole)
    assert tried > 100


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "end"},
        {"type": "start", "format_version": 2, "tool": {"name": "coursewright", "version": "1"}},
        {"type": "unchecked", "path": "a", "message": "No.", "hint": "", "kind": "weather"},
        {"type": "unchecked", "path": "a", "message": "No.", "hint": "", "start": {"line": 0, "column": 1}},
        {"type": "on_purpose", "path": "a", "node": "b", "reason": 1},
        {"path": "a", "node": "b", "reason": "c"},
        [],
    ],
)
def test_what_is_no_line(wrong: object) -> None:
    assert not fits("line", wrong)
    assert not fits("document", wrong)

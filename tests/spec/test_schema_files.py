"""The JSON Schema files say what the format says, in one form that editors and both validators agree on."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import jsonschema_rs
import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

if TYPE_CHECKING:
    from collections.abc import Iterator

Json: TypeAlias = dict[str, Any]

FOLDER = Path(__file__).parents[2] / "src" / "coursewright" / "spec" / "schema"
FILES = ("defs.schema.json", "course.schema.json", "module.schema.json")
BASE = "https://coursewright.dev/schema/v1/"
TOP_ONLY = {"$schema", "$id", "$defs"}
KEYWORDS = {
    "type",
    "enum",
    "const",
    "pattern",
    "minItems",
    "minLength",
    "items",
    "properties",
    "patternProperties",
    "additionalProperties",
    "required",
    "if",
    "then",
    "else",
    "allOf",
    "$ref",
    "title",
    "description",
    "examples",
    "x-none",
}
# Keys of principle 7: where one of these stands, a deliberate absence may stand too.
ABSENCES = {
    "outcomes",
    "why",
    "purpose",
    "value",
    "follow_up",
    "monitoring",
    "feedback",
    "reflection",
    "decision_points",
    "choices",
    "own_context",
    "replies",
    "support",
    "criteria",
    "recording",
    "alternative",
    "assessments",
    "evaluation",
}
# The same words with another meaning: a reference to a task in an agenda, and defaults for items.
OTHER_MEANING = {("agendaItem", "feedback"), ("defaults", "reflection"), ("defaults", "assessments")}

MODULE = """
module: consent
title: Deciding what counts as consent
language: en
mode: blended
support_model: led
value: Sooner or later someone will ask you to sign off a study. This module gives you the practice to say yes or no, and why.
audience: {who: second-year psychology students, time_zones: [Europe/London, Asia/Seoul]}
calendar: {time_zone: Europe/London}
support: {channels: [module forum], response_time: 24 h}
week: 3
outcomes:
  - id: rule-on-consent
    statement: Decide which consent process fits a study, and defend the choice to an ethics board
    why: Every project you lead after graduation starts with this decision
tasks:
  - id: rule-on-cases
    title: Rule on three cases
    kind: case-study
    purpose: Meet the arguments before you have to make them aloud
    outcomes: [rule-on-consent]
    materials: {title: Three contested studies, kind: reading, url: "https://example.org/cases", words: 1800, licence: CC-BY-4.0}
    duration: 60 min
    due: tue 17:00
    instructions: Post your ruling on each case with your strongest reason, then answer one peer who ruled otherwise.
    decision_points:
      - prompt: Would you approve case B?
        options:
          - {option: approve, consequence: Read the complaint that reached the university in May}
          - {option: reject, consequence: "Name the finding, and the patients, we now do without"}
    own_context: Add one study you took part in yourself. What were you told?
    produces: three rulings and one answer
    replies: {expected: 1, protocol: post-first}
    monitoring: {by: tutor, looks_for: the reason most rulings leave out, signal: a comment on the first three posts, answers: true}
    feedback: {at: seminar-3, addresses: the reason most rulings leave out, form: spoken}
    follow_up: ethics-board
sessions:
  - id: seminar-3
    title: The ethics board sits
    starts: thu 10:00
    duration: 50 min
    requires: [rule-on-cases]
    agenda:
      - feedback: rule-on-cases
      - activity: ethics-board
    recording: true
    alternative: Post a two-minute audio ruling before Friday 17:00
follow_up_activities:
  - {id: ethics-board, title: Sit on the board, kind: role-play, session: seminar-3, level: evaluate, focus: process}
reflection:
  prompts:
    - learned: What changed in how you read a consent form?
    - questions: What would you still ask the board?
    - apply: Where else do you say yes without reading?
  read_by: tutor
  feeds: seminar-3
assessments:
  - id: ruling
    title: A ruling of your own
    kind: report
    outcomes: [rule-on-consent]
    due: week 5 fri 17:00
    weight: 100%
    criteria: [the decision is clear, the strongest counter-argument is answered, the people affected are named]
    ai_use: planning
"""  # noqa: E501


@cache
def schema(name: str) -> Json:
    return cast("Json", json.loads((FOLDER / name).read_text(encoding="utf-8")))


@cache
def registry() -> Registry[Any]:
    return Registry().with_resources((BASE + name, Resource.from_contents(schema(name))) for name in FILES)


@cache
def rust_registry() -> jsonschema_rs.Registry:
    return jsonschema_rs.Registry([(BASE + name, schema(name)) for name in FILES])


def subschemas(node: Any, pointer: str = "") -> Iterator[tuple[str, Json]]:
    """Every schema inside `node`, itself included, with its JSON pointer; never what stands in `examples`."""
    if not isinstance(node, dict):
        return
    yield pointer, node
    for keyword in ("if", "then", "else", "items", "additionalProperties"):
        yield from subschemas(node.get(keyword), f"{pointer}/{keyword}")
    for keyword in ("properties", "patternProperties", "$defs"):
        for key, inner in node.get(keyword, {}).items():
            yield from subschemas(inner, f"{pointer}/{keyword}/{escape(key)}")
    for index, inner in enumerate(node.get("allOf", ())):
        yield from subschemas(inner, f"{pointer}/allOf/{index}")


def escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def target(file: str, ref: str) -> tuple[str, str]:
    """Find the file and the def that a `$ref` written in `file` points at."""
    path, _, name = ref.partition("#/$defs/")
    assert name, ref
    assert path == ("" if file == "defs.schema.json" else "defs.schema.json"), ref
    return "defs.schema.json", name


def definition(file: str, ref: str) -> Json:
    other, name = target(file, ref)
    return cast("Json", schema(other)["$defs"][name])


def properties() -> Iterator[tuple[str, str, str, Json]]:
    """File, owner (a def or the file's root), key and schema of every property there is."""
    for file in FILES:
        for pointer, node in subschemas(schema(file)):
            owner = pointer.removeprefix("/$defs/").split("/")[0]
            for key, inner in node.get("properties", {}).items():
                yield file, owner, key, inner


def annotated(file: str, node: Json) -> Json:
    """Find where a property's words stand: at itself, or in the def that a bare `$ref` names."""
    return definition(file, node["$ref"]) if set(node) == {"$ref"} else node


def verdict(file: str, pointer: str, value: Any) -> list[str]:
    """Say what is wrong with `value`; fail when the two validators disagree."""
    at = {"$ref": f"{BASE}{file}#{pointer}"}
    errors = [error.message for error in Draft202012Validator(at, registry=registry()).iter_errors(value)]
    assert rust_validator(file, pointer).is_valid(value) == (not errors), (file, pointer, value, errors)
    return errors


@cache
def rust_validator(file: str, pointer: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator({"$ref": f"{BASE}{file}#{pointer}"}, registry=rust_registry())


def as_text(value: Any) -> Any:
    """Write the value as the loader hands it over: every scalar a text."""
    match value:
        case dict():
            return {key: as_text(inner) for key, inner in value.items()}
        case list():
            return [as_text(inner) for inner in value]
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def of(kind: str, source: str) -> list[str]:
    return verdict(f"{kind}.schema.json", "", yaml.load(source, Loader=yaml.CBaseLoader))  # noqa: S506 (makes nothing but text)


EXAMPLES = [
    pytest.param(file, pointer, node["examples"], id=f"{file.split('.')[0]}{pointer}")
    for file in FILES
    for pointer, node in subschemas(schema(file))
    if "examples" in node
]


@pytest.mark.parametrize("file", FILES)
def test_is_a_valid_schema_with_its_address(file: str) -> None:
    Draft202012Validator.check_schema(schema(file))
    assert schema(file)["$id"] == BASE + file
    assert schema(file)["title"]
    assert schema(file)["description"]


@pytest.mark.parametrize("file", FILES)
def test_uses_only_the_keywords_the_loader_knows(file: str) -> None:
    for pointer, node in subschemas(schema(file)):
        allowed = KEYWORDS | (TOP_ONLY if not pointer else set())
        assert set(node) <= allowed, (pointer, set(node) - allowed)


def test_every_reference_resolves_and_every_def_is_used() -> None:
    nodes = ((file, node) for file in FILES for _, node in subschemas(schema(file)))
    used = {target(file, node["$ref"])[1] for file, node in nodes if "$ref" in node}
    assert used == set(schema("defs.schema.json")["$defs"])


def test_every_def_has_a_title_and_a_description() -> None:
    for name, node in schema("defs.schema.json")["$defs"].items():
        assert node.get("title"), name
        assert node.get("description", "").endswith("."), name


def test_every_property_is_explained_with_examples() -> None:
    for file, owner, key, inner in properties():
        words = annotated(file, inner)
        assert words.get("title"), (owner, key)
        assert words.get("description", "").endswith("."), (owner, key)
        assert words.get("examples"), (owner, key)


def test_objects_are_closed_except_for_an_institutions_own_keys() -> None:
    for file in FILES:
        for pointer, node in subschemas(schema(file)):
            if "properties" not in node:
                continue
            assert node["type"] == "object", pointer
            assert node["additionalProperties"] is False, pointer
            assert node.get("patternProperties", {}).get("^x-", False) or pointer in {
                "/$defs/instructions",
                "/$defs/onlyNone",
            }, pointer


@pytest.mark.parametrize(("file", "pointer", "examples"), EXAMPLES)
def test_examples_are_valid_as_they_stand_and_as_text(file: str, pointer: str, examples: list[Any]) -> None:
    for example in examples:
        assert verdict(file, pointer, example) == []
        assert verdict(file, pointer, as_text(example)) == []


def test_absences_are_marked_where_the_format_allows_them_and_nowhere_else() -> None:
    for file, owner, key, inner in properties():
        if owner in {"onlyNone", "translations"}:
            continue
        expected = (key in ABSENCES or owner == "policies") and (owner, key) not in OTHER_MEANING
        assert annotated(file, inner).get("x-none", False) is expected, (owner, key)


@pytest.mark.parametrize("name", ["task", "session", "followUpActivity", "assessment"])
def test_defaults_have_every_key_of_the_item_except_its_id(name: str) -> None:
    defs = schema("defs.schema.json")["$defs"]
    item = dict(defs[name]["properties"])
    del item["id"]
    assert defs[f"{name}Defaults"]["properties"] == item


def test_a_whole_module_is_valid() -> None:
    assert of("module", MODULE) == []


def test_a_course_is_valid() -> None:
    assert of("course", "{course: psy-202, modules: [modules/*.module.yaml], calendar: {breaks: 6}}") == []


VALID = [
    "id: été.2-b",
    "id: 原则",
    "id: 07",
    "title: {en: Cases, pt-BR: Casos}",
    "instructions: {file: tasks/cases.md}",
    "instructions: {en: Decide, fr: Tranchez}",
    "materials: cases",
    "materials: [cases, {title: Rules, kind: page, path: rules.md}]",
    "follow_up: [board, {title: Sit on the board, kind: role-play}]",
    "decision_points: Approve or reject?",
    "decision_points: [Approve?, {prompt: Whose?, options: [ours, {option: theirs, consequence: Wait}]}]",
    "choices: {of: route, options: [read, watch]}",
    "grouping: {groups: 4}",
    "graded: No",
    "supervised: ON",
    "weight: 12.5 %",
    "duration: 45",
    "follow_up: 'board,'",
    "reflection_prompts: [What now?, {apply: Where else?}]",
    "x-room: {any: [thing]}",
]
INVALID = [
    "id: two words",
    "id: a/b",
    "id: -a",
    'id: "a\\n"',
    "id: ''",
    "follow_up: ''",
    "kind: case study",
    "level: knowing",
    "title: {english: Cases}",
    "titel: Cases",
    "grouping: {groups: four}",
    "graded: maybe",
    "weight: a lot",
    'weight: "30\\n"',
    "attempts: 1.5",
    "outcomes: [{statement: Decide}]",
    "decision_points: [[Approve?]]",
    "choices: [{options: [{text: read}]}]",
    "questions: What is consent?",
]


@pytest.mark.parametrize("line", VALID)
def test_a_task_may_say(line: str) -> None:
    assert of("module", f"module: m\ntasks:\n  - {line}\n") == []


@pytest.mark.parametrize("line", INVALID)
def test_a_task_may_not_say_and_the_error_is_one(line: str) -> None:
    assert len(of("module", f"module: m\ntasks:\n  - {line}\n")) == 1


@pytest.mark.parametrize(
    ("line", "valid"),
    [
        ("workload: {credit_scheme: ects}", True),
        ("workload: {credit_scheme: 25}", True),
        ("workload: {credit_scheme: ours}", False),
        ("audience: nurses", True),
        ("ai: planning", True),
        ("ai: {use: planning, text: Say what it did}", True),
        ("ai: sometimes", False),
        ("calendar: {breaks: [6, 2026-11-02, 2026-12-21..2027-01-03]}", True),
        ("calendar: {breaks: {from: 2027-03-29, to: 2027-04-11, title: Easter}}", True),
        ("calendar: {breaks: [{start: 2027-03-29}]}", False),
        ("reflection: What changed?", True),
        ("reflection: [What changed?, {questions: What is open?}]", True),
        ("reflection: {prompts: What changed?, when: weekly}", True),
        ("reflection: {prompts: {asked: What changed?}}", False),
        ("sessions: {agenda: [{feedback: t1, duration: 5 min}, {talk: Boards}]}", True),
        ("sessions: {agenda: [talk]}", False),
        ("decision_points: {none: Vocabulary only}", True),
        ("decision_points: Approve?", False),
        ("units: [{title: One, status: live, replies: {none: Rolling start}}]", True),
        ("units: [{title: One, standards: []}]", False),
        ("defaults: {tasks: {grouping: pairs}}", True),
        ("defaults: {tasks: {id: t}}", False),
        ("materials: a-string", False),
        ("materials: {size: 120 MB, captions: true}", True),
        ("materials: {size: 120}", False),
    ],
)
def test_a_module_says(line: str, *, valid: bool) -> None:
    assert (of("module", f"module: m\n{line}\n") == []) is valid


@pytest.mark.parametrize("kind", ["course", "module"])
def test_a_file_needs_its_first_key_only(kind: str) -> None:
    assert of(kind, f"{kind}: a") == []
    assert of(kind, "title: A") == [f"'{kind}' is a required property"]

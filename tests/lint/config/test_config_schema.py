"""The JSON Schemas of the configuration: the one that judges files, and the one for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from coursewright.lint.config.document import config_schema, flow
from coursewright.lint.config.editors import config_for_editors
from coursewright.lint.config.policies import Policies
from coursewright.lint.registry import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[3]
BAD = yaml.safe_load((Path(__file__).parent / "bad_configs.yaml").read_text("utf-8"))
SHAPELESS = {
    *("duplicate keys", "a tab for indentation", "no YAML", "two documents", "an alias to nothing"),
    *("an alias within itself", "an alias bomb", "a merge key that leads nowhere", "a key that is a list"),
}
"""Faults that no schema sees: they are YAML's own."""
BY_MEANING = {
    *("an unknown profile", "unknown profiles and two rungs", "two rungs of the ladder", "an unknown rule"),
    *("an unknown family", "an unknown rule is locked", "a profile is no family", "what always runs"),
    *("one rule by its code and its name", "one family by its code and its name"),
    *("a rule by its code in two cases", "an override without files and nodes", "a profile among the rules"),
    *("patterns that match nothing", "a missing file to extend", "a file that extends itself"),
    *("a circle of files", "a web address", "an unknown preset", "an extended file has locked it"),
    *("an extended file has locked its family", "one extended file locks what another changes"),
    *("a wrong lexicon", "a number that is no edition", "an edition to come", "a wrong custom rule"),
    *("a custom rule with a code that is taken", "a custom rule in Python that fails"),
    *("a custom rule in another language", "several missing things", "patterns that cannot be read"),
}
"""Faults that are no matter of shape."""
GOOD = [
    "{}",
    "profile: strict",
    "profile: [strict, accessibility, smart]\nfail_on: never",
    "rules: {FUP001: off, no-choice: on, FUP: warning, tasks: {severity: info}, HSE001: {points: 3}}",
    "rules: {FUP003: {severity: error, hours: 24.5}, long-video: {minutes: 20}}",
    "overrides:\n  - {files: 'a/**', nodes: [tasks, 'units[*].reflection'], rules: {FUP001: off}, reason: x}",
    "locked: [materials, FUP001]\nexclude: archive\nallow_verbs: [know]\nrates: {posting: 300}",
    "edition: 0.1",
    "edition: '0.1.0'",
    "edition: 0",
    "baseline: off",
]


@pytest.fixture(scope="module")
def editors() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(config_for_editors())


def defined(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        for group in ("properties", "$defs"):
            if isinstance(schema.get(group), dict):
                yield from schema[group].items()
        for inner in schema.values():
            yield from defined(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from defined(inner)


def described(schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    if "title" in schema and "description" in schema:
        return True
    reference = str(schema.get("$ref", ""))
    return bool(reference) and described(whole["$defs"][reference.rpartition("/")[2]], whole)


def test_both_are_schemas() -> None:
    for schema in (config_schema(), config_for_editors()):
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_key_says_what_it_is() -> None:
    whole = config_schema()
    for name, schema in defined(whole):
        assert described(schema, whole), name
    for name, schema in whole["properties"].items():
        assert schema["title"], name
        assert schema["description"].endswith("."), name
        assert schema["examples"], name


def test_every_example_holds(
    tmp_path: Path, write: Callable[..., None], editors: jsonschema.Draft202012Validator
) -> None:
    repo = tmp_path / "repo"
    write({"words/en.yaml": "stems: to\n", "coursewright.yaml": ""})
    for key, schema in config_schema()["properties"].items():
        for example in schema["examples"]:
            text = f"{key}: {flow(example)}\n"
            assert yaml.safe_load(text.replace(": off", ": 'off'")) == {key: example}
            assert not list(editors.iter_errors({key: example})), text
            if key in {"extends", "custom_rules"}:
                continue  # there are no such files here
            (repo / "coursewright.yaml").write_text(text)
            Policies().applied(repo)


@pytest.mark.parametrize("text", GOOD)
def test_editors_accept_what_we_accept(
    text: str, repo: Path, editors: jsonschema.Draft202012Validator
) -> None:
    (repo / "coursewright.yaml").write_text(text.replace(", HSE001: {points: 3}", ""))
    Policies().applied(repo)
    data = yaml.load(text.replace("off", "'off'").replace(" on", " 'on'"), Loader=yaml.SafeLoader)
    assert [error.message for error in editors.iter_errors(data)] == []


@pytest.mark.parametrize(
    "bad", [bad for bad in BAD if bad["name"] not in SHAPELESS], ids=lambda bad: bad["name"]
)
def test_editors_refuse_what_has_the_wrong_shape(
    bad: dict[str, Any], editors: jsonschema.Draft202012Validator
) -> None:
    data = yaml.load(bad["config"], Loader=yaml.SafeLoader)
    refused = list(editors.iter_errors(data))
    if bad["name"] not in BY_MEANING:
        assert refused or bad["name"] == "a fault in what is extended"


def test_editors_know_every_rule_and_option() -> None:
    schema = config_for_editors()["$defs"]["rules"]
    for rule in all_rules():
        meta = rule.meta
        if meta.code in {"SPC001", "SPC002", "SPC003"}:
            assert meta.code not in schema["properties"]
            continue
        entry = schema["properties"][meta.code]
        assert meta.statement in entry["description"]
        assert set(entry["then"]["properties"]) == {"severity", *(option.name for option in meta.options)}
        assert schema["properties"][meta.name] == {"$ref": f"#/$defs/rules/properties/{meta.code}"}
        assert meta.family in schema["properties"]
        assert rule.family_name in schema["properties"]


@pytest.mark.parametrize(
    "data",
    [
        {"rules": {"FUP003": {"hours": 0}}},
        {"rules": {"gap-too-short": {"hour": 5}}},
        {"rules": {"FUP001": {"hours": 5}}},
        {"rules": {"FUP": {"hours": 5}}},
        {"rates": {"posting": 1}},
        {"rates": {"reading": 200}},
        {"edition": "latest"},
        {"lexicon": {"english": "x.yaml"}},
    ],
)
def test_editors_refuse_more(data: dict[str, Any], editors: jsonschema.Draft202012Validator) -> None:
    assert list(editors.iter_errors(data))


def test_configurations_in_examples(editors: jsonschema.Draft202012Validator) -> None:
    found = [*ROOT.glob("examples/**/coursewright.yaml"), *ROOT.glob("course_templates/**/coursewright.yaml")]
    for path in found:
        data = json.loads(json.dumps(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)))  # noqa: S506
        assert not [error for error in editors.iter_errors(data) if error.validator == "additionalProperties"]
        Policies().applied(path.parent)

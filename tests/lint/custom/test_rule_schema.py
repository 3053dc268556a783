"""The JSON Schema of rule files, held against what reads them; and the built-in rules against both."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import coursewright.spec.model  # noqa: F401 - the kinds of element
from coursewright.lint.custom.file_judge import faults_in, rule_schema
from coursewright.lint.custom.kinds import shape_of
from coursewright.lint.custom.rule_file import CLASSES, read_tree
from coursewright.lint.registry import Rule, all_rules
from coursewright.spec.element import Element
from coursewright.spec.schema_files import bundled

SCHEMA = rule_schema()
IN_YAML = [rule for rule in all_rules() if rule.file.endswith(".yaml")]


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"].endswith("/rule.schema.json")


def test_every_part_is_described() -> None:
    for name, part in SCHEMA["$defs"].items():
        assert part["title"], name
        assert part["description"].endswith("."), name
        for key, value in part.get("properties", {}).items():
            assert value.get("title") or "$ref" in value, key


def test_the_words_for_elements() -> None:
    assert SCHEMA["$defs"]["kind"]["enum"] == list(CLASSES)
    assert len(set(CLASSES.values())) == len(CLASSES)


@pytest.mark.parametrize("word", CLASSES)
def test_each_element_has_its_keys(word: str) -> None:
    """A rule may ask for every key of the format, and each has a shape."""
    keys = shape_of((CLASSES[word],)).keys()
    assert keys is not None
    assert all(shape.types for shape in keys.values())


@pytest.mark.parametrize(
    "word", ["course", "module", "unit", "task", "session", "assessment", "outcome", "material"]
)
def test_keys_are_those_of_the_format(word: str) -> None:
    whole = {"course": bundled("course"), "module": bundled("module")}
    schema = whole.get(word) or bundled("module")["$defs"][word]
    known = shape_of((CLASSES[word],)).keys() or {}
    assert set(schema["properties"]) - {"license", "defaults", "spec_version", "modules"} <= set(known)


def test_every_element_that_can_be_written_has_a_word() -> None:
    """What only says how things stand around is read through `context`."""
    circumstances = {"Audience", "Slot", "CalendarPlan", "Workload", "Support", "Expectations", "Policies"}
    circumstances |= {"AiStance", "Settings"}
    assert leaves(Element) - circumstances == set(CLASSES.values())


def leaves(kind: type[Element]) -> set[str]:
    below = [one for one in kind.__subclasses__() if one.__module__.startswith("coursewright.")]
    return set().union(*map(leaves, below)) if below else {kind.__name__}


def test_some_built_in_rules_are_in_yaml() -> None:
    assert len(IN_YAML) >= 6
    assert all(rule.check.__module__.startswith("coursewright.rules.") for rule in IN_YAML)


@pytest.mark.parametrize("rule", IN_YAML, ids=lambda rule: rule.meta.code)
def test_they_are_as_good_as_they_ask_of_others(rule: Rule) -> None:
    """They are not judged when they are loaded: here they are."""
    assert faults_in(read_tree(Path(rule.file), "")) == []

"""What the rules rest on, written out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coursewright import rules
from coursewright.lint.registry import all_rules
from coursewright.lint.sources import Reference, reference, references

LABELS = sorted({label for rule in all_rules() for label in rule.meta.sources})


@pytest.mark.parametrize("label", LABELS)
def test_each_label_is_written_out(label: str) -> None:
    assert label in references(), "add it to src/coursewright/rules/data/sources.yaml"


@pytest.mark.parametrize("source", references().values(), ids=lambda source: source.label)
def test_references_are_whole(source: Reference) -> None:
    assert len(source.text) > len(source.label)
    assert not source.text.endswith(".")
    assert not source.note.endswith(".")
    assert source.url == "" or re.fullmatch(r"https://\S+", source.url)
    if year := re.search(r"\d{4}", source.label):
        assert year[0] in source.text


def test_each_reference_is_used() -> None:
    assert sorted(references()) == LABELS


def test_the_table_is_in_order() -> None:
    text = (Path(rules.__file__).parent / "data/sources.yaml").read_text("utf-8")
    labels = re.findall(r"^([^\s#].*):$", text, re.MULTILINE)
    assert labels == sorted(labels, key=str.lower)
    assert sorted(labels) == sorted(references())


def test_a_label_of_somebody_else_speaks_for_itself() -> None:
    assert reference("Us, 2026") == Reference("Us, 2026", "")

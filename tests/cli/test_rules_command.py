"""`coursewright rules`: the table and the catalogue."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from coursewright.lint.registry import all_rules
from coursewright.reporters.measure import width

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_table_has_each_rule_by_family(coursewright: Callable[..., Any]) -> None:
    shown = coursewright("rules").out
    assert re.findall(r"^  ([A-Z]{3}\d{3}) ", shown, re.MULTILINE) == [rule.meta.code for rule in all_rules()]
    assert "\nFUP Feedback and follow-up (follow-up)\n" in shown
    for rule in all_rules():
        (line,) = [line for line in shown.splitlines() if line.startswith(f"  {rule.meta.code} ")]
        assert (" * " in line) == rule.meta.essential
        assert f" {rule.meta.name} " in line
        assert f" {rule.meta.severity} " in line
        assert f" {rule.meta.evidence.grade} {rule.meta.minutes:>3} min " in line
        assert " ".join(rule.meta.statement.split()[:4]) in line
    assert f"{len(all_rules())} rules, 27 essential (*)." in shown
    assert "C = a practitioner's view" in " ".join(shown.split())


def test_a_choice_is_what_was_asked_for(coursewright: Callable[..., Any]) -> None:
    """Rules that always run are listed only where they are asked for."""
    done = coursewright("rules", "--select", "FUP001,outcomes")
    found = re.findall(r"^  ([A-Z]{3}\d{3}) ", done.out, re.MULTILINE)
    assert (
        found
        == [rule.meta.code for rule in all_rules() if rule.meta.family == "OUT" or rule.meta.code == "FUP001"]
        or found[0] == "FUP001"
    )
    assert not any(code.startswith("SPC") for code in found)
    assert "1 rule, 1 essential" in coursewright("rules", "--select", "FUP001").out
    wrong = coursewright("rules", "--select", "FUPP")
    assert (wrong.code, wrong.err) == (
        2,
        "coursewright: --select: there is no rule or family `FUPP`. Did you mean `FUP`?\n",
    )


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.slow
def test_the_table_fits_a_terminal(columns: int, terminal: Callable[..., Any]) -> None:
    shown = terminal("rules", columns=columns).out
    assert "\x1b[1mFUP001\x1b[0m" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    longest = max(width(line) for line in plain.splitlines())
    assert longest <= max(columns, 66)
    for rule in all_rules():
        assert rule.meta.statement in " ".join(plain.split()) or columns == 40


def test_the_catalogue_has_all_there_is_to_know(coursewright: Callable[..., Any]) -> None:
    done = coursewright("rules", "--format", "json")
    catalogue = json.loads(done.out)
    assert catalogue["format_version"] == 1
    assert catalogue["tool"]["name"] == "coursewright"
    assert [rule["code"] for rule in catalogue["rules"]] == [rule.meta.code for rule in all_rules()]
    assert {family["code"] for family in catalogue["families"]} == {rule.meta.family for rule in all_rules()}
    for said, rule in zip(catalogue["rules"], all_rules(), strict=True):
        meta = rule.meta
        for key in (
            "name",
            "family",
            "statement",
            "why",
            "minutes",
            "since",
            "status",
            "missing",
            "essential",
        ):
            assert said[key] == getattr(meta, key)
        assert said["severity"] == str(meta.severity)
        assert said["evidence"] == {"grade": meta.evidence.grade, "word": meta.evidence.word}
        assert [source["label"] for source in said["sources"]] == list(meta.sources)
        assert all(source["reference"] for source in said["sources"])
        assert set(said["support_models"]) == set(meta.models)
        assert said["on_purpose"] == (meta.on_purpose or None)
        assert [option["name"] for option in said["options"]] == [option.name for option in meta.options]
        assert said["elements"] == list(rule.elements)
        assert set(said["aliases"]) == set(meta.aliases)
        for option in said["options"]:
            assert option["low"] <= option["default"] <= option["high"]
    lines = done.out.splitlines()
    assert sum(line.startswith('{"code"') for line in lines) == len(all_rules()), "a rule a line"


def test_the_catalogue_of_a_choice(coursewright: Callable[..., Any]) -> None:
    catalogue = json.loads(coursewright("rules", "--format", "json", "--select", "FUP001").out)
    assert [rule["code"] for rule in catalogue["rules"]] == ["FUP001"]
    assert [family["name"] for family in catalogue["families"]] == ["follow-up"]

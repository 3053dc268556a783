"""`coursewright rules`: the table and the catalogue."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from coursewright import __version__
from coursewright.cli import rules as cli_rules
from coursewright.lint import select
from coursewright.lint.api import Switch
from coursewright.lint.profiles import ALWAYS, JUDGE
from coursewright.lint.registry import all_rules
from coursewright.lint.select import find
from coursewright.lint.topics import topics_of
from coursewright.reporters.catalogue import catalogue
from coursewright.reporters.shared.measure import width

if TYPE_CHECKING:
    from collections.abc import Callable


def test_the_table_has_each_rule_by_family(coursewright: Callable[..., Any]) -> None:
    shown = coursewright("rules").out
    assert re.findall(r"^  ([A-Z]{3}\d{3}) ", shown, re.MULTILINE) == [rule.meta.code for rule in all_rules()]
    assert "\nFUP Feedback and follow-up (follow-up)\n" in shown
    for rule in all_rules():
        (line,) = [line for line in shown.splitlines() if line.startswith(f"  {rule.meta.code} ")]
        fixed = {"safe": "+", "unsafe": "~", "none": " "}[rule.meta.fix]
        assert f" {'*' if rule.meta.essential else ' '}{fixed} " in line
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
    whole = json.loads(done.out)
    assert whole["format_version"] == 1
    assert whole["tool"]["name"] == "coursewright"
    assert [rule["code"] for rule in whole["rules"]] == [rule.meta.code for rule in all_rules()]
    assert {family["code"] for family in whole["families"]} == {rule.meta.family for rule in all_rules()}
    for said, rule in zip(whole["rules"], all_rules(), strict=True):
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
    part = json.loads(coursewright("rules", "--format", "json", "--select", "FUP001").out)
    assert [rule["code"] for rule in part["rules"]] == ["FUP001"]
    assert [family["name"] for family in part["families"]] == ["follow-up"]


def listed(shown: str) -> list[str]:
    return re.findall(r"^  ([A-Z]{3}\d{3}) ", shown, re.MULTILINE)


@pytest.fixture
def younger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two rules have come later, one of them in preview."""
    changes: dict[str, dict[str, Any]] = {
        "FUP001": {"since": "0.2.0", "status": "preview"},
        "FUP002": {"since": "0.10.0"},
    }
    rules = tuple(
        rule._replace(meta=rule.meta._replace(**changes.get(rule.meta.code, {}))) for rule in all_rules()
    )
    for module in (cli_rules, select):
        monkeypatch.setattr(module, "all_rules", lambda: rules)


@pytest.mark.usefixtures("younger")
@pytest.mark.parametrize(
    ("version", "codes"),
    [
        ("0.1", ["FUP001", "FUP002"]),
        ("0.1.0", ["FUP001", "FUP002"]),
        ("0.2", ["FUP002"]),
        ("0.9", ["FUP002"]),
        ("0.10", []),
        ("9", []),
    ],
)
def test_what_is_new(version: str, codes: list[str], coursewright: Callable[..., Any]) -> None:
    done = coursewright("rules", "--new-since", version)
    assert done.code == 0
    assert listed(done.out) == codes
    if not codes:
        assert done.out == f"No rule newer than {version}; this is coursewright {__version__}.\n"
    as_json = json.loads(coursewright("rules", "--new-since", version, "--format", "json").out)
    assert [rule["code"] for rule in as_json["rules"]] == codes


@pytest.mark.usefixtures("younger")
def test_a_preview_is_shown_as_one(coursewright: Callable[..., Any]) -> None:
    said = " ".join(coursewright("rules", "--new-since", "0.1").out.split())
    assert "taken up again (preview)" in said
    assert "FUP001" not in listed(coursewright("rules", "--profile", "recommended").out)


@pytest.mark.parametrize("version", ["", "x", "v0.1", "0.1.0.1", "0.1-beta", "-1", "0,1"])
def test_a_version_that_is_none(version: str, coursewright: Callable[..., Any]) -> None:
    done = coursewright("rules", "--new-since", version)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"coursewright: --new-since: `{version}` is no version. Write it as in 0.1 or 0.1.2.\n"
    )


def test_what_a_profile_holds(coursewright: Callable[..., Any]) -> None:
    """With the weight that a rule has there, and with what always runs."""
    essential = listed(coursewright("rules", "--profile", "essential").out)
    wanted = [
        rule.meta.code for rule in all_rules() if rule.meta.essential or rule.meta.code in ALWAYS | {JUDGE}
    ]
    assert essential == wanted
    off = [rule.meta.code for rule in all_rules() if not rule.meta.by_default]
    assert set(off).isdisjoint(listed(coursewright("rules", "--profile", "recommended").out))
    assert "OUT014" in listed(coursewright("rules", "--profile", "strict,smart").out)
    strict = coursewright("rules", "--profile", "strict", "--select", "OUT").out
    assert "info" not in strict.partition("Evidence")[0]
    shown = json.loads(coursewright("rules", "--profile", "us-rsi", "--format", "json").out)["rules"]
    assert {rule["code"]: rule["severity"] for rule in shown}["PRE007"] == "error"


def test_what_is_off_says_so(coursewright: Callable[..., Any]) -> None:
    said = " ".join(coursewright("rules", "--select", "OUT014").out.split())
    assert "(on request)" in said


def test_a_profile_nobody_knows(coursewright: Callable[..., Any]) -> None:
    done = coursewright("rules", "--profile", "essental")
    assert (done.code, done.err) == (
        2,
        "coursewright: There is no profile `essental`. Did you mean `essential`?\n",
    )


def test_the_catalogue_knows_topics_and_switches() -> None:
    switched = find("FUP001")
    switched = switched._replace(meta=switched.meta._replace(options=(Switch("loud", False, "how"),)))
    (rule,) = json.loads(catalogue([switched]))["rules"]
    assert rule["options"] == [
        {"name": "loud", "default": False, "description": "how", "low": False, "high": True}
    ]
    assert rule["topics"] == [topic.name for topic in topics_of("FUP001")]
    assert {"loop", "homework"} <= set(rule["topics"])
    assert rule["by_default"] is True

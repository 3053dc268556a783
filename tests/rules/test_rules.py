"""Every rule against its YAML cases and against the examples on its own page."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from coursewright.lint.engine import Linter
from coursewright.lint.findings import Finding
from coursewright.lint.registry import Rule, all_rules
from coursewright.lint.select import find
from coursewright.spec.load import load

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*.yaml"))
HEADINGS = ("What it says", "Why", "Invalid", "Valid")


@dataclass(frozen=True)
class Case:
    rule: str
    name: str
    files: dict[str, str]
    expected: tuple[dict[str, Any], ...]
    today: dt.date | None

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


def read_cases() -> list[Case]:
    cases = []
    for path in FILES:
        written = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        for kind in ("valid", "invalid"):
            for case in written[kind]:
                files = case.get("files") or {case.get("file", "example.module.yaml"): case["spec"]}
                expected = tuple(case["findings"]) if kind == "invalid" else ()
                cases.append(Case(path.stem, f"{kind}: {case['name']}", files, expected, case.get("today")))
    return cases


def lint(files: dict[str, str], folder: Path, rule: Rule, today: dt.date | None = None) -> list[Finding]:
    """Write the files, lint the first, and return what the one rule found."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    course = load(folder / next(iter(files)))
    return list(Linter([rule], today).lint(course).findings)


@pytest.mark.parametrize("case", read_cases(), ids=str)
def test_case(case: Case, tmp_path: Path) -> None:
    rule = find(case.rule)
    findings = lint(case.files, tmp_path, rule, case.today)
    assert [_shown(finding, tmp_path) for finding in findings] == [
        {"severity": str(rule.meta.severity), "file": next(iter(case.files)), **one} for one in case.expected
    ] or _differences(findings, case, tmp_path, rule)


def _shown(finding: Finding, folder: Path) -> dict[str, Any]:
    start = finding.mark.span.start
    return {
        "severity": str(finding.severity),
        "file": finding.mark.path.relative_to(folder).as_posix(),
        "line": start.line,
        "column": start.column,
        "message": finding.message,
    }


def _differences(findings: list[Finding], case: Case, folder: Path, rule: Rule) -> bool:
    """Compare only what the case names, so that a case may also check `fix`, `node` or `minutes`."""
    assert len(findings) == len(case.expected), [_shown(finding, folder) for finding in findings]
    for finding, expected in zip(findings, case.expected, strict=True):
        shown = _shown(finding, folder) | {
            "fix": finding.fix,
            "node": finding.mark.node,
            "minutes": finding.minutes,
            "related": [[mark.span.start.line, mark.label] for mark in finding.related],
        }
        wanted = {"severity": str(rule.meta.severity), **expected}
        assert {key: shown[key] for key in wanted} == wanted
    return True


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_cases_are_enough_and_distinct(path: Path) -> None:
    written = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    for kind in ("valid", "invalid"):
        names = [case["name"] for case in written[kind]]
        assert len(names) >= 3, f"{kind}: give at least three cases"
        assert len(set(names)) == len(names), "two cases have the same name"
        texts = [str(case.get("files") or case["spec"]) for case in written[kind]]
        assert len(set(texts)) == len(texts), "two cases are the same"
    for case in written["invalid"]:
        assert case["findings"], "an invalid case names what is found"
        for expected in case["findings"]:
            assert {"line", "column", "message"} <= set(expected), expected


def test_each_rule_has_cases() -> None:
    rules = {rule.meta.name: rule.family_name for rule in all_rules()}
    assert {path.stem: path.parent.name.replace("_", "-") for path in FILES} == rules


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.meta.code)
def test_page(rule: Rule, tmp_path: Path) -> None:
    """The page has its headings, and its examples are what they say they are."""
    headings = re.findall(r"^## (.+)$", rule.page, re.MULTILINE)
    wanted = [*HEADINGS, "Options"] if rule.meta.options else list(HEADINGS)
    assert headings == wanted
    for heading in ("Invalid", "Valid"):
        section = rule.page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
        blocks = re.findall(r"^```yaml\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
        assert blocks, f"{heading} has no YAML"
        for number, block in enumerate(blocks):
            folder = tmp_path / f"{heading}{number}"
            folder.mkdir()
            name = "course.yaml" if block.startswith("course:") else "example.module.yaml"
            found = lint({name: block}, folder, rule)
            assert bool(found) == (heading == "Invalid"), [finding.message for finding in found]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.meta.code)
def test_meta(rule: Rule) -> None:
    meta = rule.meta
    assert re.fullmatch(r"[A-Z]{3}\d{3}", meta.code)
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", meta.name)
    assert meta.sources
    assert meta.minutes > 0
    assert meta.why == meta.why.rstrip(".")
    assert meta.why[0].islower()


def test_codes_and_names_are_unique() -> None:
    words = [word for rule in all_rules() for word in (rule.meta.code, rule.meta.name, *rule.meta.aliases)]
    assert len(words) == len(set(words))

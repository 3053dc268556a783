"""Every rule whose findings can be mended, against what mending makes of its cases, byte for byte."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from applying import applied

from coursewright.lint.engine import Linter
from coursewright.lint.registry import Rule, all_rules
from coursewright.lint.select import find
from coursewright.lint.severity import Severity
from coursewright.spec.load import load

if TYPE_CHECKING:
    from coursewright.lint.findings import Edit, Finding

FILES = sorted(Path(__file__).parent.glob("*/*.yaml"))
MENDED_IN_READING = frozenset({"SPC001", "SPC002", "SPC008", "SPC009"})
"""Rules that report what reading found; it knows for each fault whether only one thing can be meant."""


@dataclass(frozen=True)
class FixedCase:
    """What becomes of files when the findings of one rule are mended; `reveals` are rules that then speak."""

    rule: str
    name: str
    files: dict[str, str]
    to: dict[str, str]
    reveals: frozenset[str]

    def __str__(self) -> str:
        return f"{self.rule}: {self.name}"


@cache
def read_fixed_cases() -> list[FixedCase]:
    cases = []
    for path in FILES:
        written = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        for case in written.get("fixed", ()):
            files = case.get("files") or {case.get("file", "example.module.yaml"): case["spec"]}
            to = case["to"]
            if not isinstance(to, dict):
                to = {} if to == "same" else {next(iter(files)): to}
            cases.append(
                FixedCase(path.stem, case["name"], files, files | to, frozenset(case.get("reveals", ())))
            )
    return cases


@pytest.mark.parametrize("case", read_fixed_cases(), ids=str)
def test_fixed(case: FixedCase, tmp_path: Path) -> None:
    """Mending what a rule finds gives the text of the case; the fault is gone, and no other comes."""
    rule = find(case.rule)
    before = lint_all(put(case.files, tmp_path))
    for _ in range(len(before) + 1):
        left = lint_all(tmp_path / next(iter(case.files)))
        found = [finding for finding in left if finding.code == rule.meta.code]
        for finding in found:
            assert_is_due(rule, finding)
        edits = to_make_at_once(found)
        if not edits:
            break
        for path in {edit.source.path for edit in edits}:
            here = tuple(edit for edit in edits if edit.source.path == path)
            path.write_bytes(applied(path.read_bytes(), here))
    after = {name: (tmp_path / name).read_bytes().decode() for name in case.files}
    assert after == case.to
    assert any(finding.code == rule.meta.code for finding in before), "nothing is found here"
    if case.to == case.files:
        return
    assert not found, [finding.message for finding in found]
    assert not errors(left) - errors(before)
    if rule.meta.code in MENDED_IN_READING:
        return  # what stood under a wrong key shows only now
    new = (codes(left) - codes(before)).keys()
    assert new - {"SPC004"} == case.reveals, [one.message for one in left if one.code in new]


def put(files: dict[str, str], folder: Path) -> Path:
    """Write files as they are, and return the first."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder / next(iter(files))


def lint_all(path: Path) -> list[Finding]:
    return list(Linter([rule for rule in all_rules() if rule.meta.usual]).lint(load(path)).findings)


def codes(findings: list[Finding]) -> Counter[str]:
    return Counter(finding.code for finding in findings)


def errors(findings: list[Finding]) -> Counter[str]:
    return codes([finding for finding in findings if finding.severity is Severity.ERROR])


def assert_is_due(rule: Rule, finding: Finding) -> None:
    """Edits are what the rule says of itself; what reading found says of each edit whether it is safe."""
    if any(edit.safe for edit in finding.edits):
        assert rule.meta.fix == "safe" or rule.meta.code in MENDED_IN_READING


def to_make_at_once(findings: list[Finding]) -> list[Edit]:
    """Return the edits of those findings that do not meet those before them."""
    edits: list[Edit] = []
    for finding in findings:
        if not any(meet(one, other) for one in finding.edits for other in edits):
            edits += finding.edits
    return edits


def meet(one: Edit, other: Edit) -> bool:
    if one.source is not other.source:
        return False
    if one.span.start == other.span.start:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_fixable_rules_have_fixed_cases(path: Path) -> None:
    """Three at least, and of rules alone that say their findings can be mended."""
    names = [case.name for case in read_fixed_cases() if case.rule == path.stem]
    if find(path.stem).meta.fix == "none":
        assert not names
    else:
        assert len(names) >= 3, "fixed: give at least three cases"
        assert len(set(names)) == len(names), "two cases have the same name"

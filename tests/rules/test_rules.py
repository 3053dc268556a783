"""Every rule against its YAML cases and against the examples on its own page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from coursewright.lint.engine import Linter
from coursewright.lint.registry import Rule, all_rules
from coursewright.lint.select import find
from coursewright.spec.load import load
from coursewright.spec.schema_files import bundled, none_keys

if TYPE_CHECKING:
    import datetime as dt

    from coursewright.lint.findings import Finding

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
    """Each finding is as its case says, in all that the case names."""
    rule = find(case.rule)
    always = {"severity": str(rule.meta.severity), "file": next(iter(case.files))}
    wanted = [always | one for one in case.expected]
    found = [_shown(finding, tmp_path) for finding in lint(case.files, tmp_path, rule, case.today)]
    assert len(found) == len(wanted), f"{len(found)} findings, not {len(wanted)}:\n{_as_text(found)}"
    for one, other in zip(found, wanted, strict=True):
        unknown = sorted(other.keys() - one.keys())
        assert not unknown, f"a finding has no {', '.join(unknown)}; it has {', '.join(one)}"
        assert {key: one[key] for key in other} == other, f"found instead:\n{_as_text([one])}"


def _shown(finding: Finding, folder: Path) -> dict[str, Any]:
    start = finding.mark.span.start
    return {
        "severity": str(finding.severity),
        "file": finding.mark.path.relative_to(folder).as_posix(),
        "line": start.line,
        "column": start.column,
        "message": finding.message,
        "fix": finding.fix,
        "minutes": finding.minutes,
        "node": finding.mark.node,
        "related": [[mark.span.start.line, mark.label] for mark in finding.related],
    }


def _as_text(findings: list[dict[str, Any]]) -> str:
    """Write findings as a case does, to be copied from the test's output if they are right."""
    return yaml.safe_dump(findings, sort_keys=False, allow_unicode=True, width=1000)


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
        examples = read_examples(section)
        assert examples, f"{heading} has no YAML"
        for number, files in enumerate(examples):
            folder = tmp_path / f"{heading}{number}"
            folder.mkdir()
            found = lint(files, folder, rule)
            assert bool(found) == (heading == "Invalid"), [finding.message for finding in found]


def read_examples(section: str) -> list[dict[str, str]]:
    """Return the files of each example: a block, or the blocks that begin with a comment naming a file."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    named = {match[1]: block for block in blocks if (match := re.match(r"# (\S+\.yaml)\n", block))}
    if named:
        assert len(named) == len(blocks), "either each block names its file, or none does"
        return [named]
    return [
        {"course.yaml" if block.startswith("course:") else "example.module.yaml": block} for block in blocks
    ]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.meta.code)
def test_meta(rule: Rule) -> None:
    meta = rule.meta
    assert re.fullmatch(r"[A-Z]{3}\d{3}", meta.code), "a code is its family's three capitals and three digits"
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", meta.name), "a name is lower-case words joined by hyphens"
    assert meta.sources, "name at least one source; without one it is only an opinion"
    assert meta.minutes > 0, "say about how many minutes mending one finding takes"
    assert meta.why, "say why it matters: reports print it under each finding"
    assert not meta.why.endswith("."), (
        "`why` ends without a full stop: its source follows in the same sentence"
    )
    assert meta.why[0].islower(), "`why` starts in lower case: it becomes part of a sentence"
    if meta.on_purpose:
        keys = none_keys()
        assert meta.on_purpose in keys, (
            f"the format has no `{meta.on_purpose}: {{none: reason}}` for `on_purpose` to offer;"
            f" it takes a key that docs/spec-format.md marks **Or none**: {', '.join(sorted(keys))}"
        )


def test_codes_and_names_are_unique() -> None:
    words = [word for rule in all_rules() for word in (rule.meta.code, rule.meta.name, *rule.meta.aliases)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    "rule", [rule for rule in all_rules() if rule.meta.on_purpose], ids=lambda rule: rule.meta.code
)
def test_what_is_offered_on_purpose_is_a_key_of_what_the_rule_reads(rule: Rule) -> None:
    """Reports offer `key: {none: reason}`: following them must not end in SPC001."""
    for name in rule.elements:
        if name in {"Course", "Module"}:
            schema = bundled("course" if name == "Course" else "module")
        else:
            schema = next(
                one
                for one in bundled("module")["$defs"].values()
                if re.sub(r"[^a-z]", "", one["title"].lower()) == name.lower() and "properties" in one
            )
        assert rule.meta.on_purpose in schema["properties"], f"{name} has no key {rule.meta.on_purpose}"

"""What `docs/versioning.md` promises, as far as a test can hold it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest

import coursewright
from coursewright.lint import select
from coursewright.lint.api import Severity
from coursewright.lint.profiles import newer, profiles
from coursewright.lint.registry import all_rules
from coursewright.lint.select import choose, words_match
from coursewright.spec.load import load

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "versioning.md").read_text("utf-8")
SPEC = "module: m\ntitle: M\noutcomes: [Understand recursion]\n"


def test_the_version_is_said_once() -> None:
    said = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert said
    assert said[1] == coursewright.__version__


def test_no_rule_comes_from_the_future() -> None:
    late = [rule.meta.code for rule in all_rules() if newer(rule.meta.since, coursewright.__version__)]
    assert late == []


def test_the_essential_rules_are_stable() -> None:
    assert [
        rule.meta.code for rule in all_rules() if rule.meta.essential and rule.meta.status != "stable"
    ] == []


@pytest.mark.parametrize("status", ["preview", "deprecated"])
def test_new_and_leaving_rules_run_only_where_they_are_named(
    status: Literal["preview", "deprecated"],
) -> None:
    rules = [
        rule._replace(meta=rule.meta._replace(status=status)) if rule.meta.code == "OUT002" else rule
        for rule in all_rules()
    ]
    assert "OUT002" not in {rule.meta.code for rule in choose(rules=rules)}
    assert "OUT002" in {rule.meta.code for rule in choose(["OUT002"], rules=rules)}


def test_a_renamed_rule_answers_to_its_old_name(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = tuple(
        rule._replace(meta=rule.meta._replace(aliases=("OLD002", "old-name")))
        if rule.meta.code == "OUT002"
        else rule
        for rule in all_rules()
    )
    monkeypatch.setattr(select, "all_rules", lambda: rules)
    for word in ("OLD002", "old002", "old-name"):
        assert [rule.meta.code for rule in words_match(word, rules)] == ["OUT002"]
        assert "OUT002" in {rule.meta.code for rule in choose([word])}
        assert "OUT002" not in {rule.meta.code for rule in choose(ignore=[word])}


def test_an_edition_leaves_out_what_is_younger() -> None:
    rules = [
        rule._replace(meta=rule.meta._replace(since="0.2.0")) if rule.meta.code == "OUT002" else rule
        for rule in all_rules()
    ]
    for profile in profiles().ladder:
        assert "OUT002" not in profile.weights(rules, "0.1")
        assert "OUT002" in profile.weights(rules, "0.2")
        assert "OUT002" in profile.weights(rules)


def test_the_edition_that_the_page_shows_is_read(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```yaml\n(edition: .+?\n)```", PAGE)
    (tmp_path / "coursewright.yaml").write_text(shown, "utf-8")
    (tmp_path / "m.module.yaml").write_text(SPEC, "utf-8")
    found = coursewright.lint(load(tmp_path / "m.module.yaml")).findings
    assert "OUT002" in {finding.code for finding in found}


def test_the_python_interface() -> None:
    assert set(coursewright.__all__) == {"__version__", "lint", "load"}
    assert all(hasattr(coursewright, name) for name in coursewright.__all__)


def test_what_the_page_names_exists() -> None:
    names = set(re.findall(r"`(coursewright\.[a-z_.]+?)`", PAGE))
    names -= {"coursewright.yaml", "coursewright.__all__"}
    assert names
    for name in names:
        assert (ROOT / "src" / f"{name.replace('.', '/')}.py").is_file() or (
            ROOT / "src" / name.replace(".", "/") / "__init__.py"
        ).is_file(), name


def test_severity_is_the_same_as_it_was() -> None:
    """No severity rises: errors are those that were errors in 0.1, and warnings no more than those."""
    heavy = {rule.meta.code for rule in all_rules() if rule.meta.severity is Severity.ERROR}
    assert heavy <= ERRORS


ERRORS = {
    "ALN007", "ASM002", "FUP001", "MAT001", "MAT002", "OUT001", "SES001",
    "SPC001", "SPC002", "SPC003", "SPC005", "SPC008", "TSK011",
}  # fmt: skip

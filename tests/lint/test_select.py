"""Words for rules."""

from __future__ import annotations

import pytest

from coursewright.lint import select
from coursewright.lint.profiles import ALWAYS
from coursewright.lint.registry import Rule, all_rules
from coursewright.lint.select import choose, find, matching
from coursewright.spec.errors import UsageError


def codes(rules: tuple[Rule, ...]) -> list[str]:
    return [rule.meta.code for rule in rules]


def test_by_default_all_stable_rules_run() -> None:
    assert choose() == tuple(
        rule for rule in all_rules() if rule.meta.status == "stable" and rule.meta.by_default
    )


@pytest.mark.parametrize("word", ["FUP001", "fup001", "no-follow-up", "No-Follow-Up", " FUP001 "])
def test_a_rule_has_a_code_and_a_name(word: str) -> None:
    assert codes(matching([word], "--select")) == ["FUP001"]
    assert find(word).meta.code == "FUP001"


@pytest.mark.parametrize(
    ("words", "family"), [(["FUP"], "FUP"), (["follow-up"], "FUP"), (["out"], "OUT"), (["outcomes"], "OUT")]
)
def test_a_family_has_letters_and_a_name(words: list[str], family: str) -> None:
    assert codes(matching(words, "--select")) == [
        rule.meta.code for rule in all_rules() if rule.meta.family == family
    ]


def test_essential_and_all() -> None:
    assert matching(["all"], "--select") == all_rules()
    essential = matching(["essential"], "--select")
    assert essential == tuple(rule for rule in all_rules() if rule.meta.essential)
    assert len(essential) == 27


def test_ignore_wins_and_what_always_runs_stays() -> None:
    assert codes(choose(["FUP001"], ["FUP"])) == sorted(ALWAYS)
    assert codes(choose(["FUP"], ["FUP001"])) == [code for code in codes(choose(["FUP"])) if code != "FUP001"]
    assert set(ALWAYS) <= set(codes(choose(ignore=["SPC"])))


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let FUP001 be a preview that was once called something else."""
    rules = tuple(
        rule._replace(meta=rule.meta._replace(status="preview", aliases=("OLD001", "old-name")))
        if rule.meta.code == "FUP001"
        else rule
        for rule in all_rules()
    )
    monkeypatch.setattr(select, "all_rules", lambda: rules)


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("words", [[], ["FUP"], ["follow-up"], ["essential"], ["all"], ["all,FUP"]])
def test_a_preview_does_not_run_with_others(words: list[str]) -> None:
    assert "FUP001" not in codes(choose(words))


@pytest.mark.usefixtures("changed")
@pytest.mark.parametrize("word", ["FUP001", "no-follow-up", "old-name", "FUP,fup001", "all, No-Follow-Up"])
def test_a_preview_runs_where_it_is_named(word: str) -> None:
    assert "FUP001" in codes(choose([word]))
    assert "FUP001" not in codes(choose([word], ["FUP"]))


@pytest.mark.usefixtures("changed")
def test_a_preview_is_listed_with_its_family() -> None:
    assert "FUP001" in codes(matching(["FUP"], "--select"))
    assert "FUP001" in codes(matching(["all"], "--select"))


@pytest.mark.usefixtures("changed")
def test_an_old_name_keeps_working() -> None:
    assert find("old001").meta.code == find("old-name").meta.code == "FUP001"
    assert "FUP001" in codes(choose(["OLD001"]))


@pytest.mark.parametrize("word", ["", "FUP", "essential", "nothing-like-it"])
def test_find_wants_one_rule(word: str) -> None:
    with pytest.raises(UsageError, match="There is no rule"):
        find(word)

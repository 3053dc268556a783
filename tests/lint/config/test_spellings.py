"""Every rule can be meant by each of its spellings, wherever rules are named."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coursewright.lint.api import Option
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.policies import Policies
from coursewright.lint.profiles import ALWAYS
from coursewright.lint.registry import all_rules
from coursewright.lint.select import names_of, words_match
from coursewright.lint.silence.suppressions import ignores_in
from coursewright.spec.errors import UsageError
from coursewright.spec.load import load_documents, read_document

if TYPE_CHECKING:
    from coursewright.lint.policy import Policy
    from coursewright.lint.registry import Rule

RULES = {rule.meta.code: rule for rule in all_rules()}
SILENCEABLE = [code for code in RULES if code not in ALWAYS]


@lru_cache(maxsize=1)
def families() -> set[str]:
    return {word for rule in all_rules() for word in (rule.meta.family.lower(), rule.family_name)}


def spellings(rule: Rule) -> list[str]:
    words = (rule.meta.code, rule.meta.name, *rule.meta.aliases)
    return list(dict.fromkeys(form for word in words for form in (word, word.upper(), word.lower())))


def test_words_are_unique_whatever_their_case() -> None:
    """A code, name or alias means one rule, and is no family."""
    words = [
        word.lower() for rule in all_rules() for word in (rule.meta.code, rule.meta.name, *rule.meta.aliases)
    ]
    assert len(words) == len(set(words))
    assert not set(words) & (families() | {"all", "essential"})
    assert all(names_of(rule) == {word.lower() for word in spellings(rule)} for rule in all_rules())


def isolated(*, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> Policy:
    return Policies(Choices(select, ignore, isolated=True)).applied(Path("/")).policy


def runs(policy: Policy, code: str) -> bool:
    return policy.severity(code, Path("/m.module.yaml"), "") is not None


@pytest.mark.parametrize("code", RULES)
def test_by_select(code: str) -> None:
    for word in spellings(RULES[code]):
        policy = isolated(select=(word,))
        assert {rule.meta.code for rule in policy.rules} == ALWAYS | {code}


@pytest.mark.parametrize("code", RULES)
def test_by_ignore(code: str) -> None:
    for word in spellings(RULES[code]):
        if code in ALWAYS:
            with pytest.raises(UsageError, match="always runs"):
                isolated(ignore=(word,))
        else:
            assert not runs(isolated(ignore=(word,), select=("all",)), code)


@pytest.mark.parametrize("code", SILENCEABLE)
def test_by_configuration(code: str, repo: Path) -> None:
    rule = RULES[code]
    config = repo / "coursewright.yaml"
    for word in spellings(rule):
        config.write_text(f"rules: {{{word}: off}}\nlocked: {word}\n")
        policy = Policies().applied(repo).policy
        assert not runs(policy, code)
        assert policy.locked == {code}
        config.write_text(f"overrides: [{{nodes: tasks, rules: {{{word}: info}}}}]\n")
        policy = Policies().applied(repo).policy
        assert str(policy.severity(code, repo / "m.module.yaml", "tasks[a]")) == "info"
    for word in (rule.meta.family, rule.meta.family.lower(), rule.family_name, rule.family_name.upper()):
        config.write_text(f"rules: {{{word}: off}}\n")
        assert not runs(Policies().applied(repo).policy, code)


@pytest.mark.parametrize("code", SILENCEABLE)
def test_by_options(code: str, repo: Path) -> None:
    """Each option takes its default and the ends of its range."""
    rule = RULES[code]
    config = repo / "coursewright.yaml"
    for option in rule.meta.options:
        values = {
            option.default,
            *((option.low, option.high) if isinstance(option, Option) else (True, False)),
        }
        for value in values:
            written = str(value).lower() if isinstance(value, bool) else f"{value:.10g}"
            config.write_text(f"rules: {{{rule.meta.name}: {{{option.name}: {written}}}}}\n")
            policy = Policies().applied(repo).policy
            assert policy.settings[code].options[option.name] == pytest.approx(value)


@pytest.mark.parametrize("code", SILENCEABLE)
def test_by_comment(code: str) -> None:
    rule = RULES[code]
    for word in (*spellings(rule), rule.meta.family, rule.family_name):
        text = f"module: m  # coursewright: ignore[{word}] -- for a reason of ours\n"
        course = load_documents(read_document(Path("/m.module.yaml"), text.encode()))
        (ignore,) = ignores_in(course.sources[0], all_rules())
        assert code in ignore.codes
        assert ignore.codes == {code} or word not in spellings(rule)


def test_essential_and_all_are_words_too() -> None:
    assert {rule.meta.code for rule in words_match("Essential", all_rules())} == {
        code for code, rule in RULES.items() if rule.meta.essential
    }
    assert words_match("ALL", all_rules()) == list(all_rules())

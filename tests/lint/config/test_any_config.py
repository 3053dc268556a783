"""Whatever a configuration holds, there is a policy, or an error that says where it is wrong."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursewright.cli.config import show_config
from coursewright.lint.config.document import ConfigError, config_schema
from coursewright.lint.config.policies import Policies
from coursewright.lint.registry import all_rules
from coursewright.reporters.shared.complaint import complaint

if TYPE_CHECKING:
    from coursewright.lint.policy import Policy

KEYS = list(config_schema()["properties"])
RULES = [rule.meta for rule in all_rules()]
WORDS = ["FUP001", "no-follow-up", "FUP", "follow-up", "all", "essential", "SPC001", "FUP003", "MAT004", "x"]
SEVERITIES = ["error", "warning", "info", "on", "off", "eror", "", None, True]

anything = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from([*KEYS, *WORDS, "strict", "essential", "coursewright.yaml", "../x", "tasks[a]", "*"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from([*KEYS, *WORDS]) | st.text(max_size=6), inner, max_size=4),
    ),
    max_leaves=12,
)
option = st.one_of(st.integers(-5, 500), st.floats(-5, 500), st.booleans(), st.text(max_size=4))
setting = st.one_of(
    st.sampled_from(SEVERITIES),
    st.dictionaries(
        st.sampled_from(["severity", "hours", "minutes", "x"]), st.sampled_from(SEVERITIES) | option
    ),
)
rules = st.dictionaries(st.sampled_from(WORDS) | st.sampled_from([meta.name for meta in RULES]), setting)
texts = st.one_of(
    st.text(max_size=10), st.lists(st.sampled_from([*WORDS, "a/*.yaml", "tasks", "units[*].reflection"]))
)
override = st.fixed_dictionaries(
    {}, optional={"files": texts, "nodes": texts, "rules": rules, "reason": st.text(max_size=3)}
)
nearly = st.fixed_dictionaries(
    {},
    optional={
        "extends": texts,
        "profile": st.sampled_from(
            ["strict", "essential", ["smart", "us-rsi"], ["strict", "essential"], "x"]
        ),
        "rules": rules,
        "overrides": st.lists(override, max_size=3),
        "locked": texts,
        "custom_rules": texts,
        "lexicon": st.dictionaries(st.sampled_from(["en", "de", "x1"]), texts),
        "allow_verbs": texts,
        "rates": st.dictionaries(st.sampled_from(["posting", "reply_least", "x"]), option),
        "edition": st.sampled_from(["0.1", 0.1, 1, "0.0.9", "x", 1e300]),
        "fail_on": st.sampled_from(["error", "never", "off"]),
        "exclude": texts,
        "baseline": st.text(max_size=5),
    },
)


def follow(root: Path) -> Policy | ConfigError:
    try:
        return Policies().applied(root).policy
    except ConfigError as error:
        return error


def judge(text: str) -> None:
    """Follow a configuration, or draw what is wrong with it; show it in either case."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / ".git").mkdir()
        (root / "coursewright.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))
        found = follow(root)
        if isinstance(found, ConfigError):
            assert found.faults
            assert all(fault.message.endswith((".", "?")) for fault in found.faults), found.faults
            assert all(fault.span.start <= fault.span.end for fault in found.faults)
            assert complaint(found.faults, root, 60)
            return
        policy = found
        assert {rule.meta.code for rule in policy.rules} >= {"SPC001", "SPC002", "SPC003"}
        for rule in policy.rules:
            policy.severity(rule.meta.code, root / "a/m.module.yaml", "tasks[a].due")
            for known in rule.meta.options:
                value = policy.options(rule.meta.code, root / "a/m.module.yaml", "tasks[a].due")[known.name]
                assert isinstance(value, bool) or known.low <= value <= known.high  # type: ignore[union-attr]
        for form in ("table", "json"):
            assert show_config(root, form, rules=True, rates=True) == 0


quietly = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@quietly
@given(nearly)
def test_nearly_right(data: dict[str, Any]) -> None:
    judge(json.dumps(data))


@quietly
@given(st.dictionaries(st.sampled_from(KEYS), anything, max_size=4))
def test_right_keys(data: dict[str, Any]) -> None:
    judge(json.dumps(data))


@quietly
@given(anything)
def test_any_data(data: Any) -> None:
    judge(json.dumps(data, ensure_ascii=False))


@quietly
@given(st.text(alphabet=st.sampled_from("rules: FUP01\n\t-[]{}'\"&*!|>%@`#,?<~"), max_size=60))
def test_any_text(text: str) -> None:
    judge(text)


def test_the_strategies_know_each_key() -> None:
    assert set(KEYS) == {
        *("extends", "profile", "rules", "overrides", "locked", "custom_rules", "lexicon", "allow_verbs"),
        *("rates", "edition", "fail_on", "exclude", "baseline"),
    }

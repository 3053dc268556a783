"""Each profile holds the rules that the catalogue gives it, at the severities given there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coursewright.lint.api import Severity
from coursewright.lint.config.choices import Choices
from coursewright.lint.config.policies import Policies
from coursewright.lint.profiles import JUDGE, newer, profiles
from coursewright.lint.registry import all_rules

if TYPE_CHECKING:
    from pathlib import Path

ALWAYS = {"SPC001", "SPC002", "SPC003"}
ESSENTIAL = {
    *("SPC004", "SPC005", "SPC007", "OUT001", "OUT002", "OUT003", "OUT006", "ALN001", "ALN002", "ALN003"),
    *("TSK001", "TSK002", "TSK003", "FUP001", "FUP002", "FUP003", "FUP004", "FUP007", "REF001", "PRE001"),
    *("ASM001", "ASM002", "ASM003", "WRK001", "SES001", "MAT001", "MAT002"),
}
ON_REQUEST = {"OUT014", "PRE007"}
BESIDE = {
    "constructivist": dict.fromkeys(
        ("TSK007", "MAT006", "TSK001", "PRE001", "PRE002", "FUP002", "ASM004"), "warning"
    ),
    "us-rsi": {"PRE007": "error", "PRE002": "error"},
    "accessibility": dict.fromkeys(("MAT001", "MAT002", "MAT003", "MAT004", "MAT007", "SES004"), "error"),
    "self-paced": {"FUP011": "warning"},
    "smart": {"OUT014": "info"},
}
"""What each adds or changes: rule → severity."""

META = {rule.meta.code: rule.meta for rule in all_rules()}
OWN = {code: str(meta.severity) for code, meta in META.items()}


def weights(tmp_path: Path, *names: str) -> dict[str, str]:
    """Return what runs under some profiles, chosen on the command line."""
    policy = Policies(Choices(profile=names, isolated=True)).applied(tmp_path).policy
    return {code: str(setting.severity) for code, setting in policy.settings.items() if setting.severity}


def test_the_ladder(tmp_path: Path) -> None:
    assert len(ESSENTIAL) == 27
    assert {code for code, meta in META.items() if not meta.by_default} == ON_REQUEST
    assert weights(tmp_path, "essential") == {code: OWN[code] for code in ESSENTIAL | ALWAYS | {JUDGE}}
    recommended = {code: severity for code, severity in OWN.items() if code not in ON_REQUEST}
    assert weights(tmp_path, "recommended") == recommended == weights(tmp_path)
    assert weights(tmp_path, "strict") == {
        code: "warning" if severity == "info" else severity for code, severity in recommended.items()
    }


@pytest.mark.parametrize("name", BESIDE)
@pytest.mark.parametrize("rung", ["essential", "recommended", "strict"])
def test_beside_the_ladder(name: str, rung: str, tmp_path: Path) -> None:
    """A side profile is laid over the rung that is named with it, in any order, else over the default."""
    expected = weights(tmp_path, rung) | BESIDE[name]
    assert weights(tmp_path, rung, name) == weights(tmp_path, name, rung) == expected
    assert weights(tmp_path, name) == weights(tmp_path, "recommended") | BESIDE[name]


def test_the_table_names_what_there_is() -> None:
    assert [one.name for one in profiles().ladder] == ["essential", "recommended", "strict"]
    assert {one.name for one in profiles().beside} == set(BESIDE)
    for one in (*profiles().ladder, *profiles().beside):
        assert one.about.endswith(".")
        assert set(one.rules) <= set(META)


def test_no_side_profile_makes_a_recommended_rule_lighter() -> None:
    for one in profiles().beside:
        for code, severity in one.rules.items():
            assert severity >= META[code].severity


def test_only_self_paced_reads_courses_otherwise(tmp_path: Path) -> None:
    for one in (*profiles().ladder, *profiles().beside):
        assert one.reads_as == ("prepared" if one.name == "self-paced" else None)
    models = {
        names: Policies(Choices(profile=names, isolated=True)).applied(tmp_path).policy.default_model
        for names in ((), ("self-paced",), ("strict", "self-paced", "smart"))
    }
    assert list(models.values()) == ["led", "prepared", "prepared"]


@pytest.mark.parametrize(
    ("version", "edition", "is_newer"),
    [
        ("0.1.0", "0.1", False),
        ("0.1.9", "0.1", False),
        ("0.2.0", "0.1", True),
        ("0.10.0", "0.9", True),
        ("0.9.2", "0.10", False),
        ("1.0.0", "0", True),
        ("1.2.3", "1", False),
        ("1.2.3", "1.2.2", True),
        ("1.2.3", "1.2.3", False),
    ],
)
def test_editions(version: str, edition: str, is_newer: bool) -> None:
    assert newer(version, edition) is is_newer


def test_severities_have_an_order() -> None:
    assert Severity.INFO < Severity.WARNING < Severity.ERROR

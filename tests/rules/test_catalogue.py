"""Each rule of the catalogue is there, with the weight, the fix and the evidence decided for it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from coursewright.lint.registry import all_rules

TABLE = Path(__file__).parent / "catalogue.tsv"
RULES = {rule.meta.code: rule.meta for rule in all_rules()}


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def test_all_are_there() -> None:
    assert len(rows()) == 108
    assert {row["code"] for row in rows()} <= RULES.keys()


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["code"])
def test_a_rule_is_as_decided(row: dict[str, str]) -> None:
    meta = RULES[row["code"]]
    answer = {True: "yes", False: "no"}
    assert row == {
        "code": meta.code,
        "name": meta.name,
        "essential": answer[meta.essential],
        "severity": str(meta.severity),
        "by_default": answer[meta.by_default],
        "missing": answer[meta.missing],
        "fix": meta.fix,
        "minutes": str(meta.minutes),
        "evidence": meta.evidence.grade,
    }

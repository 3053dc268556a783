"""A view calls something a gap exactly where its rule finds something: tried on the cases of the rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from spec_helpers import course_in

from coursewright.lint.engine import Linter
from coursewright.lint.select import find
from coursewright.views.catalogue import entry_named, view_of
from coursewright.views.charts import Matrix
from coursewright.views.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from coursewright.views.model import View

CASES = Path(__file__).parent.parent / "rules"


class Agreement(NamedTuple):
    """A rule and the view that speaks of the same; `gap` tells whether the view sees it."""

    rule: str
    view: str
    gap: Callable[[View], bool]

    def __str__(self) -> str:
        return self.rule


def in_column(chart: str, column: str) -> Callable[[View], bool]:
    def gap(view: View) -> bool:
        for one in view.charts:
            if isinstance(one, Matrix) and one.name == chart:
                number = [label.text for label in one.columns].index(column)
                return any(row.cells[number].tone == "gap" for row in one.rows)
        return False

    return gap


def says(words: str) -> Callable[[View], bool]:
    return lambda view: any(words in sentence for sentence in view.answer)


def either(*gaps: Callable[[View], bool]) -> Callable[[View], bool]:
    return lambda view: any(gap(view) for gap in gaps)


AGREEMENTS = [
    Agreement("PRE001", "presence", says("brings its learners together")),
    Agreement("PRE002", "presence", in_column("presence", "Teaching")),
    Agreement("PRE004", "presence", says("stop before analysis")),
    Agreement("OUT010", "levels", says("goes beyond understanding")),
    Agreement("FUP006", "levels", says("for no more than the tasks")),
    Agreement("AIR001", "ai", in_column("ai", "Part of AI")),
    Agreement("AIR002", "ai", in_column("ai", "What needs the person")),
    Agreement("AIR003", "ai", in_column("ai", "Supervised")),
    Agreement("ASM003", "evidence", says("looks only at")),
    Agreement("ASM004", "evidence", says("shows yet whether students can use")),
    Agreement(
        "MAT001",
        "accessibility",
        either(in_column("materials", "Words for images"), in_column("images", "Words for images")),
    ),
    Agreement(
        "MAT002",
        "accessibility",
        either(in_column("materials", "Captions"), in_column("materials", "Transcript")),
    ),
    Agreement("MAT004", "accessibility", in_column("materials", "Chapters")),
    Agreement("MAT007", "accessibility", in_column("materials", "Light version")),
    Agreement("MAT008", "accessibility", in_column("materials", "Licence")),
    Agreement("SES004", "accessibility", in_column("sessions", "For those who cannot come")),
]


def cases(rule: str) -> list[dict[str, Any]]:
    name = find(rule).meta.name
    (path,) = CASES.glob(f"*/{name}.yaml")
    written = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return [*written["valid"], *written["invalid"]]


@pytest.mark.parametrize("agreement", AGREEMENTS, ids=str)
def test_the_view_and_its_rule_agree(agreement: Agreement, tmp_path: Path) -> None:
    linter = Linter([find(agreement.rule)])
    differ = []
    for number, case in enumerate(cases(agreement.rule)):
        files = case.get("files") or {case.get("file", "example.module.yaml"): case["spec"]}
        folder = tmp_path / str(number)
        folder.mkdir()
        course = course_in(folder, files)
        found = bool(linter.lint(course).findings)
        seen = agreement.gap(view_of(entry_named(agreement.view), Plan(course)))
        if found != seen:
            differ.append(f"{case['name']}: the rule says {found}, the view {seen}")
    assert not differ, "\n".join(differ)


def test_there_are_cases_for_both() -> None:
    assert all(len(cases(one.rule)) >= 6 for one in AGREEMENTS)

"""How often reflection is asked for is the user's to say."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from coursewright.lint.api import Clock, Context
from coursewright.rules.reflection.no_weekly_reflection import check
from coursewright.spec.load import load, load_documents, read_document

TODAY = dt.date(2026, 9, 21)


def messages(spec: str, every: int) -> list[str]:
    course = load_documents(read_document(Path("example.module.yaml"), spec.encode()))
    assert not course.faults
    return [problem.message for problem in check(course, Context(course, Clock(TODAY), {"every": every}))]


def module(served: str) -> str:
    """Write a module of one-week units; those marked `x` have a reflection."""
    units = "".join(
        f"  - {{id: u{number}, week: {number}, tasks: [{{id: t{number}}}]"
        f"{', reflection: [What did you learn?]' if mark == 'x' else ''}}}\n"
        for number, mark in enumerate(served, 1)
    )
    return f"module: m\nunits:\n{units}"


@pytest.mark.parametrize(
    ("served", "every", "last"),
    [
        ("x.x.", 2, []),
        (".", 2, []),
        ("x..x", 2, [3]),
        ("......", 2, [2, 4, 6]),
        ("......", 3, [3, 6]),
        (".x..x", 3, []),
        ("........", 8, [8]),
    ],
)
def test_so_many_weeks_may_share_one(served: str, every: int, last: list[int]) -> None:
    assert messages(module(served), every) == [
        f'{every} weeks in a row pass without reflection, up to week {number} (unit "u{number}").'
        for number in last
    ]


def test_units_without_a_week() -> None:
    spec = "module: m\nunits: [{id: one, tasks: [{id: a}]}, {id: two, tasks: [{id: b}]}]"
    assert messages(spec, 2) == ['2 weeks in a row pass without reflection, up to unit "two".']


@pytest.mark.parametrize(("second", "found"), [(2, 1), (1, 0)])
def test_weeks_run_on_into_the_next_module_but_not_into_one_beside_it(
    tmp_path: Path, second: int, found: int
) -> None:
    (tmp_path / "course.yaml").write_text("course: c\nmodules: [a.module.yaml, b.module.yaml]\n")
    (tmp_path / "a.module.yaml").write_text("module: a\nweek: 1\ntasks: [{id: x}]\n")
    (tmp_path / "b.module.yaml").write_text(f"module: b\nweek: {second}\ntasks: [{{id: y}}]\n")
    course = load(tmp_path / "course.yaml")
    assert len(list(check(course, Context(course, Clock(TODAY), {"every": 2})))) == found

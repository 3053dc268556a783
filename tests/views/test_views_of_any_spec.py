"""Whatever is written, five views show it: nothing twice, nothing lost, and unknown never as a number."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course

from coursewright.shipped import shipped
from coursewright.spec.load import load
from coursewright.views.catalogue import entry_named, view_of
from coursewright.views.charts import Matrix, Tracks
from coursewright.views.plan import Focus, Plan

NAMES = ("presence", "levels", "ai", "evidence", "accessibility")
EXAMPLES = sorted(
    path
    for pattern in ("*.module.yaml", "course.yaml")
    for path in shipped("examples").rglob(pattern)
    if pattern == "course.yaml" or path.parent.name != "modules"
)
REAL = Path(__file__).parents[3] / "shared" / "real"


def check(plan: Plan) -> None:
    for name in NAMES:
        view = view_of(entry_named(name), plan)
        assert view == view_of(entry_named(name), Plan(plan.course, focus=plan.focus)), "the same twice"
        assert view.name == name
        assert view.answer
        assert all(sentence.strip().endswith(".") for sentence in (*view.answer, *view.notes))
        assert len({table.name for table in view.tables}) == len(view.tables)
        for table in view.tables:
            assert len({column.key for column in table.columns}) == len(table.columns)
            for row in table.rows:
                assert len(row.cells) == len(table.columns)
                for cell in row.cells:
                    assert cell.tone != "unknown" or cell.data is None, "unknown is no value"
                    if cell.spot is not None:
                        assert 1 <= cell.spot.line <= plan.course.sources[cell.spot.file].text.count("\n") + 1
        for chart in view.charts:
            if isinstance(chart, Matrix):
                for line in chart.rows:
                    assert len(line.cells) == len(chart.columns)
                    assert all(cell.said for cell in line.cells)
                    assert all(mark.label for cell in line.cells for mark in cell.signs)
            if isinstance(chart, Tracks):
                for track in [row for group in chart.groups for row in group.rows]:
                    assert track.said
                    assert all(0 <= one.start < one.end <= 1 for one in track.segments)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000_000), st.booleans())
def test_any_spec(seed: int, one_week: bool) -> None:
    course = random_course(seed)
    check(Plan(course, focus=Focus(weeks=(3, 4)) if one_week else None))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples(path: Path) -> None:
    course = load(path)
    check(Plan(course))
    for module in course.modules:
        if module.id:
            check(Plan(course, focus=Focus(module=module.id)))


@pytest.mark.parametrize("name", ["learn-to-cloud/course.yaml", "git-novice/git-novice.module.yaml"])
def test_real_courses(name: str) -> None:
    path = REAL / name
    if not path.is_file():
        pytest.skip("the real courses are kept outside the repository")
    check(Plan(load(path)))

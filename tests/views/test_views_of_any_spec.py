"""Whatever is written, all views show it: nothing twice, nothing lost, and unknown never as a number."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_specs import random_course
from view_reading import plan_of

from coursewright.shipped import shipped
from coursewright.spec.load import load
from coursewright.views.catalogue import VIEWS, view_of
from coursewright.views.charts import Matrix, Tracks
from coursewright.views.plan import Focus, Plan

WITHOUT_WORDS = frozenset({"presence", "levels", "ai", "evidence", "accessibility"})
"""Views in whose tables what is not known has no value; in others it has words, or its number is told."""
EXAMPLES = sorted(
    path
    for pattern in ("*.module.yaml", "course.yaml")
    for path in shipped("examples").rglob(pattern)
    if pattern == "course.yaml" or path.parent.name != "modules"
)
REAL = Path(__file__).parents[3] / "shared" / "real"


def check(plan: Plan) -> None:
    again = Plan(plan.course, plan.report, plan.focus, plan.policy)
    for entry in VIEWS:
        view = view_of(entry, plan)
        assert view == view_of(entry, again), "the same twice"
        assert (view.name, view.title, view.question) == (entry.name, entry.title, entry.question)
        assert view.answer
        assert all(sentence.strip().endswith(".") for sentence in (*view.answer, *view.notes))
        assert len({table.name for table in view.tables}) == len(view.tables)
        for table in view.tables:
            assert len({column.key for column in table.columns}) == len(table.columns)
            for row in table.rows:
                assert len(row.cells) == len(table.columns)
                for cell in row.cells:
                    if cell.tone == "unknown":
                        assert cell.data != 0, "unknown is not nothing"
                        assert cell.data is None or entry.name not in WITHOUT_WORDS, "unknown is no value"
                    if cell.spot is not None:
                        lines = plan.course.sources[cell.spot.file].text.count("\n") + 1
                        assert cell.spot.line in range(1, lines + 1)
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
    focus = Focus(weeks=(3, 4)) if one_week else None
    check(Plan(course, focus=focus))
    check(plan_of(course, focus))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples(path: Path) -> None:
    course = load(path)
    check(Plan(course))
    check(plan_of(course))
    for module in course.modules:
        if module.id:
            check(Plan(course, focus=Focus(module=module.id)))


@pytest.mark.parametrize("name", ["learn-to-cloud/course.yaml", "git-novice/git-novice.module.yaml"])
def test_real_courses(name: str) -> None:
    path = REAL / name
    if not path.is_file():
        pytest.skip("the real courses are kept outside the repository")
    check(Plan(load(path)))
